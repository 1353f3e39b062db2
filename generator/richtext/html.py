"""Rich text as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from generator.richtext.commonmark import ID_SCHEME, is_plain, is_safe_link, markdown, read_tokens

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
    return _render(read_tokens(text, inline=False), resolve, terms)


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
        elif urlsplit(href).scheme in ("http", "https"):
            token.attrs["rel"] = "noopener noreferrer"
        return self.renderToken(tokens, idx, options, env)

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:  # noqa: ARG002
        return _explain(tokens[idx].content, env["terms"])


def _explain(text: str, terms: dict[str, str]) -> str:
    """A text as HTML, with each abbreviation explained where it first stands. Takes those out of `terms`."""
    for term in terms:
        if match := re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text):
            meaning = escapeHtml(terms.pop(term))
            mark = f'<abbr title="{meaning}">{escapeHtml(term)}</abbr>'
            return _explain(text[: match.start()], terms) + mark + _explain(text[match.end() :], terms)
    return escapeHtml(text)


_renderer = _Renderer()


def _render(tokens: list[Token], resolve: Resolve, terms: Mapping[str, str] | None) -> str:
    env = {"resolve": resolve, "terms": dict(terms or {})}
    return str(_renderer.render(tokens, markdown.options, env)).strip()
