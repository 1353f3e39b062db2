"""Finds what an author has still to write, and plain text that other programs would not take for text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.leaves import walk
from generator.loader.loaded import Loaded
from generator.problems import Problem
from generator.yaml_reader import Document, Place

UNWRITTEN = "WRITE HERE"
"""How a starter begins the words that an author is to write."""

_NOT_TEXT_ELSEWHERE = re.compile(
    r"true|True|TRUE|false|False|FALSE|null|Null|NULL|~|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
"""What YAML 1.2 takes for a truth value, nothing or a number; ours leaves most of it to be text."""


def unfinished(loaded: Loaded) -> Iterator[Problem]:
    """A warning for each file that is still to be written, and for each text that should stand in quotes."""
    for path, model in loaded.models.items():
        document = loaded.documents[path]
        marks: list[Place] = []
        for leaf in walk(model):
            if not isinstance(leaf.value, str) or leaf.loc not in document.values:
                continue
            if UNWRITTEN in leaf.value:
                marks.append(document.key_place(leaf.loc) if leaf.is_key else document.find(leaf.loc, UNWRITTEN))
            elif not leaf.is_key:
                yield from _ambiguous(leaf.loc, document)
        yield from _unwritten(path, marks)
    for page in loaded.pages:
        lines = enumerate(page.body.splitlines(), page.body_line)
        marked = [Place(number, line.index(UNWRITTEN) + 1) for number, line in lines if UNWRITTEN in line]
        yield from _unwritten(page.path, marked)


def _unwritten(path: str, places: list[Place]) -> Iterator[Problem]:
    if places:
        times = "once" if len(places) == 1 else f"{len(places)} times"
        message = f"this file is still to be written: {UNWRITTEN} stands in it {times}"
        hint = f"write your own words in place of each {UNWRITTEN} and what follows"
        yield Problem(path, places[0].line, places[0].column, "unwritten", message, hint, severity="warning")


def _ambiguous(loc: tuple[str | int, ...], document: Document) -> Iterator[Problem]:
    place = document.values[loc]
    written = document.text[place.offset : document.ends[loc]]
    if _NOT_TEXT_ELSEWHERE.fullmatch(written):
        message = f"{written} is text here, but editors and other programs do not take it for text"
        yield Problem(document.path, place.line, place.column, "unquoted", message, "put it in quotes", "warning")
