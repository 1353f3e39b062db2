"""What the rest of a handbook has to know of one file: its ids and references with their places, and its own problems.

All of it hangs on that file alone, so it can be found out in any order, on every core, and kept while the file stays
as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from pydantic import BaseModel

from generator.fields import Content, Markup, Ref
from generator.leaves import Leaf, walk
from generator.loader.blanks import check_blanks
from generator.loader.ids import aliases_of, ids_of
from generator.loader.kinds import kind_of
from generator.loader.loaded import Facts, Named
from generator.model import PageHead, Script, WrittenPage
from generator.model.target import SECTION_ANCHORS
from generator.problems import Problem, shortened
from generator.richtext import ID_SCHEME, is_safe_link, links, written_links
from generator.yaml_reader import Document, Loc


def file_facts(path: str, model: BaseModel, document: Document) -> Facts:
    """The facts of a YAML file.

    Args:
        path: Its place in the content folder.
        model: What it was read as.
        document: Its YAML, with places.
    """
    leaves = walk(model)
    found = list(chain(_file_name(path, model, document), _ids_inside(model, document), _named_twice(leaves, document)))
    found += _reserved_anchors(model, document)
    references = list(_references(leaves, document, found))
    if isinstance(model, Script):
        found += check_blanks(model, document)
    return Facts(
        ids=tuple(_named(document, id_, kind, loc) for id_, kind, loc in ids_of(model)),
        references=tuple(references),
        aliases=tuple(_named(document, alias, "", loc, id_) for alias, id_, loc in aliases_of(model)),
        problems=tuple(found),
    )


def page_facts(page: WrittenPage, document: Document | None) -> Facts:
    """The facts of a hand-written page, and of its front matter, if it has one."""
    own = file_facts(page.path, page.head, document) if document else Facts()
    linked = (Named(id_, "", page.body_line + line - 1, column) for line, column, id_ in written_links(page.body))
    aliases: list[Named] = []
    if document:
        head: PageHead = page.head
        aliases += (
            _named(document, alias, "", ("aliases", index), page.id) for index, alias in enumerate(head.aliases)
        )
    return Facts((Named(page.id, page.kind, 1, 1),), (*own.references, *linked), (*own.aliases, *aliases), own.problems)


def _named(document: Document, id_: str, kind: str, loc: Loc, of: str = "") -> Named:
    place = document.place(loc)
    return Named(id_, kind, place.line, place.column, of)


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
            if id_ in first:
                place = document.place((*loc, index, "id"))
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


def _named_twice(leaves: Iterable[Leaf], document: Document) -> Iterator[Problem]:
    """Ids of other things that stand twice in one list of them."""
    first: dict[tuple[Loc, str], int] = {}
    for leaf in leaves:
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


def _references(leaves: Iterable[Leaf], document: Document, problems: list[Problem]) -> Iterator[Named]:
    """References by id, and links in rich text. Adds links that are not safe to the problems."""
    for leaf in leaves:
        if leaf.loc not in document.values:
            continue  # a default, which no author wrote
        for mark in leaf.marks:
            if isinstance(mark, Ref):
                place = document.key_place(leaf.loc) if leaf.is_key else document.place(leaf.loc)
                yield Named(leaf.value, mark.kind, place.line, place.column)
            elif isinstance(mark, Markup):
                yield from _links(leaf, mark, document, problems)


def _links(leaf: Leaf, markup: Markup, document: Document, problems: list[Problem]) -> Iterator[Named]:
    seen: Counter[str] = Counter()
    for target in links(leaf.value, inline=markup.inline):
        place = document.find_target(leaf.loc, target, seen[target])
        seen[target] += 1
        if target.startswith(ID_SCHEME):
            yield Named(target.removeprefix(ID_SCHEME), "", place.line, place.column)
        elif not is_safe_link(target):
            message = f"a link cannot lead to {shortened(target)}"
            hint = "use an id: link, or an address that starts with https:, mailto: or tel:"
            problems.append(Problem(document.path, place.line, place.column, "unsafe-link", message, hint))
