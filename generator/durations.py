"""Lengths of time as authors write them, and as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

Unit = Literal["min", "h", "day", "week"]
Per = Literal["once", "each", "day", "week", "month"]

_DURATION = re.compile(
    r"(?P<low>[0-9]{1,3})(?:-(?P<high>[0-9]{1,3}))? (?P<unit>min|h|days?|weeks?)"
    r"(?: (?P<per>each|a day|a week|a month))?"
)
DURATION_FORM = (
    "^(?:daily|weekly|monthly|(?!0+[ -])[0-9]{1,3}(?:-[0-9]{1,3})? (?:min|h|days?|weeks?)"
    "(?: (?:each|a day|a week|a month))?)$"
)
"""What fits every duration, in the grammar that Python and JavaScript share."""

_RHYTHMS: dict[str, Per] = {"daily": "day", "weekly": "week", "monthly": "month"}
_MINUTES = {"min": 1, "h": 60}


@dataclass(frozen=True)
class Duration:
    """How long something takes.

    Attributes:
        low, high: From and to, in `unit`; equal where there is no range, 0 where only a rhythm is known.
        unit: `min` and `h` are time spent, `day` and `week` time that passes.
        per: How often: `once`, `each` (each time), or once a day, week or month.
    """

    low: int
    high: int
    unit: Unit
    per: Per = "once"

    @property
    def least_minutes(self) -> int | None:
        """The same as `minutes`, at least."""
        return None if self.minutes is None else self.low * _MINUTES[self.unit]

    @cached_property
    def minutes(self) -> int | None:
        """Minutes spent, at most; None where the time is not minutes that are spent once."""
        if self.per != "once" or self.unit not in _MINUTES:
            return None
        return self.high * _MINUTES[self.unit]


@lru_cache(maxsize=10_000)
def read_duration(text: str) -> Duration | None:
    """A duration as authors write it (`15 min`, `3-5 h a week`, `weekly`); None if it is not one."""
    if text in _RHYTHMS:
        return Duration(0, 0, "day", _RHYTHMS[text])
    match = _DURATION.fullmatch(text)
    if not match:
        return None
    low = int(match["low"])
    high = int(match["high"] or low)
    unit: Any = match["unit"].removesuffix("s")
    per: Any = (match["per"] or "once").removeprefix("a ")
    return Duration(low, high, unit, per) if high >= low > 0 else None


def duration_of(text: str) -> Duration:
    """The duration that a text holds which is known to be one, such as a `TimeText`."""
    duration = read_duration(text)
    assert duration is not None, "the text is a duration"
    return duration
