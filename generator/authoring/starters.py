"""Makes the first text of a new file: valid as it is, every field explained, and what is to be written marked.

A starter in `generator/starters/` holds every field of its model. Lines that begin with `#~` are commented out in
what an author gets, with one sign at the left edge of each field; the docs of the models are put above the fields.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from string import Template
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from generator.authoring.schemas import modeline
from generator.authoring.structure import doc_of, fields_of, is_block_union, marks_of
from generator.blocks import BLOCK_TYPES, Block, block_type
from generator.loader.kinds import FOLDERS, kind_of
from generator.yaml_reader import Loc, read_yaml, render_yaml

OFF = "#~ "
"""How a line of a starter begins that is commented out for the author."""

_WIDTH = 100


def kinds() -> dict[str, str]:
    """What a new file can be made of, such as `playbook`, each with its folder."""
    return {kind.model.__name__.lower(): folder for folder, kind in FOLDERS.items() if kind.model}


def render_starter(kind: str, id_: str, title: str, today: date) -> str:
    """The text of a new file.

    Args:
        kind: One of `kinds`.
        id_: Its id.
        title: Its title, as plain text.
        today: The day on which it counts as reviewed.
    """
    words = {"id": id_, "title": scalar(title), "today": today.isoformat()}
    path = f"{kinds()[kind]}/{id_}.yml"
    return explained(path, filled(f"{kind}.yml", words))


def title_of(id_: str) -> str:
    """A title for an id, such as "Ask for more"."""
    words = id_.replace("-", " ")
    return words[:1].upper() + words[1:]


def scalar(text: str) -> str:
    """A text as one line of YAML, in quotes where it needs them."""
    return render_yaml([" ".join(text.split())], width=10_000).removeprefix("- ").rstrip("\n")


def filled(name: str, words: Mapping[str, str]) -> str:
    """A file of `generator/starters/` with `$names` filled in."""
    text = (files("generator") / "starters" / name).read_text(encoding="utf-8")
    types = ", ".join(block_type(block) for block in BLOCK_TYPES)
    return Template(text).substitute({"block_types": types, **words})


def explained(path: str, text: str) -> str:
    """A starter as its author gets it: with its schema, the docs of its fields, and what may be left out commented."""
    kind = kind_of(path)
    model = kind.model if kind else None
    assert model, f"{path} is the place of no model"
    docs = _docs(model, path, text)
    lines = [modeline(path).rstrip(), *_comment(f"{doc_of(model)} {_HOW_TO}", "")]
    start, was_off = "", False  # where the number signs of a field stand that has others inside it
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.removeprefix(OFF)
        indent = bare[: len(bare) - len(bare.lstrip())]
        is_inside = line != bare and was_off and len(indent) > len(start)
        if not is_inside:
            start = indent
        before = f"{start}#{indent[len(start) :]}" if is_inside else indent
        for doc in docs.get(number, ()):
            lines += [] if indent or bare.startswith("-") else [""]
            lines += _comment(doc, before)
        if line.lstrip().startswith("# "):
            lines += _comment(line.strip(" #"), indent)
        else:
            lines.append(f"{start}#{bare[len(start) :]}" if line != bare else line)
        was_off = line != bare
    return "\n".join(lines) + "\n"


_HOW_TO = (
    "A line that begins with a number sign and no space is a field that may be left out: take the sign away to use it."
)


def _comment(text: str, indent: str) -> list[str]:
    start = f"{indent}# "
    return textwrap.wrap(text, _WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def _docs(model: type[BaseModel], path: str, text: str) -> dict[int, list[str]]:
    """For each line of a starter the docs of the field that begins on it, those of each field once."""
    bare = re.sub(f"^{re.escape(OFF)}", "", text, flags=re.MULTILINE)
    document = read_yaml(bare.encode(), path)
    found: dict[int, list[str]] = {}
    told: set[tuple[str | int, str]] = set()
    rows = bare.splitlines()
    for loc, place in document.keys.items():
        doc = _doc_at(model, document.data, loc)
        is_first = not rows[place.line - 1][: place.column - 1].strip("- ")
        if doc and is_first and (loc[-1], doc) not in told:
            told.add((loc[-1], doc))
            found.setdefault(place.line, []).append(doc)
    return found


def _doc_at(model: type[BaseModel], data: Any, loc: Loc) -> str:
    """The docs of the field at a place, or of the block whose type stands there; empty where the place is no field."""
    current: Any = model
    doc = ""
    for step, key in enumerate(loc):
        bare, _ = marks_of(current)
        if is_block_union(bare):
            bare = _block_at(data, loc[:step])
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            info, current = next((info, annotation) for name, info, annotation in fields_of(bare) if name == key)
            doc = doc_of(bare) if issubclass(bare, Block) and key == "type" else info.description or ""
        else:
            doc, current = "", get_args(bare)[1 if get_origin(bare) is dict else 0]
    return doc


def _block_at(data: Any, loc: Loc) -> type[BaseModel]:
    for key in loc:
        data = data[key]
    return next(block for block in BLOCK_TYPES if block_type(block) == data["type"])
