"""Makes a folder once for all workers of a test run."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that the first worker to need it makes, while the others wait.

    Args:
        folders: Where this test run keeps its folders.
        name: What the folder is for; its name among those of all workers.
        make: Makes the folder, which is not there yet, or raises; then the next worker tries.
    """
    base = folders.getbasetemp()
    # A worker has a folder of its own inside that of the run.
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            make(folder)
    return folder
