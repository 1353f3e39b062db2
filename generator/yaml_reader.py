"""Reads YAML so that every value can be traced to its line and column.

Only a small, unsurprising part of YAML is taken: one document, no tags, no merge keys, no duplicate
keys. Plain scalars are text unless they are `true`, `false`, `null` or a number, so that `no`, `1:30`
and `2026-11-22` stay what the author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import ContentError, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 30
MAX_NODES = 50_000

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """Where something stands: line and column counted from 1, offset in characters from 0."""

    line: int
    column: int
    offset: int = 0


START = Place(1, 1)


@dataclass(frozen=True)
class Document:
    """The data of one YAML file, and the places of its values.

    Attributes:
        path: The file's name, for problems.
        text: The text that was read.
        data: Plain dicts, lists, strings, numbers, booleans and None.
        values: For each location (a tuple of keys and list indexes) where its value starts.
        keys: For each location that is a mapping's entry, where its key starts.
    """

    path: str
    text: str
    data: Any
    values: dict[Loc, Place] = field(repr=False)
    keys: dict[Loc, Place] = field(repr=False)

    def place(self, loc: Loc) -> Place:
        """Where the value at `loc` starts; for a value that is not there, its nearest parent's key."""
        if loc in self.values:
            return self.values[loc]
        parent = loc[:-1]
        while parent and parent not in self.values:
            parent = parent[:-1]
        return self.key_place(parent)

    def key_place(self, loc: Loc) -> Place:
        """Where the key of `loc` starts; where it has none (a list item, the whole file), its value."""
        return self.keys.get(loc) or self.values.get(loc) or START

    def find(self, loc: Loc, words: str) -> Place:
        """Where `words` stand inside the value at `loc`; where they cannot be found, its start."""
        start = self.place(loc)
        offset = self.text.find(words, start.offset)
        if offset < 0:
            return start
        line = self.text.count("\n", 0, offset) + 1
        return Place(line, offset - self.text.rfind("\n", 0, offset), offset)


