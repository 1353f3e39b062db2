"""Reads a file that a program wrote, one key and a line of text below another, which may be too long for YAML's limits.

What is read is what YAML would make of it, in a fraction of the time and without its dangers: such lines hold no
aliases, and nothing in them is deep. Whatever else stands in the file is left to YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import ContentError, Problem
from generator.yaml_reader.document import START, Document, Loc, Place
from generator.yaml_reader.reader import MAX_BYTES, read_text, read_yaml

MAX_LIST_BYTES = 50_000_000
_TOP = re.compile(r"([a-z]+):")
_LINE = re.compile(
    r"""
      [ ][ ](?: (?!(?:true|false|null):) (?P<plain>[a-z][a-z0-9.-]*) | "(?P<quoted>[^"\\\s]+)" )
      :[ ]
      (?P<text>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ ]/(?:[^\s:]|:(?=[^\s]))*)+)
    """,
    re.VERBOSE,
)
"""A key, with or without quotes; a day, and addresses. All of it means the same in YAML."""


def read_long_list(content: bytes, path: str) -> Document:
    """Read a file that is a list of keys, each with a day and addresses, however long it is; or any other YAML file.

    Args:
        content: The file's bytes.
        path: Its name, for problems.

    Raises:
        ContentError: With the one or more problems that keep the file from being read.
    """
    text = read_text(content, path, MAX_LIST_BYTES)
    read = _read_lines(text, path)
    if isinstance(read, Document):
        return read
    if len(content) <= MAX_BYTES:
        return read_yaml(content, path)
    message = f"a file of more than {MAX_BYTES // 1_000_000} MB can hold only lines of a key, a day and addresses"
    hint = "put this line back as it was written, each key once"
    raise ContentError([Problem(path, read.line, read.column, "too-large", message, hint)])


def _read_lines(text: str, path: str) -> Document | Place:
    """The document, or where something else stands than such a list."""
    values: dict[Loc, Place] = {}
    keys: dict[Loc, Place] = {}
    ends: dict[Loc, int] = {}
    entries: dict[str, str] = {}
    top, place = "", START
    for place, line in _lines(text):
        if not top:
            if not (first := _TOP.fullmatch(line)):
                return place
            top = first[1]
            values[()] = keys[top,] = place
            continue
        match = _LINE.fullmatch(line)
        key = (match["plain"] or match["quoted"]) if match else ""
        if not match or key in entries:
            return place
        entries[key] = match["text"]
        at = match.start("text")
        keys[top, key] = Place(place.line, 3, place.offset + 2)
        values[top, key] = Place(place.line, at + 1, place.offset + at)
        ends[top, key] = place.offset + len(line)
    if not entries:
        return place
    values[top,] = next(iter(keys[loc] for loc in keys if len(loc) == 2))
    ends[()] = ends[top,] = len(text)
    return Document(path, text, {top: entries}, values, keys, ends)


def _lines(text: str) -> Iterator[tuple[Place, str]]:
    """The lines that say something, without the spaces at their ends, and where each starts."""
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith("#") and (said := line.rstrip(" ")):
            yield Place(number, 1, offset), said
        offset += len(line) + 1
