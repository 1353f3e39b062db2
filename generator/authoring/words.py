"""Describes `strings.yml` to editors: each key of the generator's words, with the English text as hover text."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

from generator.authoring.structure import DRAFT, Schema
from generator.wording import BASE_LANGUAGE, Strings


def strings_schema(english: Strings) -> Schema:
    """The JSON Schema of `strings.yml`."""
    tree: dict[str, Any] = {}
    for key, text in english.words.items():
        *groups, name = key.split(".")
        place = tree
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = text
    about = {
        "title": "Words",
        "description": "The file `strings.yml`: the generator's own words, said in another way or in another language. "
        f"Each key has the text of `strings/{BASE_LANGUAGE}.yml`; what is left out stays as it is there.",
    }
    return {"$schema": DRAFT} | about | _group(tree)


def _group(tree: dict[str, Any]) -> Schema:
    properties = {name: _group(held) if isinstance(held, dict) else _text(held) for name, held in tree.items()}
    # A key may also be written whole, with its full stops.
    return {
        "type": "object",
        "additionalProperties": False,
        "patternProperties": {r"\.": {"type": ["string", "object"]}},
        "properties": properties,
    }


def _text(text: str) -> Schema:
    places = sorted({name for _, name, _, _ in Formatter().parse(text) if name})
    braces = "".join(rf"|\{{{re.escape(name)}\}}" for name in places)
    known = ", ".join(f"{{{name}}}" for name in places) or "plain words"
    return {
        "type": "string",
        "description": f"In English: {text}",
        "default": text,
        "pattern": rf"^(?:[^{{}}]|\{{\{{|\}}\}}{braces})*$",
        "patternErrorMessage": f"can hold only {known} in braces",
    }
