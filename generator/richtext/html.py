"""Rich text as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from generator.richtext.commonmark import ID_SCHEME, is_plain, is_safe_link, markdown, read_tokens, scheme_of
from generator.richtext.simple import Block, Span, simple_blocks

Resolve = Callable[[str], str]
"""From an id such as `first-steps.warm-up` to the address to write into the link."""


def render_html(text: str, resolve: Resolve, terms: Mapping[str, str] | None = None) -> str:
    """Rich text of any length as HTML blocks.

    Args:
        text: CommonMark.
        resolve: Makes addresses out of the ids that links name.
        terms: Abbreviations and what they mean; the first of each in the text is explained.
    """
    if is_plain(text, inline=False):
        left = dict(terms or {})
        paragraphs = ([_explain(line, left) for line in part.split("\n")] for part in text.split("\n\n"))
        return "\n".join("<p>" + "\n".join(lines) + "</p>" for lines in paragraphs)
    if blocks := simple_blocks(text):
        left = dict(terms or {})
        return "\n".join(_block(block, resolve, left) for block in blocks)
    return _render(read_tokens(text, inline=False), resolve, terms)


def _block(block: Block, resolve: Resolve, terms: dict[str, str]) -> str:
    lines = ["".join(_span(span, resolve, terms) for span in line) for line in block.lines]
    if block.is_list:
        return "\n".join(["<ul>", *(f"<li>{line}</li>" for line in lines), "</ul>"])
    return "<p>" + "\n".join(lines) + "</p>"


def _span(span: Span, resolve: Resolve, terms: dict[str, str]) -> str:
    words = _explain(span.text, terms)
    if not span.target:
        return words
    if span.target.startswith(ID_SCHEME):
        return f'<a href="{escapeHtml(resolve(span.target.removeprefix(ID_SCHEME)))}">{words}</a>'
    return f'<a href="{span.target}" rel="noopener noreferrer">{words}</a>'


def render_inline_html(text: str, resolve: Resolve, terms: Mapping[str, str] | None = None) -> str:
    """One line of rich text as HTML without a paragraph around it."""
    if is_plain(text, inline=True):
        return _explain(text, dict(terms or {})).strip()
    return _render(read_tokens(text, inline=True), resolve, terms)


class _Renderer(RendererHTML):
    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        token = tokens[idx]
        href = str(token.attrs["href"])
        if href.startswith(ID_SCHEME):
            token.attrs["href"] = env["resolve"](href.removeprefix(ID_SCHEME))
        elif not is_safe_link(href):
            token.attrs["href"] = "#"
        elif scheme_of(href) in ("http", "https"):
            token.attrs["rel"] = "noopener noreferrer"
        return self.renderToken(tokens, idx, options, env)

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:  # noqa: ARG002
        return _explain(tokens[idx].content, env["terms"])


def _explain(text: str, terms: dict[str, str]) -> str:
    """A text as HTML, with each abbreviation explained where it first stands. Takes those out of `terms`."""
    parts, end = [], 0
    for match in _any_of(tuple(terms)).finditer(text) if terms else ():
        if meaning := terms.pop(match[0], ""):
            mark = f'<abbr title="{escapeHtml(meaning)}">{escapeHtml(match[0])}</abbr>'
            parts += [escapeHtml(text[end : match.start()]), mark]
            end = match.end()
    return "".join([*parts, escapeHtml(text[end:])])


@lru_cache(maxsize=256)
def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """What finds each term as a word of its own, the longest where one is the beginning of another."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(terms, key=len, reverse=True)))})(?![\w-])")


_renderer = _Renderer()


def _render(tokens: list[Token], resolve: Resolve, terms: Mapping[str, str] | None) -> str:
    env = {"resolve": resolve, "terms": dict(terms or {})}
    return str(_renderer.render(tokens, markdown.options, env)).strip()
