"""The page that lists every source once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Handbook
from generator.model.target import index_path
from generator.pages.draft import Draft
from generator.pages.indexes import opening
from generator.pages.long_lists import jumps_by_number
from generator.pages.writer import PageWriter

MOST_USES = 5
"""In a long list of sources, this many playbooks are named for each; how many more there are is said."""


def render(writer: PageWriter) -> Iterator[Draft]:
    """The sources page; none where the handbook has no sources."""
    handbook = writer.handbook
    if not handbook.sources:
        return
    title, intro = opening(writer, "sources")
    jumps = jumps_by_number(writer.strings, [source.id for source in handbook.sources])
    yield writer.page(
        "sources",
        index_path("sources"),
        "sources.yml",
        title=title,
        intro=intro,
        sources=handbook.sources,
        jumps=jumps,
        uses={source.id: _uses(handbook, source.id, in_short=bool(jumps)) for source in handbook.sources},
        most=MOST_USES if jumps else None,
    )


def _uses(handbook: Handbook, id_: str, *, in_short: bool) -> list[tuple[str, str]]:
    """The steps, else the playbooks, that rest on a source: public id and title. In short, the playbooks only."""
    if in_short:
        books = [use.playbook for use in handbook.uses(id_)]
        return list({book.id: book.title for book in [*books, *handbook.rests_on(id_)]}.items())
    steps = [(use.id, f"{use.playbook.title}: {use.step.title}") for use in handbook.uses(id_)]
    wholes = [(book.id, book.title) for book in handbook.rests_on(id_)]
    return [*steps, *wholes]
