"""Finds slips in the layout of a file: spaces that are missing, too many or of another kind, tabs, stray lines."""

from __future__ import annotations

import re

from generator.problems import Problem
from generator.problems.signs import visible
from generator.yaml_reader.slip import Slip

_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+):(?=[^\s:/])(?P<value>.*)")
_ITEM_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*-(?P<item>[^\s-].*)")
_OTHER_SPACE = re.compile(r"(?:^\s*?|[:-])(?P<space>[^\S \t])")
_LONGEST = 40


def tab(slip: Slip) -> Problem | None:
    """A tab before a line, or where a value is to start."""
    row = slip.row(slip.line)
    if "\t" not in row or not (row[slip.column - 1 :].startswith("\t") or "\\t" in slip.said):
        return None
    column = row.index("\t") + 1
    if row[: column - 1].strip():
        return slip.problem("tab", "a tab stands where a space is meant", "use one space", column=column)
    return slip.problem("tab", "a tab cannot be used to indent", "use two spaces", column=column)


def other_space(slip: Slip) -> Problem | None:
    """A space that looks like any other and counts as a letter, such as one that does not break."""
    for line in (slip.line_above, slip.start.line + 1 if slip.start else 0, slip.line):
        if match := _OTHER_SPACE.search(slip.row(line)):
            message = f"a space of another kind (U+{ord(match['space']):04X}) stands where a plain one is meant"
            hint = "delete it, and type a space: such spaces come with text that is pasted"
            return slip.problem("odd-character", message, hint, line, match.start("space") + 1)
    return None


def missing_space(slip: Slip, line: int) -> Problem | None:
    """A line with a key or a hyphen that has no space behind it."""
    row = slip.row(line)
    if match := _KEY_WITHOUT_SPACE.fullmatch(row):
        message = f'there is no space behind the colon of "{match["key"]}"'
        hint = f"write {match['key']}: {_short(match['value'])}"
        return slip.problem("space-needed", message, hint, line, match.start("value") + 1)
    if match := _ITEM_WITHOUT_SPACE.fullmatch(row):
        message = "there is no space behind the hyphen of this item"
        return slip.problem("space-needed", message, f"write - {_short(match['item'])}", line, match.start("item") + 1)
    return None


def stray_line(slip: Slip) -> Problem | None:
    """A line that is neither a key nor part of the text above."""
    if slip.said.startswith("expected '<document start>'"):
        return stray(slip, slip.line, slip.column)
    if "could not find expected ':'" not in slip.said or not slip.start:
        return None
    line, column = slip.start.line + 1, slip.start.column + 1
    if problem := missing_space(slip, line):
        return problem
    return stray(slip, line, column)


def stray(slip: Slip, line: int, column: int) -> Problem:
    """The problem of a line that belongs to nothing."""
    message = "this line is neither a key nor part of the text above"
    hint = "put a colon and a space behind a key; start a line of text further right than its key"
    return slip.problem("stray-line", message, hint, line, column)


def indentation(slip: Slip) -> Problem | None:
    """A line that is level with none of those it could belong to."""
    if not slip.said.startswith("expected <block end>") or not slip.mark:
        return None
    if slip.row(slip.line)[: slip.column - 1].strip():
        return None
    return misplaced(slip, slip.line)


def misplaced(slip: Slip, line: int) -> Problem:
    """The problem of a line with the wrong number of spaces before it."""
    column = indent(slip.row(line)) + 1
    message = "this line is level with none of the lines that it could belong to"
    hint = "keys of one thing start in the same column, and so do the hyphens of one list"
    return slip.problem("indentation", message, hint, line, column)


def indent(row: str) -> int:
    """How many spaces stand before a line."""
    return len(row) - len(row.lstrip())


def _short(text: str) -> str:
    return visible(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}...")
