"""The worksheet pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.durations import read_duration
from generator.model.target import page_path
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter


def render(writer: PageWriter) -> Iterator[Draft]:
    """One page for each worksheet."""
    for sheet in writer.handbook.worksheets:
        yield writer.page(
            "worksheet",
            page_path("worksheet", sheet.id),
            f"worksheets/{sheet.id}.yml",
            sheet=sheet,
            description=writer.description(sheet.summary),
            time=read_duration(sheet.time) if sheet.time else None,
            downloads=writer.offered(sheet.id, page_path("worksheet", sheet.id)),
            show_help=writer.helps_first(sheet.id),
            uses=writer.uses(sheet.id),
        )
