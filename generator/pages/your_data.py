"""The page that shows what is kept on the reader's device, and where all of it can be taken along or cleared."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.target import DATA_PAGE, index_path
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter


def render(writer: PageWriter) -> Iterator[Draft]:
    """The one page. It knows the name of everything that can hold answers or ticks."""
    handbook = writer.handbook
    names = [target.id for target in handbook.targets.values() if target.kind in ("worksheet", "playbook", "path")]
    yield writer.page("your-data", index_path(DATA_PAGE), None, names=names, data_page="")
