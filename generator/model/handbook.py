"""The handbook as a whole, and everything in it that a link can lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.glossary import Term
from generator.model.page import WrittenPage, page_order
from generator.model.path import Path
from generator.model.permalinks import Promise, Retirement
from generator.model.playbook import Playbook, Step
from generator.model.script import Script
from generator.model.settings import Settings, Situation
from generator.model.source import Source
from generator.model.target import (
    KIND_INDEXES,
    PLAN_PAGE,
    START_PAGE,
    TOOL_PAGES,
    Target,
    coach_id,
    index_path,
    page_path,
    term_id,
)
from generator.model.worksheet import Worksheet


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

    Playbooks are in reading order; worksheets and scripts in order of first use; paths by horizon and
    situation, as `handbook.yml` lists them. Aliases are the ids that things had before, each with the
    present one; promises are all ids that were ever published.
    """

    settings: Settings
    playbooks: tuple[Playbook, ...]
    worksheets: tuple[Worksheet, ...]
    scripts: tuple[Script, ...]
    sources: tuple[Source, ...]
    pages: tuple[WrittenPage, ...]
    paths: tuple[Path, ...] = ()
    terms: tuple[Term, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    retired: tuple[Retirement, ...] = ()

    @cached_property
    def targets(self) -> dict[str, Target]:
        """All public ids and where they lead."""
        return {target.id: target for target in self._targets()}

    def _targets(self) -> Iterator[Target]:
        yield Target(START_PAGE, "index", self.settings.title, index_path(START_PAGE))
        yield from (Target(id_, "index", id_, index_path(id_)) for id_ in (*self.index_ids, *self.tool_ids))
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
            path = page_path("script", script.id)
            yield Target(script.id, "script", script.title, path)
            for version in script.versions:
                yield Target(f"{script.id}.{version.id}", "version", version.title, path, version.id)
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

    @property
    def tool_ids(self) -> tuple[str, ...]:
        """Ids of the pages that the generator makes for doing something; that for plans only where there are guides."""
        return tuple(id_ for id_ in TOOL_PAGES if id_ != PLAN_PAGE or KIND_INDEXES["coach"] in self.index_ids)

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
        return self._situations[id_]

    def playbook(self, id_: str) -> Playbook:
        """The playbook with this id. Raises `KeyError` if there is none."""
        return self._playbooks[id_]

    def worksheet(self, id_: str) -> Worksheet:
        """The worksheet with this id. Raises `KeyError` if there is none."""
        return self._worksheets[id_]

    def script(self, id_: str) -> Script:
        """The script with this id. Raises `KeyError` if there is none."""
        return self._scripts[id_]

    def path(self, id_: str) -> Path:
        """The reading path with this id. Raises `KeyError` if there is none."""
        return self._paths[id_]

    def source(self, id_: str) -> Source:
        """The source with this id. Raises `KeyError` if there is none."""
        return self._sources[id_]

    def uses(self, id_: str) -> list[Use]:
        """The steps that name a worksheet, script or source, in reading order."""
        return self._uses.get(id_, [])

    def rests_on(self, id_: str) -> list[Playbook]:
        """The playbooks that name a source for the whole, in reading order."""
        return self._rests_on.get(id_, [])

    @cached_property
    def _situations(self) -> dict[str, Situation]:
        return {situation.id: situation for situation in self.settings.situations}

    @cached_property
    def _playbooks(self) -> dict[str, Playbook]:
        return {playbook.id: playbook for playbook in self.playbooks}

    @cached_property
    def _worksheets(self) -> dict[str, Worksheet]:
        return {sheet.id: sheet for sheet in self.worksheets}

    @cached_property
    def _scripts(self) -> dict[str, Script]:
        return {script.id: script for script in self.scripts}

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {route.id: route for route in self.paths}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def _uses(self) -> dict[str, list[Use]]:
        found: dict[str, list[Use]] = {}
        for playbook in self.playbooks:
            for step in playbook.steps:
                for id_ in dict.fromkeys((*step.worksheets, *step.scripts, *step.sources)):
                    found.setdefault(id_, []).append(Use(playbook, step))
        return found

    @cached_property
    def _rests_on(self) -> dict[str, list[Playbook]]:
        found: dict[str, list[Playbook]] = {}
        for playbook in self.playbooks:
            for id_ in dict.fromkeys(playbook.sources):
                found.setdefault(id_, []).append(playbook)
        return found
