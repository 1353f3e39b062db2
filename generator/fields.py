"""The kinds of value that content is made of: the vocabulary which models and blocks share.

A field's annotation says more than its Python type: `RichText` is CommonMark, `Line` one line of it,
`Ref("script")` the id of a script. `walk` finds every such value in a model, so that the loader can
check links and references without knowing the models.
"""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from inspect import cleandoc, getsource
from itertools import pairwise
from textwrap import dedent
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

from generator.durations import DURATION_FORM, read_duration
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


@dataclass(frozen=True)
class Form:
    """Says how a text is written, for editors: as a regular expression, and in words.

    Attributes:
        name: What authors call such a text, such as `id`.
        pattern: What fits every text of the form, in the grammar that Python and JavaScript share. A text that
            fits it may still be refused: a pattern cannot count the days of a month.
        words: What the text must be, such as: must be one line.
    """

    name: str
    pattern: str
    words: str


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
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("day", "must be a date")


_ID = Form("id", f"^(?=.{{1,{LONGEST_ID}}}$){ID_PATTERN}$", "an id is lower-case words joined by hyphens")
_PART_ID = Form(
    "id or part",
    f"^(?=.{{1,{2 * LONGEST_ID + 1}}}$){PART_ID_PATTERN}$",
    "an id is lower-case words joined by hyphens, and for a part file.part",
)
_DAY = Form("day", "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$", "must be a date, such as 2026-11-22")
_LINE = Form(
    "line",
    rf"^\s*\S(?:[^\n]{{0,{LONGEST_LINE - 2}}}\S)?\s*$",
    f"must be one line of {LONGEST_LINE} characters at most, and not empty",
)
_TEXT = Form("text", r"\S", "must not be empty")
_TIME = Form("time", DURATION_FORM, "must be a length of time, such as 15 min, 10-20 min, 1 h, 20 min a day or weekly")

WholeNumber = StrictInt
YesNo = StrictBool
Day = Annotated[date, BeforeValidator(_check_date_text), Field(examples=["2026-11-22"]), _DAY]
Id = Annotated[str, AfterValidator(_check_id), _at_most(LONGEST_ID, "an id"), _ID]
PartId = Annotated[str, AfterValidator(_check_part_id), _at_most(2 * LONGEST_ID + 1, "an id"), _PART_ID]
PlainText = Annotated[str, AfterValidator(_check_not_blank), _at_most(LONGEST_TEXT, "a text", "too-long-text"), _TEXT]
Plain = Annotated[
    str, AfterValidator(_check_not_blank), AfterValidator(_check_one_line), _at_most(LONGEST_LINE, "a line"), _LINE
]
Line = Annotated[Plain, Markup(inline=True)]
RichText = Annotated[PlainText, Markup()]


def _check_duration(value: str) -> str:
    if read_duration(value) is None:
        raise PydanticCustomError("duration", "is not a length of time: {value}", {"value": shortened(value)})
    return value


TimeText = Annotated[str, AfterValidator(_check_duration), Field(examples=["15 min"]), _TIME]


_NOT_KNOWN: set[str] = set()


class Content(BaseModel):
    """Base of everything that is read from content files: frozen, and strict about keys.

    The text below each field is its documentation for authors.
    """

    # A model is made ready when the first file of its kind is read: most builds read none of most kinds.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, context: Any, /) -> None:  # noqa: ARG002 - the name is pydantic's
        """Forget which keys the author wrote: nobody asks, and it takes as much room as all else in a model."""
        object.__setattr__(self, "__pydantic_fields_set__", _NOT_KNOWN)


@cache
def field_docs(model: type[BaseModel]) -> dict[str, str]:
    """The text below each field of a model and of its bases; a field without one is not in it.

    Pydantic could read it too, but does so when a model is loaded, which would then take twice as long.
    """
    docs: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base is not BaseModel and issubclass(base, BaseModel):
            [body] = (node.body for node in ast.parse(dedent(getsource(base))).body if isinstance(node, ast.ClassDef))
            for field, below in pairwise(body):
                match field, below:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        docs[name] = cleandoc(text)
    return docs


class Published(Content):
    """Base of everything that has a public id, which people may have links to."""

    id: Id
    aliases: tuple[PartId, ...] = ()
    """Ids that it had before: links to them lead here."""
