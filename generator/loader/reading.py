"""Reads files each by itself, and remembers them: what did not change is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.loader.facts import file_facts, page_facts
from generator.loader.kinds import Kind, kind_of
from generator.loader.loaded import ReadFile
from generator.loader.messages import validated
from generator.loader.written import read_page
from generator.problems import ContentError, Problem
from generator.yaml_reader import Document, read_yaml

Outcome = ReadFile | tuple[Problem, ...]
"""A file as it was read, or all that is wrong with it."""


def read_file(path: str, content: bytes) -> Outcome:
    """Read a file that has its place in a handbook.

    Args:
        path: Where it stands in the content folder.
        content: Its bytes.
    """
    try:
        if path.endswith(".md"):
            read = read_page(content, path)
            head = read.page.head if read.document else None
            cautions = read.document.cautions if read.document else ()
            return ReadFile(head, page_facts(read.page, read.document), cautions, read.page)
        model = _kind(path).model
        assert model is not None, "what another part reads is not read here"
        document = read_yaml(content, path)
        found = validated(model, document)
        return ReadFile(found, file_facts(path, found, document), document.cautions)
    except ContentError as error:
        return error.problems


def document_of(path: str, content: bytes) -> Document:
    """The YAML of a file that was read well, with its places. Raises `KeyError` for a page without front matter."""
    if not path.endswith(".md"):
        return read_yaml(content, path)
    document = read_page(content, path).document
    if document is None:
        raise KeyError(path)
    return document


def _kind(path: str) -> Kind:
    kind = kind_of(path)
    assert kind is not None, "only files with a place are read"
    return kind


class ReadFiles:
    """The files that were read, by path. Hand it to each load of the same handbook."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[bytes, Outcome]] = {}

    def read(self, paths: Iterable[str], files: Mapping[str, bytes]) -> dict[str, Outcome]:
        """Read files: path -> what it was read as, in the order given.

        Args:
            paths: Those to read.
            files: Path -> bytes.
        """
        listed = list(paths)
        known = self._read
        changed = [path for path in listed if path not in known or known[path][0] != files[path]]
        made = self._read_anew({path: files[path] for path in changed})
        self._read = {path: (files[path], made[path]) if path in made else known[path] for path in listed}
        return {path: outcome for path, (_, outcome) in self._read.items()}

    def _read_anew(self, files: Mapping[str, bytes]) -> Mapping[str, Outcome]:
        return {path: read_file(path, content) for path, content in files.items()}
