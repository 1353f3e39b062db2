"""Checks what only shows when all files are read: ids, references and links."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from pydantic import BaseModel

from generator.blocks import FillableBlock
from generator.fields import Content, Markup, Ref, walk
from generator.loader.kinds import Loaded, kind_of
from generator.model import Glossary, Path, Playbook, Script, Settings, Sources, Worksheet
from generator.model.handbook import KIND_INDEXES, SEARCH_PAGE, SECTION_ANCHORS, coach_id, term_id
from generator.problems import Problem
from generator.richtext import ID_SCHEME, is_safe_link, links, written_links
from generator.yaml_reader import Document, Loc


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every problem between the files that have been read."""
    ids = _PublicIds(loaded)
    yield from ids.problems
    for path, model in loaded.models.items():
        document = loaded.documents[path]
        yield from _file_name(path, model, document)
        yield from _ids_inside(model, document)
        yield from _reserved_anchors(model, document)
        yield from _references(model, document, ids)
    yield from _unlisted_playbooks(loaded)
    yield from _coach_minutes(loaded)
    for page in loaded.pages:
        for line, column, target in written_links(page.body):
            if not ids.has(target):
                yield ids.dangling(page.path, page.body_line + line - 1, column, target)


class _PublicIds:
    """Every id that a link can name, by kind, and the problems of ids that are taken twice."""

    def __init__(self, loaded: Loaded) -> None:
        self.unread = loaded.unread
        self.kinds: dict[str, str] = {SEARCH_PAGE: "index"}
        self.owners: dict[str, tuple[str, int]] = {}
        self.problems: list[Problem] = []
        self.choices = _choices(loaded)
        for page in loaded.pages:
            self._add(page.id, page.kind, page.path, 1, 1)
        for path, model in loaded.models.items():
            document = loaded.documents[path]
            for id_, kind, loc in _ids_of(model):
                place = document.place(loc)
                self._add(id_, kind, path, place.line, place.column)
        held = set(self.kinds.values())
        self.kinds |= {index: "index" for kind, index in KIND_INDEXES.items() if kind in held}

    def _add(self, id_: str, kind: str, path: str, line: int, column: int) -> None:
        if id_ in self.owners:
            first, first_line = self.owners[id_]
            if kind in ("step", "block", "stop", "source", "term") and first == path:
                return  # said by _ids_inside
            message = f'the id "{id_}" is taken'
            hint = f"it stands first at {first}:{first_line}: every id is used once in the whole handbook"
            self.problems.append(Problem(path, line, column, "duplicate-id", message, hint))
            return
        self.owners[id_] = (path, line)
        self.kinds[id_] = kind

    def has(self, id_: str, kind: str = "") -> bool:
        """Whether there is such an id; with a kind, whether it is one of that kind."""
        if kind in self.choices:
            return id_ in self.choices[kind]
        if id_.split(".")[0] in self.unread:
            return True
        found = self.kinds.get(id_)
        return found is not None and (not kind or found == kind)

    def dangling(self, path: str, line: int, column: int, id_: str, kind: str = "") -> Problem:
        known = self.choices.get(kind) or [id_ for id_, its in self.kinds.items() if not kind or its == kind]
        close = get_close_matches(id_, known, n=1)
        hint = f'did you mean "{close[0]}"?' if close else _where_to_find(kind, known)
        what = "no " + (kind or "part of the handbook")
        return Problem(path, line, column, "unknown-id", f'{what} has the id "{id_}"', hint)


def _choices(loaded: Loaded) -> dict[str, list[str]]:
    """Ids that are chosen from a list of `handbook.yml` and are no places to link to."""
    settings = next((model for model in loaded.models.values() if isinstance(model, Settings)), None)
    if settings is None:
        return {}
    return {
        "situation": [situation.id for situation in settings.situations],
        "horizon": [horizon.id for horizon in settings.horizons],
    }


def _where_to_find(kind: str, known: list[str]) -> str:
    if kind in ("situation", "horizon"):
        return f"handbook.yml has {', '.join(known) or 'none'}"
    return "check the spelling; an id is the file's name, and for a part file.part"


def _ids_of(model: BaseModel) -> Iterator[tuple[str, str, Loc]]:
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


def _file_name(path: str, model: BaseModel, document: Document) -> Iterator[Problem]:
    kind = kind_of(path)
    if kind and kind.id_is_name and (id_ := getattr(model, "id", None)) != kind.id_of(path):
        place = document.place(("id",))
        message = f'the id "{id_}" is not the name of the file'
        hint = f"write id: {kind.id_of(path)}, or rename the file to {id_}.yml"
        yield Problem(path, place.line, place.column, "id-not-name", message, hint)


