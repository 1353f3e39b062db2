"""A coach guide: how to run a session with a playbook."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.durations import Duration, duration_of
from generator.fields import Content, Line, RichText, TimeText


class Part(Content):
    """One part of a session."""

    time: TimeText
    """How long it takes, such as `10 min`."""
    do: Line
    """What happens."""

    @property
    def duration(self) -> Duration:
        """The time as a value."""
        return duration_of(self.time)


class CoachGuide(Content):
    """What a coach needs for a playbook: the `coach` key of its file."""

    session: Annotated[tuple[Part, ...], Field(min_length=1)]
    """The session with one person, part by part. The times add up to what `handbook.yml` says."""
    group: tuple[Part, ...] = ()
    """The same with a group."""
    questions: tuple[Line, ...] = ()
    """Questions to talk about."""
    homework: tuple[Line, ...] = ()
    """What to do until the next time."""
    not_when: tuple[Line, ...] = ()
    """When not to use this playbook."""
    more_help: tuple[Line, ...] = ()
    """Signs that more help is needed than a coach can give."""
    cautions: RichText | None = None
    """What to watch for."""
