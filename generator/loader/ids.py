"""The public ids of a handbook: what links and references can name, and ids that are taken."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from generator.blocks import FillableBlock
from generator.filenames import name_fault
from generator.loader.loaded import Loaded
from generator.model import Glossary, Path, Playbook, Script, Settings, Sources, Worksheet, WrittenPage
from generator.model.target import (
    DATA_PAGE,
    KIND_INDEXES,
    OFFLINE_PAGE,
    PLAN_PAGE,
    RESERVED_IDS,
    SEARCH_PAGE,
    START_PAGE,
    TOOL_PAGES,
    coach_id,
    index_path,
    term_id,
)
from generator.problems import Problem, shortened
from generator.yaml_reader import Loc

CHOICES = ("situation", "horizon")
"""Kinds of id that are chosen from a list of `handbook.yml` and are no places to link to."""


MOST_GUESSES = 100
"""How many unknown ids are compared with all the others, which takes long."""


class PublicIds:
    """Every id that a link or reference can name, by kind, and the problems of ids that are taken."""

    def __init__(self, loaded: Loaded) -> None:
        self.problems: list[Problem] = []
        self._guesses = 0
        self._unread = loaded.unread
        self._unread_kinds = loaded.unread_kinds
        self._choices = _choices(loaded)
        self._kinds: dict[str, set[str]] = {
            id_: {"index"} for id_ in (START_PAGE, SEARCH_PAGE, DATA_PAGE, OFFLINE_PAGE)
        }
        self._owners: dict[str, tuple[str, int]] = {}
        for page in loaded.pages:
            self._add(page.id, page.kind, page.path, 1, 1, is_reserved=_takes_a_reserved_id(page))
        for path in loaded.models:
            for one in loaded.facts[path].ids if path.endswith(".yml") else ():
                self._add(one.id, one.kind, path, one.line, one.column, is_reserved=one.id in RESERVED_IDS)
        held = set().union(*self._kinds.values())
        for kind, index in [*KIND_INDEXES.items(), ("coach", PLAN_PAGE)]:
            if kind in held | self._unread_kinds:
                self._kinds.setdefault(index, set()).add("index")

    def _add(self, id_: str, kind: str, path: str, line: int, column: int, *, is_reserved: bool) -> None:
        self._kinds.setdefault(id_, set()).add(kind)
        if is_reserved:
            message = f'the id "{id_}" is kept for a page that every handbook has'
            self.problems.append(Problem(path, line, column, "reserved-id", message, "choose another id"))
        elif fault := name_fault(id_):
            message = f'the id "{id_}" {fault}, and its short link would be such a file'
            self.problems.append(Problem(path, line, column, "file-name", message, "choose another id"))
        elif id_ not in self._owners:
            self._owners[id_] = (path, line)
        elif kind not in ("step", "block", "stop", "version", "source", "term") or self._owners[id_][0] != path:
            # Ids that stand twice in one list are another check's.
            message = f'the id "{id_}" is taken'
            first, first_line = self._owners[id_]
            hint = f"it stands first at {first}:{first_line}: every id is used once in the whole handbook"
            self.problems.append(Problem(path, line, column, "duplicate-id", message, hint))

    def has(self, id_: str, kind: str = "") -> bool:
        """Whether there is such an id, or may be in a file that could not be read; with a kind, one of that kind."""
        if kind in self._unread_kinds:
            return True
        if kind in CHOICES:
            return id_ in self._choices[kind]
        if id_.split(".")[0] in self._unread:
            return True
        if not kind and id_ not in self._kinds:
            return bool(_possible_kinds(id_) & self._unread_kinds)
        found = self._kinds.get(id_, set())
        return kind in found if kind else bool(found)

    def owner(self, id_: str) -> str:
        """Where an id stands that is in use, as file and line; empty where there is none."""
        path, line = self._owners.get(id_, ("", 0))
        return f"{path}:{line}" if path else ""

    def __contains__(self, id_: object) -> bool:
        """Whether there is such an id, or may be in a file that could not be read."""
        return isinstance(id_, str) and self.has(id_)

    def kinds(self, id_: str) -> set[str]:
        """The kinds of thing that have an id."""
        return self._kinds.get(id_, set())

    def by_kind(self) -> dict[str, list[str]]:
        """Every kind of which there are ids, with them; below the empty name all that a link can name."""
        found: dict[str, list[str]] = {"": sorted(self._kinds)} | {kind: its[:] for kind, its in self._choices.items()}
        for id_ in sorted(self._kinds):
            for kind in self._kinds[id_] - set(CHOICES):
                found.setdefault(kind, []).append(id_)
        return found

    def dangling(self, path: str, line: int, column: int, id_: str, kind: str = "") -> Problem:
        """The problem of an id that is not there."""
        known = self._choices.get(kind) or [id_ for id_, its in self._kinds.items() if not kind or kind in its]
        self._guesses += 1
        close = [whole for whole in known if whole.endswith(f".{id_}")]
        if len(close) != 1:
            close = get_close_matches(id_.lower(), known, n=1) if self._guesses <= MOST_GUESSES else []
        hint = f'did you mean "{close[0]}"?' if close else _where_to_find(kind, known)
        if kind and kind not in CHOICES and (other := sorted(self.kinds(id_))):
            hint = f'"{id_}" is the id of a {other[0]}'
        what = "no " + (kind or "part of the handbook")
        return Problem(path, line, column, "unknown-id", f"{what} has the id {shortened(id_)}", hint)


def ids_of(model: BaseModel) -> Iterator[tuple[str, str, Loc]]:
    """The public ids that a file gives out: id, kind, and where it stands."""
    match model:
        case Playbook():
            yield model.id, "playbook", ("id",)
            for index, step in enumerate(model.steps):
                yield f"{model.id}.{step.id}", "step", ("steps", index, "id")
            if model.coach:
                yield coach_id(model.id), "coach", ("coach",)
        case Worksheet():
            yield model.id, "worksheet", ("id",)
            for index, block in enumerate(model.blocks):
                if isinstance(block, FillableBlock):
                    yield f"{model.id}.{block.id}", "block", ("blocks", index, "id")
        case Script():
            yield model.id, "script", ("id",)
            for index, version in enumerate(model.versions):
                yield f"{model.id}.{version.id}", "version", ("versions", index, "id")
        case Path():
            yield model.id, "path", ("id",)
            for index, stop in enumerate(model.stops):
                yield f"{model.id}.{stop.id}", "stop", ("stops", index, "id")
        case Sources():
            for index, source in enumerate(model.sources):
                yield source.id, "source", ("sources", index, "id")
        case Glossary():
            for index, term in enumerate(model.terms):
                yield term_id(term.id), "term", ("terms", index, "id")


def aliases_of(model: BaseModel) -> Iterator[tuple[str, str, Loc]]:
    """The ids that the things of a file had before: each with the present id, and where it stands.

    What is a part of a page can name an earlier part of the same page in short.
    """
    for id_, kind, loc in ids_of(model):
        if kind == "coach":
            continue
        page, is_part, _ = id_.partition(".")
        for index, alias in enumerate(part_at(model, loc[:-1]).aliases):
            whole = alias if "." in alias or not is_part else f"{page}.{alias}"
            yield whole, id_, (*loc[:-1], "aliases", index)


def part_at(model: BaseModel, loc: Loc) -> Any:
    """The part of a model at a place."""
    part: Any = model
    for key in loc:
        part = getattr(part, key) if isinstance(key, str) else part[key]
    return part


def _takes_a_reserved_id(page: WrittenPage) -> bool:
    """Whether a page has the id of a page that the generator makes, without being the words that open it."""
    opens = page.id not in TOOL_PAGES and page.path == index_path(page.id)
    return page.id in RESERVED_IDS and not opens


def _choices(loaded: Loaded) -> dict[str, list[str]]:
    settings = [model for model in loaded.models.values() if isinstance(model, Settings)]
    return {
        "situation": [situation.id for its in settings for situation in its.situations],
        "horizon": [horizon.id for its in settings for horizon in its.horizons],
    }


def _possible_kinds(id_: str) -> set[str]:
    """The kinds of which an id may be, among those that stand together in one file."""
    if "." not in id_:
        return {"source"}
    return {"term"} if id_.startswith(term_id("")) else set()


def _where_to_find(kind: str, known: list[str]) -> str:
    if kind in CHOICES:
        return f"handbook.yml has {', '.join(known) or 'none'}"
    return "check the spelling; an id is the file's name, and for a part file.part"
