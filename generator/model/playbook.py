"""A playbook: one thing to get done, in steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from generator.durations import Duration, duration_of
from generator.fields import Day, Id, Line, Plain, Published, Ref, RichText, TimeText, YesNo
from generator.model.coach import CoachGuide

SituationTexts = dict[Annotated[Id, Ref("situation")], RichText]


class Step(Published):
    """One thing to do."""

    id: Id
    """Name of the step, unique in its playbook. Never change it once the playbook is published."""
    title: Plain
    """What to do, in two to four words that start with a verb."""
    time: TimeText
    """How long it takes: `15 min`, `10-20 min`, `1 h`, `20 min a day`, `3-5 h a week`, `1 week`, `weekly`."""
    optional: YesNo = False
    """Whether the reader may leave this step out."""
    also_called: tuple[Plain, ...] = ()
    """Words a reader may search for that stand for this step."""
    do: RichText
    """What to do, so that a person could do it now."""
    done_when: Line
    """How the reader can tell that the step is done."""
    situations: SituationTexts = Field(default={})
    """What is different in a situation: situation id and text."""
    sources: tuple[Annotated[Id, Ref("source")], ...] = ()
    """Ids of the sources behind this step."""
    scripts: tuple[Annotated[Id, Ref("script")], ...] = ()
    """Ids of the scripts that help with it."""
    worksheets: tuple[Annotated[Id, Ref("worksheet")], ...] = ()
    """Ids of the worksheets that help with it."""

    @property
    def duration(self) -> Duration:
        """The time as a value."""
        return duration_of(self.time)


class Playbook(Published):
    """One chapter of the handbook: a file in `playbooks/`."""

    id: Id
    """Name of the playbook; the same as the file's name."""
    title: Plain
    """What the reader will do, in a few words that start with a verb."""
    summary: Line
    """What it is for, in one sentence."""
    also_called: tuple[Plain, ...] = ()
    """The reader's own words for this: search finds the playbook by them."""
    time: Plain | None = None
    """How long it takes, in words. Left out, it is summed from the steps."""
    when: Line
    """When to use it."""
    who: Line
    """Who is needed."""
    ends_with: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What the reader will have in the end."""
    finish_line: Line | None = None
    """How the reader can tell that this playbook is done."""
    reviewed: Day
    """The day an editor last read it whole."""
    why: RichText
    """What this is for: the main message first."""
    good_to_know: RichText | None = None
    """An honest word that the reader should have before starting."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """The steps, in order."""
    situations: SituationTexts = Field(default={})
    """How the whole playbook differs by situation: situation id and text."""
    mistakes: tuple[Line, ...] = ()
    """Common mistakes, each with what to do instead."""
    care: RichText
    """When to stop, and when to get help."""
    comes_from: RichText
    """Where the advice comes from, what is known and what is not."""
    sources: tuple[Annotated[Id, Ref("source")], ...] = ()
    """Ids of sources for the playbook as a whole that no step names."""
    coach: CoachGuide | None = None
    """How to run a session with this playbook."""
    show_help: YesNo = False
    """Whether the line that leads to help stands at the top of this playbook and all that belongs to it."""

    @property
    def minutes(self) -> int:
        """Minutes of all steps that are done once, at most; steps with a rhythm do not count."""
        return sum(step.duration.minutes or 0 for step in self.steps)

    @property
    def worksheets(self) -> tuple[str, ...]:
        """Ids of the worksheets of all steps, in order of first use."""
        return once(sheet for step in self.steps for sheet in step.worksheets)

    @property
    def scripts(self) -> tuple[str, ...]:
        """Ids of the scripts of all steps, in order of first use."""
        return once(script for step in self.steps for script in step.scripts)

    @property
    def all_sources(self) -> tuple[str, ...]:
        """Ids of the sources of all steps and of the whole, in order of first use."""
        return once([source for step in self.steps for source in step.sources] + list(self.sources))


def once(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids in order of first use, each once."""
    return tuple(dict.fromkeys(ids))
