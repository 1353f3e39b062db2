"""What has been read of a content folder, before it is a handbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel

from generator.model import WrittenPage
from generator.problems import Problem
from generator.yaml_reader import Document


class Named(NamedTuple):
    """An id in a file.

    Attributes:
        id: The id.
        kind: The kind of thing that has it, or has to have it; empty for any.
        line: Where it stands, counted from 1.
        column: The same, in characters.
        of: For an id that a thing had before: the present one.
    """

    id: str
    kind: str
    line: int
    column: int
    of: str = ""


@dataclass(frozen=True)
class Facts:
    """What one file says to the others.

    Attributes:
        ids: The public ids that it gives out.
        references: The ids that it names, in links too.
        aliases: The ids that its things had before.
        problems: What is wrong in it, whatever the other files hold.
    """

    ids: tuple[Named, ...] = ()
    references: tuple[Named, ...] = ()
    aliases: tuple[Named, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ReadFile:
    """One file that was read well.

    Attributes:
        model: What it holds; None for a page without front matter.
        facts: What it says to the other files.
        cautions: What can be read, and is hardly as its author means it.
        page: The hand-written page, if it is one.
    """

    model: BaseModel | None
    facts: Facts
    cautions: tuple[Problem, ...] = ()
    page: WrittenPage | None = None


class Documents(Mapping[str, Document]):
    """The YAML of files with the places of its values, which is read again when somebody asks for it.

    It takes ten times the room of the models, and is needed to say where a mistake is, or to change a file.
    """

    def __init__(self, paths: Iterable[str], read: Callable[[str], Document]) -> None:
        self._known: dict[str, Document | None] = dict.fromkeys(paths)
        self._read = read

    def __getitem__(self, path: str) -> Document:
        document = self._known[path] or self._read(path)
        self._known[path] = document
        return document

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@dataclass
class Loaded:
    """What has been read so far.

    Attributes:
        documents: Path -> the YAML of the file and its places, for every file that has a model.
        models: Path -> the valid model.
        facts: Path -> what the file says to the others; for every page too.
        pages: The hand-written pages.
        unread: Ids of files that are there but could not be read, and of the pages that list such
            files: links to them are no mistake.
        unread_kinds: Kinds of id that stand in a file that could not be read.
        warnings: What can be loaded, and is hardly as its author means it.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    models: dict[str, BaseModel] = field(default_factory=dict)
    facts: dict[str, Facts] = field(default_factory=dict)
    pages: list[WrittenPage] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    unread_kinds: set[str] = field(default_factory=set)
    warnings: list[Problem] = field(default_factory=list)
