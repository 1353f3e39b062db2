"""The search index as small scripts, of which a page loads those that a query needs.

Pages cannot read data from a disk, but can load scripts from it. Each script puts one value into `handbookSearch`:

- `start`: how many words each place has, of which kind it is, and where the other parts begin.
- `words-N`: all words that begin with some letters, and how many places hold each. For typing mistakes.
- `places-N`: for some of these words, the places that hold each, and the titles that it stands for.
- `texts-N`: places that stand beside each other in the handbook, with their words, to show them.

What a part holds depends on its own words and places alone, as far as it can: so an edit changes few of them. Lists of
places hold how far each is from the one before. The engine that reads this is `static/js/search-engine.js`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, TypeVar

from generator.output import OutputFile
from generator.search.entries import Entry
from generator.search.words import Stemmer, words

FOLDER = "search"
START = "start"
WORDS_SIZE, PLACES_SIZE, TEXTS_SIZE = 24_000, 8_000, 6_000
"""About how many characters a part of each kind has; the work of one word or one place is never divided."""
TITLE_WEIGHT, ALSO_WEIGHT = 6, 5
"""How much a word counts in a title, and an other name of one word; one in the text counts at most 1."""

Value = TypeVar("Value")
Hold = tuple[float, int]
"""How a place holds a word: what titles and other names make it count, and how often it stands in the text."""


@dataclass(frozen=True)
class _Phrase:
    """A title or other name: the words that a query must have, sorted, and the small ones that make it fit better."""

    needed: tuple[str, ...]
    better: tuple[str, ...]


def part_path(name: str) -> str:
    """Where a part is, relative to the top of the site."""
    return f"{FOLDER}/{name}.js"


def render_parts(entries: Sequence[Entry], config: dict[str, Any], stemmer: Stemmer) -> Iterator[OutputFile]:
    """Every part.

    Args:
        entries: All places, in reading order.
        config: What the start says of the language.
        stemmer: Of the same language.
    """
    lengths, found = _count(entries, stemmer)
    listed = sorted(found, key=_order)
    ranks = _ranks(found)
    phrases = _phrases(entries, found, stemmer)
    by_letter = list(_divided(_by_letter(listed), WORDS_SIZE))
    held = ((word, _places(found[word], ranks, phrases.get(word, {}))) for word in listed)
    by_word = list(_divided(held, PLACES_SIZE))
    by_place = list(_divided(map(_shown, entries), TEXTS_SIZE))
    kinds = [*dict.fromkeys(entry.kind for entry in entries)]
    start: dict[str, Any] = {
        "config": config,
        "lengths": lengths,
        "kinds": [kinds, [kinds.index(entry.kind) for entry in entries]],
        "holds": [*ranks],
        "small": {word: len(found[word]) for word in listed if word in stemmer.small_stems},
        "phrases": _as_lists(phrases.get("", {})),
        "words": [letters[0][0] for letters in by_letter],
        "places": [some[0][0] for some in by_word],
        "texts": [len(shown) for shown in by_place],
    }
    parts: dict[str, Any] = {}
    for number, letters in enumerate(by_letter):
        spelled = [word for letter in letters for word in letter]
        parts[f"words-{number}"] = [" ".join(spelled), [len(found[word]) for word in spelled]]
    parts |= {f"places-{number}": dict(some) for number, some in enumerate(by_word)}
    parts |= {f"texts-{number}": shown for number, shown in enumerate(by_place)}
    scripts = {name: _as_script(name, value) for name, value in parts.items()}
    start["version"] = hashlib.sha256("".join(scripts.values()).encode()).hexdigest()[:8]
    for name, text in {START: _as_script(START, start), **scripts}.items():
        yield OutputFile(part_path(name), text.encode())


def _count(entries: Sequence[Entry], stemmer: Stemmer) -> tuple[list[int], dict[str, dict[int, Hold]]]:
    """How many words the text of each place has; and for each word, as it is compared, the places that hold it."""
    lengths = []
    found: dict[str, dict[int, Hold]] = defaultdict(dict)
    stem = stemmer.stem
    for number, entry in enumerate(entries):
        text = words(entry.text)
        lengths.append(len(text))
        held: dict[str, float] = {}
        for word in words(entry.title):
            _add(held, stem(word), TITLE_WEIGHT)
        for phrase in map(words, entry.also):
            for word in phrase:
                _add(held, stem(word), ALSO_WEIGHT / len(stemmer.telling(phrase)))
        counts = Counter(map(stem, text))
        for word in {**held, **counts}:
            found[word][number] = (held.get(word, 0), counts[word])
    return lengths, found


def _add(held: dict[str, float], word: str, weight: float) -> None:
    """The second and later time a word stands in a place adds less and less."""
    before = held.get(word, 0)
    held[word] = max(before, weight) + min(before, weight) * 0.2


def _order(word: str) -> bytes:
    """As JavaScript sorts."""
    return word.encode("utf-16-be")


def _ranks(found: dict[str, dict[int, Hold]]) -> dict[Hold, int]:
    """Each way to hold a word with its number: the most frequent have the shortest."""
    counted = Counter(hold for places in found.values() for hold in places.values())
    return {hold: rank for rank, hold in enumerate(sorted(counted, key=lambda hold: (-counted[hold], hold)))}


def _phrases(
    entries: Sequence[Entry], found: dict[str, dict[int, Hold]], stemmer: Stemmer
) -> dict[str, dict[_Phrase, list[int]]]:
    """Every title and other name with its places, below its rarest word; below "" if it has small words only."""
    below: dict[str, dict[_Phrase, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(entries):
        for phrase in dict.fromkeys(_phrase(text, stemmer) for text in (entry.title, *entry.also)):
            if phrase.needed:
                telling = [word for word in phrase.needed if word not in stemmer.small_stems]
                rarest = min(telling, key=lambda word: (len(found[word]), word), default="")
                below[rarest][phrase].append(number)
    return below


def _phrase(text: str, stemmer: Stemmer) -> _Phrase:
    listed = words(text)
    needed = {stemmer.stem(word) for word in stemmer.telling(listed)}
    return _Phrase(tuple(sorted(needed)), tuple(sorted({*map(stemmer.stem, listed)} - needed)))


def _places(places: dict[int, Hold], ranks: dict[Hold, int], phrases: dict[_Phrase, list[int]]) -> list[Any]:
    """What a part says of one word: its places, how each holds it, and the phrases below it."""
    held = [_distances(places), [ranks[hold] for hold in places.values()]]
    return [*held, _as_lists(phrases)] if phrases else held


def _as_lists(phrases: dict[_Phrase, list[int]]) -> list[list[Any]]:
    return [
        [" ".join(phrase.needed), " ".join(phrase.better), _distances(numbers)] for phrase, numbers in phrases.items()
    ]


def _distances(numbers: Iterable[int]) -> list[int]:
    """How far each number is from the one before; the first from 0."""
    return [after - before for before, after in pairwise((0, *numbers))]


def _shown(entry: Entry) -> dict[str, str]:
    """What a result shows of a place. Its kind stands in the start."""
    shown = {"location": entry.location, "title": entry.title, "text": entry.text}
    return shown | {"part_of": entry.part_of} if entry.part_of else shown


def _by_letter(listed: Iterable[str]) -> Iterator[list[str]]:
    """Sorted words, with all of one first letter (for JavaScript: 16 bits) together."""
    return (list(some) for _, some in groupby(listed, key=lambda word: _order(word)[:2]))


def _divided(values: Iterable[Value], most: int) -> Iterator[list[Value]]:
    """Values in groups, each of at most so many characters as JSON, or of one value."""
    group: list[Value] = []
    size = 0
    for value in values:
        more = len(_as_json(value))
        if group and size + more > most:
            yield group
            group, size = [], 0
        group.append(value)
        size += more
    if group:
        yield group


def _as_script(name: str, value: object) -> str:
    return f'(globalThis.handbookSearch ??= {{}})["{name}"] = {_as_json(value)};\n'


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
