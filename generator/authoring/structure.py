"""Turns a model into JSON Schema as editors use it: keys, kinds of value, and the field docs as hover text.

Draft 7, with the extra words that the YAML language server knows: `patternErrorMessage`, `errorMessage`,
`enumDescriptions`, `defaultSnippets`, `doNotSuggest`. What depends on the ids of a handbook stands in a schema of its
own, which these refer to by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.blocks import BLOCK_TYPES, Block, block_type
from generator.fields import Form, Markup, Ref, field_docs
from generator.leaves import unwrap

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
IDS_SCHEMA = "ids.schema.json"
"""The file beside the others that lists the ids of a handbook."""
LINKS = "links"
"""What a text with links must fit, in that file."""
ANY_ID = "any"
"""Every id that a link can name, in that file."""
NEEDS_TEXT = "must be text; put a number, true, false or null in quotes"


def schema_of(model: type[BaseModel]) -> Schema:
    """The JSON Schema of the files that hold a model."""
    definitions: dict[str, Schema] = {}
    schema = {"$schema": DRAFT} | _object(model, definitions)
    while unused := set(definitions) - set(re.findall(r"'#/definitions/(\w+)'", str((schema, definitions)))):
        definitions = {name: held for name, held in definitions.items() if name not in unused}
    return schema | ({"definitions": definitions} if definitions else {})


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo, Any]]:
    """Each field of a model: its name, what pydantic knows of it, with its docs, and its whole annotation."""
    for name, info in model.model_fields.items():
        info.description = field_docs(model).get(name, info.description)
        yield name, info, Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def marks_of(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """A bare annotation and its marks, those inside of pydantic's own among them."""
    bare, marks = unwrap(annotation)
    return bare, tuple(
        mark for one in marks for mark in ((*one.metadata, one) if isinstance(one, FieldInfo) else (one,))
    )


def is_nullable(annotation: Any) -> bool:
    """Whether a value may be left empty, as in `Plain | None`."""
    while get_origin(annotation) is Annotated:
        annotation = annotation.__origin__
    return get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation)


def is_block_union(bare: Any) -> bool:
    """Whether an annotation stands for a block of any type."""
    return get_origin(bare) in (Union, UnionType) and BLOCK_TYPES[0] in get_args(bare)


def doc_of(model: type[BaseModel]) -> str:
    """What a model says of itself to authors: the first paragraph of its docstring."""
    return " ".join(cleandoc(model.__doc__ or "").split("\n\n")[0].split())


def name_of(model: type[BaseModel]) -> str:
    """What authors call the thing that a model describes: `coach guide`, or a block's type."""
    if issubclass(model, Block):
        return f"{block_type(model)} block"
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def examples_of(info: FieldInfo, marks: tuple[Any, ...]) -> list[Any]:
    """The examples that stand at a field or at its kind of value."""
    return list(info.examples or next((mark.examples for mark in marks if getattr(mark, "examples", None)), []))


def _object(model: type[BaseModel], definitions: dict[str, Schema]) -> Schema:
    schema: Schema = {"title": name_of(model).capitalize(), **_told(doc_of(model)), "type": "object"}
    if model.model_config.get("extra") == "forbid":
        schema["additionalProperties"] = False
    schema["required"] = [name for name, info, _ in fields_of(model) if info.is_required()]
    schema["properties"] = {name: _field(info, annotation, definitions) for name, info, annotation in fields_of(model)}
    if issubclass(model, Block):
        schema["properties"]["type"] = {"const": block_type(model), **_told(doc_of(model))}
    extra = model.model_config.get("json_schema_extra")
    return schema | (extra if isinstance(extra, dict) else {})


