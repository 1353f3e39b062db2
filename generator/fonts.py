"""Gives the typesetter the fonts of a package, each face once.

The package has each face as OTF and as TTF. Of two files for a face Typst takes the one that the disk
lists first, which differs between machines, and it takes folders only. So a folder of links is made.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

FACES = ("Regular", "Bold", "It", "BoldIt")


@lru_cache(maxsize=1)
def font_folder() -> str:
    """A folder with one file for each face, which goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="handbook-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for face in FACES:
        name = f"SourceSansPro-{face}.ttf"
        (folder / name).write_bytes((files("font_source_sans_pro") / "files" / name).read_bytes())
    return str(folder)
