"""Puts what pydantic finds wrong into an author's words, at the place in the YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.blocks import BLOCK_TYPES, block_type
from generator.fields import field_docs
from generator.leaves import unwrap
from generator.loader.hints import WrongValue
from generator.problems import ContentError, Problem, shortened
from generator.yaml_reader import Document, Loc

_WRONG_TYPE = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
    "model_attributes_type": "keys and values",
    "day": "a date",
}
_HINTS = {
    "too-long-line": "say it in fewer words",
    "reserved-id": "choose another id",
    "one-line": "join the lines, or use > in place of |",
    "blank": "write a text, or delete the key if it may be left out",
    "rows": "write rows with a number, or row_titles with a list, and not both",
    "minutes": "change a time, or the sum",
    "one-end": "say what both ends of the scale mean, or neither",
    "example": "use the ids of the columns",
    "no-way-on": "say what to read in its place, or why it was taken out",
    "ledger-id": "take the id from the last good version of permalinks.yml",
    "too-long-text": "make several parts of it",
    "ledger-entry": "handbook links --accept writes this file; take the line from its last good version",
}
_NEAR = {"bad-id", "bad-part-id", "duration"}
"""Errors of our own whose hint is near to what the author wrote."""
_NAMED = {"duration", "one-line", "blank", "ledger-entry"}
"""Errors of our own whose message goes on from the field's name."""
_LIMIT_HINTS = {
    "too_short": "add one on a line of its own, with a hyphen and a space",
    "too_long": "make two of it, or take some out",
}
_KEY = "[key]"
"""How pydantic says that the key of an entry is wrong, and not its value."""


MOST_PROBLEMS = 500
"""How many problems of one file are shown: nobody reads more in one go."""

_Model = TypeVar("_Model", bound=BaseModel)


def validated(model: type[_Model], document: Document) -> _Model:
    """What a document says, as a model. Raises `ContentError` with everything that is wrong in it."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found = [details for details in error.errors(include_url=False) if not _is_follow_on(details)]
        problems = list(
            _once([(details["loc"], _problem(details, model, document)) for details in found[:MOST_PROBLEMS]])
        )
        lines = {problem.line for problem in problems}
        raise ContentError([*problems, *(it for it in document.cautions if it.line not in lines)]) from None


def _once(found: list[tuple[tuple[int | str, ...], Problem]]) -> Iterator[Problem]:
    """Problems, without each missing key that stands there misspelt."""
    meant = {(*loc[:-1], problem.hint.split('"')[1]) for loc, problem in found if problem.hint.startswith("did you")}
    for loc, problem in found:
        if problem.code != "missing-key" or loc not in meant:
            yield problem


def _is_follow_on(details: ErrorDetails) -> bool:
    """Whether a list is called too short only because its items have problems of their own."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _problem(details: ErrorDetails, model: type[BaseModel], document: Document) -> Problem:
    loc, parent = _trace(model, details["loc"])
    kind = details["type"]
    is_key = details["loc"][-1:] == (_KEY,)
    name = f"a key of {loc[-2]}" if is_key else str(loc[-1]) if loc and isinstance(loc[-1], str) else _item_name(loc)
    if kind == "missing":
        place = document.place(loc) if loc not in document.values else document.values[loc]
        docs = field_docs(parent).get(name) if parent else None
        about = f": {_first_sentence(docs)}" if docs else ""
        return _at(document, place, "missing-key", f'"{name}" is missing', f"add {name}{about}")
    if kind == "extra_forbidden":
        place = document.key_place(loc)
        fields = list(parent.model_fields) if parent else []
        return _at(document, place, "unknown-key", f"unknown key {shortened(name)}", _did_you_mean(name, fields))
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _block_type_problem(details, loc, document)
    place = document.key_place(loc) if is_key else document.place(loc)
    got = _got(details["input"])
    wrong = WrongValue(details["input"], name, loc, document, parent)
    if kind in _WRONG_TYPE:
        message = f"{name} must be {_WRONG_TYPE[kind]}, got {got}"
        return _at(document, place, "wrong-type", message, wrong.hint(kind))
    if kind == "literal_error":
        choices = re.findall("'([^']*)'", details["ctx"]["expected"])
        message = f"{name} must be {_or(choices)}, got {got}"
        return _at(document, place, "wrong-value", message, _close(str(details["input"]), choices))
    message = details["msg"]
    if kind in _HINTS or kind in _NEAR:
        message = f"{name} {message}" if kind in _NAMED else message
        return _at(document, place, kind, message, _HINTS.get(kind) or wrong.hint(kind))
    hint = _LIMIT_HINTS.get(kind, "") or wrong.use_example
    return _at(document, place, "wrong-value", _limit_message(details, name, got), hint)


