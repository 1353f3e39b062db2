"""Turns the words of authors, which are CommonMark, into HTML, plain text and runs of print.

Rich text in YAML holds no raw HTML, headings or images, so what an author writes there is only ever text
and can be set inside any page without a sanitiser. A page that an author writes by hand is Markdown of its
engine; only its links by id are made into addresses, and its headings get anchors. What in it could run is refused.

1. `commonmark` reads rich text, and finds its links and plain words.
2. `html` and `spans` render it, for pages and for print.
3. `written` knows hand-written pages, and `own_pages` those that the generator makes; `dangers` finds what the
   former may not hold, `relinking` changes where their links lead.
"""

from generator.richtext.commonmark import ID_SCHEME, block_texts, is_safe_link, links, render_text
from generator.richtext.dangers import written_dangers
from generator.richtext.html import Resolve, render_html, render_inline_html
from generator.richtext.own_pages import Heading, before_own_headings, own_page_html
from generator.richtext.relinking import with_other_links
from generator.richtext.spans import print_nodes, print_spans
from generator.richtext.written import (
    Section,
    before_headings,
    resolve_written_links,
    with_anchors,
    written_block_texts,
    written_links,
    written_sections,
    written_web_links,
)

__all__ = [
    "ID_SCHEME",
    "Heading",
    "Resolve",
    "Section",
    "before_headings",
    "before_own_headings",
    "block_texts",
    "is_safe_link",
    "links",
    "own_page_html",
    "print_nodes",
    "print_spans",
    "render_html",
    "render_inline_html",
    "render_text",
    "resolve_written_links",
    "with_anchors",
    "with_other_links",
    "written_block_texts",
    "written_dangers",
    "written_links",
    "written_sections",
    "written_web_links",
]
