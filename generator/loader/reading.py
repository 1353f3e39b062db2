"""Remembers what files were read as, so that a preview reads again only those that changed."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from generator.loader.messages import validated
from generator.yaml_reader import Document, read_yaml

_Model = TypeVar("_Model", bound=BaseModel)


class ReadFiles:
    """The YAML files that were read well, by path. Hand it to each load of the same handbook."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[bytes, Document, BaseModel]] = {}

    def read(self, model: type[_Model], path: str, content: bytes) -> tuple[Document, _Model]:
        """A file as data with places, and as a model. Raises `ContentError` with everything that is wrong in it."""
        known = self._read.get(path)
        if known and known[0] == content and isinstance(known[2], model):
            return known[1], known[2]
        document = read_yaml(content, path)
        found = validated(model, document)
        self._read[path] = (content, document, found)
        return document, found
