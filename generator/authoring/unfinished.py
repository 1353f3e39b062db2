"""Finds what an author has still to write, and plain text that other programs would not take for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.fields import walk
from generator.loader.kinds import Loaded
from generator.model import WrittenPage
from generator.problems import Problem
from generator.yaml_reader import Document

MARK = "WRITE HERE"
"""How a starter begins the words that an author is to write."""

_NOT_TEXT_ELSEWHERE = re.compile(
    r"true|True|TRUE|false|False|FALSE|null|Null|NULL|~|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""What YAML 1.2 takes for a truth value, nothing or a number; ours leaves most of it to be text."""


def unfinished(loaded: Loaded) -> Iterator[Problem]:
    """A warning for each text that is still to be written, and for each that needs quotes to be text everywhere."""
    for path, model in loaded.models.items():
        document = loaded.documents[path]
        for leaf in walk(model):
            if not isinstance(leaf.value, str) or leaf.loc not in document.values:
                continue
            if MARK in leaf.value:
                place = document.key_place(leaf.loc) if leaf.is_key else document.find(leaf.loc, MARK)
                yield _unwritten(path, place.line, place.column)
            elif not leaf.is_key:
                yield from _ambiguous(leaf.loc, document)
    for page in loaded.pages:
        yield from _in_page(page)


def _in_page(page: WrittenPage) -> Iterator[Problem]:
    for number, line in enumerate(page.body.splitlines()):
        if MARK in line:
            yield _unwritten(page.path, page.body_line + number, line.index(MARK) + 1)


def _unwritten(path: str, line: int, column: int) -> Problem:
    message = "this is still to be written"
    hint = f"write your own words in place of {MARK} and what follows"
    return Problem(path, line, column, "unwritten", message, hint, severity="warning")


def _ambiguous(loc: tuple[str | int, ...], document: Document) -> Iterator[Problem]:
    place = document.values[loc]
    written = document.text[place.offset : document.ends[loc]]
    if _NOT_TEXT_ELSEWHERE.fullmatch(written):
        message = f"{written} is text here, but editors and other programs do not take it for text"
        yield Problem(document.path, place.line, place.column, "unquoted", message, "put it in quotes", "warning")
