"""The pages of the handbook: from a `Handbook` to Markdown files with HTML inside.

Each module makes the pages of one kind. All are pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.model import Handbook
from generator.output import OutputFile
from generator.pages import (
    coach,
    glossary,
    indexes,
    paths,
    playbooks,
    scripts,
    sources,
    start,
    worksheets,
    written,
    your_data,
)
from generator.pages.downloads import Download
from generator.pages.writer import PageWriter
from generator.wording import Strings

__all__ = ["Download", "missing_extensions", "render_pages"]

MARKDOWN_EXTENSIONS = ("abbr", "attr_list")
"""The extensions of Python-Markdown that the pages need: for abbreviations, and for anchors of headings."""


def missing_extensions(listed: Iterable[str]) -> list[str]:
    """The extensions that the pages need and a configuration does not list."""
    names = {name.removeprefix("markdown.extensions.") for name in listed}
    return [name for name in MARKDOWN_EXTENSIONS if name not in names]


def render_pages(handbook: Handbook, strings: Strings, downloads: Sequence[Download] = ()) -> list[OutputFile]:
    """Every page of the handbook, as files of a docs folder, with the PDFs they offer."""
    writer = PageWriter(handbook, strings, tuple(downloads))
    return [
        *playbooks.render(writer),
        *worksheets.render(writer),
        *scripts.render(writer),
        *sources.render(writer),
        *paths.render(writer),
        *coach.render(writer),
        *glossary.render(writer),
        *indexes.render(writer),
        *start.render(writer),
        *your_data.render(writer),
        *written.render(writer),
    ]
