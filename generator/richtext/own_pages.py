"""Knows the headings of the generator's own pages, and turns them into HTML as Python-Markdown would, without a parser.

They have two things only, with empty lines between: headings whose words are plain text, and blocks of HTML that
start at the first column and hold no empty line. A page that has anything else is left to the parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from generator.richtext.commonmark import one_line

_HEADING = re.compile(r"(?P<level>#{1,6}) (?P<title>[^{}<>]*?)(?: \{#(?P<id>[\w.-]+)(?P<classes>(?: \.[\w-]+)*)\})?")

_HEADING_LINE = re.compile(r"(?P<level>#{1,6}) +(?P<title>.*?)(?: +\{(?P<inside>[^{}]*)\})? *")
_ANCHOR = re.compile(r"(?:^|\s)#([^\s}]+)")
_BLOCK = re.compile(r"<(?:aside|details|div|dl|fieldset|form|nav|noscript|ol|p|script|section|table|ul)[ >]")
"""What blocks of HTML begin with. Python-Markdown takes other elements for parts of a paragraph."""


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its level from 1, its words as HTML, and its anchor."""

    level: int
    title: str
    id: str


def own_page_html(text: str) -> tuple[str, list[Heading]] | None:
    """The HTML of a page below its front matter, and its headings; None for a page that needs a parser."""
    parts: list[str] = []
    headings: list[Heading] = []
    for chunk in re.split(r"\n\n+", text.strip("\n")):
        if _BLOCK.match(chunk):
            parts.append(f"{chunk}\n\n")
        elif match := _HEADING.fullmatch(chunk):
            level, title = len(match["level"]), match["title"]
            anchor = match["id"] or _slug(title)
            classes = (match["classes"] or "").replace(".", "").strip()
            named = f' class="{classes}" id="{anchor}"' if classes else f' id="{anchor}"'
            parts.append(f"<h{level}{named}>{title}</h{level}>\n")
            headings.append(Heading(level, title, anchor))
        else:
            return None
    return "".join(parts).strip(), headings


def before_own_headings(text: str, insert: Callable[[int, str, str], str]) -> str:
    """A page with something put before its title and before every heading that has an anchor.

    Args:
        text: The page.
        insert: Makes a block of HTML from the level, the words and the anchor of a heading, which a title may lack.
    """
    lines = text.split("\n")
    for index, line in enumerate(lines):
        match = _HEADING_LINE.fullmatch(line) if line.startswith("#") and (index == 0 or not lines[index - 1]) else None
        named = _ANCHOR.search(match["inside"] or "") if match else None
        if match and (named or match["level"] == "#"):
            title, anchor = one_line(unescape(match["title"])), named[1] if named else ""
            lines[index] = f"\n{insert(len(match['level']), title, anchor)}\n\n{line}"
    return "\n".join(lines)


def _slug(title: str) -> str:
    """The anchor that Python-Markdown gives a heading without one; only titles of pages have none."""
    plain = unicodedata.normalize("NFKD", unescape(title)).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
