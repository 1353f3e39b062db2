"""The pages that authors write by hand: their Markdown, with `id:` links made into addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.addresses import markdown_link_to
from generator.model.handbook import KIND_INDEXES, SEARCH_PAGE, index_path
from generator.output import OutputFile
from generator.pages.writer import PageWriter
from generator.richtext import resolve_written_links
from generator.templating import front_matter


def render(writer: PageWriter) -> Iterator[OutputFile]:
    """One page for each Markdown file, but for those that open an index page."""
    made_elsewhere = {index_path(id_) for id_ in (*KIND_INDEXES.values(), SEARCH_PAGE)}
    for page in writer.handbook.pages:
        if page.path not in made_elsewhere:
            body = resolve_written_links(page.body, partial(markdown_link_to, writer.handbook, page.path))
            head = front_matter({**page.front_matter, "title": page.title})
            yield OutputFile(page.path, head + body, page.path)
