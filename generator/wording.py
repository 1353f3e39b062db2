"""Every word that the generator itself puts on a page, from one strings file for each language.

A handbook may say single things in other words, or bring a whole language, in its own `strings.yml`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from string import Formatter
from types import MappingProxyType
from typing import Any

from generator.durations import Duration
from generator.problems import ContentError, Problem, shortened
from generator.yaml_reader import Document, read_yaml

BASE_LANGUAGE = "en"
OVERLAY_FILE = "strings.yml"


@dataclass(frozen=True)
class Strings:
    """The words of one language.

    Attributes:
        language: Such as `en`.
        words: Dotted key -> text with `{named}` places.
    """

    language: str
    words: Mapping[str, str]

    def text(self, key: str, **values: object) -> str:
        """The words for a key. Raises `KeyError` for an unknown key."""
        return self.words[key].format(**values)

    def count(self, key: str, number: int) -> str:
        """The words for a number of things: `key.one` or `key.other`, with `{n}` filled in."""
        return self.text(f"{key}.{'one' if number == 1 else 'other'}", n=number)

    def group(self, prefix: str) -> str:
        """The words whose keys start with a prefix and a dot, as a JSON object for a script; keys without both."""
        return self._groups.get(prefix, "{}")

    @cached_property
    def _groups(self) -> dict[str, str]:
        found: dict[str, dict[str, str]] = {}
        for key, text in self.words.items():
            parts = key.split(".")
            for cut in range(1, len(parts)):
                found.setdefault(".".join(parts[:cut]), {})[".".join(parts[cut:])] = text
        return {prefix: json.dumps(words, ensure_ascii=False, sort_keys=True) for prefix, words in found.items()}

    def duration(self, duration: Duration) -> str:
        """A length of time in words, such as "10 to 20 minutes a day"."""
        if duration.low == 0:
            return self.text(f"duration.rhythm.{duration.per}")
        time = self.count(f"duration.{duration.unit}", duration.high)
        if duration.low != duration.high:
            time = self.text("duration.range", low=duration.low, high=time)
        return self.text(f"duration.per.{duration.per}", time=time)

    def date(self, day: date) -> str:
        """A day in words, such as "22 November 2026"."""
        return self.text("date", day=day.day, month=self.text(f"months.m{day.month}"), year=day.year)

    def minutes(self, minutes: int) -> str:
        """A sum of minutes in words; from two hours on, in hours and minutes."""
        if minutes < 120:
            return self.count("duration.min", minutes)
        hours, rest = divmod(minutes, 60)
        words = self.count("duration.h", hours)
        return f"{words} {self.count('duration.min', rest)}" if rest else words


def languages() -> list[str]:
    """The languages that the generator brings words for."""
    folder = files("generator") / "strings"
    return sorted(entry.name.removesuffix(".yml") for entry in folder.iterdir() if entry.name.endswith(".yml"))


def load_strings(language: str, overlay: bytes | None = None) -> Strings:
    """The words for a language, with those of the handbook's own `strings.yml` laid over them.

    Raises:
        ContentError: `strings.yml` has a key that does not exist, a value that is no text or names
            a place that is not filled; or the language is not there and `strings.yml` leaves words out.
    """
    base = _bundled(BASE_LANGUAGE)
    own: Mapping[str, str] = _bundled(language) if language in languages() else {}
    document = read_yaml(overlay, OVERLAY_FILE) if overlay is not None else None
    over = _overlay(document, base) if document else {}
    missing = [key for key in base if key not in own and key not in over]
    if missing:
        hint = f"write {OVERLAY_FILE} with all words, or use one of: {', '.join(languages())}"
        shown = ", ".join(missing[:3]) + (" ..." if len(missing) > 3 else "")
        message = f'the language "{language}" has no words for {len(missing)} keys: {shown}'
        raise ContentError([Problem(OVERLAY_FILE, 1, 1, "missing-words", message, hint)])
    return Strings(language, {key: over.get(key, own.get(key, "")) for key in base})


def bundled_text(language: str = BASE_LANGUAGE) -> str:
    """The strings file of a language that the generator brings, as it stands."""
    return (files("generator") / "strings" / f"{language}.yml").read_text(encoding="utf-8")


@cache
def _bundled(language: str) -> Mapping[str, str]:
    content = (files("generator") / "strings" / f"{language}.yml").read_bytes()
    return MappingProxyType({key: text for key, text, _ in _flat(read_yaml(content, f"{language}.yml").data, ())})


def _overlay(document: Document, base: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(document.data, dict):
        message, hint = "the file must be keys and values", "write it as lines of key: value"
        raise ContentError([Problem(document.path, 1, 1, "wrong-type", message, hint)])
    found: dict[str, str] = {}
    problems = []
    for key, text, loc in _flat(document.data, ()):
        place = document.place(loc)
        problem = hint = ""
        if key not in base:
            problem = f"there are no words with the key {shortened(key)}"
            close = get_close_matches(key, base, n=1, cutoff=0.8)
            hint = f'did you mean "{close[0]}"?' if close else "the keys are those of generator/strings/en.yml"
        elif not isinstance(text, str):
            problem, hint = f"{key} must be text", "put it in quotes"
        elif _fields(text) - _fields(base[key]):
            problem = f"{key} can hold only {', '.join(sorted(_fields(base[key]))) or 'plain words'} in braces"
            hint = f"in English it is: {base[key]}"
        if problem:
            problems.append(Problem(document.path, place.line, place.column, "strings", problem, hint))
        found[key] = str(text)
    if problems:
        raise ContentError(problems)
    return found


def _flat(data: Any, loc: tuple[str, ...]) -> list[tuple[str, Any, tuple[str, ...]]]:
    if not isinstance(data, dict):
        return [(".".join(loc), data, loc)]
    return [entry for key, value in data.items() for entry in _flat(value, (*loc, key))]


def _fields(text: str) -> set[str]:
    """The places of a text, each as it is written, so that one with a format is none of ours."""
    try:
        parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
        return {
            "{" + f"{name}{f'!{kind}' if kind else ''}{f':{form}' if form else ''}" + "}" for name, form, kind in parts
        }
    except ValueError:
        return {"{ or } alone"}
