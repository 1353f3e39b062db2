"""The pages of the handbook: from a `Handbook` to Markdown files with HTML inside.

Each module makes the pages of one kind. All are pure.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.pages import (
    coach,
    glossary,
    indexes,
    offline,
    paths,
    permalinks,
    plan,
    playbooks,
    scripts,
    sources,
    start,
    worksheets,
    written,
    your_data,
)
from generator.pages.downloads import Download
from generator.pages.draft import Draft
from generator.pages.forwards import Forwards
from generator.pages.link_parts import render_link_parts
from generator.pages.links import CSV_PATH, render_link_file
from generator.pages.writer import PageWriter
from generator.permalinks import Permalinks

__all__ = [
    "CSV_PATH",
    "Download",
    "Draft",
    "Forwards",
    "PageWriter",
    "missing_extensions",
    "render_link_file",
    "render_link_parts",
    "render_pages",
]

MARKDOWN_EXTENSIONS = ("abbr", "attr_list")
"""The extensions of Python-Markdown that the pages need: for abbreviations, and for anchors of headings."""


def missing_extensions(listed: Iterable[str]) -> list[str]:
    """The extensions that the pages need and a configuration does not list."""
    names = {name.removeprefix("markdown.extensions.") for name in listed}
    return [name for name in MARKDOWN_EXTENSIONS if name not in names]


def render_pages(writer: PageWriter, links: Permalinks) -> list[Draft]:
    """Every page of the handbook, as files of a docs folder; but for those that only lead on, which are `Forwards`.

    Args:
        writer: Of the handbook.
        links: The handbook's links.
    """
    pages = [
        *playbooks.render(writer),
        *worksheets.render(writer),
        *scripts.render(writer),
        *sources.render(writer),
        *paths.render(writer),
        *coach.render(writer),
        *plan.render(writer, links.renamed),
        offline.render(writer),
        *glossary.render(writer),
        *indexes.render(writer),
        *start.render(writer),
        *your_data.render(writer),
        *written.render(writer),
    ]
    return [
        *(permalinks.with_permalinks(writer, links, page) for page in pages),
        *permalinks.render_retired(writer),
    ]
