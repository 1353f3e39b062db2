"""Search: what it can find, as one list for programs and as small scripts for pages.

The list has the form of MkDocs' own search index (`location`, `title`, `text`), with what kind of
place it is, where it belongs, and the reader's own words for it.
"""

from __future__ import annotations

import json
from typing import Any

from generator.model import Handbook
from generator.output import OutputFile
from generator.search.entries import Entry, search_entries
from generator.search.parts import FOLDER, START, is_part, part_path, render_parts
from generator.search.words import Stemmer
from generator.wording import Strings

JSON_PATH = f"{FOLDER}/search_index.json"
START_PATH = part_path(START)
"""The part that a page loads first."""

__all__ = [
    "JSON_PATH",
    "START_PATH",
    "Entry",
    "is_search_file",
    "render_parts",
    "render_search_index",
    "search_entries",
]


def render_search_index(handbook: Handbook, strings: Strings) -> list[OutputFile]:
    """The search index as JSON for programs that read MkDocs' form of it, and as parts for the search page."""
    language, small = strings.language, strings.text("small_words")
    entries = list(search_entries(handbook, strings))
    config = {"lang": [language], "stop": small}
    data = {"config": config, "docs": [_without_empty(entry) for entry in entries]}
    listed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return [OutputFile(JSON_PATH, listed.encode()), *render_parts(entries, config, Stemmer(language, small))]


def is_search_file(path: str) -> bool:
    """Whether a file of the site has a name that one of the search index has, or will have when there is more."""
    return path == JSON_PATH or is_part(path)


def _without_empty(entry: Entry) -> dict[str, Any]:
    return {key: value for key, value in vars(entry).items() if value or key in ("location", "text")}
