"""Which file of a content folder holds what: the one table of places."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from pydantic import BaseModel

from generator.model import (
    Coverage,
    Glossary,
    Ledger,
    PageHead,
    Path,
    Playbook,
    Retired,
    Script,
    Searches,
    Settings,
    Sources,
    Style,
    Worksheet,
)
from generator.model.permalinks import LEDGER_FILE, RETIRED_FILE
from generator.problems import Problem


@dataclass(frozen=True)
class Kind:
    """What the files of one place hold.

    Attributes:
        model: What a file is validated as; None where another part reads it.
        id_is_name: Whether the file's `id` must be its name.
        required: Whether a handbook cannot do without it.
        gives: The kinds of id that stand in it, for all the handbook. Where it cannot be read, any id
            of these kinds may be right.
    """

    model: type[BaseModel] | None
    id_is_name: bool = False
    required: bool = False
    gives: frozenset[str] = frozenset()

    def id_of(self, path: str) -> str:
        """The id that the file's name gives."""
        return PurePosixPath(path).stem


FOLDERS: dict[str, Kind] = {
    "playbooks": Kind(Playbook, id_is_name=True),
    "worksheets": Kind(Worksheet, id_is_name=True),
    "scripts": Kind(Script, id_is_name=True),
    "paths": Kind(Path, id_is_name=True),
}
"""Folders that hold one thing a file."""

SINGLE_FILES: dict[str, Kind] = {
    "handbook.yml": Kind(Settings, required=True, gives=frozenset({"situation", "horizon"})),
    "sources.yml": Kind(Sources, gives=frozenset({"source"})),
    "glossary.yml": Kind(Glossary, gives=frozenset({"term"})),
    "coverage.yml": Kind(Coverage),
    "searches.yml": Kind(Searches),
    "style.yml": Kind(Style),
    LEDGER_FILE: Kind(Ledger),
    RETIRED_FILE: Kind(Retired),
    "strings.yml": Kind(None),
}
"""Files that stand alone."""


def models() -> tuple[type[BaseModel], ...]:
    """Every model that a file or the head of a page is read as."""
    kinds = (*FOLDERS.values(), *SINGLE_FILES.values())
    return (*(kind.model for kind in kinds if kind.model), PageHead)


def kind_of(path: str) -> Kind | None:
    """What a YAML file holds, by its place; None where no place is known."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".yml"):
        return None
    return FOLDERS.get(folder) if folder else SINGLE_FILES.get(name)


def right_ending(path: str) -> str:
    """The path of a content file, with the ending that such files have: `.yml` or `.md`."""
    stem, dot, ending = path.rpartition(".")
    stem = stem if dot else path
    for right, others in ((".yml", ("yml", "yaml")), (".md", ("md", "markdown", "mdown"))):
        if ending.lower() in others:
            return f"{stem}{right}"
        if ending == "txt" and stem.endswith(right):
            return stem
    return path


def unplaced_problem(path: str) -> Problem:
    """The problem of a YAML file in a place that holds none."""
    places = [*SINGLE_FILES, *(f"{folder}/" for folder in FOLDERS)]
    right = right_ending(path)
    if right != path:
        hint = f"rename it to {right}"
    else:
        names = {place.removesuffix(".yml"): place for place in places if place.endswith("/") == ("/" in path)}
        name = f"{path.split('/')[0]}/" if "/" in path else path.removesuffix(".yml")
        close = get_close_matches(name.lower(), names, n=1, cutoff=0.7)
        hint = f"did you mean {names[close[0]]}?" if close else f"YAML belongs in {', '.join(places)}"
    return Problem(path, 1, 1, "unknown-file", "a file of this name, in this place, is not part of a handbook", hint)
