"""Makes the files of a whole small handbook, for an author to write over: it builds as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.authoring.adding import CannotAddError, check_words
from generator.authoring.schemas import modeline, render_schemas
from generator.authoring.starters import explained, filled, kinds, render_starter, scalar, title_of
from generator.fields import Plain
from generator.loader import read_files
from generator.model.settings import LANGUAGE_PATTERN
from generator.output import OutputFile
from generator.wording import OVERLAY_FILE, bundled_text, languages

CONTENT = "content"
_DOT_FILES = {"gitignore": ".gitignore"}
_IN_USE = {
    "playbook": {"scripts": "first-script", "worksheets": "first-worksheet", "sources": "first-source"},
    "path": {"steps": "first-playbook.first-step"},
}
"""The ids that the first files name, below each kind, so that nothing lies about unused."""


_MARKS = re.compile(r"[\\`*_{}\[\]#|~]")
"""What Markdown would not take for text."""


def render_new_handbook(title: str, language: str, today: date) -> list[OutputFile]:
    """Every file of a new handbook, relative to its folder.

    Args:
        title: Its title, as plain text.
        language: The language that it is written in. For one of which the generator has no words, they are there in
            English, to be translated.
        today: The day on which its playbook counts as reviewed.

    Raises:
        CannotAddError: The title or the language is none.
    """
    check_words("title", Plain, title)
    if not re.fullmatch(LANGUAGE_PATTERN, language):
        raise CannotAddError(f'the language must be a code such as en or pt-BR, got "{language}"')
    texts = dict(_texts(title, language, today))
    start = f"{CONTENT}/"
    content = {path.removeprefix(start): text.encode() for path, text in texts.items() if path.startswith(start)}
    loaded, _ = read_files(content)
    schemas = [OutputFile(f"{CONTENT}/{file.path}", file.content) for file in render_schemas(loaded)]
    return [*(OutputFile(path, text) for path, text in texts.items()), *schemas]


def _texts(title: str, language: str, today: date) -> Iterator[tuple[str, str]]:
    words = {"title": scalar(title), "language": language}
    for path in _paths(files("generator") / "starters" / "handbook", ""):
        text = filled(f"handbook/{path}", words | {"heading": _as_heading(title)})
        place = path.removeprefix(f"{CONTENT}/")
        is_content = place != path and path.endswith(".yml")
        yield _DOT_FILES.get(path, path), explained(place, text) if is_content else text
    for kind, folder in kinds().items():
        id_ = f"first-{kind}"
        yield f"{CONTENT}/{folder}/{id_}.yml", _used(kind, render_starter(kind, id_, title_of(id_), today))
    if language not in languages():
        head = "# The words of the generator in English: write those of your language in their place.\n"
        yield f"{CONTENT}/{OVERLAY_FILE}", modeline(OVERLAY_FILE) + head + bundled_text()


def _used(kind: str, text: str) -> str:
    """A starter whose first step or stop names the other first files."""
    for field, id_ in _IN_USE.get(kind, {}).items():
        lines = text.split("\n")
        number = next(number for number, line in enumerate(lines) if line.startswith(f"    #{field}: ["))
        lines[number] = f"    {field}: [{id_}]"
        text = "\n".join(lines)
    return text


def _as_heading(title: str) -> str:
    """A title as Markdown that shows it as it is."""
    return escape(_MARKS.sub(r"\\\g<0>", title), quote=False)


def _paths(folder: Traversable, before: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{before}{entry.name}"
        yield from _paths(entry, f"{path}/") if entry.is_dir() else (path,)
