"""Builds a folder beside the one it replaces, and swaps the two at once: so it is always the old or the new one, whole.

For a folder `site` all that is half made stands in `.site.part`, which belongs to whoever holds the lock in it:

1. Take the lock. A second build waits here, so that the last to begin is the last to end.
2. Take away what a killed build left: `new`, half built, or the last site, if it was killed after the swap.
3. Build `new`.
4. Let `new` and `site` change places, which is one step for Linux and macOS.
5. Take `.site.part` away.

A system or file system that cannot exchange two folders gets two renames: `site` to `old`, then `new` to `site`. While
there is an `old`, `new` is whole, so whoever comes next after a kill between the two can finish the swap.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from generator.disk import reason_of, shown
from generator.locks import take_lock, try_lock
from generator.progress import show_note

_CANNOT_SWAP = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_AT_FDCWD = -100
_SWAP = 2
"""The flag of renameat2 on Linux (RENAME_EXCHANGE), and of renamex_np on macOS (RENAME_SWAP)."""


class FolderError(Exception):
    """A folder cannot be built. It is as it was."""


def check_place(folder: Path) -> None:
    """Raise `FolderError` if a folder could not be replaced by a new one, however good that is."""
    name = shown(folder)
    if folder.is_dir():
        if os.path.ismount(folder):
            raise FolderError(f"{name} is where another disk is mounted, so it cannot be replaced: name a folder in it")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise FolderError(f"{name} cannot be replaced: you may not write to it")
        if Path.cwd().is_relative_to(folder.resolve()):
            raise FolderError(f"{name} is the folder you are in, and would be replaced: go to another one first")
    elif os.path.lexists(folder) and not (folder.is_symlink() and not folder.exists()):
        raise FolderError(f"{name} is a file, so no folder can stand there: move it away, or name another folder")


@contextmanager
def built_beside(folder: Path, spare: Path | None = None) -> Iterator[Path]:
    """An empty folder beside `folder`, which takes its place if the block ends without an error.

    So a build that fails or is killed leaves the last good one as it was. Where `folder` is a link, what it leads to is
    replaced. Hidden entries of `folder`, which no build makes, are kept. If another build of the same folder is
    running, that one ends first.

    Args:
        folder: What is built.
        spare: Where the old folder goes, if there is one and the disk lets it be moved there; what is there is deleted
            then.

    Raises:
        FolderError: The folder cannot be replaced, or the disk failed, in the block too.
    """
    check_place(folder)
    place = Path(os.path.realpath(folder))
    work = _work_of(place)
    new = work / "new"

    @cache
    def say_once() -> None:
        show_note(f"Another build of {shown(folder)} is running: waiting until it ends")

    try:
        lock = _take(work, say_once)
    except OSError as error:
        raise FolderError(f"{shown(folder)} cannot be built: {reason_of(error, place.parent)}") from None
    try:
        _recover(work, place)
        _clear(work)
        new.mkdir()
        yield new
        if place.is_dir():
            _keep_hidden(place, new)
            new.chmod(place.stat().st_mode)
        _write_out(new)
        _put(new, place, work / "old")
        old = new if new.exists() else work / "old"
        if spare is not None and old.exists():
            _set_aside(old, spare)
    except OSError as error:
        raise FolderError(f"{shown(folder)} cannot be built and is as it was: {reason_of(error)}") from None
    finally:
        _leave(work, lock)


def finish_swap(folder: Path) -> None:
    """Finish what a killed build left half swapped, unless it is still running. Costs nothing where there is none."""
    place = Path(os.path.realpath(folder))
    work = _work_of(place)
    if place.exists() or not (work / "old").exists():
        return
    lock = try_lock(work / "lock")
    if lock is not None:
        try:
            _recover(work, place)
        finally:
            _leave(work, lock)


def _work_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.part")


def _take(work: Path, waiting: Callable[[], None]) -> int:
    while True:
        work.mkdir(parents=True, exist_ok=True)
        # The one before may take the folder away in between.
        with suppress(FileNotFoundError):
            return take_lock(work / "lock", waiting)


def _leave(work: Path, lock: int) -> None:
    _clear(work)
    with suppress(OSError):
        (work / "lock").unlink()
    os.close(lock)
    with suppress(OSError):
        work.rmdir()


def _clear(work: Path) -> None:
    for name in ("new", "old"):
        shutil.rmtree(work / name, ignore_errors=True)


def _set_aside(old: Path, spare: Path) -> None:
    with suppress(OSError):  # it is on another disk, or cannot be written: it is deleted then
        if spare.exists():
            shutil.rmtree(spare)
        spare.parent.mkdir(parents=True, exist_ok=True)
        old.rename(spare)


def _recover(work: Path, folder: Path) -> None:
    """Finish the two renames."""
    new, old = work / "new", work / "old"
    if old.exists() and not folder.exists():
        (new if new.exists() else old).rename(folder)


def _keep_hidden(folder: Path, new: Path) -> None:
    """What an author may have put into the folder, such as `.git`. MkDocs leaves it alone as well."""
    for entry in folder.iterdir():
        kept = new / entry.name
        if entry.name.startswith(".") and not os.path.lexists(kept):
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, kept, symlinks=True, copy_function=_link)
            else:
                _link(str(entry), str(kept))


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _write_out(folder: Path) -> None:
    """Have the disk hold what was written, where one call does it: a power cut then costs no half site either."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if library is not None and hasattr(library, "syncfs"):
        descriptor = os.open(folder, os.O_RDONLY)
        library.syncfs(descriptor)
        os.close(descriptor)


def _put(new: Path, folder: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where that is not known."""
    names = os.fsencode(one), os.fsencode(other)
    library: Any = None if sys.platform == "win32" else ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _SWAP)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _SWAP)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_SWAP:
        return False
    raise OSError(number, os.strerror(number), str(other))
