"""Shows problems on a terminal: below each the line of the file that it stands in, and a caret under the place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.problems.problem import Problem
from generator.problems.signs import shown, visible, width

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TAB = "    "
_CUT = "..."
_LARGEST = 1_000_000
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "place": "\x1b[1m", "quiet": "\x1b[2m", "hint": "\x1b[36m"}
_PLAIN = "\x1b[0m"


@dataclass(frozen=True)
class Screen:
    """What a terminal can show.

    Attributes:
        columns: How wide it is.
        has_colour: Whether it is to show colours.
    """

    columns: int = 80
    has_colour: bool = False

    def paint(self, name: str, text: str) -> str:
        """A text in one of our colours, where there are any."""
        return f"{_COLOURS[name]}{text}{_PLAIN}" if self.has_colour else text


def format_screen(problems: Sequence[Problem], files: Mapping[str, bytes], screen: Screen) -> str:
    """Problems as `format_text` has them, with the line of the file and a caret where the file is known.

    Args:
        problems: The problems.
        files: The bytes of the files that they stand in, by path; any may be missing.
        screen: Where they are shown.
    """
    rows = {path: _rows(content) for path, content in files.items() if len(content) <= _LARGEST}
    lines = []
    for problem in problems:
        severity = screen.paint(problem.severity, problem.severity)
        code = screen.paint("quiet", f"[{problem.code}]")
        lines.append(f"{screen.paint('place', problem.place)}: {severity}: {visible(problem.message)} {code}")
        its = rows.get(problem.path, [])
        if 0 < problem.line <= len(its) and its[problem.line - 1].strip():
            lines += _excerpt(problem, its[problem.line - 1], screen)
        if problem.hint:
            lines.append(f"  {screen.paint('hint', 'hint')}: {visible(problem.hint)}")
    return "\n".join(lines)


def _rows(content: bytes) -> list[str]:
    return _LINE_END.split(content.decode("utf-8-sig", errors="replace"))


def _excerpt(problem: Problem, row: str, screen: Screen) -> list[str]:
    """The line with its number, and a caret under the place."""
    gutter = f"{problem.line:>5} | "
    text, before = _around(row, problem.column - 1, max(screen.columns - len(gutter), 20))
    bar = f"{'|':>{len(gutter) - 1}} "
    caret = screen.paint(problem.severity, "^")
    return [f"{screen.paint('quiet', gutter)}{text}".rstrip(), f"{screen.paint('quiet', bar)}{' ' * before}{caret}"]


def _around(row: str, index: int, room: int) -> tuple[str, int]:
    """As much of a line as there is room for, with a place in it, and the columns before that place."""
    signs = [_TAB if sign == "\t" else shown(sign) for sign in row.rstrip()]
    index = min(index, len(signs))
    start, end = 0, len(signs)
    if width("".join(signs)) > room:
        start, left = index, room // 3
        while start and left >= width(signs[start - 1]):
            start -= 1
            left -= width(signs[start])
        end, right = index, room - 2 * len(_CUT) - (room // 3 - left)
        while end < len(signs) and right >= width(signs[end]):
            right -= width(signs[end])
            end += 1
    # A mark without the sign that carries it would sit on the cut.
    while start and start < index and not width(signs[start]):
        start += 1
    opening, closing = _CUT if start else "", _CUT if end < len(signs) else ""
    before = f"{opening}{''.join(signs[start:index])}"
    return f"{before}{''.join(signs[index:end])}{closing}", width(before)
