"""The data of a YAML file, and where each value of it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from generator.problems import Problem

Loc = tuple[str | int, ...]
"""Where a value is inside the data: keys and list indexes from the top."""


@dataclass(frozen=True)
class Place:
    """Where something stands: line and column counted from 1, offset in characters from 0."""

    line: int
    column: int
    offset: int = 0


START = Place(1, 1)
_GOES_ON = re.compile(r"[\w.-]")
"""What makes an id or address another, longer one."""


def place_at(text: str, offset: int) -> Place:
    """The place of a character of a text."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset), offset)


@dataclass(frozen=True)
class Document:
    """The data of one YAML file, and the places of its values.

    Attributes:
        path: The file's name, for problems.
        text: The text that was read.
        data: Plain dicts, lists, strings, numbers, booleans and None.
        values: For each location (a tuple of keys and list indexes) where its value starts.
        keys: For each location that is a mapping's entry, where its key starts.
        ends: For each location the offset at which its value ends.
        cautions: Warnings about what YAML reads in another way than its author may mean it.
    """

    path: str
    text: str
    data: Any
    values: dict[Loc, Place] = field(repr=False)
    keys: dict[Loc, Place] = field(repr=False)
    ends: dict[Loc, int] = field(repr=False)
    cautions: tuple[Problem, ...] = ()

    def place(self, loc: Loc) -> Place:
        """Where the value at `loc` starts; for a value that is not there, its nearest parent's key."""
        if loc in self.values:
            return self.values[loc]
        parent = loc[:-1]
        while parent and parent not in self.values:
            parent = parent[:-1]
        return self.key_place(parent)

    def key_place(self, loc: Loc) -> Place:
        """Where the key of `loc` starts; where it has none (a list item, the whole file), its value."""
        return self.keys.get(loc) or self.values.get(loc) or START

    def find(self, loc: Loc, pattern: str, nth: int = 0) -> Place:
        """Where a regular expression fits inside the value at `loc`, for the nth time, counted from 0.

        Where it does not, the start of the value.
        """
        start = self.place(loc)
        found = re.compile(pattern).finditer(self.text, start.offset, self.ends.get(loc, len(self.text)))
        match = next(islice(found, nth, None), None)
        return place_at(self.text, match.start()) if match else start

    def find_target(self, loc: Loc, target: str, nth: int = 0) -> Place:
        """Where an id or address stands inside the value at `loc`, and not one that goes on. Else as `find`."""
        start = self.place(loc)
        at, end = start.offset - 1, self.ends.get(loc, len(self.text))
        while nth >= 0:
            at = self.text.find(target, at + 1, end)
            if at < 0:
                return start
            if not _GOES_ON.match(self.text, at + len(target), end):
                nth -= 1
        return place_at(self.text, at)
