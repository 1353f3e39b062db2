"""Turns the rich text of the content, which is CommonMark, into HTML and plain text.

Raw HTML, headings and images are off, so what an author writes is only ever text and can be set
inside any page without a sanitiser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

ID_SCHEME = "id:"
WEB_SCHEMES = ("https", "http", "mailto", "tel")

Resolve = Callable[[str], str]
"""From an id such as `seek-feedback.ask-well` to the address to write into the link."""


def _every_link(url: str) -> bool:  # noqa: ARG001
    # The default drops links it finds unsafe and shows their source as text. Here the loader names them.
    return True


_markdown = MarkdownIt("commonmark", {"html": False}).disable(["heading", "lheading", "image", "html_block"])
_markdown.validateLink = _every_link  # type: ignore[method-assign]
_written = MarkdownIt("commonmark", {"html": False})


def render_html(text: str, resolve: Resolve, terms: Mapping[str, str] | None = None) -> str:
    """Rich text of any length as HTML blocks.

    Args:
        text: CommonMark.
        resolve: Makes addresses out of the ids that links name.
        terms: Abbreviations and what they mean; the first of each in the text is explained.
    """
    return _render(_markdown.parse(text), resolve, terms)


def render_inline_html(text: str, resolve: Resolve, terms: Mapping[str, str] | None = None) -> str:
    """One line of rich text as HTML without a paragraph around it."""
    return _render(_markdown.parseInline(text), resolve, terms)


def render_text(text: str) -> str:
    """Rich text without its marks, on one line; what search reads."""
    words = []
    for token in _flat(_markdown.parse(text)):
        if token.type in ("text", "code_inline", "code_block", "fence", "text_special"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or (token.block and token.nesting == -1):
            words.append(" ")
    return re.sub(r"\s+", " ", "".join(words)).strip()


def block_texts(text: str) -> list[str]:
    """The text of each paragraph and list item of a rich text, without marks."""
    return _inline_texts(_markdown.parse(text))


def written_block_texts(text: str) -> list[tuple[int, str]]:
    """The same for a hand-written page, each with the line it starts on, from 1. Code is left out."""
    blocks = [token for token in _written.parse(text) if token.type == "inline" and token.map]
    return [((token.map or [0])[0] + 1, _inline_text(token)) for token in blocks]


def _inline_texts(tokens: list[Token]) -> list[str]:
    return [_inline_text(token) for token in tokens if token.type == "inline"]


def _inline_text(token: Token) -> str:
    words = [" " if part.type.endswith("break") else part.content for part in token.children or []]
    return re.sub(r"\s+", " ", "".join(words)).strip()


def print_spans(text: str) -> list[dict[str, Any]]:
    """One line of rich text for the typesetter: runs of text, each with its marks."""
    return _spans(_markdown.parseInline(text)[0].children or [])


def print_nodes(text: str) -> list[dict[str, Any]]:
    """Rich text for the typesetter: paragraphs (with `spans`), lists (with `items`) and quotes (with `nodes`)."""
    return _nodes(iter(_markdown.parse(text)))


_LISTS = {"bullet_list_open": "bullets", "ordered_list_open": "numbers"}


def _nodes(tokens: Iterator[Token]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for token in tokens:
        if token.nesting == -1 and token.type != "paragraph_close":
            return found
        if token.type == "inline":
            found.append({"kind": "paragraph", "spans": _spans(token.children or [])})
        elif token.type in _LISTS:
            found.append({"kind": _LISTS[token.type], "items": _items(tokens)})
        elif token.type == "blockquote_open":
            found.append({"kind": "quote", "nodes": _nodes(tokens)})
        elif token.type in ("fence", "code_block"):
            lines = [{"text": line, "code": True} for line in token.content.splitlines()]
            found += [{"kind": "paragraph", "spans": [line]} for line in lines]
    return found


def _items(tokens: Iterator[Token]) -> list[list[dict[str, Any]]]:
    items = []
    for token in tokens:
        if token.type == "list_item_open":
            items.append(_nodes(tokens))
        elif token.nesting == -1:
            break
    return items


def _spans(tokens: list[Token]) -> list[dict[str, Any]]:
    spans: list[dict[str, Any]] = []
    marks: dict[str, bool] = {}
    for token in tokens:
        if token.type in ("strong_open", "em_open"):
            marks["strong" if token.type == "strong_open" else "emph"] = True
        elif token.type in ("strong_close", "em_close"):
            marks.pop("strong" if token.type == "strong_close" else "emph", None)
        elif token.type == "hardbreak":
            spans.append({"text": "", "break": True})
        elif token.type == "softbreak":
            spans.append({"text": " "})
        elif token.content:
            code = {"code": True} if token.type == "code_inline" else {}
            spans.append({"text": token.content, **marks, **code})
    return spans


def links(text: str) -> list[str]:
    """The targets of all links in a rich text, in order."""
    return [str(token.attrs["href"]) for token in _flat(_markdown.parse(text)) if token.type == "link_open"]


def is_safe_link(target: str) -> bool:
    """Whether a link target is one that a page may hold: an id, or a web, mail or phone address."""
    return target.startswith(ID_SCHEME) or urlsplit(target).scheme.lower() in WEB_SCHEMES


# --- hand-written Markdown pages ---------------------------------------------------------------

_WRITTEN_LINK = re.compile(r"(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?)id:(?P<id>[^\s)>]*)")


def written_links(text: str) -> Iterator[tuple[int, int, str]]:
    """The `id:` links of a Markdown page: line and column of each (from 1), and the id."""
    skipped = _code_lines(text)
    for number, line in enumerate(text.splitlines(), start=1):
        if number not in skipped:
            for match in _WRITTEN_LINK.finditer(line):
                yield number, match.start("id") - len(ID_SCHEME) + 1, match["id"]


def resolve_written_links(text: str, resolve: Resolve) -> str:
    """A Markdown page with its `id:` links turned into addresses."""
    skipped = _code_lines(text)
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        if number not in skipped:
            lines[number - 1] = _WRITTEN_LINK.sub(lambda m: m["before"] + resolve(m["id"]), line)
    return "".join(lines)


def written_sections(text: str) -> list[tuple[int, str, str | None, str]]:
    """The sections of a Markdown page: level, title, explicit anchor or None, plain text.

    What stands before the first heading comes as a section of level 0 with an empty title.
    """
    sections: list[tuple[int, str, str | None, list[str]]] = [(0, "", None, [])]
    tokens = _written.parse(text)
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            title, anchor = _split_anchor(tokens[index + 1].content)
            sections.append((int(token.tag[1]), render_text(title), anchor, []))
        elif token.type == "inline" and tokens[index - 1].type != "heading_open":
            sections[-1][3].append(render_text(token.content))
    return [(level, title, anchor, " ".join(words)) for level, title, anchor, words in sections]


def _split_anchor(title: str) -> tuple[str, str | None]:
    match = re.match(r"^(.*?)\s*\{\s*#([^\s}]+)[^}]*\}\s*$", title)
    return (match[1], match[2]) if match else (title, None)


def _code_lines(text: str) -> set[int]:
    lines: set[int] = set()
    for token in _written.parse(text):
        if token.type in ("fence", "code_block") and token.map:
            lines.update(range(token.map[0] + 1, token.map[1] + 1))
    return lines


# --- rendering ---------------------------------------------------------------------------------


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
    return str(_renderer.render(tokens, _markdown.options, env)).strip()


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _flat(token.children)
