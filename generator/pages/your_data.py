"""The page that shows what is kept on the reader's device, and where all of it can be taken along or cleared."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import relative_url
from generator.model.target import DATA_PAGE, index_path
from generator.pages.draft import Draft
from generator.pages.link_parts import START_PATH
from generator.pages.writer import PageWriter


def render(writer: PageWriter) -> Iterator[Draft]:
    """The one page. What is called how, its script looks up where that is needed."""
    path = index_path(DATA_PAGE)
    yield writer.page("your-data", path, None, link_start=relative_url(path, START_PATH), data_page="")
