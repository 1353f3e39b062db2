"""Search: what it can find, as one list for programs and as small scripts for pages.

The list has the form of MkDocs' own search index (`location`, `title`, `text`), with what kind of
place it is, where it belongs, and the reader's own words for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from generator.fingerprint import Fingerprints
from generator.model import Handbook
from generator.output import OutputFile
from generator.search.counting import Counted, count_entry
from generator.search.entries import Entry, search_entries, search_things
from generator.search.parts import FOLDER, START, is_part, part_path, render_parts
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
    "is_search_file",
    "render_parts",
    "render_search_index",
    "search_entries",
]


Known = dict[str, tuple[Counted, ...]]
"""The places of things, counted, by the fingerprint of the thing."""


def render_search_index(
    handbook: Handbook, strings: Strings, known: Mapping[str, tuple[Counted, ...]] | None = None
) -> tuple[list[OutputFile], Known]:
    """The search index as JSON for programs that read MkDocs' form of it, and as parts for the search page.

    Args:
        handbook: The handbook.
        strings: The words of its language.
        known: What an earlier index was made from, in the same language and with the same words of the generator's.

    Returns:
        The files, and what they were made from.
    """
    language, small = strings.language, strings.text("small_words")
    stemmer = Stemmer(language, small)
    fingerprints = Fingerprints()
    counted: Known = {}
    same: dict[Any, Any] = {}
    for inputs, entries in search_things(handbook, strings):
        key = fingerprints.of(inputs)
        counted[key] = (known or {}).get(key) or tuple(count_entry(entry, stemmer, same) for entry in entries())
    places = [place for some in counted.values() for place in some]
    config = {"lang": [language], "stop": small}
    # Piece by piece, for all of it takes up much room in a large handbook.
    docs = b",".join(_as_json(_without_empty(place.entry)).encode() for place in places)
    whole = b'{"config":%b,"docs":[%b]}' % (_as_json(config).encode(), docs)
    return [OutputFile(JSON_PATH, whole), *render_parts(places, config, stemmer)], counted


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def is_search_file(path: str) -> bool:
    """Whether a file of the site has a name that one of the search index has, or will have when there is more."""
    return path == JSON_PATH or is_part(path)


def _without_empty(entry: Entry) -> dict[str, Any]:
    said = ((field.name, getattr(entry, field.name)) for field in fields(entry))
    return {key: value for key, value in said if value or key in ("location", "text")}
