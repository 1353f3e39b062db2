"""Checks that the blanks of a script and their explanations match."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Script
from generator.model.script import BLANK
from generator.problems import Problem
from generator.yaml_reader import Document, Loc


def check_blanks(script: Script, document: Document) -> Iterator[Problem]:
    """Every blank that is not explained, where it first stands, and every explanation of none."""
    used: dict[str, Loc] = {}
    for loc, text in _texts(script):
        for name in BLANK.findall(text):
            used.setdefault(name, loc)
    for name, loc in used.items():
        if name not in script.blanks:
            place = document.find(loc, re.escape(f"[{name}]"))
            message = f'the text has a blank [{name}] that "blanks" does not explain'
            hint = 'add it to "blanks", with what to write there; check the spelling'
            yield Problem(document.path, place.line, place.column, "blank-unexplained", message, hint)
    for name in script.blanks:
        if name not in used:
            place = document.key_place(("blanks", name))
            message = f'"blanks" explains [{name}], which stands in no text'
            hint = "delete it there, or use it in a text; check the spelling"
            yield Problem(document.path, place.line, place.column, "blank-unused", message, hint)


def _texts(script: Script) -> Iterator[tuple[Loc, str]]:
    """Every text that may hold blanks, and where it stands."""
    yield ("subject",), script.subject or ""
    yield ("text",), script.text
    yield ("short",), script.short
    for index, version in enumerate(script.versions):
        yield ("versions", index, "text"), version.text
