"""The coach's table of everything that can be linked, and the same as a file for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.addresses import relative_url
from generator.listing import MAIN_KINDS, Listed, list_handbook
from generator.model import Handbook
from generator.model.target import KIND_INDEXES, index_path
from generator.output import OutputFile
from generator.wording import Strings

COACH_PAGE = KIND_INDEXES["coach"]
CSV_PATH = f"{COACH_PAGE}/links.csv"
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


def link_rows(handbook: Handbook, strings: Strings) -> list[LinkRow]:
    """Everything that people link to, kind by kind."""
    path = index_path(COACH_PAGE)
    return [
        LinkRow(
            entry,
            strings.text(f"search.kind.{entry.kind}"),
            relative_url(path, entry.address),
            relative_url(path, entry.permanent),
        )
        for entry in _main(list_handbook(handbook, strings))
    ]


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
    for entry in _main(list_handbook(handbook, strings)):
        kind = strings.text(f"search.kind.{entry.kind}")
        addresses = (site_url + entry.permanent, site_url + entry.address)
        row = (kind, entry.title, entry.part_of, entry.minutes or "", *addresses, entry.id)
        writer.writerow([_as_text(str(cell)) for cell in row])
    yield OutputFile(CSV_PATH, out.getvalue().encode("utf-8-sig"))


def _main(listed: Sequence[Listed]) -> list[Listed]:
    return [entry for kind in MAIN_KINDS for entry in listed if entry.kind == kind]


def _as_text(cell: str) -> str:
    """A cell that a spreadsheet shows and never works out."""
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
