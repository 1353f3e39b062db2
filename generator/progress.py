"""Shows how far long work has got, on a terminal only."""

from __future__ import annotations

import sys

WIDTH = 30


def show_progress(label: str, done: int, total: int) -> None:
    """Draw a progress bar on standard error, after the name of what is done; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        return
    filled = WIDTH * done // total
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}{end}")
    sys.stderr.flush()


def leave_progress() -> None:
    """End the line of a bar that stays unfinished."""
    if sys.stderr.isatty():
        sys.stderr.write("\n")


def show_note(text: str) -> None:
    """A line on standard error about something that costs time but no page, below a bar that may be there."""
    leave_progress()
    sys.stderr.write(f"{text}\n")
