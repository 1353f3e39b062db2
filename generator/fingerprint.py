"""A short name for a value of any kind, the same in every run: what is made from the same need not be made again."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

_FORMAT = 2
"""The form of `marshal` in which equal values have equal bytes, however they came to be."""


class Fingerprints:
    """Makes fingerprints. Remembers those of models, which stand in many values and never change."""

    def __init__(self) -> None:
        self._models: dict[int, tuple[BaseModel, str]] = {}

    def of(self, value: object) -> str:
        """The fingerprint of a value: 32 hexadecimal digits.

        Args:
            value: Plain values, models, dataclasses, and lists, tuples, sets and mappings of all these.

        Raises:
            TypeError: There is something else in it.
        """
        return hashlib.blake2b(self._bytes(value), digest_size=16).hexdigest()

    def _bytes(self, value: Any) -> bytes:
        if isinstance(value, (set, frozenset)):
            return b"u" + b"".join(sorted(map(self._bytes, value)))
        try:
            return marshal.dumps(value, _FORMAT)
        except ValueError:  # something in it is not plain
            return self._joined(value)

    def _joined(self, value: Any) -> bytes:
        """The bytes of a value that holds others, each with its length before it."""
        if isinstance(value, BaseModel):
            return self._model(value).encode()
        if isinstance(value, (str, date)):
            parts = [type(value).__name__, str(value)]
        elif isinstance(value, Mapping):
            parts = ["m", *(part for entry in value.items() for part in entry)]
        elif isinstance(value, (list, tuple)) and not is_dataclass(value):
            parts = ["l", *value]
        elif is_dataclass(value) and not isinstance(value, type):
            parts = [type(value).__qualname__, *(getattr(value, field.name) for field in fields(value))]
        else:
            raise TypeError(f"a {type(value).__name__} has no fingerprint")
        found = [self._bytes(part) for part in parts]
        return b"".join(part for one in found for part in (b"%d:" % len(one), one))

    def _model(self, model: BaseModel) -> str:
        known = self._models.get(id(model))
        if known is None:
            text = f"{type(model).__qualname__}\x1f{model.model_dump_json()}"
            # The model is kept too, so that no other can take its place in memory.
            known = model, hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
            self._models[id(model)] = known
        return known[1]
