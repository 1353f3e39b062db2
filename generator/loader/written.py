"""Reads the pages that authors write by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.loader.messages import validated
from generator.model import PageHead, WrittenPage
from generator.problems import ContentError, Problem
from generator.richtext import written_dangers, written_sections
from generator.yaml_reader import Document, place_at, read_text, read_yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)

_OPEN_HEAD = re.compile(r"---[ \t]*\r?\n[ \t]*[\w-]+:(?:\s|$)")

LONGEST_PAGE = 100_000
"""Characters of a page. It and the next keep engines from taking minutes over a page that nobody would read."""
LONGEST_PARAGRAPH = 20_000
"""Characters between two empty lines."""
MOST_BRACKETS = 1_000
"""Opening brackets between two empty lines: over them, engines take the square of the time."""

MOST_DANGERS = 100
"""How many problems of one page are shown."""

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
        ContentError: It is not UTF-8, empty or too long, its front matter is not valid, or it holds what could run.
    """
    text = read_text(content, path)
    if len(text) > LONGEST_PAGE:
        message = f"a page has {LONGEST_PAGE} characters at most, not {len(text)}"
        raise ContentError([Problem(path, 1, 1, "too-long-text", message, "make several pages of it")])
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
    if problems := [*_dangers(body, text, path), *_long_paragraphs(body, body_line, path)]:
        raise ContentError(problems)
    headings = (title for level, title, _, _ in written_sections(body) if level == 1)
    page = WrittenPage(path, "", head, body)
    return ReadPage(WrittenPage(path, head.title or next(headings, page.id), head, body, body_line), document)


def _dangers(body: str, text: str, path: str) -> Iterator[Problem]:
    """What in the Markdown of a page could run, or would load from another host."""
    for danger in islice(written_dangers(body), MOST_DANGERS):
        place = place_at(text, len(text) - len(body) + danger.offset)
        yield Problem(path, place.line, place.column, danger.code, danger.message, danger.hint)


def _long_paragraphs(body: str, body_line: int, path: str) -> Iterator[Problem]:
    line = body_line
    for paragraph in re.split(r"(\n[ \t]*(?=\n))", body):
        first = line + paragraph.startswith("\n")
        for what, most, number in (
            ("characters", LONGEST_PARAGRAPH, len(paragraph)),
            ("brackets", MOST_BRACKETS, paragraph.count("[")),
        ):
            if number > most:
                message = f"a paragraph has {most} {what} at most, not {number}"
                yield Problem(path, first, 1, "too-long-text", message, "part it with empty lines")
        line += paragraph.count("\n")
