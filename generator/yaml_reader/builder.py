"""Turns the nodes of a YAML file into plain data, and notes where each value stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.problems import Problem, shortened
from generator.yaml_reader.characters import find_odd_character
from generator.yaml_reader.document import Document, Loc, Place

MAX_DEPTH = 30
MAX_NODES = 50_000
MAX_TEXT = 1_000_000
"""Characters of all values together, each alias written out; a file without aliases cannot hold more."""

SCALARS: dict[str, Any] = {
    "bool": lambda text: text == "true",
    "null": lambda _: None,
    "int": int,
    "float": float,
    "str": str,
}
"""The kinds of plain value, and how to read each. No tag that an author can write has such a name."""
_LONGEST_TAG = 80
PLAIN_KINDS = {*SCALARS, "seq", "map"}


def build_document(node: yaml.Node, text: str, path: str) -> tuple[Document, list[Problem]]:
    """The document below a node, and everything in it that is not taken.

    Args:
        node: The top of the file. The tag of each node is the name of its kind, or what an author wrote.
        text: The text of the file.
        path: Its name.
    """
    builder = _Builder(path)
    data = builder.build(node, (), 0, ())
    return Document(path, text, data, builder.values, builder.keys, builder.ends), builder.problems


def too_deep(path: str, place: Place) -> Problem:
    """The problem of lists and keys that are nested too deep."""
    message = f"lists and keys are nested more than {MAX_DEPTH} deep"
    return Problem(path, place.line, place.column, "too-deep", message, "flatten it")


def too_many(path: str, place: Place) -> Problem:
    """The problem of too many values."""
    message = f"the file holds more than {MAX_NODES} values"
    hint = "split it into several files, and do not use aliases"
    return Problem(path, place.line, place.column, "too-many-values", message, hint)


class _Builder:
    """Notes places and problems on the way down."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.ends: dict[Loc, int] = {}
        self.problems: list[Problem] = []
        self.nodes = 0
        self.characters = 0

    def build(self, node: yaml.Node, loc: Loc, depth: int, parents: tuple[int, ...]) -> Any:
        place = place_of(node.start_mark)
        self.values[loc] = place
        self.ends[loc] = node.end_mark.index
        self.nodes += 1
        if id(node) in parents:
            return self.refuse(place, "alias-loop", "this alias contains itself", "write the text out instead")
        if depth > MAX_DEPTH:
            self.problems.append(too_deep(self.path, place))
            return None
        if self.nodes > MAX_NODES:
            if self.nodes == MAX_NODES + 1:
                self.problems.append(too_many(self.path, place))
            return None
        if not self.is_plain(node, place):
            return None
        parents = (*parents, id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self.entries(node, loc, depth, parents))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*loc, index), depth + 1, parents) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return SCALARS[node.tag](node.value) if self.is_sound(node, place) else None

    def entries(
        self, node: yaml.MappingNode, loc: Loc, depth: int, parents: tuple[int, ...]
    ) -> Iterator[tuple[str, Any]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = place_of(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(place, "key", "a key must be one word or text", "put the text in quotes")
                continue
            if not self.is_plain(key_node, place) or not self.is_sound(key_node, place):
                continue
            key = str(key_node.value)
            if key == "<<":
                self.refuse(place, "merge-key", "merge keys (<<) are not used here", "write the keys out")
                continue
            if key in seen:
                hint = f"it stands first at line {seen[key].line}: keep one of the two"
                self.refuse(place, "duplicate-key", f"the key {shortened(key)} stands here twice", hint)
                continue
            seen[key] = place
            self.keys[(*loc, key)] = place
            yield key, self.build(value_node, (*loc, key), depth + 1, parents)

    def is_plain(self, node: yaml.Node, place: Place) -> bool:
        """Whether a node has no tag of its author's."""
        if node.tag in PLAIN_KINDS:
            return True
        if node.tag.startswith("!"):
            self.refuse(place, "tag", "a text cannot start with !", "put the whole text in quotes")
        else:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(place, "tag", f"tags such as {shortened(tag)} are not used here", "delete the tag")
        return False

    def is_sound(self, node: yaml.ScalarNode, place: Place) -> bool:
        """Whether a text has only characters that content can hold, its escapes read, and there is room for it."""
        before, self.characters = self.characters, self.characters + len(node.value)
        if self.characters > MAX_TEXT:
            if before <= MAX_TEXT:
                message = f"with its aliases written out, the file is larger than {MAX_TEXT // 1_000_000} MB"
                self.refuse(place, "too-large", message, "do not use aliases")
            return False
        # All characters of the file were looked at before; only escapes can hold others, and only such quotes escapes.
        odd = find_odd_character(node.value) if node.style == '"' else None
        if odd:
            self.refuse(place, "odd-character", odd.message, odd.hint)
        return odd is None

    def refuse(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, place.line, place.column, code, message, hint))


def place_of(mark: yaml.Mark) -> Place:
    """The place of a mark of PyYAML's."""
    return Place(mark.line + 1, mark.column + 1, mark.index)
