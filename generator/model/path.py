"""A reading path: what to do in the time that the reader has, in order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.durations import Duration, duration_of
from generator.fields import Id, Line, PartId, Plain, Published, Ref, RichText, TimeText, WholeNumber, YesNo
from generator.model.playbook import SituationTexts, once


class Stop(Published):
    """One thing to do on the way."""

    id: Id
    """Name of the stop, unique in its path. Never change it once the path is published."""
    title: Plain
    """What to do, in a few words."""
    time: TimeText
    """How long it takes: `2 min`, `30 min`, `1-2 h`, `20 min a week`."""
    do: RichText
    """What to do here."""
    situations: SituationTexts = Field(default={})
    """What is different in a situation: situation id and text."""
    steps: tuple[Annotated[PartId, Ref("step")], ...] = ()
    """Ids of the steps that this stop uses, such as `my-playbook.first-step`."""
    scripts: tuple[Annotated[Id, Ref("script")], ...] = ()
    """Ids of the scripts that help."""
    worksheets: tuple[Annotated[Id, Ref("worksheet")], ...] = ()
    """Ids of the worksheets that help."""

    @property
    def duration(self) -> Duration:
        """The time as a value."""
        return duration_of(self.time)


class Path(Published):
    """One way through the handbook: a file in `paths/`."""

    id: Id
    """Name of the path; the same as the file's name."""
    title: Plain
    """What the path is called."""
    summary: Line
    """What it is for, in one sentence."""
    also_called: tuple[Plain, ...] = ()
    """Words a reader may search for that mean this path."""
    horizon: Annotated[Id, Ref("horizon")] | None = None
    """How much time it is for: one of the time horizons of `handbook.yml`."""
    situations: tuple[Annotated[Id, Ref("situation")], ...] = ()
    """For whom it is; left out, for all."""
    readers: Plain | None = None
    """For whom it is, in words, where no situation says it."""
    time_shown: Plain | None = None
    """What to say about its time, where the sum of its stops would mislead."""
    opening: RichText | None = None
    """What to read first."""
    stops: Annotated[tuple[Stop, ...], Field(min_length=1)]
    """What to do, in order."""
    minutes: Annotated[WholeNumber, Field(ge=1, le=600, examples=[10])] | None = None
    """The minutes that the path promises. Those of the stops must add up to it."""
    closing: RichText | None = None
    """How it ends."""
    ends_here: YesNo = False
    """Whether the reader should stop at the end: what comes next is folded away."""
    next: tuple[Annotated[Id, Ref("path")], ...] = ()
    """Ids of paths to go on with."""

    @property
    def worksheets(self) -> tuple[str, ...]:
        """Ids of the worksheets of all stops, in order of first use."""
        return once(sheet for stop in self.stops for sheet in stop.worksheets)

    @property
    def scripts(self) -> tuple[str, ...]:
        """Ids of the scripts of all stops, in order of first use."""
        return once(script for stop in self.stops for script in stop.scripts)

    @model_validator(mode="after")
    def _minutes_add_up(self) -> Path:
        if self.minutes is not None:
            check_sum([stop.duration for stop in self.stops], self.minutes, "the stops")
        return self


def check_sum(durations: list[Duration], minutes: int, what: str) -> None:
    """Raise a validation error unless the durations add up to the minutes."""
    total = sum(duration.minutes or 0 for duration in durations)
    if total != minutes or any(duration.minutes is None for duration in durations):
        raise PydanticCustomError(
            "minutes",
            "the times of {what} add up to {total} minutes, not {minutes}",
            {"what": what, "total": total, "minutes": minutes},
        )
