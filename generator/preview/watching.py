"""Sees that files were saved, by looking at all of them: that works on every disk, and whatever way an editor saves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Look = dict[str, tuple[int, int, int]]
"""Each file with what tells that it was saved: when it was changed, its size, and its number on the disk."""


def look_at(places: Iterable[Path]) -> Look:
    """How files are now, and all files in folders, but for hidden ones and the copies that editors make."""
    found: Look = {}
    for place in places:
        if place.is_dir():
            found |= _in_folder(place)
        else:
            found |= _at(str(place))
    return found


def changed_between(before: Look, after: Look) -> list[str]:
    """The files that were saved, made, renamed or deleted."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _in_folder(folder: Path) -> Look:
    found: Look = {}
    for path in _files_in(str(folder)):
        found |= _at(path)
    return found


def _files_in(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(entry.path)
        else:
            yield entry.path


def _at(path: str) -> Look:
    """Nothing where the file is not there, as for a moment while an editor saves."""
    try:
        found = os.stat(path)  # noqa: PTH116 - many times a second
    except OSError:
        return {}
    return {path: (found.st_mtime_ns, found.st_size, found.st_ino)}
