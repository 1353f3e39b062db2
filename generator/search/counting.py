"""Counts the words of a place, which hang on nothing but its own texts."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

from generator.search.entries import Entry
from generator.search.words import Stemmer, words

TITLE_WEIGHT, ALSO_WEIGHT = 6, 5
"""How much a word counts in a title, and an other name of one word; one in the text counts at most 1."""

Hold = tuple[float, int]
"""How a place holds a word: what titles and other names make it count, and how often it stands in the text."""


class Phrase(NamedTuple):
    """A title or other name: the words that a query must have, sorted, and the small ones that make it fit better."""

    needed: tuple[str, ...]
    better: tuple[str, ...]


class Counted(NamedTuple):
    """A place with its words.

    Attributes:
        shown: What a result shows of it, as JSON.
        rest: All else that the index says of it, as what follows in the same object.
        kind: Of which kind it is.
        length: How many words its text has.
        words: Its words, as they are compared, each once.
        holds: How it holds each of them.
        phrases: Its title and other names.
    """

    shown: str
    rest: str
    kind: str
    length: int
    words: tuple[str, ...]
    holds: tuple[Hold, ...]
    phrases: tuple[Phrase, ...]


def count_entry(entry: Entry, stemmer: Stemmer, known: dict[Any, Any]) -> Counted:
    """Count the words of a place.

    Args:
        entry: The place.
        stemmer: Of its language.
        known: Texts and holds that other places have too, so that each is there only once.
    """
    text = words(entry.text)
    stem = stemmer.stem
    held: dict[str, float] = {}
    for word in words(entry.title):
        _add(held, stem(word), TITLE_WEIGHT)
    for phrase in map(words, entry.also):
        for word in phrase:
            _add(held, stem(word), ALSO_WEIGHT / len(stemmer.telling(phrase)))
    counts = dict.fromkeys(held, 0)
    for word, times in Counter(text).items():
        stemmed = stem(word)
        counts[stemmed] = counts.get(stemmed, 0) + times
    holds = ((held.get(word, 0), times) for word, times in counts.items())
    phrases = dict.fromkeys(_phrase(text, stemmer) for text in (entry.title, *entry.also))
    shown = {"location": entry.location, "title": entry.title, "text": entry.text}
    if entry.part_of:
        shown["part_of"] = entry.part_of
    rest = as_json({"kind": entry.kind, **({"also": entry.also} if entry.also else {})}).replace("{", ",", 1)
    return Counted(
        as_json(shown),
        known.setdefault(rest, rest),
        entry.kind,
        len(text),
        tuple(known.setdefault(word, word) for word in counts),
        tuple(known.setdefault(hold, hold) for hold in holds),
        tuple(phrase for phrase in phrases if phrase.needed),
    )


def as_json(value: object) -> str:
    """A value as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _add(held: dict[str, float], word: str, weight: float) -> None:
    """The second and later time a word stands in a place adds less and less."""
    before = held.get(word, 0)
    held[word] = max(before, weight) + min(before, weight) * 0.2


def _phrase(text: str, stemmer: Stemmer) -> Phrase:
    listed = words(text)
    needed = {stemmer.stem(word) for word in stemmer.telling(listed)}
    return Phrase(tuple(sorted(needed)), tuple(sorted({*map(stemmer.stem, listed)} - needed)))
