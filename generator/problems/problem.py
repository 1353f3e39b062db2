"""What is wrong with the content, as data: one kind of record for every mistake an author can make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from generator.problems.signs import visible


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, and where it stands. As a text it is what people read: `path:line:column: error: message [code]`.

    Attributes:
        path: File, relative to the content folder, with forward slashes.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        code: Short stable name of the kind of mistake, such as `unknown-key`: a key of `CODES`.
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

    def __str__(self) -> str:
        hint = f"\n  hint: {visible(self.hint)}" if self.hint else ""
        return f"{self.place}: {self.severity}: {visible(self.message)} [{self.code}]{hint}"

    @property
    def place(self) -> str:
        """Where it stands, as `path:line:column`."""
        return f"{visible(self.path)}:{self.line}:{self.column}"


class ContentError(Exception):
    """The content cannot be built. Carries every problem that was found, sorted by place.

    Raised by `loader.load_handbook` and everything that calls it.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
