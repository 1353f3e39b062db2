"""Finished PDFs and pictures in a folder, where the next build finds them by the hash of all they were made from.

A file is named after that hash and after how many pages it has, such as `4f0c.2.pdf`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.disk import clear_part, write_file

MOST_KEPT = 2000
"""How many prints a folder may always hold before those go that were not used for longest."""
ENDS = {"pdf": b"%%EOF\n", "png": b"IEND\xaeB`\x82"}
"""The formats, and what a whole file of each ends with."""

Again = Callable[[], bytes]
"""Makes a print again that was kept and is gone: another build may have taken it away."""


@dataclass(frozen=True)
class Print:
    """A finished PDF or picture.

    Attributes:
        pages: How many pages it has.
        size: How many bytes.
        name: A name for it, under which it is kept: with the same name, it is the same.
        read: Gives its bytes.
    """

    pages: int
    size: int
    name: str
    read: Callable[[], bytes] = field(compare=False, repr=False)

    @property
    def content(self) -> bytes:
        """Its bytes. Those of a print that is kept are read each time: all of them take up much room."""
        return self.read()


def kept_files(folder: Path) -> dict[str, Path]:
    """The prints in a folder, by hash. None where the folder cannot be read."""
    with suppress(OSError):
        return {path.name.partition(".")[0]: path for path in folder.iterdir() if path.suffix[1:] in ENDS}
    return {}


def find_print(path: Path, again: Again) -> Print | None:
    """A kept print, marked as used; None where it is not whole, as a power cut may leave it, or cannot be read."""
    end = ENDS[path.suffix[1:]]
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - len(end)))
            if file.read() != end:
                return None
    except OSError:
        return None
    with suppress(OSError):
        os.utime(path)
    return _print_at(path, size, again)


def keep_print(path: Path, content: bytes, again: Again) -> Print:
    """Keep a print. Raises `OSError` where that cannot be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, content, lasts=False)
    return _print_at(path, len(content), again)


def tidy_prints(folder: Path, used: int) -> None:
    """Throw away what was not used for longest, and what killed builds left half written.

    Args:
        folder: Where the prints are.
        used: How many of them the last build used: twice as many stay.
    """
    # Another build may take a file away at any moment.
    with suppress(OSError):
        for part in folder.glob(".*.part"):
            clear_part(part)
        kept = [*kept_files(folder).values()]
        if too_many := max(0, len(kept) - max(MOST_KEPT, 2 * used)):
            kept.sort(key=lambda path: path.stat().st_mtime)
            for old in kept[:too_many]:
                old.unlink(missing_ok=True)


def _print_at(path: Path, size: int, again: Again) -> Print:
    return Print(int(path.name.split(".")[1]), size, path.name, partial(_read, path, again))


def _read(path: Path, again: Again) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return again()
