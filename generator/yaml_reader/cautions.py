"""Warns where YAML reads a text in another way than its author is likely to mean it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from generator.problems import Problem
from generator.yaml_reader.slip import quoted

_COMMENT = re.compile(r"[ \t]+(#[^\s#!][^\n]*)")
"""What is behind a text, and has no space behind its #, as people write comments."""
_CURLY = {"\u201c": "\u201d\u201c", "\u201e": "\u201c\u201d", "\u2018": "\u2019\u2018", "\u201a": "\u2018\u2019"}
"""Curly quotes that open, with those that close."""


def cautions(top: yaml.Node, text: str, path: str) -> Iterator[Problem]:
    """A warning for each text that ends at a #, or stands in curly quotes. Quotes around the text end it."""
    seen: set[int] = set()
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            yield from _swallowed(node, text, path)
            yield from _curly(node, path)


def _swallowed(node: yaml.ScalarNode, text: str, path: str) -> Iterator[Problem]:
    end = node.end_mark
    if match := _COMMENT.match(text, end.index):
        whole = f"{node.value} {match[1]}".strip()
        message = f"what follows the # is not part of the text: {_short(match[1].rstrip())}"
        hint = f"put the whole text in quotes{_example(whole)}; for a comment, leave a space behind the #"
        column = end.column + 1 + match.start(1) - end.index
        yield Problem(path, end.line + 1, column, "comment", message, hint, severity="warning")


def _curly(node: yaml.ScalarNode, path: str) -> Iterator[Problem]:
    value = str(node.value)
    inside = value[1:-1]
    if (
        value[1:]
        and value[-1] in _CURLY.get(value[0], "")
        and not re.search("[\u201c\u201d\u201e\u2018\u201a]", inside)
    ):
        place = node.start_mark
        message = "readers will see the curly quotes around this text"
        hint = (
            f"to mark a text use straight quotes{_example(inside)}; to show curly ones, put straight ones around them"
        )
        yield Problem(path, place.line + 1, place.column + 1, "curly-quote", message, hint, severity="warning")


def _example(text: str) -> str:
    return f": {quoted(text)}" if len(text) <= 60 and text.isprintable() else ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}..."
