"""Reads files each by itself, and remembers them: what did not change is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from generator.loader.facts import file_facts, page_facts
from generator.loader.kinds import Kind, kind_of
from generator.loader.loaded import ReadFile
from generator.loader.messages import validated
from generator.loader.written import read_page
from generator.model.permalinks import LEDGER_FILE
from generator.problems import ContentError, Problem
from generator.yaml_reader import Document, read_long_list, read_yaml

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
        document = _yaml(path, content)
        found = validated(model, document)
        return ReadFile(found, file_facts(path, found, document), document.cautions)
    except ContentError as error:
        return error.problems


def document_of(path: str, content: bytes) -> Document:
    """The YAML of a file that was read well, with its places. Raises `KeyError` for a page without front matter."""
    if not path.endswith(".md"):
        return _yaml(path, content)
    document = read_page(content, path).document
    if document is None:
        raise KeyError(path)
    return document


def _yaml(path: str, content: bytes) -> Document:
    """What stands in a YAML file; the ledger has a line for each id of a handbook, so it may be very long."""
    return read_long_list(content, path) if path == LEDGER_FILE else read_yaml(content, path)


def _kind(path: str) -> Kind:
    kind = kind_of(path)
    assert kind is not None, "only files with a place are read"
    return kind


class ReadFiles:
    """The files that were read, by path. Hand it to each load of the same handbook.

    Attributes:
        known: Path -> a digest of the file's bytes, and what it was read as.
    """

    def __init__(self) -> None:
        self.known: dict[str, tuple[bytes, Outcome]] = {}

    def read(self, paths: Iterable[str], files: Mapping[str, bytes]) -> dict[str, Outcome]:
        """Read files: path -> what it was read as, in the order given.

        Args:
            paths: Those to read.
            files: Path -> bytes.
        """
        digests = {path: hashlib.blake2b(files[path], digest_size=16).digest() for path in paths}
        known = {path: self.known[path] for path, digest in digests.items() if self._knows(path, digest)}
        changed = [path for path in digests if path not in known]
        made = dict(zip(changed, self.read_anew(changed, files), strict=True))
        self.known = {path: known.get(path) or (digest, made[path]) for path, digest in digests.items()}
        return {path: outcome for path, (_, outcome) in self.known.items()}

    def named_models(self) -> Iterator[tuple[BaseModel, str]]:
        """What was read, each with a name that says from which file it is, and which bytes that has."""
        for path, (digest, outcome) in self.known.items():
            if isinstance(outcome, ReadFile) and outcome.model:
                yield outcome.model, f"{path} {digest.hex()}"

    def _knows(self, path: str, digest: bytes) -> bool:
        return path in self.known and self.known[path][0] == digest

    def read_anew(self, paths: Sequence[str], files: Mapping[str, bytes]) -> list[Outcome]:
        """Read files that are not known, one after the other. A class below may have another way."""
        return [read_file(path, files[path]) for path in paths]
