"""Spares the generator's own pages the Markdown parser, which would take longer than all else done for a page."""

from __future__ import annotations

import re
from functools import cached_property, partial

from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.richtext import own_page_html
from generator.theme_sheet import KNOWN_EXTENSIONS

KNOWN_TOC = {"permalink", "toc_depth"}
_ID = re.compile(r"""<[a-zA-Z][^<>]*?\sid="([^"]+)\"""")


class _Anchors:
    """The names of all places of a page, which are looked for only if another page links to one of them."""

    def __init__(self, content: str) -> None:
        self._content = content

    def __contains__(self, anchor: object) -> bool:
        return anchor in self._all

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(_ID.findall(self._content))


def can_be_quick(config: MkDocsConfig) -> bool:
    """Whether nothing in a `mkdocs.yml` could make the parser do anything else with a page of ours."""
    names = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    toc = config.mdx_configs.get("toc") or {}
    return names <= KNOWN_EXTENSIONS and toc.keys() <= KNOWN_TOC and not toc.get("permalink")


def make_quick(page: Page) -> None:
    """Let a page of the generator's own be rendered without the parser; with the same result."""
    page.render = partial(_render, page)  # type: ignore[method-assign]


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    assert page.markdown is not None, "MkDocs reads a page before it renders it"
    own = own_page_html(page.markdown)
    if own is None:
        Page.render(page, config, files)
        return
    page.content, headings = own
    deepest = (config.mdx_configs.get("toc") or {}).get("toc_depth", 6)
    first, last = map(int, deepest.split("-")) if isinstance(deepest, str) and "-" in deepest else (1, int(deepest))
    tokens = [
        {"level": heading.level, "id": heading.id, "name": heading.title, "html": heading.title, "data-toc-label": ""}
        for heading in headings
        if first <= heading.level <= last
    ]
    page.toc = get_toc(nest_toc_tokens(tokens))
    page._title_from_render = next((heading.title for heading in headings if heading.level == 1), None)
    page.present_anchor_ids = _Anchors(page.content)  # type: ignore[assignment]
    page.links_to_anchors = {}
