"""Checks what only shows when all files are read: ids, references and links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel

from generator.fields import Content, Markup, Ref
from generator.leaves import Leaf, walk
from generator.loader.blanks import check_blanks
from generator.loader.ids import PublicIds, ids_of
from generator.loader.kinds import Loaded, kind_of
from generator.loader.promises import check_promises
from generator.model import Playbook, Script, Settings
from generator.model.target import SECTION_ANCHORS
from generator.problems import Problem, shortened
from generator.richtext import ID_SCHEME, is_safe_link, links, written_links
from generator.yaml_reader import Document, Loc


def check(loaded: Loaded) -> Iterator[Problem]:
    """Every problem between the files that have been read."""
    ids = PublicIds(loaded)
    yield from ids.problems
    for path, model in loaded.models.items():
        document = loaded.documents[path]
        yield from _file_name(path, model, document)
        yield from _ids_inside(model, document)
        yield from _named_twice(model, document)
        yield from _reserved_anchors(model, document)
        yield from _references(model, document, ids)
        if isinstance(model, Script):
            yield from check_blanks(model, document)
    yield from check_promises(loaded, ids)
    yield from _unlisted_playbooks(loaded)
    yield from _coach_minutes(loaded)
    for page in loaded.pages:
        for line, column, target in written_links(page.body):
            if not ids.has(target):
                yield ids.dangling(page.path, page.body_line + line - 1, column, target)


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


def _named_twice(model: BaseModel, document: Document) -> Iterator[Problem]:
    """Ids of other things that stand twice in one list of them."""
    first: dict[tuple[Loc, str], int] = {}
    for leaf in walk(model):
        if not isinstance(leaf.loc[-1], int) or not any(isinstance(mark, Ref) for mark in leaf.marks):
            continue
        place = document.place(leaf.loc)
        entry = (leaf.loc[:-1], leaf.value)
        if entry in first:
            message = f'the id "{leaf.value}" stands in this list twice'
            hint = f"it stands first at line {first[entry]}: keep one of the two"
            yield Problem(document.path, place.line, place.column, "duplicate-reference", message, hint)
        first.setdefault(entry, place.line)


def _reserved_anchors(model: BaseModel, document: Document) -> Iterator[Problem]:
    """Ids of parts that stand for something else on the page of their file."""
    parts = [(id_.partition(".")[2], kind, loc) for id_, kind, loc in ids_of(model)]
    if isinstance(model, Script):
        parts += [(version.id, "version", ("versions", index, "id")) for index, version in enumerate(model.versions)]
    for part, kind, loc in parts:
        if part in SECTION_ANCHORS.get(kind, ()):
            place = document.place(loc)
            message = f'the id "{part}" is kept for a section that every such page has'
            yield Problem(document.path, place.line, place.column, "reserved-id", message, "choose another id")


def _references(model: BaseModel, document: Document, ids: PublicIds) -> Iterator[Problem]:
    """References by id, and links in rich text, that lead nowhere."""
    for leaf in walk(model):
        if leaf.loc not in document.values:
            continue  # a default, which no author wrote
        for mark in leaf.marks:
            place = document.key_place(leaf.loc) if leaf.is_key else document.place(leaf.loc)
            if isinstance(mark, Ref) and not ids.has(leaf.value, mark.kind):
                yield ids.dangling(document.path, place.line, place.column, leaf.value, mark.kind)
            elif isinstance(mark, Markup):
                yield from _links(leaf, mark, document, ids)


def _links(leaf: Leaf, markup: Markup, document: Document, ids: PublicIds) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for target in links(leaf.value, inline=markup.inline):
        place = document.find(leaf.loc, rf"{re.escape(target)}(?![\w.-])", seen[target])
        seen[target] += 1
        if target.startswith(ID_SCHEME):
            id_ = target.removeprefix(ID_SCHEME)
            if not ids.has(id_):
                yield ids.dangling(document.path, place.line, place.column, id_)
        elif not is_safe_link(target):
            message = f"a link cannot lead to {shortened(target)}"
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
