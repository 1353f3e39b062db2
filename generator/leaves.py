"""Finds every value in a model with what its annotation says of it, so that checks need not know the models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel


class Leaf(NamedTuple):
    """One value inside a model.

    Attributes:
        loc: Its keys and list indexes from the top of the model.
        value: The value, which is no model, list or mapping.
        marks: `Markup`, `Ref` and whatever else stands in its annotation.
        is_key: Whether it is the key of the mapping entry at `loc`.
    """

    loc: tuple[str | int, ...]
    value: Any
    marks: tuple[Any, ...]
    is_key: bool = False


@dataclass(frozen=True)
class _Shape:
    """What an annotation says about a value: its marks, those of its keys, and the shape of what it holds."""

    marks: tuple[Any, ...] = ()
    key_marks: tuple[Any, ...] = ()
    item: _Shape | None = None


_SHAPELESS = _Shape()


def walk(value: Any) -> list[Leaf]:
    """Every leaf of a model, in the order of its fields."""
    found: list[Leaf] = []
    _walk(value, _SHAPELESS, (), found)
    return found


def _walk(value: Any, shape: _Shape, loc: tuple[str | int, ...], found: list[Leaf]) -> None:
    if isinstance(value, str):
        found.append(Leaf(loc, value, shape.marks))
    elif isinstance(value, BaseModel):
        for name, its_shape in _fields_of(type(value)):
            _walk(getattr(value, name), its_shape, (*loc, name), found)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            _walk(part, shape.item or _SHAPELESS, (*loc, index), found)
    elif isinstance(value, dict):
        for key, part in value.items():
            found.append(Leaf((*loc, key), key, shape.key_marks, is_key=True))
            _walk(part, shape.item or _SHAPELESS, (*loc, key), found)
    elif value is not None:
        found.append(Leaf(loc, value, shape.marks))


@cache
def _fields_of(model: type[BaseModel]) -> tuple[tuple[str, _Shape], ...]:
    return tuple(
        (name, _shape_of(Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation))
        for name, info in model.model_fields.items()
    )


def _shape_of(annotation: Any) -> _Shape:
    bare, marks = unwrap(annotation)
    inside = get_args(bare)
    if get_origin(bare) is tuple:
        return _Shape(marks, item=_shape_of(inside[0]))
    if get_origin(bare) is dict:
        return _Shape(marks, unwrap(inside[0])[1], _shape_of(inside[1]))
    return _Shape(marks)


@cache
def leaf_annotations(model: type[BaseModel]) -> list[tuple[str, tuple[Any, ...]]]:
    """Each field of a model with the marks of its annotation."""
    return [(name, (*info.metadata, *unwrap(info.annotation)[1])) for name, info in model.model_fields.items()]


def unwrap(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """An annotation without `Annotated` and `| None`, and the marks that stood on it."""
    marks: tuple[Any, ...] = ()
    while True:
        if get_origin(annotation) is Annotated:
            marks = (*annotation.__metadata__, *marks)
            annotation = annotation.__origin__
        elif get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation):
            (annotation, *_) = [part for part in get_args(annotation) if part is not NoneType]
        else:
            return annotation, marks
