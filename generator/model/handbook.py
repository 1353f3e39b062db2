"""The handbook as a whole, and everything in it that a link can lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field

from generator.fields import Content, Id, Line, Plain, Ref, WholeNumber
from generator.model.glossary import Term
from generator.model.page import WrittenPage
from generator.model.path import Path
from generator.model.playbook import Playbook, Step
from generator.model.script import Script
from generator.model.source import Source
from generator.model.worksheet import Worksheet

KIND_INDEXES = {
    "path": "paths",
    "playbook": "playbooks",
    "worksheet": "worksheets",
    "script": "scripts",
    "idea": "ideas",
    "coach": "coach",
    "source": "sources",
    "term": "glossary",
}
"""The kinds that have an index page, and the id and folder of that page."""

SEARCH_PAGE = "search"
"""Id of the page that search results are shown on."""

SECTION_ANCHORS = {
    "step": (
        "card",
        "why",
        "good-to-know",
        "steps",
        "situations",
        "mistakes",
        "scripts",
        "worksheets",
        "care",
        "comes-from",
        "sources",
        "coach",
    ),
    "block": ("sheet", "next", "uses"),
    "stop": ("card", "scripts", "worksheets", "next", "closing"),
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
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$", examples=["en"])]
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


@dataclass(frozen=True)
class Target:
    """Something that a link can lead to.

    Attributes:
        id: Its public id: `seek-feedback`, or `seek-feedback.ask-well` for a part.
        kind: `playbook`, `step`, `coach`, `worksheet`, `block`, `script`, `path`, `stop`, `source`,
            `term`, `idea`, `situation`, `page` or `index`.
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
    paths: tuple[Path, ...] = ()
    terms: tuple[Term, ...] = ()

    @cached_property
    def targets(self) -> dict[str, Target]:
        """All public ids and where they lead."""
        return {target.id: target for target in self._targets()}

    def _targets(self) -> Iterator[Target]:
        yield from (Target(id_, "index", id_, index_path(id_)) for id_ in (*self.index_ids, SEARCH_PAGE))
        yield from (Target(page.id, page.kind, page.title, page.path) for page in self.pages)
        for playbook in self.playbooks:
            path = page_path("playbook", playbook.id)
            yield Target(playbook.id, "playbook", playbook.title, path)
            for step in playbook.steps:
                yield Target(f"{playbook.id}.{step.id}", "step", step.title, path, step.id)
            if playbook.coach:
                yield Target(coach_id(playbook.id), "coach", playbook.title, page_path("coach", playbook.id))
        for sheet in self.worksheets:
            path = page_path("worksheet", sheet.id)
            yield Target(sheet.id, "worksheet", sheet.title, path)
            for block in sheet.fillable:
                yield Target(f"{sheet.id}.{block.id}", "block", block.label, path, block.id)
        for script in self.scripts:
            yield Target(script.id, "script", script.title, page_path("script", script.id))
        for route in self.paths:
            path = page_path("path", route.id)
            yield Target(route.id, "path", route.title, path)
            for stop in route.stops:
                yield Target(f"{route.id}.{stop.id}", "stop", stop.title, path, stop.id)
        for source in self.sources:
            title = source.title or source.authors
            yield Target(source.id, "source", title, index_path("sources"), source.id)
        for term in self.terms:
            yield Target(term_id(term.id), "term", term.term, index_path("glossary"), term.id)

    @cached_property
    def index_ids(self) -> tuple[str, ...]:
        """Ids of the index pages that this handbook has: one for each kind that it holds."""
        held = {
            "path": self.paths,
            "playbook": self.playbooks,
            "worksheet": self.worksheets,
            "script": self.scripts,
            "idea": self.ideas,
            "coach": [book for book in self.playbooks if book.coach],
            "source": self.sources,
            "term": self.terms,
        }
        return tuple(id_ for kind, id_ in KIND_INDEXES.items() if held[kind])

    @cached_property
    def ideas(self) -> tuple[WrittenPage, ...]:
        """The hand-written pages about ideas, in their order."""
        return tuple(sorted((page for page in self.pages if page.kind == "idea"), key=page_order))

    @cached_property
    def short_forms(self) -> tuple[Term, ...]:
        """The abbreviations among the terms, which are explained wherever they stand."""
        return tuple(term for term in self.terms if term.short_form)

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

    def path(self, id_: str) -> Path:
        """The reading path with this id. Raises `KeyError` if there is none."""
        return {route.id: route for route in self.paths}[id_]

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


def coach_id(playbook_id: str) -> str:
    """The public id of a playbook's coach guide."""
    return f"{playbook_id}.coach"


def term_id(id_: str) -> str:
    """The public id of a term of the glossary."""
    return f"glossary.{id_}"


def page_order(page: WrittenPage) -> tuple[int, str]:
    """What hand-written pages are sorted by."""
    return (page.head.order if page.head.order is not None else 100, page.path)


def page_path(kind: str, id_: str) -> str:
    """The docs file of a playbook, worksheet, script, path or coach guide."""
    return f"{KIND_INDEXES[kind]}/{id_}.md"


def index_path(id_: str) -> str:
    """The docs file of an index page."""
    return f"{id_}/index.md"
