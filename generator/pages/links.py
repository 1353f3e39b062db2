"""The coach's table of everything that can be linked, and the same as a file for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import relative_url
from generator.listing import Listed
from generator.model import Handbook
from generator.model.target import KIND_INDEXES, index_path
from generator.output import OutputFile
from generator.pages.link_parts import START_PATH, main_links
from generator.wording import Strings

COACH_PAGE = KIND_INDEXES["coach"]
CSV_PATH = f"{COACH_PAGE}/links.csv"
MOST_ROWS = 500
"""A page that lists more links than this gets them from the parts, when somebody looks for one."""
_COLUMNS = ("kind", "title", "part_of", "minutes", "link", "address", "id")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for something to work out."""


@dataclass(frozen=True)
class LinkRow:
    """One line of the table, with its addresses as seen from the coach's page."""

    listed: Listed
    kind: str
    address: str
    permanent: str


@dataclass(frozen=True)
class LinkTable:
    """The table of the coach's page.

    Attributes:
        kinds: The kinds in it, each with its name.
        rows: Everything that people link to, kind by kind; nothing where that is too much for a page.
        start: Where the parts begin that hold it then, as seen from the page; else empty.
        words: What the page's script says then, as JSON.
        minutes: How it says a length of time, as JSON.
    """

    kinds: list[tuple[str, str]]
    rows: list[LinkRow]
    start: str = ""
    words: str = ""
    minutes: str = ""


def link_table(handbook: Handbook, strings: Strings) -> LinkTable:
    """The table of a handbook's links."""
    path = index_path(COACH_PAGE)
    links = main_links(handbook, strings)
    names = {kind: strings.text(f"search.kind.{kind}") for kind in dict.fromkeys(entry.kind for entry in links)}
    if len(links) > MOST_ROWS:
        said = strings.group("links.say"), strings.group("duration.min")
        return LinkTable([*names.items()], [], relative_url(path, START_PATH), *said)
    rows = [
        LinkRow(entry, names[entry.kind], relative_url(path, entry.address), relative_url(path, entry.permanent))
        for entry in links
    ]
    return LinkTable([*names.items()], rows)


def render_link_file(handbook: Handbook, strings: Strings, site_url: str) -> Iterator[OutputFile]:
    """The table as CSV (RFC 4180); none where the handbook has no coach guides.

    It begins with a byte order mark, without which Excel takes UTF-8 for something else; other programs skip it.

    Args:
        handbook: The handbook.
        strings: The words of its language.
        site_url: Where the site will be, ending in a slash; empty if not known: links are then relative to it.
    """
    if COACH_PAGE not in handbook.index_ids:
        return
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([strings.text(f"links.column.{name}") for name in _COLUMNS])
    for entry in main_links(handbook, strings):
        kind = strings.text(f"search.kind.{entry.kind}")
        addresses = (site_url + entry.permanent, site_url + entry.address)
        row = (kind, entry.title, entry.part_of, entry.minutes or "", *addresses, entry.id)
        writer.writerow([_as_text(str(cell)) for cell in row])
    yield OutputFile(CSV_PATH, out.getvalue().encode("utf-8-sig"))


def _as_text(cell: str) -> str:
    """A cell that a spreadsheet shows and never works out."""
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
