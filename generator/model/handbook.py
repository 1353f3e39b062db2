"""The handbook as a whole, and everything in it that a link can lead to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field

from generator.fields import Content, Id, Line, Plain, Ref
from generator.model.page import WrittenPage
from generator.model.playbook import Playbook, Step
from generator.model.script import Script
from generator.model.source import Source
from generator.model.worksheet import Worksheet

KIND_INDEXES = {"playbook": "playbooks", "worksheet": "worksheets", "script": "scripts", "source": "sources"}
"""The kinds that have an index page, and the id and folder of that page."""

SEARCH_PAGE = "search"
"""Id of the page that search results are shown on."""

SECTION_ANCHORS = {
    "step": (
        "card", "why", "good-to-know", "steps", "situations", "mistakes",
        "scripts", "worksheets", "care", "comes-from", "sources",
    ),
    "block": ("sheet", "next", "uses"),
}
"""Anchors of the generator's own sections, which no part of that kind may take."""


class Situation(Content):
    """Where the reader stands."""

    id: Id
    """Name of the situation."""
    title: Plain
    """A few words, such as: Passed over."""
    label: Plain
    """How a passage for these readers is headed, such as: If you were passed over."""
    summary: Line
    """Who this is, in one sentence."""


class Settings(Content):
    """The file `handbook.yml`: what holds for the whole handbook."""

    title: Plain
    """The name of the handbook."""
    summary: Line
    """What it is, in one sentence."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", examples=["en"])]
    """The language that it is written in, such as `en` or `pt-BR`."""
    playbooks: Annotated[tuple[Annotated[Id, Ref("playbook")], ...], Field(min_length=1)]
    """Ids of all playbooks, in reading order."""
    situations: tuple[Situation, ...] = ()
    """The situations that readers may be in."""
    care_line: Line
    """One line that leads to help; it stands below every care note."""
    licence: Line
    """Under which terms the text may be used."""


@dataclass(frozen=True)
class Target:
    """Something that a link can lead to.

    Attributes:
        id: Its public id: `seek-feedback`, or `seek-feedback.ask-well` for a part.
        kind: `playbook`, `step`, `worksheet`, `block`, `script`, `source`, `page` or `index`.
        title: What to call it.
        page: The docs file it stands in, such as `playbooks/seek-feedback.md`.
        anchor: The place on that page; empty for the page itself.
    """

    id: str
    kind: str
    title: str
    page: str
    anchor: str = ""


@dataclass(frozen=True)
class Use:
    """A step that makes use of a worksheet or script."""

    playbook: Playbook
    step: Step

    @property
    def id(self) -> str:
        """Public id of the step."""
        return f"{self.playbook.id}.{self.step.id}"


@dataclass(frozen=True)
class Handbook:
    """Everything, checked: made by `loader.load_handbook`.

    Playbooks are in reading order; worksheets and scripts in order of first use.
    """

    settings: Settings
    playbooks: tuple[Playbook, ...]
    worksheets: tuple[Worksheet, ...]
    scripts: tuple[Script, ...]
    sources: tuple[Source, ...]
    pages: tuple[WrittenPage, ...]

    @cached_property
    def targets(self) -> dict[str, Target]:
        """All public ids and where they lead."""
        return {target.id: target for target in self._targets()}

    def _targets(self) -> list[Target]:
        found = [Target(id_, "index", id_, index_path(id_)) for id_ in (*KIND_INDEXES.values(), SEARCH_PAGE)]
        for page in self.pages:
            found.append(Target(page.id, "page", page.title, page.path))
        for playbook in self.playbooks:
            path = page_path("playbook", playbook.id)
            found.append(Target(playbook.id, "playbook", playbook.title, path))
            for step in playbook.steps:
                found.append(Target(f"{playbook.id}.{step.id}", "step", step.title, path, step.id))
        for sheet in self.worksheets:
            path = page_path("worksheet", sheet.id)
            found.append(Target(sheet.id, "worksheet", sheet.title, path))
            for block in sheet.fillable:
                found.append(Target(f"{sheet.id}.{block.id}", "block", block.label, path, block.id))  # type: ignore[attr-defined]
        for script in self.scripts:
            found.append(Target(script.id, "script", script.title, page_path("script", script.id)))
        for source in self.sources:
            found.append(Target(source.id, "source", source.title, index_path("sources"), source.id))
        return found

    def situation(self, id_: str) -> Situation:
        """The situation with this id. Raises `KeyError` if there is none."""
        return {situation.id: situation for situation in self.settings.situations}[id_]

    def playbook(self, id_: str) -> Playbook:
        """The playbook with this id. Raises `KeyError` if there is none."""
        return {playbook.id: playbook for playbook in self.playbooks}[id_]

    def worksheet(self, id_: str) -> Worksheet:
        """The worksheet with this id. Raises `KeyError` if there is none."""
        return {sheet.id: sheet for sheet in self.worksheets}[id_]

    def script(self, id_: str) -> Script:
        """The script with this id. Raises `KeyError` if there is none."""
        return {script.id: script for script in self.scripts}[id_]

    def source(self, id_: str) -> Source:
        """The source with this id. Raises `KeyError` if there is none."""
        return {source.id: source for source in self.sources}[id_]

    def uses(self, id_: str) -> list[Use]:
        """The steps that name a worksheet, script or source, in reading order."""
        return [
            Use(playbook, step)
            for playbook in self.playbooks
            for step in playbook.steps
            if id_ in (*step.worksheets, *step.scripts, *step.sources)
        ]


def page_path(kind: str, id_: str) -> str:
    """The docs file of a playbook, worksheet or script."""
    return f"{KIND_INDEXES[kind]}/{id_}.md"


def index_path(id_: str) -> str:
    """The docs file of an index page."""
    return f"{id_}/index.md"