def _field(info: FieldInfo, annotation: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of one field, with its docs, and what it is where it is left out."""
    schema = _value(annotation, definitions)
    about = info.description or ""
    if not info.is_required():
        is_told = info.default not in (None, ()) and not isinstance(info.default, dict)
        shown = str(info.default).lower() if isinstance(info.default, bool) else info.default
        is_said = "eft out" in about
        about += f" Left out, it is {shown}." if is_told else "" if is_said else " May be left out."
        if is_told:
            schema["default"] = info.default
    if examples := examples_of(info, marks_of(annotation)[1]):
        schema["examples"] = examples
    schema.pop("markdownDescription", None)
    return schema | (_told(about.strip()) if about else {})


def _told(text: str) -> Schema:
    """Docs for authors, which an editor shows as Markdown where they have marks."""
    return {"description": text} | ({"markdownDescription": text} if "`" in text else {})


def _value(annotation: Any, definitions: dict[str, Schema]) -> Schema:
    bare, marks = marks_of(annotation)
    schema = _bare(bare, marks, definitions)
    return _or_nothing(schema, definitions) if is_nullable(annotation) else schema


def _bare(bare: Any, marks: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    if is_block_union(bare):
        return _reference("Block", lambda: _block(definitions), definitions)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return _reference(bare.__name__, lambda: _object(bare, definitions), definitions)
    if get_origin(bare) is tuple:
        return _list(get_args(bare)[0], marks, definitions)
    if get_origin(bare) is dict:
        key, value = get_args(bare)
        return _mapping(key, value, definitions)
    if get_origin(bare) is Literal:
        choices = list(get_args(bare))
        return {"const": choices[0]} if len(choices) == 1 else {"enum": choices}
    if bare is bool:
        return {"type": "boolean"}
    if bare is int:
        bounds = (("minimum", "ge"), ("maximum", "le"))
        return {"type": "integer"} | {key: found for key, name in bounds if (found := _limit(marks, name)) is not None}
    assert bare in (str, date), f"no schema for {bare}"
    return _text(marks)


def _text(marks: tuple[Any, ...]) -> Schema:
    schema: Schema = {"type": "string", "errorMessage": NEEDS_TEXT}
    if form := next((mark for mark in marks if isinstance(mark, Form)), None):
        schema |= {"pattern": form.pattern, "patternErrorMessage": form.words}
    elif pattern := _limit(marks, "pattern"):
        schema |= {"pattern": pattern, "patternErrorMessage": "is not written in the right form"}
    if reference := next((mark for mark in marks if isinstance(mark, Ref)), None):
        schema["allOf"] = [{"$ref": f"{IDS_SCHEMA}#/definitions/{reference.kind or ANY_ID}"}]
    elif any(isinstance(mark, Markup) for mark in marks):
        schema["allOf"] = [{"$ref": f"{IDS_SCHEMA}#/definitions/{LINKS}"}]
    return schema


def _list(item: Any, marks: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    schema: Schema = {"type": "array", "items": _value(item, definitions)}
    for key, name in (("minItems", "min_length"), ("maxItems", "max_length")):
        if (found := _limit(marks, name)) is not None:
            schema[key] = found
    if any(isinstance(mark, Ref) for mark in marks_of(item)[1]):
        schema["uniqueItems"] = True
    return schema


def _mapping(key: Any, value: Any, definitions: dict[str, Schema]) -> Schema:
    names = _text(marks_of(key)[1])
    # Our YAML takes a key such as 2019 for text; an editor takes it for a number. A known id has the right form.
    for left_out in ("type", "errorMessage", *(("pattern", "patternErrorMessage") if "allOf" in names else ())):
        del names[left_out]
    return {"type": "object", "propertyNames": names, "additionalProperties": _value(value, definitions)}


def _block(definitions: dict[str, Schema]) -> Schema:
    """A block of any type: the type first, which then says what else there is."""
    names = [block_type(model) for model in BLOCK_TYPES]
    which = {
        "description": "Which kind of block this is.",
        "enum": names,
        "enumDescriptions": [doc_of(model) for model in BLOCK_TYPES],
        "markdownEnumDescriptions": [doc_of(model) for model in BLOCK_TYPES],
        "errorMessage": f"a block is one of {', '.join(names)}",
    }
    return {
        "title": "Block",
        "description": "One part of a worksheet.",
        "type": "object",
        "required": ["type"],
        "properties": {"type": which},
        "allOf": [
            {
                "if": {"required": ["type"], "properties": {"type": {"const": block_type(model)}}},
                "then": _reference(model.__name__, lambda model=model: _object(model, definitions), definitions),
            }
            for model in BLOCK_TYPES
        ],
    }


def _reference(name: str, make: Any, definitions: dict[str, Schema]) -> Schema:
    """A reference to a definition, which is made where it is first needed."""
    if name not in definitions:
        definitions[name] = {}
        definitions[name] |= make()
    return {"$ref": f"#/definitions/{name}"}


def _or_nothing(schema: Schema, definitions: dict[str, Schema]) -> Schema:
    """The same, or an empty value. As a list of types, so that an editor tells of the one that was meant."""
    if "$ref" in schema:
        schema = dict(definitions[schema["$ref"].rpartition("/")[2]])
    if schema.get("type") == "string" and "allOf" in schema:
        schema = {key: value for key, value in schema.items() if key != "allOf"} | {
            "anyOf": [*schema["allOf"], {"type": "null"}]
        }
    return schema | {"type": [schema["type"], "null"]}


def _limit(marks: tuple[Any, ...], name: str) -> Any:
    return next((value for mark in marks if (value := getattr(mark, name, None)) is not None), None)
