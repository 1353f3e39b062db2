"""Turns the nodes of a YAML file into plain data, and notes where each value stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator.problems import Problem
from generator.yaml_reader.document import Document, Loc, Place

MAX_DEPTH = 30
MAX_NODES = 50_000

SCALARS: dict[str, Any] = {
    "bool": lambda text: text == "true",
    "null": lambda _: None,
    "int": int,
    "float": float,
    "str": str,
}
"""The kinds of plain value, and how to read each. No tag that an author can write has such a name."""
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


class _Builder:
    """Notes places and problems on the way down."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.ends: dict[Loc, int] = {}
        self.problems: list[Problem] = []
        self.nodes = 0

    def build(self, node: yaml.Node, loc: Loc, depth: int, parents: tuple[int, ...]) -> Any:
        place = _place(node)
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
                message = f"the file holds more than {MAX_NODES} values"
                hint = "split it into several files, and do not use aliases"
                self.refuse(place, "too-many-values", message, hint)
            return None
        if not self.is_plain(node, place):
            return None
        parents = (*parents, id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self.entries(node, loc, depth, parents))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*loc, index), depth + 1, parents) for index, item in enumerate(node.value)]
        return SCALARS[node.tag](node.value)

    def entries(
        self, node: yaml.MappingNode, loc: Loc, depth: int, parents: tuple[int, ...]
    ) -> Iterator[tuple[str, Any]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = _place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(place, "key", "a key must be one word or text", "put the text in quotes")
                continue
            if not self.is_plain(key_node, place):
                continue
            key = str(key_node.value)
            if key == "<<":
                self.refuse(place, "merge-key", "merge keys (<<) are not used here", "write the keys out")
                continue
            if key in seen:
                hint = f"it stands first at line {seen[key].line}: keep one of the two"
                self.refuse(place, "duplicate-key", f'the key "{key}" stands here twice', hint)
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
            self.refuse(place, "tag", f"tags such as {tag} are not used here", "delete the tag")
        return False

    def refuse(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, place.line, place.column, code, message, hint))


def _place(node: yaml.Node) -> Place:
    mark = node.start_mark
    return Place(mark.line + 1, mark.column + 1, mark.index)