def _ids_inside(model: BaseModel, document: Document) -> Iterator[Problem]:
    """Ids that stand twice in one list."""
    for loc, items in _lists(model, ()):
        first: dict[str, int] = {}
        for index, item in enumerate(items):
            id_ = getattr(item, "id", None)
            if id_ is None:
                continue
            place = document.place((*loc, index, "id"))
            if id_ in first:
                line = document.place((*loc, first[id_], "id")).line
                message = f'the id "{id_}" stands in this list twice'
                hint = f"it stands first at line {line}: give one of the two another id"
                yield Problem(document.path, place.line, place.column, "duplicate-id", message, hint)
            first.setdefault(id_, index)


def _lists(model: BaseModel, loc: Loc) -> Iterator[tuple[Loc, tuple[Content, ...]]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Content):
            yield from _lists(value, (*loc, name))
        elif isinstance(value, tuple) and value and isinstance(value[0], Content):
            yield (*loc, name), value
            for index, item in enumerate(value):
                yield from _lists(item, (*loc, name, index))


def _reserved_anchors(model: BaseModel, document: Document) -> Iterator[Problem]:
    for id_, kind, loc in _ids_of(model):
        part = id_.partition(".")[2]
        if part in SECTION_ANCHORS.get(kind, ()):
            place = document.place(loc)
            message = f'the id "{part}" is kept for a section that every such page has'
            yield Problem(document.path, place.line, place.column, "reserved-id", message, "choose another id")


def _references(model: BaseModel, document: Document, ids: _PublicIds) -> Iterator[Problem]:
    """References by id, and links in rich text, that lead nowhere."""
    for leaf in walk(model):
        if leaf.loc not in document.values:
            continue  # a default, which no author wrote
        for mark in leaf.marks:
            place = document.key_place(leaf.loc) if leaf.is_key else document.place(leaf.loc)
            if isinstance(mark, Ref) and not ids.has(leaf.value, mark.kind):
                yield ids.dangling(document.path, place.line, place.column, leaf.value, mark.kind)
            elif isinstance(mark, Markup):
                yield from _links(leaf.value, leaf.loc, document, ids)


def _links(text: str, loc: Loc, document: Document, ids: _PublicIds) -> Iterator[Problem]:
    for target in links(text):
        if target.startswith(ID_SCHEME):
            id_ = target.removeprefix(ID_SCHEME)
            if not ids.has(id_):
                place = document.find(loc, target)
                yield ids.dangling(document.path, place.line, place.column, id_)
        elif not is_safe_link(target):
            place = document.find(loc, target)
            message = f'a link cannot lead to "{target[:60]}"'
            hint = "use an id: link, or an address that starts with https:, mailto: or tel:"
            yield Problem(document.path, place.line, place.column, "unsafe-link", message, hint)


def _unlisted_playbooks(loaded: Loaded) -> Iterator[Problem]:
    settings = next((model for model in loaded.models.values() if isinstance(model, Settings)), None)
    if settings is None:
        return
    for path, model in loaded.models.items():
        if isinstance(model, Playbook) and model.id not in settings.playbooks:
            place = loaded.documents["handbook.yml"].place(("playbooks",))
            message = f'the playbook "{model.id}" ({path}) is not in the list'
            hint = f"add - {model.id} where it belongs in the reading order"
            yield Problem("handbook.yml", place.line, place.column, "unlisted-playbook", message, hint)


def _coach_minutes(loaded: Loaded) -> Iterator[Problem]:
    """Coach sessions whose parts do not add up to the time that `handbook.yml` sets."""
    settings = next((model for model in loaded.models.values() if isinstance(model, Settings)), None)
    for path, model in loaded.models.items():
        if not settings or not isinstance(model, Playbook) or not model.coach:
            continue
        for name, limit in (("session", settings.coach_session), ("group", settings.coach_group)):
            parts = getattr(model.coach, name)
            total = sum(part.duration.minutes or 0 for part in parts)
            if limit and parts and total != limit:
                place = loaded.documents[path].key_place(("coach", name))
                message = f"the times of the coach {name} add up to {total} minutes, not {limit}"
                hint = f"change the times, or coach_{name} in handbook.yml"
                yield Problem(path, place.line, place.column, "minutes", message, hint)
