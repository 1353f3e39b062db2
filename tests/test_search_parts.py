"""The index in parts: queries find in it what a look at every place finds, and load little of it."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from benchmarks.handbooks import write_handbook
from generator.loader import load_handbook
from generator.model import Handbook
from generator.search import render_search_index
from generator.search.words import Stemmer, words
from generator.wording import Strings, load_strings
from tests.conftest import read_index
from tests.node import run_node
from tests.search import ENGLISH, Answer, ask, parts_of

Doc = dict[str, Any]
MOST_FOR_A_RESULT = 130_000
"""Bytes, packed, that a first result may cost at any size of the handbook."""


def doc(title: str, text: str = "", **more: Any) -> Doc:
    return {"location": f"{title.lower()}/", "title": title, "text": text, "kind": "playbook", **more}


def titles(docs: Sequence[Doc], query: str, config: Mapping[str, Any] = ENGLISH) -> list[str]:
    engine, _ = ask(docs, [query], config)[0]
    return [next(doc["title"] for doc in docs if doc["location"] == place) for place in engine.found]


def docs_of(handbook: Handbook, strings: Strings) -> list[Doc]:
    file = next(render_search_index(handbook, strings))
    return list(read_index(bytes(file.content))["docs"])


def random_queries(docs: Sequence[Doc], count: int, chance: random.Random) -> list[str]:
    """Some words of the places, as they stand there or not, whole or half, and with typing mistakes."""
    said = " ".join(f"{doc['title']} {doc['text']}" for doc in docs).split()
    queries = []
    for number in range(count):
        start = chance.randrange(len(said))
        length = chance.randint(1, 6)
        query = " ".join(said[start : start + length] if number % 2 else chance.choices(said, k=length))
        if number % 3 == 0:
            at = chance.randrange(len(query))
            query = query[:at] + chance.choice("aeinrst") * chance.randint(0, 1) + query[at + chance.randint(0, 1) :]
        queries.append(query[: chance.randint(1, len(query))] if number % 5 == 0 and query else query)
    return queries


def same(one: Answer, other: Answer) -> bool:
    scores = one.scores == pytest.approx(other.scores, rel=1e-9)
    return bool(one.found == other.found and one.terms == other.terms and scores)


@pytest.mark.parametrize("name", ["sourdough", "large"])
def test_queries_find_what_reading_every_place_finds(handbook: Handbook, strings: Strings, name: str) -> None:
    if name == "large":
        handbook = load_handbook({path: text.encode() for path, text in write_handbook(12)})
    docs = docs_of(handbook, strings)
    queries = random_queries(docs, 150, random.Random(7))
    queries += ["", "no", "?!", "the a of", "what to do about it", "xylophonezzz", "constructor __proto__"]
    told = ask(docs, queries)
    assert [query for query, (engine, all_) in zip(queries, told, strict=True) if not same(engine, all_)] == []
    assert sum(1 for engine, _ in told if engine.found) > len(queries) / 2


def test_titles_of_small_words_and_other_names_score_as_they_do_read_whole() -> None:
    docs = [
        doc("What to do", "Bread and water."),
        doc("Please", "Bread.", also=["please your boss", "ask for more bread", "bread bread", "What to do"]),
        doc("Pleased", "What the boss said to you."),
        doc("Do it", "", also=["", "a a a"]),
    ]
    queries = [
        "what to do",
        "what to do bread",
        "please bread",
        "pleased boss",
        "do",
        "bread",
        "a",
        "ask more bread boss",
    ]
    assert all(same(engine, all_) for engine, all_ in ask(docs, queries))


def test_python_and_pages_compare_words_alike() -> None:
    chance = random.Random(3)
    signs = "abcdefghijklmnopqrstuvwxyz" * 3 + "ABZ" + "éÄßæœøłđıİÑΣςж文字٣²½'\u2019-_.,  "
    texts = ["".join(chance.choices(signs, k=chance.randint(0, 25))) for _ in range(1500)]
    endings = ["ies", "ied", "sses", "s", "ly", "ion", "ing", "edly", "ed", "ment", "e", "tt", "y", ""]
    texts += [
        "".join(chance.choices("aeioubdfgklmnprst", k=5)) + "".join(chance.choices(endings, k=2)) for _ in range(2000)
    ]
    texts += ENGLISH["stop"].split()
    script = (
        'import { readFileSync } from "node:fs";'
        'import { speak, stem, words } from "./generator/static/js/search-words.js";'
        'const { config, texts } = JSON.parse(readFileSync(0, "utf8")); speak(config);'
        "console.log(JSON.stringify(texts.map((text) => words(text).map((word) => [word, stem(word)]))));"
    )
    told = run_node("--input-type=module", "-e", script, given=json.dumps({"config": ENGLISH, "texts": texts}))
    assert told.returncode == 0, told.stderr
    stemmer = Stemmer("en", ENGLISH["stop"])
    ours = [[[word, stemmer.stem(word)] for word in words(text)] for text in texts]
    assert [pair for pair in zip(texts, ours, json.loads(told.stdout), strict=True) if pair[1] != pair[2]] == []


def test_a_title_counts_more_than_the_text() -> None:
    assert titles([doc("Other", "feedback " * 3), doc("Feedback"), doc("Sleep")], "feedback")[0] == "Feedback"


def test_an_other_name_finds_a_page_that_does_not_say_the_word() -> None:
    assert titles([doc("Leave well", also=["laid off", "redundancy"]), doc("Sleep")], "redundancy") == ["Leave well"]


def test_a_typing_mistake_still_finds_and_nonsense_finds_nothing() -> None:
    docs = [doc("Promotion"), doc("Sleep")]
    assert titles(docs, "promtion") == ["Promotion"]
    assert titles(docs, "xqzvw") == []
    assert titles([], "promotion") == []


def test_the_beginning_of_the_last_word_is_enough() -> None:
    assert titles([doc("Worksheet"), doc("Sleep")], "works") == ["Worksheet"]


def test_a_name_that_every_object_has_is_a_word_like_any_other() -> None:
    assert titles([doc("Constructor"), doc("Sleep")], "constructor __proto__") == ["Constructor"]


def test_letters_are_found_as_people_type_them_who_have_no_others() -> None:
    docs = [doc("Gießen"), doc("Säen"), doc("日本"), doc("𐐀𐐁"), doc("ﷺ")]
    found = [engine.found for engine, _ in ask(docs, ["giessen", "saen", "日本", "𐐀𐐁", "日"])]
    assert found == [["gießen/"], ["säen/"], ["日本/"], ["𐐨𐐩/"], []]


def test_another_language_has_small_words_of_its_own() -> None:
    german = {"lang": ["de"], "stop": "und für"}
    docs = [doc("Not und Hilfe"), doc("Töpfe für alle"), doc("The can")]
    assert titles(docs, "not für hunde", german) == ["Not und Hilfe"]
    assert titles(docs, "für can", german) == ["The can"]


def test_no_more_results_than_a_page_shows() -> None:
    engine, _ = ask([doc(f"Feedback {number}") for number in range(30)], ["feedback"])[0]
    assert len(engine.found) == 20


# --- how much is loaded ------------------------------------------------------------------------


def varied(count: int) -> list[Doc]:
    """Places whose words are spread as in a language: a few are everywhere, and many almost nowhere."""
    chance = random.Random(count)
    syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an", "er", "in", "or")]
    vocabulary = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(15_000)]
    weights = [1 / (rank + 5) for rank in range(len(vocabulary))]
    return [
        {
            "location": f"playbooks/chapter-{number // 10}/#step-{number % 10}",
            "title": " ".join(chance.choices(vocabulary, weights, k=4)).capitalize(),
            "text": " ".join(chance.choices(vocabulary, weights, k=60)),
            "kind": "step" if number % 10 else "playbook",
            "part_of": f"Chapter {number // 10}",
        }
        for number in range(count)
    ]


def test_a_first_result_costs_little_however_large_the_handbook_is() -> None:
    costs = {}
    for size in (600, 2_400):
        docs = varied(size)
        parts = {name: len(gzip.compress(json.dumps(part).encode(), 6)) for name, part in parts_of(docs).items()}
        queries = random_queries(docs, 12, random.Random(1))
        costs[size] = [
            sum(parts[name] for name in engine.loaded or ()) for engine, _ in ask(docs, queries, read_all=False)
        ]
        assert sum(parts.values()) > 2 * MOST_FOR_A_RESULT, "too small to say anything"
    assert max(costs[2_400]) < MOST_FOR_A_RESULT
    assert max(costs[2_400]) < 2 * max(costs[600]), "what is loaded grows like the handbook"


def test_an_index_has_the_same_bytes_each_time(handbook: Handbook, strings: Strings) -> None:
    assert [*render_search_index(handbook, strings)] == [*render_search_index(handbook, load_strings("en"))]


def test_an_edit_changes_few_parts() -> None:
    docs = varied(1_000)
    before = parts_of(docs)
    docs[200] = {**docs[200], "text": docs[200]["text"].replace(" ", " zebra ", 1)}
    after = parts_of(docs)
    changed = {name for name in before if before[name] != after.get(name)}
    assert {name.partition("-")[0] for name in changed} == {"start", "words", "places", "texts"}
    assert len(changed) < len(before) / 10
    assert before["start"]["version"] != after["start"]["version"]
