"""Reads the rich text of the content: CommonMark without raw HTML, headings and images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.richtext.simple import simple_blocks

ID_SCHEME = "id:"
WEB_SCHEMES = ("https", "http", "mailto", "tel")


def _every_link(url: str) -> bool:  # noqa: ARG001
    # The default drops links it finds unsafe and shows their source as text. Here the loader names them.
    return True


markdown = MarkdownIt("commonmark", {"html": False}).disable(["heading", "lheading", "image", "html_block"])
markdown.validateLink = _every_link  # type: ignore[method-assign]


_SIGNS = r"\\`*_\[\]<&!\0\r\n"
_PLAIN_LINE = re.compile(rf"[^{_SIGNS}]*")
_LINE = rf"[^\W\d_](?:[^{_SIGNS}]*[^{_SIGNS}\s])?"
_PLAIN_PARAGRAPHS = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*")


def is_plain(text: str, *, inline: bool) -> bool:
    """Whether a rich text is certain to be nothing but words in paragraphs, or in one line, without any marks.

    Most lines of a handbook are. They need no parser, which takes a hundred times as long as this look at them.
    """
    return bool((_PLAIN_LINE if inline else _PLAIN_PARAGRAPHS).fullmatch(text))


def read_tokens(text: str, *, inline: bool) -> list[Token]:
    """A rich text as tokens: whole paragraphs, or (`inline`) one line, in which no sign starts a block."""
    return markdown.parseInline(text) if inline else markdown.parse(text)


@lru_cache(maxsize=5_000)
def links(text: str, *, inline: bool = False) -> tuple[str, ...]:
    """The targets of all links in a rich text, or in one line of it, in order."""
    if is_plain(text, inline=inline):
        return ()
    if not inline and (blocks := simple_blocks(text)):
        return tuple(span.target for block in blocks for line in block.lines for span in line if span.target)
    tokens = _flat(read_tokens(text, inline=inline))
    return tuple(str(token.attrs["href"]) for token in tokens if token.type == "link_open")


def is_safe_link(target: str) -> bool:
    """Whether a link target is one that a page may hold: an id, or a web, mail or phone address."""
    return target.startswith(ID_SCHEME) or scheme_of(target) in WEB_SCHEMES


def scheme_of(target: str) -> str:
    """The scheme of a link target; empty where it has none, or is no address at all."""
    try:
        return urlsplit(target).scheme
    except ValueError:
        return ""


@lru_cache(maxsize=5_000)
def render_text(text: str, *, inline: bool = False) -> str:
    """A rich text, or one line of it, without its marks, on one line; what search reads."""
    if is_plain(text, inline=inline):
        return one_line(text)
    if not inline and (blocks := simple_blocks(text)):
        return one_line(" ".join("".join(span.text for span in line) for block in blocks for line in block.lines))
    words = []
    for token in _flat(read_tokens(text, inline=inline)):
        if token.type in ("text", "code_inline", "code_block", "fence", "text_special"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or (token.block and token.nesting == -1):
            words.append(" ")
    return one_line("".join(words))


def block_texts(text: str) -> list[str]:
    """The text of each paragraph and list item of a rich text, without marks."""
    return [inline_text(token) for token in markdown.parse(text) if token.type == "inline"]


def inline_text(token: Token) -> str:
    """The words of a paragraph or heading, or those that stand for a picture, without marks."""
    return one_line("".join(_word(part) for part in token.children or []))


def _word(part: Token) -> str:
    if part.type == "image":
        return inline_text(part)
    return " " if part.type.endswith("break") else part.content


def one_line(text: str) -> str:
    """A text with one space wherever it has several, or a new line."""
    return " ".join(text.split())


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _flat(token.children)
