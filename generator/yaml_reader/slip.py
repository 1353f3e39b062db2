"""A place at which PyYAML could not read on, with what stands around it."""

from __future__ import annotations

import re
from functools import cached_property

import yaml

from generator.problems import Problem

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML."""


class Slip:
    """A place at which PyYAML could not read on.

    Attributes:
        said: What PyYAML says about it.
        context: What it was at, such as `while scanning an alias`.
        line, column: The place, counted from 1.
        start: Where what it was at began, if it says so.
    """

    def __init__(self, error: yaml.MarkedYAMLError, text: str, path: str) -> None:
        self.said: str = error.problem or str(error)
        self.context: str = error.context or ""
        self.mark: yaml.Mark | None = error.problem_mark or error.context_mark
        self.start: yaml.Mark | None = error.context_mark
        self.line, self.column = (self.mark.line + 1, self.mark.column + 1) if self.mark else (1, 1)
        self.text = text
        self._path = path

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the file."""
        return LINE_END.split(self.text)

    def row(self, line: int) -> str:
        """A line of the file, counted from 1; empty where there is none."""
        return self.rows[line - 1] if 0 < line <= len(self.rows) else ""

    @property
    def line_above(self) -> int:
        """The last line above the place that says something; 0 where there is none."""
        return next((line for line in range(self.line - 1, 0, -1) if self.row(line).strip()), 0)

    @cached_property
    def open_bracket(self) -> yaml.Token | None:
        """The innermost bracket that is open where PyYAML stopped."""
        opened: list[yaml.Token] = []
        try:
            for token in yaml.scan(self.text):
                if self.mark and token.start_mark.index >= self.mark.index:
                    break
                if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                    opened.append(token)
                elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
                    opened.pop()
        except yaml.YAMLError:
            pass
        return opened[-1] if opened else None

    def in_quotes(self, line: int, column: int) -> str:
        """What to write for a text that starts at a place and has to be in quotes."""
        text = self.row(line)[column - 1 :].rstrip()
        before = self.row(line)[: column - 1]
        indent = len(before) - len(before.lstrip(" "))
        below = self.row(line + 1)
        goes_on = below.strip() and len(below) - len(below.lstrip(" ")) > indent
        if goes_on or len(text) > 60 or re.search(r"[\[{]", before) or not text.isprintable():
            return "put the whole text in quotes"
        return f"put the whole text in quotes: {quoted(text)}"

    def problem(self, code: str, message: str, hint: str, line: int = 0, column: int = 0) -> Problem:
        """The problem, at this place or another."""
        return Problem(self._path, line or self.line, column or self.column, code, message, hint)


def quoted(text: str) -> str:
    """A text of one line in quotes, as YAML takes it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
