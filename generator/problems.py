"""What is wrong with the content, as data: one kind of record for every mistake an author can make.

Modules report problems; only the two doors (`cli` and `plugin`) show them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, and where it stands.

    Attributes:
        path: File, relative to the content folder, with forward slashes.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        code: Short stable name of the kind of mistake, such as `unknown-key`.
        message: What is wrong, in the author's words, without a full stop.
        hint: What to do about it; empty where there is nothing to add.
        severity: `error` keeps a check from passing, `warning` does not.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def under(self, folder: str) -> Problem:
        """The same problem with its path inside `folder`, as the author sees the file."""
        path = f"{folder.rstrip('/')}/{self.path}" if folder not in ("", ".") else self.path
        return replace(self, path=path)


class ContentError(Exception):
    """The content cannot be built. Carries every problem that was found, sorted by place.

    Raised by `loader.load_handbook` and everything that calls it.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(format_text(self.problems))


def shortened(words: str) -> str:
    """Words of the content in quotes, for a message: on one line, not long, and with nothing that cannot be seen."""
    line = " ".join(words[:200].split())
    line = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in line)
    return f'"{line[:40]}..."' if len(line) > 40 else f'"{line}"'


def format_text(problems: Sequence[Problem]) -> str:
    """Problems for people: `path:line:column: error: message [code]`, the hint on a line below."""
    lines = []
    for problem in problems:
        place = f"{problem.path}:{problem.line}:{problem.column}"
        lines.append(f"{place}: {problem.severity}: {problem.message} [{problem.code}]")
        if problem.hint:
            lines.append(f"  hint: {problem.hint}")
    return "\n".join(lines)


def format_json(problems: Sequence[Problem]) -> str:
    """Problems for programs: a JSON list of objects with the fields of `Problem`."""
    return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False)


def format_github(problems: Sequence[Problem]) -> str:
    """Problems as GitHub workflow commands, which show as notes beside the changed lines.

    The escapes are those of the workflow command syntax: `%`, carriage return and line feed in
    messages, and also `:` and `,` in properties.
    """

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    lines = []
    for problem in problems:
        body = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
        properties = (
            f"file={escape_property(problem.path)},line={problem.line},col={problem.column},"
            f"title={escape_property(problem.code)}"
        )
        lines.append(f"::{problem.severity} {properties}::{escape(body)}")
    return "\n".join(lines)


FORMATS = {"text": format_text, "json": format_json, "github": format_github}
