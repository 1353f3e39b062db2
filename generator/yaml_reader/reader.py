"""Reads the bytes of a content file: as text, and as YAML."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import yaml

from generator.problems import ContentError, Problem
from generator.yaml_reader.builder import build_document
from generator.yaml_reader.cautions import cautions
from generator.yaml_reader.characters import find_odd_character
from generator.yaml_reader.composer import StoppedError, compose
from generator.yaml_reader.document import START, Document, Place, place_at
from generator.yaml_reader.messages import syntax_problem, unused_anchor

MAX_BYTES = 1_000_000


def read_text(content: bytes, path: str, most: int = MAX_BYTES) -> str:
    """The text of a content file, from its bytes, with every line ended by a line feed alone.

    Args:
        content: The file's bytes.
        path: Its name, for problems.
        most: How many bytes it may have.

    Raises:
        ContentError: The file is too large, not UTF-8, or has a character that content cannot hold.
    """
    if len(content) > most:
        message = f"the file is larger than {most // 1_000_000} MB"
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
    try:
        node, anchors = compose(text)
    except StoppedError as error:
        raise ContentError([error.problem(path, error.place)]) from None
    except yaml.MarkedYAMLError as error:
        raise ContentError([syntax_problem(error, text, path)]) from None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
        raise _error(path, START, "empty-file", "the file is empty", "write it, or delete it")
    document, problems = build_document(node, text, path)
    problems += [unused_anchor(mark, text, path) for mark in anchors]
    if problems:
        raise ContentError(problems)
    return replace(document, cautions=tuple(cautions(node, text, path)))


def render_yaml(data: Any, width: int = 100) -> str:
    """Plain data as YAML text, keys in the order given, in lines of a width in characters."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=width)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _error(path: str, place: Place, code: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(path, place.line, place.column, code, message, hint)])
