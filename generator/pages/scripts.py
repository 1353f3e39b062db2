"""The script pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.target import page_path
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter


def render(writer: PageWriter) -> Iterator[Draft]:
    """One page for each script."""
    handbook = writer.handbook
    for script in handbook.scripts:
        yield writer.page(
            "script",
            page_path("script", script.id),
            f"scripts/{script.id}.yml",
            script=script,
            description=writer.description(script.summary),
            situations=", ".join(handbook.situation(id_).title for id_ in script.situations),
            show_help=writer.helps_first(script.id),
            uses=writer.uses(script.id),
        )
