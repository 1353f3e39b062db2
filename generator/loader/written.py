"""Reads the pages that authors write by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.loader.messages import validated
from generator.model import PageHead, WrittenPage
from generator.problems import ContentError, Problem
from generator.richtext import written_sections
from generator.yaml_reader import Document, read_text, read_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)

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
    body = text[match.end() :] if match else text
    # An empty line in place of the opening dashes keeps the line numbers those of the file.
    document = read_yaml(b"\n" + match[1].encode(), path) if match and _SAID.search(match[1]) else None
    head = validated(PageHead, document) if document else PageHead()
    body_line = text.count("\n", 0, match.end()) + 1 if match else 1
    headings = (title for level, title, _, _ in written_sections(body) if level == 1)
    page = WrittenPage(path, "", head, body)
    return ReadPage(WrittenPage(path, head.title or next(headings, page.id), head, body, body_line), document)
