"""Reads the pages that authors write by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from generator.loader.messages import validated
from generator.model import PageHead, WrittenPage
from generator.problems import ContentError, Problem
from generator.richtext import written_sections
from generator.yaml_reader import Document, read_text, read_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)

_OPEN_HEAD = re.compile(r"---[ \t]*\r?\n[ \t]*[\w-]+:(?:\s|$)")

_SAID = re.compile(r"^[ \t]*[^\s#]", re.MULTILINE)
"""A line that says something: neither empty nor a comment."""


@dataclass(frozen=True)
class ReadPage:
    """A page, and its front matter as YAML with the lines of the file; None where it has none."""

    page: WrittenPage
    document: Document | None


def read_page(content: bytes, path: str) -> ReadPage:
    """Read one Markdown page.

    Raises:
        ContentError: It is not UTF-8 or empty, or its front matter is not valid.
    """
    text = read_text(content, path)
    if not text.strip():
        raise ContentError([Problem(path, 1, 1, "empty-file", "the file is empty", "write it, or delete it")])
    match = _FRONT_MATTER.match(text)
    if not match and _OPEN_HEAD.match(text):
        message, hint = "the keys at the top of the page have no end", "write --- on a line of its own below the last"
        raise ContentError([Problem(path, 1, 1, "open-head", message, hint)])
    body = text[match.end() :] if match else text
    # An empty line in place of the opening dashes keeps the line numbers those of the file.
    document = read_yaml(b"\n" + match[1].encode(), path) if match and _SAID.search(match[1]) else None
    head = validated(PageHead, document) if document else PageHead()
    body_line = text.count("\n", 0, match.end()) + 1 if match else 1
    headings = (title for level, title, _, _ in written_sections(body) if level == 1)
    page = WrittenPage(path, "", head, body)
    return ReadPage(WrittenPage(path, head.title or next(headings, page.id), head, body, body_line), document)


def misspelt_keys(head: Document) -> Iterator[Problem]:
    """A warning for each key that goes to the theme, and is nearly one of the handbook's own."""
    own = list(PageHead.model_fields)
    for key in head.data:
        if key not in own and (near := get_close_matches(key.lower().replace("-", "_"), own, n=1, cutoff=0.8)):
            place = head.key_place((key,))
            message = f'the key "{key}" is none of the handbook\'s own, and goes to the theme'
            hint = f'did you mean "{near[0]}"?'
            yield Problem(head.path, place.line, place.column, "unknown-key", message, hint, severity="warning")
