"""How a list is divided when it is long, so that readers can get about in it: parts, and links that jump to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from generator.wording import Strings

LONG = 60
"""A list with more entries can be filtered, and has links to its parts."""
PART = 50
"""About how many entries a part has."""
MOST_TITLES = 40
"""With more groups, what each is called stands in its entries, and not above them."""
MOST_SUMMARIES = 400
"""With more entries, each is one line: its title, and the facts beside it."""


@dataclass(frozen=True)
class Entry:
    """One line of an index page. With an anchor, links jump to it."""

    id: str
    title: str
    facts: str
    summary: str
    anchor: str = ""


@dataclass(frozen=True)
class Group:
    """The entries below one heading; without a title, below none."""

    title: str
    anchor: str
    entries: list[Entry]


@dataclass(frozen=True)
class Part:
    """Some entries of a group of a long list, with what they are called and where links jump to them.

    The first part of a group with a title is reached by that, so it has neither.
    """

    label: str
    anchor: str
    entries: list[Entry]


@dataclass(frozen=True)
class Jump:
    """A link to a part of a long list."""

    label: str
    anchor: str


def divided(strings: Strings, groups: list[Group]) -> tuple[list[tuple[Group, list[Part]]], list[Jump]]:
    """Each group with its parts, and the links to the parts of a long list; those of a short one are its groups."""
    total = sum(len(group.entries) for group in groups)
    if total <= LONG:
        return [(group, [Part("", "", group.entries)]) for group in groups], []
    if len(groups) > MOST_TITLES:
        groups = [_joined(groups)]
    if total > MOST_SUMMARIES:
        groups = [replace(group, entries=[replace(one, summary="") for one in group.entries]) for group in groups]
    in_parts: list[tuple[Group, list[Part]]] = []
    starts: list[tuple[int, str]] = []
    number = 1
    for group in groups:
        parts = []
        for at in range(0, len(group.entries), PART):
            entries = group.entries[at : at + PART]
            is_titled = bool(group.title) and at == 0
            label = "" if is_titled else _range(strings, number, number + len(entries) - 1)
            anchor = group.anchor if is_titled else f"list.{number}"
            parts.append(Part(label, "" if is_titled else anchor, entries))
            if not starts or number - starts[-1][0] >= PART or (group.title and len(group.entries) > PART):
                starts.append((number, anchor))
            number += len(entries)
        in_parts.append((group, parts))
    ends = [start for start, _ in starts[1:]] + [total + 1]
    jumps = [Jump(_range(strings, start, end - 1), anchor) for (start, anchor), end in zip(starts, ends, strict=True)]
    return in_parts, jumps


def _joined(groups: list[Group]) -> Group:
    """All entries as one group; each says what its own is called, and the first of each is found at its anchor."""
    entries = [
        replace(entry, facts=" · ".join(filter(None, (entry.facts, group.title))), anchor="" if at else group.anchor)
        for group in groups
        for at, entry in enumerate(group.entries)
    ]
    return Group("", "", entries)


def jumps_by_number(strings: Strings, anchors: Sequence[str]) -> list[Jump]:
    """Links to every so manieth of a long list's entries, each of which has an anchor; none for a short list."""
    if len(anchors) <= LONG:
        return []
    starts = range(0, len(anchors), PART)
    return [Jump(_range(strings, at + 1, min(at + PART, len(anchors))), anchors[at]) for at in starts]


def jumps_by_letter(strings: Strings, words: Sequence[tuple[str, str]]) -> list[Jump]:
    """Links to the first word of each letter in a long, sorted list; by number where letters are too many.

    Args:
        strings: The words of the language.
        words: Each word, as it is sorted, and its anchor.
    """
    letters = [(letter.upper(), next(some)[1]) for letter, some in groupby(words, key=lambda word: word[0][:1])]
    if len(words) <= LONG or not 1 < len(letters) <= MOST_TITLES:
        return jumps_by_number(strings, [anchor for _, anchor in words])
    return [Jump(letter, anchor) for letter, anchor in letters]


def _range(strings: Strings, first: int, last: int) -> str:
    return strings.text("index.range", first=str(first), last=str(last)) if first < last else str(first)
