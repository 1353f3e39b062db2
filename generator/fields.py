"""The kinds of value that content is made of: the vocabulary which models and blocks share.

A field's annotation says more than its Python type: `RichText` is CommonMark, `Line` one line of it,
`Ref("script")` the id of a script. `walk` finds every such value in a model, so that the loader can
check links and references without knowing the models.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

from generator.problems import shortened

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_ID, LONGEST_LINE, LONGEST_TEXT = 80, 500, 20_000
PART_ID_PATTERN = rf"{ID_PATTERN}(?:\.{ID_PATTERN})?"


@dataclass(frozen=True)
class Markup:
    """Marks a text as CommonMark: whole paragraphs, or (`inline`) a single line."""

    inline: bool = False


@dataclass(frozen=True)
class Ref:
    """Marks a text as the id of another thing of the given kind."""

    kind: str


def _check_id(value: str) -> str:
    if not re.fullmatch(ID_PATTERN, value):
        message = "an id is lower-case words joined by hyphens, got {value}"
        raise PydanticCustomError("bad-id", message, {"value": shortened(value)})
    return value


def _check_part_id(value: str) -> str:
    if not re.fullmatch(PART_ID_PATTERN, value):
        message = "an id is lower-case words joined by hyphens, and for a part file.part, got {value}"
        raise PydanticCustomError("bad-part-id", message, {"value": shortened(value)})
    return value


def _check_one_line(value: str) -> str:
    value = value.strip()
    if "\n" in value:
        raise PydanticCustomError("one-line", "must be one line")
    return value


def _at_most(most: int, what: str, code: str = "too-long-line") -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > most:
            about = {"what": what, "most": most, "length": len(value)}
            raise PydanticCustomError(code, "{what} has {most} characters at most, not {length}", about)
        return value

    return AfterValidator(check)


def _check_not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "must not be empty")
    return value.rstrip()


def _check_date_text(value: Any) -> Any:
    # Only text, so that a number is not taken for seconds since 1970.
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("day", "must be a date")


WholeNumber = StrictInt
YesNo = StrictBool
Day = Annotated[date, BeforeValidator(_check_date_text), Field(examples=["2026-11-22"])]
Id = Annotated[str, AfterValidator(_check_id), _at_most(LONGEST_ID, "an id")]
PartId = Annotated[str, AfterValidator(_check_part_id), _at_most(2 * LONGEST_ID + 1, "an id")]
PlainText = Annotated[str, AfterValidator(_check_not_blank), _at_most(LONGEST_TEXT, "a text", "too-long-text")]
Plain = Annotated[
    str, AfterValidator(_check_not_blank), AfterValidator(_check_one_line), _at_most(LONGEST_LINE, "a line")
]
Line = Annotated[Plain, Markup(inline=True)]
RichText = Annotated[PlainText, Markup()]


class Content(BaseModel):
    """Base of everything that is read from content files: frozen, and strict about keys.

    The text below each field is its documentation for authors.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Published(Content):
    """Base of everything that has a public id, which people may have links to."""

    id: Id
    aliases: tuple[PartId, ...] = ()
    """Ids that it had before: links to them lead here."""


# --- durations ---------------------------------------------------------------------------------

Unit = Literal["min", "h", "day", "week"]
Per = Literal["once", "each", "day", "week", "month"]

_DURATION = re.compile(
    r"(?P<low>\d{1,3})(?:-(?P<high>\d{1,3}))? (?P<unit>min|h|days?|weeks?)"
    r"(?: (?P<per>each|a day|a week|a month))?"
)
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

    @property
    def minutes(self) -> int | None:
        """Minutes spent, at most; None where the time is not minutes that are spent once."""
        if self.per != "once" or self.unit not in _MINUTES:
            return None
        return self.high * _MINUTES[self.unit]


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
    """The duration that a `TimeText` holds."""
    duration = read_duration(text)
    assert duration is not None, "TimeText holds durations only"
    return duration


def _check_duration(value: str) -> str:
    if read_duration(value) is None:
        raise PydanticCustomError("duration", "is not a length of time: {value}", {"value": shortened(value)})
    return value


TimeText = Annotated[str, AfterValidator(_check_duration), Field(examples=["15 min"])]
