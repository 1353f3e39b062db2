"""The kinds of value that content is made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.durations import Duration, read_duration
from generator.fields import (
    Content,
    Day,
    Id,
    Line,
    Markup,
    Plain,
    PlainText,
    Ref,
    RichText,
    TimeText,
    WholeNumber,
    YesNo,
)
from generator.leaves import unwrap, walk

# --- values ------------------------------------------------------------------------------------


def taken(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


def refused(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize("text", ["a", "ask-well", "4-days", "x1-y2"])
def test_ids_that_are_taken(text: str) -> None:
    assert taken(Id, text) == text


@pytest.mark.parametrize(
    "text", ["", "Ask", "ask_well", "ask well", "-ask", "ask-", "ask--well", "ask.well", "café", "ask\n"]
)
def test_ids_that_are_refused(text: str) -> None:
    assert refused(Id, text) == "bad-id"


@pytest.mark.parametrize("kind", [Plain, Line])
def test_one_line_loses_the_spaces_around_it(kind: Any) -> None:
    assert taken(kind, "  one line \n") == "one line"
    assert refused(kind, "one\ntwo") == "one-line"
    assert refused(kind, " \n") == "blank"


@pytest.mark.parametrize("kind", [PlainText, RichText])
def test_a_long_text_keeps_its_lines_and_loses_only_what_trails(kind: Any) -> None:
    assert taken(kind, "  one\n\ntwo \n\n") == "  one\n\ntwo"
    assert refused(kind, "\n ") == "blank"


def test_numbers_and_yes_or_no_are_not_guessed() -> None:
    assert taken(WholeNumber, 3) == 3
    assert [refused(WholeNumber, value) for value in ("3", 3.0, True)] == ["int_type"] * 3
    assert taken(YesNo, False) is False
    assert [refused(YesNo, value) for value in ("yes", 1, None)] == ["bool_type"] * 3


def test_a_day_is_written_as_year_month_day() -> None:
    assert taken(Day, "2026-11-22") == date(2026, 11, 22)
    assert [refused(Day, value) for value in ("22.11.2026", "2026-11-22T00:00", 20261122, 0)] == ["day"] * 4


# --- durations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "duration", "minutes"),
    [
        ("15 min", Duration(15, 15, "min"), 15),
        ("10-20 min", Duration(10, 20, "min"), 20),
        ("1 h", Duration(1, 1, "h"), 60),
        ("2-3 h", Duration(2, 3, "h"), 180),
        ("20 min a day", Duration(20, 20, "min", "day"), None),
        ("3-5 h a week", Duration(3, 5, "h", "week"), None),
        ("30 min a month", Duration(30, 30, "min", "month"), None),
        ("5 min each", Duration(5, 5, "min", "each"), None),
        ("1 day", Duration(1, 1, "day"), None),
        ("2 days", Duration(2, 2, "day"), None),
        ("1-2 weeks", Duration(1, 2, "week"), None),
        ("daily", Duration(0, 0, "day", "day"), None),
        ("weekly", Duration(0, 0, "day", "week"), None),
        ("monthly", Duration(0, 0, "day", "month"), None),
    ],
)
def test_lengths_of_time(text: str, duration: Duration, minutes: int | None) -> None:
    assert read_duration(text) == duration
    assert duration.minutes == minutes
    assert taken(TimeText, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "15min",
        "15 minutes",
        "min",
        "20-10 min",
        "1.5 h",
        "1 h 30 min",
        "15 min a year",
        "yearly",
        "-5 min",
        "1000 min",
        "about 15 min",
        " 15 min",
    ],
)
def test_what_is_no_length_of_time(text: str) -> None:
    assert read_duration(text) is None
    assert refused(TimeText, text) == "duration"


@pytest.mark.parametrize("text", ["0 min", "0-10 min", "0-2 h a week"])
def test_no_time_at_all_is_no_length_of_time(text: str) -> None:
    assert read_duration(text) is None


# --- walking -----------------------------------------------------------------------------------


class Crumb(Content):
    text: RichText
    of: Annotated[Id, Ref("loaf")] | None = None


class Loaf(Content):
    id: Id
    line: Line
    plain: Plain | None = None
    crumbs: tuple[Crumb, ...] = ()
    seen_with: tuple[Annotated[Id, Ref("jar")], ...] = ()
    where: dict[Annotated[Id, Ref("room")], RichText]


def test_walk_finds_every_value_with_its_place_and_what_it_means() -> None:
    loaf = Loaf(
        id="rye",
        line="A line",
        crumbs=(Crumb(text="First"), Crumb(text="Second", of="rye")),
        seen_with=("big", "small"),
        where={"kitchen": "Warm"},
    )
    found = [
        (leaf.loc, leaf.value, [mark for mark in leaf.marks if isinstance(mark, Markup | Ref)], leaf.is_key)
        for leaf in walk(loaf)
    ]
    assert found == [
        (("id",), "rye", [], False),
        (("line",), "A line", [Markup(inline=True)], False),
        (("crumbs", 0, "text"), "First", [Markup()], False),
        (("crumbs", 1, "text"), "Second", [Markup()], False),
        (("crumbs", 1, "of"), "rye", [Ref("loaf")], False),
        (("seen_with", 0), "big", [Ref("jar")], False),
        (("seen_with", 1), "small", [Ref("jar")], False),
        (("where", "kitchen"), "kitchen", [Ref("room")], True),
        (("where", "kitchen"), "Warm", [Markup()], False),
    ]


def test_unwrap_takes_off_every_layer() -> None:
    assert unwrap(int) == (int, ())
    assert unwrap(Annotated[str, Ref("jar")] | None) == (str, (Ref("jar"),))
    assert unwrap(Annotated[Annotated[str, Markup()] | None, "more"]) == (str, (Markup(), "more"))


def test_content_is_frozen_and_takes_no_unknown_key() -> None:
    crumb = Crumb(text="x")
    with pytest.raises(ValidationError, match="frozen"):
        crumb.text = "y"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Crumb.model_validate({"text": "x", "colour": "brown"})
