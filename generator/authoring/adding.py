"""Adds a new thing to a handbook: its file, and its line in `handbook.yml`; or says why it cannot be added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.authoring.inserting import with_item
from generator.authoring.starters import kinds, render_starter, title_of
from generator.fields import Id, Plain
from generator.loader import load_files, read_files
from generator.loader.ids import PublicIds
from generator.model import Playbook
from generator.output import OutputFile
from generator.problems import ContentError, Problem

SETTINGS = "handbook.yml"


class CannotAddError(Exception):
    """The new thing would be a mistake; the text says which, and what to do."""


def add(content: Mapping[str, bytes], kind: str, id_: str, title: str, today: date) -> list[OutputFile]:
    """The files that a new thing needs, the new one first, then those that change.

    Args:
        content: Every file of the content folder.
        kind: One of `starters.kinds`.
        id_: Its id, which is the name of its file.
        title: Its title; empty for one that is made from the id.
        today: The day on which it counts as reviewed.

    Raises:
        CannotAddError: The id or title is none, or is taken.
        ContentError: `handbook.yml` cannot be read, so that the new thing cannot be listed; or there is
            another reason why the handbook would have a mistake that it has not now.
    """
    check_words("id", Id, id_)
    title = title or title_of(id_)
    check_words("title", Plain, title)
    path = f"{kinds()[kind]}/{id_}.yml"
    loaded, problems = read_files(content)
    ids = PublicIds(loaded)
    if path in content:
        raise CannotAddError(f"{path} is there already: choose another id, or edit that file")
    if owner := ids.owner(id_):
        raise CannotAddError(f'the id "{id_}" is taken: it stands at {owner}, and every id is used once')
    files = [OutputFile(path, render_starter(kind, id_, title, today))]
    if kinds()[kind] == kinds()[Playbook.__name__.lower()]:
        if SETTINGS not in loaded.documents:
            raise ContentError([problem for problem in problems if problem.path == SETTINGS] or problems)
        files.append(OutputFile(SETTINGS, with_item(loaded.documents[SETTINGS], ("playbooks",), id_)))
    new = {file.path: str(file.content).encode() for file in files}
    if found := _problems({**content, **new}) - _problems(content):
        raise ContentError(found)
    return files


def check_words(name: str, form: Any, value: str) -> None:
    """Raise `CannotAddError` unless a word from the command line is what a field of that form takes."""
    try:
        TypeAdapter(form).validate_python(value)
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        like = "-".join(re.findall("[a-z0-9]+", value.lower())) or "first-step"
        raise CannotAddError(f"{said}: use e.g. {like}" if form is Id else f"the {name} {said}") from None


def _problems(content: Mapping[str, bytes]) -> set[Problem]:
    try:
        load_files(content)
    except ContentError as error:
        return set(error.problems)
    return set()
