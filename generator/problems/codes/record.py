"""One entry of the table of problem codes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProblemCode:
    """What an author is told about one kind of problem, each in one or more whole sentences.

    Attributes:
        what: What is wrong.
        why: Why it matters, or why the rule is there.
        mend: What to do about it.
    """

    what: str
    why: str
    mend: str
