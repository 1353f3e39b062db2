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
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import sub
from typing import Any, Generic, TypeVar

from generator.output import OutputFile
from generator.search.counting import Counted, Hold, Phrase, as_json
from generator.search.words import Stemmer

FOLDER = "search"
START = "start"
WORDS_SIZE, PLACES_SIZE, TEXTS_SIZE = 24_000, 8_000, 6_000
"""About how many characters a part of each kind has; the work of one word or one place is never divided."""

Value = TypeVar("Value")


@dataclass(frozen=True)
class _Group(Generic[Value]):
    """Values that stand in one part, and their JSON with commas between them."""

    values: list[Value]
    text: str


@dataclass(frozen=True)
class _Held:
    """The places that hold a word, by their numbers, and how each holds it. There are millions in a large handbook."""

    places: array[int] = field(default_factory=lambda: array("I"))
    holds: list[Hold] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.places)


def part_path(name: str) -> str:
    """Where a part is, relative to the top of the site."""
    return f"{FOLDER}/{name}.js"


def is_part(path: str) -> bool:
    """Whether a part has, or may have, this place."""
    return re.fullmatch(rf"{FOLDER}/({START}|(words|places|texts)-\d+)\.js", path) is not None


@dataclass(frozen=True)
class Gathered:
    """All places in reading order, and their words.

    Attributes:
        shown: What a result shows of each, as JSON.
        kinds: Of which kind each is.
        lengths: How many words the text of each has.
        phrases: The title and other names of each.
        found: For each word, as it is compared, the places that hold it.
    """

    shown: list[str]
    kinds: list[str]
    lengths: list[int]
    phrases: list[tuple[Phrase, ...]]
    found: dict[str, _Held]


def gather(counted: Iterable[Counted]) -> Gathered:
    """Gather all places. Of each only as much is held as the parts need."""
    found: dict[str, _Held] = defaultdict(_Held)
    gathered = Gathered([], [], [], [], found)
    for number, one in enumerate(counted):
        gathered.shown.append(one.shown)
        gathered.kinds.append(one.kind)
        gathered.lengths.append(one.length)
        gathered.phrases.append(one.phrases)
        for word, hold in zip(one.words, one.holds, strict=True):
            held = found[word]
            held.places.append(number)
            held.holds.append(hold)
    return gathered


def render_parts(gathered: Gathered, config: dict[str, Any], stemmer: Stemmer) -> Iterator[OutputFile]:
    """Every part.

    Args:
        gathered: All places.
        config: What the start says of the language.
        stemmer: Of the same language.
    """
    found = gathered.found
    listed = sorted(found, key=_order)
    ranks = _ranks(found)
    phrases = _phrases(gathered, stemmer)
    kinds = [*dict.fromkeys(gathered.kinds)]
    start: dict[str, Any] = {
        "config": config,
        "lengths": gathered.lengths,
        "kinds": [kinds, [*map(kinds.index, gathered.kinds)]],
        "holds": [*ranks],
        "small": {word: len(found[word]) for word in listed if word in stemmer.small_stems},
        "phrases": _as_lists(phrases.get("", {})),
        "words": [],
        "places": [],
        "texts": [],
    }
    version = hashlib.sha256()
    # One part after the other: in a large handbook, all of them at once take up much room.
    for name, text in _parts(gathered.shown, listed, found, ranks, phrases, start):
        script = _as_script(name, text)
        version.update(script)
        yield OutputFile(part_path(name), script)
    start["version"] = version.hexdigest()[:8]
    yield OutputFile(part_path(START), _as_script(START, as_json(start)))


def _parts(
    shown: Sequence[str],
    listed: Sequence[str],
    found: dict[str, _Held],
    ranks: dict[Hold, int],
    phrases: dict[str, dict[Phrase, list[int]]],
    start: dict[str, Any],
) -> Iterator[tuple[str, str]]:
    """The name and value of every part but the start, in which is noted where each begins."""
    for number, letters in enumerate(_divided(_by_letter(listed), WORDS_SIZE, as_json)):
        spelled = [word for letter in letters.values for word in letter]
        start["words"].append(spelled[0])
        yield f"words-{number}", as_json([" ".join(spelled), [len(found[word]) for word in spelled]])
    held = ((word, _places(found[word], ranks, phrases.get(word, {}))) for word in listed)
    for number, some in enumerate(_divided(held, PLACES_SIZE, _as_entry)):
        start["places"].append(some.values[0][0])
        yield f"places-{number}", f"{{{some.text}}}"
    for number, texts in enumerate(_divided(shown, TEXTS_SIZE, str)):
        start["texts"].append(len(texts.values))
        yield f"texts-{number}", f"[{texts.text}]"


def _order(word: str) -> bytes:
    """As JavaScript sorts."""
    return word.encode("utf-16-be")


def _ranks(found: dict[str, _Held]) -> dict[Hold, int]:
    """Each way to hold a word with its number: the most frequent have the shortest."""
    counted: Counter[Hold] = Counter()
    for held in found.values():
        counted.update(held.holds)
    return {hold: rank for rank, hold in enumerate(sorted(counted, key=lambda hold: (-counted[hold], hold)))}


def _phrases(gathered: Gathered, stemmer: Stemmer) -> dict[str, dict[Phrase, list[int]]]:
    """Every title and other name with its places, below its rarest word; below "" if it has small words only."""
    below: dict[str, dict[Phrase, list[int]]] = defaultdict(lambda: defaultdict(list))
    found = gathered.found
    for number, phrases in enumerate(gathered.phrases):
        for phrase in phrases:
            telling = [word for word in phrase.needed if word not in stemmer.small_stems]
            rarest = min(telling, key=lambda word: (len(found[word]), word), default="")
            below[rarest][phrase].append(number)
    return below


def _places(held: _Held, ranks: dict[Hold, int], phrases: dict[Phrase, list[int]]) -> list[Any]:
    """What a part says of one word: its places, how each holds it, and the phrases below it."""
    said = [_distances(held.places), [ranks[hold] for hold in held.holds]]
    return [*said, _as_lists(phrases)] if phrases else said


def _as_lists(phrases: dict[Phrase, list[int]]) -> list[list[Any]]:
    return [
        [" ".join(phrase.needed), " ".join(phrase.better), _distances(numbers)] for phrase, numbers in phrases.items()
    ]


def _distances(numbers: Iterable[int]) -> list[int]:
    """How far each number is from the one before; the first from 0."""
    listed = [*numbers]
    return [*map(sub, listed, [0, *listed[:-1]])]


def _as_entry(held: tuple[str, list[Any]]) -> str:
    return f"{as_json(held[0])}:{as_json(held[1])}"


def _by_letter(listed: Iterable[str]) -> Iterator[list[str]]:
    """Sorted words, with all of one first letter (for JavaScript: 16 bits) together."""
    return (list(some) for _, some in groupby(listed, key=lambda word: _order(word)[:2]))


def _divided(values: Iterable[Value], most: int, as_json: Callable[[Value], str]) -> Iterator[_Group[Value]]:
    """Values in groups, each of at most so many characters as JSON, or of one value."""
    group: list[Value] = []
    texts: list[str] = []
    size = 0
    for value in values:
        text = as_json(value)
        if group and size + len(text) > most:
            yield _Group(group, ",".join(texts))
            group, texts, size = [], [], 0
        group.append(value)
        texts.append(text)
        size += len(text)
    if group:
        yield _Group(group, ",".join(texts))


def _as_script(name: str, text: str) -> bytes:
    return f'(globalThis.handbookSearch ??= {{}})["{name}"] = {text};\n'.encode()
