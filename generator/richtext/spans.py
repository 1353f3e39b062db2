"""Rich text for print: runs of text with their marks, in paragraphs, lists and quotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markdown_it.token import Token

from generator.richtext.commonmark import read_tokens


def print_spans(text: str) -> list[dict[str, Any]]:
    """One line of rich text for the typesetter: runs of text, each with its marks."""
    return _spans(read_tokens(text, inline=True)[0].children or [])


def print_nodes(text: str) -> list[dict[str, Any]]:
    """Rich text for the typesetter: paragraphs (with `spans`), lists (with `items`) and quotes (with `nodes`)."""
    return _nodes(iter(read_tokens(text, inline=False)))


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