def _at(document: Document, place: Any, code: str, message: str, hint: str) -> Problem:
    return Problem(document.path, place.line, place.column, code, message, hint)


def _trace(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[Loc, type[BaseModel] | None]:
    """An error's place as keys and indexes of the YAML, and the model that the last key belongs to.

    pydantic's places also hold the names of union members, and a mark for a wrong key; YAML has neither.
    """
    found: list[int | str] = []
    current: Any = model
    parent: type[BaseModel] | None = model
    for part in loc:
        if part == _KEY:
            continue
        bare, _ = unwrap(current)
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            parent = bare
            current = bare.model_fields[str(part)].annotation if part in bare.model_fields else None
        elif get_origin(bare) is tuple:
            current = get_args(bare)[0]
        elif get_origin(bare) is dict:
            current = get_args(bare)[1]
        elif get_args(bare):
            current = next(member for member in BLOCK_TYPES if block_type(member) == part)
            continue
        found.append(part)
    return tuple(found), parent


def _block_type_problem(details: ErrorDetails, loc: Loc, document: Document) -> Problem:
    names = [block_type(model) for model in BLOCK_TYPES]
    if details["type"] == "union_tag_not_found":
        return _at(
            document,
            document.place(loc),
            "missing-key",
            '"type" is missing',
            f"a block is one of {_or(names)}",
        )
    tag = str(details["ctx"]["tag"])
    place = document.place((*loc, "type"))
    if not isinstance(given := details["input"]["type"], str):
        message = f"type must be the type of a block, got {_got(given)}"
        return _at(document, place, "unknown-block-type", message, f"a block is one of {_or(names)}")
    return _at(document, place, "unknown-block-type", f"unknown block type {shortened(tag)}", _did_you_mean(tag, names))


def _limit_message(details: ErrorDetails, name: str, got: str) -> str:
    context = details.get("ctx", {})
    match details["type"]:
        case "greater_than_equal":
            return f"{name} must be {context['ge']} or more, got {got}"
        case "less_than_equal":
            return f"{name} must be {context['le']} or less, got {got}"
        case "too_short":
            return f"{name} needs {context['min_length']} or more items, got {context['actual_length']}"
        case "too_long":
            return f"{name} takes {context['max_length']} items at most, got {context['actual_length']}"
        case "string_pattern_mismatch":
            return f"{name} is not written in the right form: {got}"
    return f"{name}: {details['msg']}"


def _item_name(loc: Loc) -> str:
    if len(loc) >= 2 and isinstance(loc[-1], int):
        return f"item {loc[-1] + 1} of {loc[-2]}"
    return "the file"


def _got(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        return shortened(value)
    return str(value)[:40]


def _did_you_mean(word: str, words: list[str]) -> str:
    return _close(word, words) or f"known here: {', '.join(words)}"


def _close(word: str, words: list[str]) -> str:
    close = get_close_matches(word.lower(), words, n=1, cutoff=0.7)
    return f'did you mean "{close[0]}"?' if close else ""


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].split("\n")[0].rstrip(".:")
