"""Reads the rich text that handbooks mostly hold: paragraphs and lists of plain words, with links.

A parser of all of CommonMark takes thirty times as long. What is not certain to be simple is left to it; a test holds
both to the same links, words and HTML.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORDS = r"[^\\`*_\[\]<&!\0\r\n]"
_LINK = rf"\[({_WORDS}+)\]\((id:[a-z0-9.-]+|https://[a-z0-9]+(?:[./-][a-z0-9]+)*/?)\)"
_SPAN = re.compile(rf"{_LINK}|({_WORDS}+)")
_LINE = re.compile(rf"(?=[^\W\d_]|\[)(?:{_LINK}|{_WORDS})*(?<=\S)")
_ITEM = "- "


class Span(NamedTuple):
    """Some words, and where they lead; empty for those that are no link."""

    text: str
    target: str


Line = tuple[Span, ...]


class Block(NamedTuple):
    """A paragraph with its lines, or a list with its items."""

    is_list: bool
    lines: tuple[Line, ...]


@lru_cache(maxsize=500)
def simple_blocks(text: str) -> tuple[Block, ...] | None:
    """The blocks of a rich text; None for one that is not simple."""
    blocks: list[Block] = []
    for part in text.rstrip("\n").split("\n\n"):
        is_list = part.startswith(_ITEM)
        lines = part.split("\n")
        if is_list:
            if (blocks and blocks[-1].is_list) or not all(line.startswith(_ITEM) for line in lines):
                return None
            lines = [line.removeprefix(_ITEM) for line in lines]
        if not all(_LINE.fullmatch(line) for line in lines):
            return None
        blocks.append(Block(is_list, tuple(map(_spans, lines))))
    return tuple(blocks)


def _spans(line: str) -> Line:
    return tuple(Span(match[1] or match[3], match[2] or "") for match in _SPAN.finditer(line))
