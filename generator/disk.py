"""Reads content folders and writes output folders; nothing else in the core touches a disk."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.filenames import shown_path
from generator.locks import take_lock, try_lock
from generator.model.permalinks import LEDGER_FILE
from generator.output import OutputFile
from generator.problems import ContentError, Problem
from generator.yaml_reader import MAX_BYTES, MAX_LIST_BYTES

MOST_PASSED_ON = 100_000_000
"""Bytes of a picture or download; many hosts take no larger file."""


def read_content(folder: Path) -> dict[str, bytes]:
    """Every file of a content folder: path relative to it with forward slashes, and bytes.

    Hidden files are left out, and the copies that editors make (`name~`). Of a text that is too large only as much is
    read as shows that it is.

    Raises:
        ContentError: With a problem for every entry that is no file or folder, cannot be read, or is a link that leads
            out of the folder or to a folder.
    """
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    top = folder.resolve()
    waiting = [""] if folder.is_dir() else []
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(below, error))
            continue
        for entry in entries:
            path = f"{below}{entry.name}"
            try:
                if entry.is_symlink() and not _leads_to_a_file_in(Path(entry.path), top):
                    problems.append(_bad_link(path))
                elif entry.name.startswith(".") or entry.name.endswith("~"):
                    continue
                elif entry.is_dir():
                    waiting.append(f"{path}/")
                else:
                    found[path] = _read(entry)
            except OSError as error:
                problems.append(_unreadable(path, error))
    if problems:
        raise ContentError(problems)
    return dict(sorted(found.items()))


def _leads_to_a_file_in(link: Path, top: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # it leads nowhere, or in a circle
        return False
    return target.is_file() and target.is_relative_to(top)


def _read(entry: os.DirEntry[str]) -> bytes:
    """The bytes of a file. Raises `OSError` for what is no file, so that nothing is waited for."""
    if not entry.is_file():
        raise OSError(0, "it is no file")
    is_text = entry.name.endswith((".md", ".yml", ".yaml"))
    with Path(entry.path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if not is_text and size > MOST_PASSED_ON:
            raise OSError(0, f"it is larger than {MOST_PASSED_ON // 1_000_000} MB")
        most = MAX_LIST_BYTES if entry.name == LEDGER_FILE else MAX_BYTES
        return file.read(most + 1) if is_text and size > most else file.read()


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"this cannot be read: {error.strerror or error}"
    hint = "take it out of the content folder, or mend it"
    return Problem(shown_path(path.removesuffix("/")) or ".", 1, 1, "unreadable-file", message, hint)


def _bad_link(path: str) -> Problem:
    message = "this link leads out of the content folder, to a folder, or nowhere"
    return Problem(shown_path(path), 1, 1, "link-out", message, "put a copy of the file in its place")


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


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Delete files below a folder, and the folders that are empty then."""
    for path in paths:
        gone = folder / path
        gone.unlink()
        for parent in gone.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()


def write_file(path: Path, content: str | bytes, *, lasts: bool = True) -> None:
    """Write one file as a whole: it is the old one or the new one, whatever happens.

    Args:
        path: The file; its folder must be there.
        content: What it will hold.
        lasts: Whether it must be on the disk when this ends, so that even a power cut leaves a whole one.
    """
    with replacing(path, lasts=lasts) as write:
        write(content)


def write_new_file(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet. Raises `FileExistsError` if it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


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


_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Where it does not matter which file came first; Python may name the one that was copied from."""
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
    about = None if error.errno in _OF_THE_DISK else error.filename or path
    return f"{shown(Path(os.fsdecode(about)))}: {reason}" if about is not None else reason
