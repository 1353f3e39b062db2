"""The glossary page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.model.target import index_path
from generator.pages.draft import Draft
from generator.pages.indexes import opening
from generator.pages.long_lists import jumps_by_letter
from generator.pages.writer import PageWriter


def render(writer: PageWriter) -> Iterator[Draft]:
    """The glossary; none where the handbook has no terms."""
    if not writer.handbook.terms:
        return
    title, intro = opening(writer, "glossary")
    terms = sorted(writer.handbook.terms, key=lambda term: _in_order(term.term))
    jumps = jumps_by_letter(writer.strings, [(_in_order(term.term)[0], term.id) for term in terms])
    path = index_path("glossary")
    yield writer.page("glossary", path, "glossary.yml", title=title, intro=intro, terms=terms, jumps=jumps)


def _in_order(word: str) -> tuple[str, str]:
    """Where a word stands in a list: with the same word without accents, and after it."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in folded if not unicodedata.combining(sign)), folded
