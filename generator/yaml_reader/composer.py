"""Turns the text of a YAML file into nodes: ordinary files with libyaml, all others with PyYAML's own parser.

libyaml takes a tenth of the time. It has no limits, drops a `!` that stands alone, and words its errors in its own
way: so it reads only what is certain to be small, flat and without tags, and whatever it does not take is read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import Resolver
from yaml.scanner import Scanner

from generator.problems import Problem
from generator.yaml_reader.builder import MAX_DEPTH, MAX_NODES, place_of, too_deep, too_many
from generator.yaml_reader.document import Place

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:  # PyYAML was built without libyaml: everything is read as the odd files are
    CParser = None  # type: ignore[assignment, misc]

_TAGS = "tag:yaml.org,2002:"
_MOST_QUICK = 200_000
_MOST_BRACKETS = 400
_NOT_QUICK = re.compile(
    r"""
      [!\t]                    # tags and tabs
    | (?:^|[\s\[{,])&\S        # anchors
    | ^\ *(?:-\ +)*\?(?:\ |$)  # keys of more than a word
    | [\[{][^\]}]*\?         # question marks in brackets
    | [-:]\ +-\               # lists that begin on the line of another
    | :\s*[,\]}]              # values left out in brackets
    | [>|][^\s\d+-]           # what is no sign of a block
    | ^\ {60}                 # what stands very deep
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What libyaml and PyYAML read in different ways."""


class StoppedError(Exception):
    """A file cannot be read on.

    Attributes:
        problem: Makes the problem of it, from the name of the file and the place.
        place: Where it stopped.
    """

    def __init__(self, problem: Callable[[str, Place], Problem], mark: yaml.Mark) -> None:
        self.problem = problem
        self.place = place_of(mark)
        super().__init__(self.place)


class _Kinds(Resolver):
    """The kinds of a plain value, without the surprises of YAML 1.1."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the name is PyYAML's

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """The kind of a value that has no tag: `int`, not the tag that an author could write too."""
        tag: str = super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]
        return tag.removeprefix(_TAGS)


_Kinds.add_implicit_resolver(f"{_TAGS}bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Kinds.add_implicit_resolver(f"{_TAGS}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Kinds.add_implicit_resolver(f"{_TAGS}int", re.compile(r"^-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789"))
_Kinds.add_implicit_resolver(f"{_TAGS}float", re.compile(r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-0123456789"))


class _Loader(Reader, Scanner, Parser, Composer, _Kinds):
    """PyYAML's parser; used only to compose nodes."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        Resolver.__init__(self)
        self.depth = 0
        self.nodes = 0
        self.unused_anchors: dict[str, yaml.Mark] = {}

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """PyYAML would drop a `!` that stands alone without a word, and knows no limits."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        self.note_anchor(event)
        if getattr(event, "tag", None) == "!":
            event.tag = "!..."
        if self.depth > MAX_DEPTH or self.nodes > 2 * MAX_NODES:
            raise StoppedError(too_deep if self.depth > MAX_DEPTH else too_many, event.start_mark)
        self.depth += 1
        self.nodes += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def note_anchor(self, event: Any) -> None:
        """Remember the anchors (&name) that no alias uses, with the place of each."""
        if isinstance(event, yaml.AliasEvent):
            self.unused_anchors.pop(event.anchor or "", None)
        elif getattr(event, "anchor", None):
            self.unused_anchors[event.anchor] = event.start_mark


def compose(text: str) -> tuple[yaml.Node | None, list[yaml.Mark]]:
    """The node at the top of a file, None where the file is empty; and the places of anchors that nothing uses.

    The tag of each node is the name of its kind.

    Raises:
        StoppedError: The file holds too much, or a number that is too large.
        yaml.MarkedYAMLError: It is not valid YAML.
    """
    if CParser is not None and _is_ordinary(text):
        with suppress(yaml.YAMLError):
            return _composed_by_libyaml(text), []
    loader = _Loader(text)
    try:
        return loader.get_single_node(), list(loader.unused_anchors.values())
    except (ValueError, OverflowError):
        # Python cannot take the number of an escape or of a directive.
        raise StoppedError(_number_too_large, loader.get_mark()) from None


def _is_ordinary(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    return len(text) <= _MOST_QUICK and brackets <= _MOST_BRACKETS and not _NOT_QUICK.search(text)


if CParser is not None:

    class _QuickLoader(CParser, _Kinds):
        """libyaml's parser; used only to compose nodes."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            Resolver.__init__(self)


def _composed_by_libyaml(text: str) -> yaml.Node | None:
    loader = _QuickLoader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _number_too_large(path: str, place: Place) -> Problem:
    message, hint = "this is not valid YAML: the number in this place is too large", "delete it"
    return Problem(path, place.line, place.column, "yaml", message, hint)
