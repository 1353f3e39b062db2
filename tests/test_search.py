"""What search knows: every place of the handbook once, under the reader's words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from generator.model import Handbook
from generator.search import Entry, render_search_index, search_entries
from generator.wording import Strings
from tests.conftest import Change, read_index


@pytest.fixture
def entries(handbook: Handbook, strings: Strings) -> dict[str, Entry]:
    found = list(search_entries(handbook, strings))
    by_place = {entry.location: entry for entry in found}
    assert len(by_place) == len(found), "search lists a place twice"
    return by_place


def test_every_place_is_listed_once_with_its_kind(entries: dict[str, Entry]) -> None:
    assert [(entry.kind, place, entry.title) for place, entry in entries.items() if entry.kind != "section"] == [
        ("page", "about/", "About"),
        ("idea", "ideas/patience/", "Patience"),
        ("page", "", "Looking after a sourdough starter"),
        ("page", "jars/", "Jars & lids"),
        ("page", "playbooks/", "Two things to do"),
        ("situation", "situations/fridge-keeper/", "Your jar lives in the fridge"),
        ("page", "coach/plan/", "Reading plan"),
        ("page", "your-data/", "What is kept on this device"),
        ("page", "offline/", "Read without a network"),
        ("path", "paths/first-feed/", "A first feed"),
        ("stop", "paths/first-feed/#pour", "Pour"),
        ("stop", "paths/first-feed/#stir", "Stir"),
        ("path", "paths/a-lazy-weekend/", "A lazy weekend"),
        ("stop", "paths/a-lazy-weekend/#wait", "Wait"),
        ("playbook", "playbooks/feed-it/", "Feed it"),
        ("step", "playbooks/feed-it/#pour-off", "Pour some off"),
        ("step", "playbooks/feed-it/#stir-in", "Stir in flour and water"),
        ("coach", "coach/feed-it/", "Coach guide: Feed it"),
        ("playbook", "playbooks/wake-it/", "Wake it"),
        ("step", "playbooks/wake-it/#warm-it", "Warm it"),
        ("worksheet", "worksheets/feeding-log/", "Feeding log"),
        ("worksheet", "worksheets/smell-check/", "Smell check"),
        ("script", "scripts/ask-for-a-spoonful/", "Ask for a spoonful"),
        ("script", "scripts/hand-it-over/", "Hand it over"),
        ("term", "glossary/#starter", "starter"),
        ("term", "glossary/#ph", "pH"),
        ("source", "sources/#baker-2001", "Baker A, Bun B, Crust C (2001)"),
        ("source", "sources/#miller-1999", "Miller M (1999)"),
        ("source", "sources/#grandmother", "Somebody's grandmother"),
    ]


def test_sections_of_a_playbook_are_listed_where_it_has_them(entries: dict[str, Entry]) -> None:
    sections = [place for place, entry in entries.items() if entry.kind == "section"]
    assert [place for place in sections if place.startswith("playbooks/")] == [
        "playbooks/feed-it/#situations",
        "playbooks/feed-it/#mistakes",
        "playbooks/feed-it/#care",
        "playbooks/feed-it/#comes-from",
        "playbooks/wake-it/#care",
        "playbooks/wake-it/#comes-from",
    ]
    assert entries["playbooks/feed-it/#care"].title == "When to stop or get help"


def test_a_part_says_what_it_is_a_part_of(entries: dict[str, Entry]) -> None:
    assert entries["playbooks/feed-it/#pour-off"].part_of == "Feed it"
    assert entries["playbooks/feed-it/#care"].part_of == "Feed it"
    assert entries["playbooks/feed-it/"].part_of == ""
    assert entries["worksheets/feeding-log/"].part_of == ""


def test_the_readers_own_words_are_kept(entries: dict[str, Entry]) -> None:
    also = {place: entry.also for place, entry in entries.items() if entry.also}
    assert also == {
        "ideas/patience/": ["waiting"],
        "paths/first-feed/": ["beginner"],
        "glossary/#starter": ["mother"],
        "playbooks/feed-it/": ["refresh", "daily care"],
        "playbooks/feed-it/#pour-off": ["discard"],
        "worksheets/feeding-log/": ["diary"],
        "scripts/hand-it-over/": ["holiday"],
        "offline/": ["offline", "no internet", "on the train", "download the handbook", "install"],
    }


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("playbooks/feed-it/", ["flour & water", "A clean jar", "goes flat", "how to wake it", "hard to kill"]),
        ("playbooks/feed-it/#pour-off", ["pancakes", "2 spoons flour", "One spoon is left", "half a spoon"]),
        ("playbooks/feed-it/#mistakes", ["like nothing on your hand"]),
        ("worksheets/feeding-log/", ["Feeds", "Kind and weight", "Spoon", "in your calendar", "Flat for three days"]),
        ("worksheets/smell-check/", ["Wash your hands", "Yoghurt", "Be honest", "Today I will", "The small jar"]),
        ("scripts/ask-for-a-spoonful/", ["mine has died", "A spoonful, please, [name]?"]),
        ("scripts/hand-it-over/", ["My jar, until [day]", "Can I bring you a jar"]),
        ("sources/#baker-2001", ["How often to feed", "rose higher", "Twelve jars"]),
        ("paths/first-feed/", ["for the first time", "clean spoon", "Now wait"]),
        ("paths/first-feed/#pour", ["Pour some off", "Pour off more"]),
        ("coach/feed-it/", ["Smell the jar together", "What does your kitchen smell of?", "The jar has broken"]),
        ("ideas/patience/", ["It takes the time it takes.", "Watch the pH"]),
        ("glossary/#starter", ["Flour and water that live."]),
        ("jars/", ["Glass is best."]),
        ("about/", ["Streaks of colour"]),
    ],
)
def test_words_that_a_reader_sees_are_found(entries: dict[str, Entry], place: str, words: list[str]) -> None:
    for some in words:
        assert some in entries[place].text


def test_no_marks_no_ids_and_no_addresses_are_in_the_words(entries: dict[str, Entry]) -> None:
    for place, entry in entries.items():
        for sign in ("*", "](", "id:", "<", "`", "type:", "feeding-log", "not-a-link"):
            assert sign not in entry.text, place


def test_headings_of_a_hand_written_page_are_found(entries: dict[str, Entry]) -> None:
    assert any("throw it away" in entry.title + entry.text for entry in entries.values())


def test_a_section_of_a_hand_written_page_is_found_at_its_anchor(entries: dict[str, Entry]) -> None:
    sections = {place: entry for place, entry in entries.items() if entry.kind == "section"}
    assert sections["about/#mould"] == Entry(
        "about/#mould", "When to throw it away", "Streaks of colour are mould.", "section", "About"
    )
    assert sections["#a-picture"] == Entry(
        "#a-picture", "A picture", "A jar", "section", "Looking after a sourdough starter"
    )


def test_a_handbook_without_a_start_page_of_its_own_is_found_by_its_name(
    load: Callable[[Mapping[str, Change]], Handbook], strings: Strings
) -> None:
    entry = next(entry for entry in search_entries(load({"index.md": None}), strings) if entry.location == "")
    assert entry.title == "Looking after a sourdough starter"
    assert "keep a jar of flour and water alive" in entry.text


def test_reference_links_and_pictures_leave_no_marks(entries: dict[str, Entry]) -> None:
    assert "Begin with warming it, says one miller." in entries[""].text
    assert "!" not in entries[""].text


def test_the_index_has_the_form_that_engines_know(handbook: Handbook, strings: Strings) -> None:
    file = next(render_search_index(handbook, strings))
    assert file.path == "search/search_index.json"
    assert isinstance(file.content, bytes)
    data = read_index(file.content)
    assert data["config"]["lang"] == ["en"]
    entry = next(entry for entry in data["docs"] if entry["location"] == "playbooks/wake-it/#care")
    assert entry == {
        "location": "playbooks/wake-it/#care",
        "title": "When to stop or get help",
        "text": "If it smells of nail varnish, feed it twice.",
        "kind": "section",
        "part_of": "Wake it",
    }
    assert all({"location", "title", "text"} <= set(entry) for entry in data["docs"])


def test_letters_stay_letters_in_the_index(load: Callable[[Mapping[str, Change]], Handbook], strings: Strings) -> None:
    changed = load({"playbooks/wake-it.yml": ("title: Wake it", "title: Réveille-le, 「日本」")})
    content = next(render_search_index(changed, strings)).content
    assert isinstance(content, bytes)
    assert "Réveille-le, 「日本」".encode() in content


def test_the_search_page_gets_its_words_and_no_others(strings: Strings) -> None:
    words = json.loads(strings.group("search"))
    assert words["none"] == strings.words["search.none"]
    assert words["results.one"] == "{n} result"
    assert {f"search.{key}" for key in words} == {key for key in strings.words if key.startswith("search.")}


def test_every_kind_of_entry_has_a_word(entries: dict[str, Entry], strings: Strings) -> None:
    for entry in entries.values():
        assert strings.text(f"search.kind.{entry.kind}")
