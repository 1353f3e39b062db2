"""The file `handbook.yml`: what holds for the whole handbook."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.fields import Content, Id, Line, Plain, Ref, WholeNumber

LANGUAGE_PATTERN = "^[a-z]{2,3}(-[A-Z]{2})?$"
"""What the code of a language looks like."""


class Situation(Content):
    """Where the reader stands."""

    id: Id
    """Name of the situation."""
    title: Plain
    """A few words, such as: At work."""
    label: Plain
    """How a passage for these readers is headed, such as: If you are at work."""
    summary: Line
    """Who this is, in one sentence."""


class Horizon(Content):
    """How much time the reader has."""

    id: Id
    """Name of the horizon."""
    title: Plain
    """What it is called, such as: Ten minutes."""


class Settings(Content):
    """The file `handbook.yml`: what holds for the whole handbook."""

    title: Plain
    """The name of the handbook."""
    summary: Line
    """What it is, in one sentence."""
    language: Annotated[str, Field(pattern=LANGUAGE_PATTERN, examples=["en"])]
    """The language that it is written in, such as `en` or `pt-BR`."""
    playbooks: Annotated[tuple[Annotated[Id, Ref("playbook")], ...], Field(min_length=1)]
    """Ids of all playbooks, in reading order."""
    situations: tuple[Situation, ...] = ()
    """The situations that readers may be in."""
    horizons: tuple[Horizon, ...] = ()
    """How much time readers may have; the start page asks for it."""
    coach_session: Annotated[WholeNumber, Field(ge=5, examples=[60])] | None = None
    """Minutes of a session in the coach guides."""
    coach_group: Annotated[WholeNumber, Field(ge=5, examples=[90])] | None = None
    """Minutes of a group session in the coach guides."""
    care_line: Line
    """One line that leads to help; it stands below every care note."""
    licence: Line
    """Under which terms the text may be used."""
