"""Reads content folders and writes output folders; nothing else in the core touches a disk."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.locks import take_lock, try_lock
from generator.output import OutputFile


def read_content(folder: Path) -> dict[str, bytes]:
    """Every file of a content folder: path relative to it with forward slashes, and bytes.

    Hidden files and links that lead out of the folder are left out.
    """
    top = folder.resolve()
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in relative.parts)
        if not is_hidden and path.is_file() and path.resolve().is_relative_to(top):
            found[relative.as_posix()] = path.read_bytes()
    return found


class FolderFiles(Mapping[str, bytes]):
    """The files of a built folder: path with forward slashes, and bytes, which are read only when asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self._paths = dict.fromkeys(sorted(paths))

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        return (self._folder / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def write_files(files: Iterable[OutputFile], folder: Path) -> None:
    """Write output files below a folder, which is made if it is not there."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = file.content.encode() if isinstance(file.content, str) else file.content
        path.write_bytes(content)


def write_file(path: Path, content: str | bytes, *, lasts: bool = True) -> None:
    """Write one file as a whole: it is the old one or the new one, whatever happens.

    Args:
        path: The file; its folder must be there.
        content: What it will hold.
        lasts: Whether it must be on the disk when this ends, so that even a power cut leaves a whole one.
    """
    with replacing(path, lasts=lasts) as write:
        write(content)


@contextmanager
def replacing(path: Path, *, lasts: bool = True) -> Iterator[Callable[[str | bytes], None]]:
    """What writes a file as a whole, once; who replaces the same file with this waits until the block ends.

    What is half written stands in `.NAME.part` beside it. If its maker is killed, the next one takes it over.
    """
    path = Path(os.path.realpath(path))
    part = part_of(path)
    lock = take_lock(part)
    is_in_place = False

    def write(content: str | bytes) -> None:
        nonlocal is_in_place
        with open(lock, "wb", closefd=sys.platform == "win32") as file:
            file.truncate(0)
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            if lasts:
                os.fsync(lock)
        part.replace(path)
        is_in_place = True

    try:
        yield write
    finally:
        if not is_in_place:
            part.unlink(missing_ok=True)
        with suppress(OSError):
            os.close(lock)


def part_of(path: Path) -> Path:
    """Where a file stands while it is written."""
    return path.with_name(f".{path.name}.part")


def clear_part(part: Path) -> None:
    """Take away what a killed process left half written; not what a running one writes."""
    lock = try_lock(part)
    if lock is not None:
        with suppress(OSError):
            part.unlink()
        os.close(lock)


def shown(path: Path) -> str:
    """A path as the person at the terminal would write it."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)
    return str(path) if relative.startswith("..") else Path(relative).as_posix()


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "a file is larger than may be written",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you may not read or write it",
    errno.EPERM: "you may not change it",
    errno.EBUSY: "it is in use, or another disk is mounted there",
    errno.EIO: "the disk has an error",
}


def reason_of(error: OSError, path: Path | None = None) -> str:
    """Why a disk failed, with the file it was about, if that is known, or else `path`."""
    reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
    about = error.filename or path
    return f"{shown(Path(os.fsdecode(about)))}: {reason}" if about is not None else reason
