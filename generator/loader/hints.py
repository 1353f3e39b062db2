"""Says what to write in place of a value of the wrong kind or form, as near as possible to what its author wrote."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date
from typing import Any

from pydantic import BaseModel

from generator.durations import read_duration
from generator.fields import ID_PATTERN
from generator.leaves import unwrap
from generator.yaml_reader import Document, Loc, quoted

_YES = ("yes", "y", "on", "true", "1")
_NO = ("no", "n", "off", "false", "0")
_UNITS = {
    "min": r"mins?\.?|minutes?|m",
    "h": r"hrs?\.?|hours?",
    "day": "d",
    "days": "days",
    "week": "wk|w",
    "weeks": "wks",
}
_LONGEST = 60
_LIST = "start each item on a line of its own with a hyphen and a space"
_KEYS = "write it as lines of key: value"


class WrongValue:
    """A value that pydantic refused.

    Attributes:
        value: The value.
        name: The key that it belongs to, or what it is called.
        loc: Its place in the document.
        example: How a right one looks, in the words of the field's model; empty where it names none.
    """

    def __init__(self, value: Any, name: str, loc: Loc, document: Document, parent: type[BaseModel] | None) -> None:
        self.value = value
        self.name = name
        self._loc = loc
        self._document = document
        self.example = example_of(parent, name)

    @property
    def use_example(self) -> str:
        """The hint that shows the example."""
        return f"use e.g. {self.name}: {self.example}" if self.example else ""

    def hint(self, kind: str) -> str:
        """What to write in its place.

        Args:
            kind: The kind of pydantic's error, such as `bool_type`.
        """
        match kind:
            case "bool_type":
                return self._yes_or_no()
            case "string_type":
                return self._text()
            case "int_type" if isinstance(self.value, str) and re.fullmatch("-?[0-9]+", self.value):
                return f"write it without quotes: {self.name}: {self.value}"
            case "day":
                return self._day()
            case "tuple_type":
                return self._list()
            case "dict_type" | "model_type" | "model_attributes_type":
                return self._keys()
            case "duration":
                return self._duration()
            case "bad-id" | "bad-part-id":
                return self._id(kind)
        return self.use_example

    def _yes_or_no(self) -> str:
        word = str(self.value).lower()
        right = "true" if word in _YES else "false" if word in _NO else ""
        return (
            f"write {self.name}: {right}, without quotes" if right else f"write {self.name}: true or {self.name}: false"
        )

    def _text(self) -> str:
        written = self._written()
        if self.value is None:
            if self.example:
                return self.use_example
            comment = re.compile(r"[ \t]+(#\S[^\n]*)").match(
                self._document.text, self._document.place(self._loc).offset
            )
            if comment:
                text = comment[1].rstrip()
                return f"what follows # counts as a comment: put the whole text in quotes: {quoted(text[:_LONGEST])}"
            return "write a text, in quotes if it is the word null, or delete the key if it may be left out"
        if isinstance(self.value, bool | int | float):
            if self.example and read_duration(self.example) and not isinstance(self.value, bool):
                return f"say of what, such as {self.value} min"
            return f"put it in quotes: {quoted(written)}"
        if isinstance(self.value, dict) and not written.startswith("{"):
            return f"a text with a colon in it stands in quotes{_shown(written)}"
        if self.example:
            return self.use_example
        if written.startswith(("[", "{")):
            return f"a text that starts with {written[0]} stands in quotes{_shown(written)}"
        return "write one text, without hyphens"

    def _list(self) -> str:
        first = next(iter(self.value), "") if isinstance(self.value, dict) else self.value
        if isinstance(first, str) and re.match(r"-[^\s-]", first):
            return f"leave a space behind each hyphen: - {first[1:].split(' -')[0][:_LONGEST]}"
        if isinstance(first, str) and (match := re.match(r"-([^\S ])", first)):
            kind = f"U+{ord(match[1]):04X}"
            return f"the space behind the hyphen is of another kind ({kind}): delete it, and type a space"
        if isinstance(self.value, str) and self.value.endswith("]"):
            return f"open the list with a bracket: [{self.value}"
        return _LIST

    def _keys(self) -> str:
        if isinstance(self.value, str) and (match := re.match(r"([\w-]+):([^\s/].*)", self.value)):
            return f"leave a space behind the colon: {match[1]}: {match[2][:_LONGEST]}"
        return _KEYS

    def _day(self) -> str:
        for pattern, order in (
            (r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)),
            (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)),
        ):
            if match := re.fullmatch(pattern, str(self.value)):
                with suppress(ValueError):
                    day = date(*(int(match[number]) for number in order))
                    return f"write year, month and day: {self.name}: {day.isoformat()}"
        return f"write year, month and day: {self.name}: {self.example}"

    def _duration(self) -> str:
        text = re.sub("[\u2010-\u2015\u2212]", "-", " ".join(str(self.value).lower().split()))
        text = re.sub(r"\s*(?:-|\bto\b)\s*(?=\d)", "-", text)
        text = re.sub(r"^([0-9-]+)\s*(?=[a-z])", r"\1 ", text)
        for unit, others in _UNITS.items():
            text = re.sub(rf"(?<=\d )(?:{others})(?![\w.])", unit, text)
        text = re.sub(r" (?:per|every) ", " a ", text)
        if match := re.fullmatch(r"(\d{1,2}):([0-5]\d)", text):
            text = f"{int(match[1]) * 60 + int(match[2])} min"
        if read_duration(text):
            return f"write {text}"
        return "use e.g. 15 min, 10-20 min, 1 h, 20 min a day, 3-5 h a week, 1 week or weekly"

    def _id(self, kind: str) -> str:
        written = str(self.value).strip().removeprefix("id:")
        letters = "".join(sign for sign in unicodedata.normalize("NFKD", written) if not unicodedata.combining(sign))
        parts = re.split(r"[./#]+", letters.lower()) if kind == "bad-part-id" else [letters.lower()]
        near = ".".join("-".join(re.findall("[a-z0-9]+", part)) for part in parts)
        form = rf"{ID_PATTERN}(?:\.{ID_PATTERN})?" if kind == "bad-part-id" else ID_PATTERN
        if len(near) <= _LONGEST and re.fullmatch(form, near):
            return f"write {near}"
        return f"use e.g. {'my-playbook.first-step' if kind == 'bad-part-id' else 'first-step'}"

    def _written(self) -> str:
        """The value as it stands in the file."""
        start = self._document.place(self._loc).offset
        return self._document.text[start : self._document.ends.get(self._loc, start)].rstrip()


def example_of(parent: type[BaseModel] | None, name: str) -> str:
    """How a value of a field looks; empty where its model does not say."""
    field = parent.model_fields.get(name) if parent else None
    if field is None:
        return ""
    marks = (*field.metadata, *unwrap(field.annotation)[1])
    examples = field.examples or [example for mark in marks for example in (getattr(mark, "examples", None) or [])]
    return str(examples[0]) if examples else ""


def _shown(text: str) -> str:
    return f": {quoted(text)}" if len(text) <= _LONGEST and text.isprintable() else ""
