"""Lists the ids of a handbook for editors, so that they complete and check references and `id:` links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from generator.authoring.structure import ANY_ID, DRAFT, LINKS, Schema, fields_of, marks_of
from generator.fields import Ref
from generator.loader.ids import PublicIds, ids_of, part_at
from generator.loader.kinds import models
from generator.loader.loaded import Loaded
from generator.model import Settings

IF_NEW = 'where it is new, run "handbook schema"'

TITLES = ("title", "term", "label", "authors")
"""Where the words stand that say what an id is; the first that there is."""


def ids_schema(loaded: Loaded) -> Schema:
    """The JSON Schema whose definitions are the ids of a handbook, by kind, each with its title."""
    ids = PublicIds(loaded).by_kind()
    titles = dict(_titles(loaded))
    kinds = sorted({"", *(kind for model in models() for kind in _kinds_referred_to(model))})
    definitions = {kind or ANY_ID: _choice(kind, ids.get(kind, []), titles) for kind in kinds}
    return {
        "$schema": DRAFT,
        "description": 'The ids of this handbook. Written by "handbook schema".',
        "definitions": definitions | {LINKS: _links(ids[""])},
    }


def _choice(kind: str, ids: list[str], titles: dict[tuple[str, str], str]) -> Schema:
    group = kind if kind in ("situation", "horizon") else ""
    what = kind or "part of the handbook"
    return {
        "enum": ids,
        "enumDescriptions": [titles.get((group, id_), "") for id_ in ids],
        "errorMessage": f"no {what} has this id; {IF_NEW}",
    }


def _links(ids: list[str]) -> Schema:
    """What every text fits whose links name ids that there are.

    A text that may hold a link as an example (code, or an escape) is left to `handbook check`, and so is an id that
    is not written as it is.
    """
    known = "|".join(re.sub(r"[.*+?^${}()|\[\]\\]", r"\\\g<0>", id_) for id_ in ids)
    example = r"(?=[\s\S]*(?:[`\\<]|~~~|(?:^|\n[ \t]*\n)(?: {4}|\t)))"
    link = r"\[(?:[^\[\]\n]|\n(?![ \t]*\n))*\]\(id:(?![^\s)]*[%&])" + rf"(?!(?:{known})[\s)])"
    return {
        "pattern": rf"^(?:{example}|(?![\s\S]*{link}))",
        "patternErrorMessage": f"an id: link names no part of the handbook; {IF_NEW}",
    }


def _titles(loaded: Loaded) -> Iterator[tuple[tuple[str, str], str]]:
    """What each id stands for, below the kind where it is chosen from a list of `handbook.yml`."""
    for page in loaded.pages:
        yield ("", page.id), page.title
    for model in loaded.models.values():
        for id_, _, loc in ids_of(model):
            part = part_at(model, loc[:-1])
            yield ("", id_), next((str(text) for name in TITLES if (text := getattr(part, name, None))), "")
        if isinstance(model, Settings):
            yield from ((("situation", one.id), one.title) for one in model.situations)
            yield from ((("horizon", one.id), one.title) for one in model.horizons)


def _kinds_referred_to(annotation: Any) -> Iterator[str]:
    """The kinds of id that a value can name, or anything inside it."""
    bare, marks = marks_of(annotation)
    yield from (mark.kind for mark in marks if isinstance(mark, Ref))
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        for _, _, field in fields_of(bare):
            yield from _kinds_referred_to(field)
    for inner in get_args(bare):
        yield from _kinds_referred_to(inner)
