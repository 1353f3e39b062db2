"""Checks the names of files: each must work on every system, in an address and as an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.fields import ID_PATTERN, LONGEST_ID
from generator.filenames import folded, path_fault, shown_path
from generator.problems import Problem


def check_names(paths: Iterable[str]) -> Iterator[Problem]:
    """Every name that a file cannot have, and those that some systems take for another's."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        shown = shown_path(path)
        if fault := path_fault(path):
            message = f"a name in this path {fault}"
            yield Problem(shown, 1, 1, "file-name", message, "rename it with letters, numbers and hyphens")
        elif path.endswith(".md") and not _is_page_name(path):
            hint = f"name it {_page_name(path)}"
            message = "the name of a page is its id: lower-case words joined by hyphens"
            yield Problem(shown, 1, 1, "file-name", message, hint)
        elif (other := first.setdefault(folded(path), path)) != path:
            message = f"many systems take this name for that of {shown_path(other)}"
            yield Problem(shown, 1, 1, "file-name", message, "rename one of the two")


def _is_page_name(path: str) -> bool:
    names = path.removesuffix(".md").split("/")
    return all(re.fullmatch(ID_PATTERN, name) and len(name) <= LONGEST_ID for name in names)


def _page_name(path: str) -> str:
    """A path of the same words that a page could have."""
    names = (
        re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_ID] for name in path.removesuffix(".md").split("/")
    )
    return "/".join(name or "page" for name in names) + ".md"
