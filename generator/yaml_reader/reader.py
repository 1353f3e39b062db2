"""Reads the bytes of a content file: as text, and as YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.problems import ContentError, Problem
from generator.yaml_reader.builder import MAX_DEPTH, MAX_NODES, build_document, place_of, too_deep, too_many
from generator.yaml_reader.characters import find_odd_character
from generator.yaml_reader.document import START, Document, Place, place_at
from generator.yaml_reader.messages import syntax_problem

MAX_BYTES = 1_000_000


class _Loader(yaml.SafeLoader):
    """SafeLoader without the YAML 1.1 surprises; used only to compose nodes."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name is PyYAML's

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """The kind of a value that has no tag: `int`, not the tag that an author could write too."""
        tag: str = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        return tag.removeprefix(_TAGS)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """PyYAML would drop a `!` that stands alone without a word, and knows no limits."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) == "!":
            event.tag = "!..."
        if self.depth > MAX_DEPTH or self.nodes > 2 * MAX_NODES:
            raise _LimitError(too_deep if self.depth > MAX_DEPTH else too_many, event.start_mark)
        self.depth += 1
        self.nodes += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _LimitError(Exception):
    """A file holds too much. Holds what makes the problem of it, and the mark where it began to."""


_TAGS = "tag:yaml.org,2002:"
_Loader.add_implicit_resolver(f"{_TAGS}bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(f"{_TAGS}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(f"{_TAGS}int", re.compile(r"^-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789"))
_Loader.add_implicit_resolver(f"{_TAGS}float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789"))


def read_text(content: bytes, path: str) -> str:
    """The text of a content file, from its bytes, with every line ended by a line feed alone.

    Raises:
        ContentError: The file is too large, not UTF-8, or has a character that content cannot hold.
    """
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise _error(path, START, "too-large", message, "split it into several files")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(error.object[: error.start].decode("utf-8", "replace"))
        message = f"the file is not UTF-8 text: byte 0x{error.object[error.start]:02x} cannot be read"
        hint = "save it with the encoding UTF-8 in your editor"
        raise _error(path, place_at(before, len(before)), "not-utf-8", message, hint) from None
    text = _with_line_feeds(text)
    if odd := find_odd_character(text):
        raise _error(path, place_at(text, odd.offset), "odd-character", odd.message, odd.hint)
    return text


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
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except _LimitError as error:
        problem, mark = error.args
        raise ContentError([problem(path, place_of(mark))]) from None
    except yaml.MarkedYAMLError as error:
        raise ContentError([syntax_problem(error, text, path)]) from None
    except (ValueError, OverflowError):
        # Python cannot take the number of an escape or of a directive.
        place = place_of(loader.get_mark())
        message, hint = "this is not valid YAML: the number in this place is too large", "delete it"
        raise _error(path, place, "yaml", message, hint) from None
    finally:
        loader.dispose()
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
        raise _error(path, START, "empty-file", "the file is empty", "write it, or delete it")
    document, problems = build_document(node, text, path)
    if problems:
        raise ContentError(problems)
    return document


def render_yaml(data: Any) -> str:
    """Plain data as YAML text, keys in the order given."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _error(path: str, place: Place, code: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(path, place.line, place.column, code, message, hint)])
