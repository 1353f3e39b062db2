"""Search: what it can find, as one list for programs and as small scripts for pages.

The list has the form of MkDocs' own search index (`location`, `title`, `text`), with what kind of
place it is, where it belongs, and the reader's own words for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.fingerprint import Fingerprints
from generator.model import Handbook
from generator.output import OutputFile
from generator.search.counting import Counted, as_json, count_entry
from generator.search.entries import Entry, search_entries, search_things
from generator.search.parts import FOLDER, START, gather, is_part, part_path, render_parts
from generator.search.words import Stemmer
from generator.wording import Strings

JSON_PATH = f"{FOLDER}/search_index.json"
START_PATH = part_path(START)
"""The part that a page loads first."""

__all__ = [
    "JSON_PATH",
    "START_PATH",
    "Counted",
    "Entry",
    "Known",
    "count_entry",
    "count_things",
    "gather",
    "is_search_file",
    "render_parts",
    "render_search_index",
    "search_entries",
]


Known = Callable[[str], tuple[Counted, ...] | None]
"""Finds the places of a thing, counted, by its fingerprint; None where they are not known."""


def count_things(
    handbook: Handbook, strings: Strings, known: Known, fingerprints: Fingerprints
) -> Iterator[tuple[str, tuple[Counted, ...]]]:
    """The places of each thing that search can find places of, with its fingerprint, in reading order.

    Args:
        handbook: The handbook.
        strings: The words of its language.
        known: What was counted before, in the same language and with the same words of the generator's.
        fingerprints: Makes those of things.
    """
    stemmer = _stemmer(strings)
    same: dict[Any, Any] = {}
    for inputs, entries in search_things(handbook, strings):
        key = fingerprints.of(inputs)
        yield key, known(key) or tuple(count_entry(entry, stemmer, same) for entry in entries())


def render_search_index(
    handbook: Handbook, strings: Strings, counted: Iterable[Counted] | None = None
) -> Iterator[OutputFile]:
    """The search index as JSON for programs that read MkDocs' form of it, and as parts for the search page.

    Args:
        handbook: The handbook.
        strings: The words of its language.
        counted: Its places in reading order, if they are counted already.
    """
    if counted is None:
        counted = (
            place for _, places in count_things(handbook, strings, lambda _: None, Fingerprints()) for place in places
        )
    config = {"lang": [strings.language], "stop": strings.text("small_words")}
    # Piece by piece, for all of it takes up much room in a large handbook.
    whole = bytearray(f'{{"config":{as_json(config)},"docs":['.encode())
    gathered = gather(_written_to(whole, counted))
    whole[-1:] = b"]}"
    yield OutputFile(JSON_PATH, bytes(whole))
    del whole
    yield from render_parts(gathered, config, _stemmer(strings))


def _stemmer(strings: Strings) -> Stemmer:
    return Stemmer(strings.language, strings.text("small_words"))


def is_search_file(path: str) -> bool:
    """Whether a file of the site has a name that one of the search index has, or will have when there is more."""
    return path == JSON_PATH or is_part(path)


def _written_to(whole: bytearray, counted: Iterable[Counted]) -> Iterator[Counted]:
    """Places that are written to the whole index as they pass, with a comma after each. There are always some."""
    for place in counted:
        whole += f"{place.shown[:-1]}{place.rest},".encode()
        yield place
