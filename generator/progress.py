"""Shows how far long work has got, on a terminal only."""

from __future__ import annotations

import sys

WIDTH = 30


def show_progress(done: int, total: int) -> None:
    """Draw a progress bar on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        return
    filled = WIDTH * done // total
    end = "\n" if done == total else ""
    sys.stderr.write(f"\rPrinting [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}{end}")
    sys.stderr.flush()