class _Loader(yaml.SafeLoader):
    """SafeLoader without the YAML 1.1 surprises; used only to compose nodes."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name is PyYAML's


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789")
)

_SCALARS: dict[str, Any] = {
    "tag:yaml.org,2002:bool": lambda text: text == "true",
    "tag:yaml.org,2002:null": lambda _: None,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:str": str,
}
_PLAIN_TAGS = {*_SCALARS, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}


def read_text(content: bytes, path: str) -> str:
    """The text of a content file, from its bytes.

    Raises:
        ContentError: The file is too large, or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        raise ContentError(
            [
                Problem(
                    path,
                    1,
                    1,
                    "too-large",
                    f"the file is larger than {MAX_BYTES // 1_000_000} MB",
                    "split it into several files",
                )
            ]
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise ContentError(
            [
                Problem(
                    path,
                    line,
                    column,
                    "not-utf-8",
                    f"the file is not UTF-8 text: byte 0x{content[error.start]:02x} cannot be read",
                    "save it with the encoding UTF-8 in your editor",
                )
            ]
        ) from None


def read_yaml(content: bytes, path: str) -> Document:
    """Read one YAML file.

    Args:
        content: The file's bytes.
        path: Its name, for problems.

    Returns:
        The data with the place of every key and value.

    Raises:
        ContentError: With the one or more problems that keep the file from being read.
    """
    text = read_text(content, path)
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.reader.ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        raise ContentError(
            [
                Problem(
                    path,
                    line,
                    column,
                    "odd-character",
                    f"the character U+{int(error.character):04X} is not allowed",
                    "delete it: it cannot be seen, and is often pasted in by mistake",
                )
            ]
        ) from None
    except yaml.MarkedYAMLError as error:
        raise ContentError([_syntax_problem(error, text, path)]) from None
    except RecursionError:
        raise ContentError([_too_deep(path, START)]) from None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
        raise ContentError([Problem(path, 1, 1, "empty-file", "the file is empty", "write it, or delete it")])
    builder = _Builder(path)
    data = builder.build(node, (), 0, ())
    if builder.problems:
        raise ContentError(builder.problems)
    return Document(path, text, data, builder.values, builder.keys)


def render_yaml(data: Any) -> str:
    """Plain data as YAML text, keys in the order given."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


class _Builder:
    """Turns composed nodes into plain data, noting places and problems on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[Loc, Place] = {}
        self.keys: dict[Loc, Place] = {}
        self.problems: list[Problem] = []
        self.nodes = 0

    def build(self, node: yaml.Node, loc: Loc, depth: int, parents: tuple[int, ...]) -> Any:
        place = _place(node)
        self.values[loc] = place
        self.nodes += 1
        if id(node) in parents:
            return self.refuse(place, "alias-loop", "this alias contains itself", "write the text out instead")
        if depth > MAX_DEPTH:
            self.problems.append(_too_deep(self.path, place))
            return None
        if self.nodes > MAX_NODES:
            if self.nodes == MAX_NODES + 1:
                self.refuse(
                    place,
                    "too-many-values",
                    f"the file holds more than {MAX_NODES} values",
                    "split it into several files, and do not use aliases",
                )
            return None
        if node.tag not in _PLAIN_TAGS:
            return self.refuse(place, "tag", f"tags such as {node.tag} are not used here", "delete the tag")
        parents = (*parents, id(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self.entries(node, loc, depth, parents))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*loc, index), depth + 1, parents) for index, item in enumerate(node.value)]
        try:
            return _SCALARS[node.tag](node.value)
        except (KeyError, ValueError):
            return self.refuse(place, "tag", f"tags such as {node.tag} are not used here", "delete the tag")

    def entries(
        self, node: yaml.MappingNode, loc: Loc, depth: int, parents: tuple[int, ...]
    ) -> Iterator[tuple[str, Any]]:
        seen: dict[str, Place] = {}
        for key_node, value_node in node.value:
            place = _place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(place, "key", "a key must be one word or text", "put the text in quotes")
                continue
            key = str(key_node.value)
            if key == "<<":
                self.refuse(place, "merge-key", "merge keys (<<) are not used here", "write the keys out")
                continue
            if key in seen:
                first = seen[key]
                self.refuse(
                    place,
                    "duplicate-key",
                    f'the key "{key}" stands here twice',
                    f"it stands first at line {first.line}: keep one of the two",
                )
                continue
            seen[key] = place
            self.keys[(*loc, key)] = place
            yield key, self.build(value_node, (*loc, key), depth + 1, parents)

    def refuse(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, place.line, place.column, code, message, hint))


def _place(node: yaml.Node) -> Place:
    mark = node.start_mark
    return Place(mark.line + 1, mark.column + 1, mark.index)


def _too_deep(path: str, place: Place) -> Problem:
    return Problem(
        path,
        place.line,
        place.column,
        "too-deep",
        f"lists and keys are nested more than {MAX_DEPTH} deep",
        "flatten it",
    )


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """A YAML syntax error in an author's words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    row = lines[line - 1] if line <= len(lines) else ""
    said = error.problem or str(error)
    rest = row[column - 1 :]
    if "\t" in row and (rest.startswith("\t") or "\\t" in said):
        column = row.index("\t") + 1
        return Problem(path, line, column, "tab", "a tab cannot be used to indent", "use two spaces")
    if "mapping values are not allowed" in said:
        return Problem(
            path,
            line,
            column,
            "colon",
            "a colon and a space stand inside plain text",
            'put the whole text in quotes: "like this: yes"',
        )
    if "cannot start any token" in said:
        return Problem(
            path,
            line,
            column,
            "quote-needed",
            f"a text cannot start with {rest[:1]!r}",
            "put the whole text in quotes",
        )
    if error.context and "a single document" in error.context:
        return Problem(
            path,
            line,
            column,
            "second-document",
            "a second document (---) starts here",
            "keep one document in a file",
        )
    if "undefined alias" in said:
        return Problem(
            path,
            line,
            column,
            "alias",
            "an alias (*) names nothing that was said above",
            "put a text that starts with * in quotes",
        )
    said = f"{error.context}: {said}" if error.context and not said.startswith("expected") else said
    return Problem(
        path,
        line,
        column,
        "yaml",
        f"this is not valid YAML: {said}",
        "look at the quotes and the indentation of this line and the one above",
    )
