"""A short name for a value of any kind, the same in every run: what is made from the same need not be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

_PLAIN = (str, int, float, bool, bytes, date, type(None))


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
        parts: list[str] = []
        self._add(value, parts)
        return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _add(self, value: Any, parts: list[str]) -> None:
        if isinstance(value, str):
            parts.append(f"s{len(value)}")
            parts.append(value)
        elif isinstance(value, _PLAIN):
            parts.append(repr(value))
        elif isinstance(value, BaseModel):
            parts.append(self._model(value))
        elif isinstance(value, Mapping):
            parts.append(f"m{len(value)}")
            for key, held in value.items():
                self._add(key, parts)
                self._add(held, parts)
        elif isinstance(value, (list, tuple)) and not is_dataclass(value):
            parts.append(f"l{len(value)}")
            for held in value:
                self._add(held, parts)
        elif isinstance(value, (set, frozenset)):
            parts.append(f"u{len(value)}")
            parts += sorted(self.of(held) for held in value)
        elif is_dataclass(value) and not isinstance(value, type):
            parts.append(type(value).__qualname__)
            for field in fields(value):
                self._add(getattr(value, field.name), parts)
        else:
            raise TypeError(f"a {type(value).__name__} has no fingerprint")

    def _model(self, model: BaseModel) -> str:
        known = self._models.get(id(model))
        if known is None:
            text = f"{type(model).__qualname__}\x1f{model.model_dump_json()}"
            # The model is kept too, so that no other can take its place in memory.
            known = model, hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
            self._models[id(model)] = known
        return known[1]
