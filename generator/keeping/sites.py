"""Begins a new site with what can stay of the last one, so that only what changed is written.

The site that was there before the last one, the spare, is a build behind, and nobody reads it any more. (That of the
first site holds second names of its own pages.) It becomes the new site: what changed since then comes from the last
site, as a second name of the same file. Where there is no spare, all files come from there. A file of either is taken
only if it is the one that was written: same size, time and number.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Written(NamedTuple):
    """A file of a site as it was written.

    Attributes:
        digest: The SHA-256 of its content.
        size: How many bytes it has.
        time: When it was last changed, in nanoseconds.
        number: Its number on the disk.
    """

    digest: bytes
    size: int
    time: int
    number: int


Manifest = Mapping[str, Written]
"""The files of a site: path with forward slashes, and each as it was written."""


Packed = tuple[str, bytes, "array[int]", "array[int]", "array[int]"]
"""The files of a site in columns: paths, a line each, digests, sizes, times and numbers."""
_DIGEST = hashlib.sha256().digest_size


def packed(files: Manifest) -> Packed:
    """The files of a site in a form that is quickly kept."""
    return (
        "\n".join(files),
        b"".join(one.digest for one in files.values()),
        array("Q", (one.size for one in files.values())),
        array("Q", (one.time for one in files.values())),
        array("Q", (one.number for one in files.values())),
    )


def unpacked(files: Packed) -> dict[str, Written]:
    """The same back again."""
    paths, digests, *numbers = files
    cut = (digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST))
    listed = zip(paths.split("\n") if paths else (), cut, *numbers, strict=True)
    return {path: Written(digest, size, time, number) for path, digest, size, time, number in listed}


def write_into(folder: str, path: str, content: bytes) -> Written:
    """Write a file of a new site. One that is there is not changed but replaced, since the last site may have it too.

    Args:
        folder: The new site.
        path: The file in it, with forward slashes.
        content: What it holds.
    """
    whole = f"{folder}/{path}"
    try:
        descriptor = os.open(whole, _NEW, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        descriptor = os.open(whole, _NEW, 0o666)
    except FileExistsError:
        os.unlink(whole)
        descriptor = os.open(whole, _NEW, 0o666)
    with open(descriptor, "wb", buffering=0) as file:
        left = memoryview(content)
        while left:
            left = left[file.write(left) :]
        state = os.fstat(descriptor)
    return Written(digest_of(content), state.st_size, state.st_mtime_ns, state.st_ino)


def digest_of(content: bytes) -> bytes:
    """The SHA-256 of a content."""
    return hashlib.sha256(content).digest()


def begin(new: Path, last: Path, last_files: Manifest, spare: Path, spare_files: Manifest) -> dict[str, Written]:
    """Fill a new site with the last one. All files in it are returned, and are as they were written.

    Args:
        new: An empty folder.
        last: The last site. It is not changed.
        last_files: What was written into it.
        spare: The site before it, on the same disk, if there is one. It is moved.
        spare_files: What was written into that.
    """
    found: dict[str, Written] = {}
    if spare_files and spare.is_dir():
        new.rmdir()
        spare.rename(new)
        found = _verified(new, spare_files)
    missing = {path: written for path, written in last_files.items() if not _is_same(found.get(path), written)}
    for path in missing.keys() & found.keys():
        os.unlink(f"{new}/{path}")
        del found[path]
    found |= link_all(new, last, missing)
    return found


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Delete files of a site, and the folders that are empty then."""
    for path in paths:
        os.unlink(f"{folder}/{path}")
        parent = os.path.dirname(path)
        with suppress(OSError):  # it holds something else
            while parent:
                os.rmdir(f"{folder}/{parent}")
                parent = os.path.dirname(parent)


def _is_same(one: Written | None, other: Written) -> bool:
    return one is not None and one.digest == other.digest


def _verified(folder: Path, written: Manifest) -> dict[str, Written]:
    """The files of a folder that are as they were written. All else is taken out of it."""
    found: dict[str, Written] = {}
    for path, state in _walk(str(folder), ""):
        known = written.get(path)
        if known and state == known[1:]:
            found[path] = known
        elif path.endswith("/"):
            shutil.rmtree(folder / path)
        else:
            os.unlink(folder / path)
    return found


def _walk(folder: str, below: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Every file below a folder, with size, time and number; and every hidden folder at the top, ending in a slash."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                state = entry.stat(follow_symlinks=False)
                yield path, (state.st_size, state.st_mtime_ns, state.st_ino)
            elif entry.name.startswith(".") and not below:
                yield f"{path}/", (0, 0, 0)
            else:
                yield from _walk(entry.path, f"{path}/")


def link_all(new: Path, last: Path, files: Manifest) -> dict[str, Written]:
    """Give files of one site a second name in another: those for which that can be done."""
    found: dict[str, Written] = {}
    made: set[str] = {""}
    for path, written in files.items():
        source, parent = f"{last}/{path}", path.rpartition("/")[0]
        try:
            state = os.stat(source, follow_symlinks=False)
            if (state.st_size, state.st_mtime_ns, state.st_ino) != written[1:]:
                continue
            if parent not in made:
                os.makedirs(f"{new}/{parent}", exist_ok=True)
                made.add(parent)
            os.link(source, f"{new}/{path}", follow_symlinks=False)
        except OSError:  # it is gone, or the disk gives no file two names
            continue
        found[path] = written
    return found
