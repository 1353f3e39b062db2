"""Reads the bytes of a content file: as text, and as YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.problems import ContentError, Problem
from generator.yaml_reader.builder import build_document, too_deep
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

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """PyYAML would drop a `!` that stands alone without a word."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) == "!":
            event.tag = "!..."
        return super().compose_node(parent, index)


_TAGS = "tag:yaml.org,2002:"
_Loader.add_implicit_resolver(f"{_TAGS}bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(f"{_TAGS}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(f"{_TAGS}int", re.compile(r"^-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789"))
_Loader.add_implicit_resolver(f"{_TAGS}float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789"))


def read_text(content: bytes, path: str) -> str:
    """The text of a content file, from its bytes.

    Raises:
        ContentError: The file is too large, or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise _error(path, START, "too-large", message, "split it into several files")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        message = f"the file is not UTF-8 text: byte 0x{error.object[error.start]:02x} cannot be read"
        hint = "save it with the encoding UTF-8 in your editor"
        raise _error(path, place_at(before, len(before)), "not-utf-8", message, hint) from None


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
        node = _compose(text)
    except yaml.reader.ReaderError as error:
        place = place_at(text, error.position if isinstance(error.position, int) else 0)
        message = f"the character U+{int(error.character):04X} is not allowed"
        hint = "delete it: it cannot be seen, and is often pasted in by mistake"
        raise _error(path, place, "odd-character", message, hint) from None
    except yaml.MarkedYAMLError as error:
        raise ContentError([syntax_problem(error, text, path)]) from None
    except RecursionError:
        raise ContentError([too_deep(path, START)]) from None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
        raise _error(path, START, "empty-file", "the file is empty", "write it, or delete it")
    document, problems = build_document(node, text, path)
    if problems:
        raise ContentError(problems)
    return document


def render_yaml(data: Any, width: int = 100) -> str:
    """Plain data as YAML text, keys in the order given, in lines of a width in characters."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=width)


def _compose(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def _error(path: str, place: Place, code: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(path, place.line, place.column, code, message, hint)])
