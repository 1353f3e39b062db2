"""Tells whether something half made is still being made: its maker holds a lock, which ends with the maker.

A process that is killed cannot tidy up, but its locks go. Its number says nothing: another process may have it by now.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

if sys.platform != "win32":
    import fcntl


def take_lock(path: Path, waiting: Callable[[], None] = lambda: None) -> int:
    """Hold the lock of a file, which is made if it is not there. Gives its descriptor: closing that ends it.

    Args:
        path: The file. Whoever holds the lock may rename or delete it.
        waiting: Called before waiting for another process that holds the lock, so twice where it waits for two.

    Raises:
        OSError: The file cannot be made.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if not _lock(descriptor, wait=False):
                waiting()
                _lock(descriptor, wait=True)
            if _is_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        # Whoever held it took the file away meanwhile.
        os.close(descriptor)


def try_lock(path: Path) -> int | None:
    """Hold the lock of a file that is there; None where somebody else holds it, or nobody can."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    if _lock(descriptor, wait=False, is_sure=True) and _is_at(path, descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int, *, wait: bool, is_sure: bool = False) -> bool:
    """Whether the lock is held. A file system that knows no locks lets everybody go on, unless it must be sure."""
    if sys.platform == "win32":
        # An open file can be neither renamed nor deleted there, which these locks are all about.
        return not is_sure
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return not is_sure
    return True
