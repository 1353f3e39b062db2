"""Gives the typesetter the fonts of a package, each face once.

The package has each face as OTF and as TTF. Of two files for a face Typst takes the one that the disk
lists first, which differs between machines, and it takes folders only. So a folder of copies is made.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from generator.locks import take_lock, try_lock

FACES = ("Regular", "Bold", "It", "BoldIt")
_PREFIX = "handbook-fonts-"
_LOCK = "lock"
"""Held as long as the process lives."""


@lru_cache(maxsize=1)
def font_folder() -> str:
    """A folder with one file for each face, which goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        take_lock(folder / _LOCK)
    except FileNotFoundError:
        # Another process took it for one that was left, in the moment before it had its lock.
        return font_folder.__wrapped__()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for face in FACES:
        name = f"SourceSansPro-{face}.ttf"
        (folder / name).write_bytes((files("font_source_sans_pro") / "files" / name).read_bytes())
    return str(folder)


def clear_left_fonts() -> None:
    """Take away the folders of processes that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        lock = try_lock(folder / _LOCK)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
