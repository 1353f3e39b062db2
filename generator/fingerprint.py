"""A short name for a value of any kind, the same in every run: what is made from the same need not be made again."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any

from pydantic import BaseModel

_FORMAT = 2
"""The form of `marshal` in which equal values have equal bytes, however they came to be."""
_SIMPLE = frozenset((str, int, float, bool, bytes, NoneType))
_HOLDERS = frozenset((list, tuple, dict))


class Fingerprints:
    """Makes fingerprints. Remembers those of models, which stand in many values and never change."""

    def __init__(self, known: Iterable[tuple[BaseModel, str]] = ()) -> None:
        """Begin, with names of models that are known to be others if anything in them is.

        Args:
            known: Models, each with its name.
        """
        self._models = {id(model): (model, _tagged(type(model).__qualname__, [name])) for model, name in known}

    def of(self, value: object) -> str:
        """The fingerprint of a value: 32 hexadecimal digits.

        Args:
            value: Plain values, models, dataclasses, and lists, tuples, sets and mappings of all these.

        Raises:
            TypeError: There is something else in it.
        """
        return _digest(self._plain(value))

    def _plain(self, value: Any) -> Any:
        """A value as one that `marshal` writes, with models as their fingerprints."""
        kind = type(value)
        if kind in _SIMPLE:
            return value
        if known := self._models.get(id(value)):
            return known[1]
        if kind in _HOLDERS:
            if _may_be_plain(value):
                # `marshal` sees sooner than Python whether it holds simple values only.
                with suppress(ValueError):
                    return _tagged("plain", [_written(value)])
            if kind is dict:
                return _tagged("mapping", self._all(part for entry in value.items() for part in entry))
            return self._all(value)
        if isinstance(value, BaseModel):
            return self._model(value)
        if isinstance(value, (list, tuple)):
            return self._all(value)
        if isinstance(value, (set, frozenset)):
            return _tagged("set", sorted(map(_written, self._all(value))))
        if isinstance(value, (str, date)):
            return _tagged(kind.__name__, [str(value)])
        if is_dataclass(value) and not isinstance(value, type):
            parts = _parts_of(type(value))(value)
            return _tagged(kind.__qualname__, self._all(parts))
        if isinstance(value, Mapping):
            return _tagged("mapping", self._all(part for entry in value.items() for part in entry))
        raise TypeError(f"a {kind.__name__} has no fingerprint")

    def _all(self, values: Iterable[Any]) -> list[Any]:
        return [value if type(value) in _SIMPLE else self._plain(value) for value in values]

    def _model(self, model: BaseModel) -> Any:
        kind = type(model)
        plain = _tagged(kind.__qualname__, [_digest(self._all(_parts_of(kind)(model)))])
        # The model is kept too, so that no other can take its place in memory.
        self._models[id(model)] = model, plain
        return plain


def _may_be_plain(value: Any) -> bool:
    """Whether a list, tuple or dict may hold simple values only, by what comes first in it."""
    while type(value) in _HOLDERS:
        if not value:
            return True
        value = next(iter(value.values() if type(value) is dict else value))
    return type(value) in _SIMPLE


def _tagged(name: str, parts: Iterable[Any]) -> tuple[Any, ...]:
    """Parts that no list of plain values is taken for."""
    return (..., name, *parts)


def _written(plain: Any) -> bytes:
    return marshal.dumps(plain, _FORMAT)


def _digest(plain: Any) -> str:
    return hashlib.blake2b(_written(plain), digest_size=16).hexdigest()


@cache
def _parts_of(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of all fields of a model or dataclass."""
    names = [*kind.model_fields] if issubclass(kind, BaseModel) else [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
