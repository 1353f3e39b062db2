"""Shows problems where the person is: with lines and carets on a terminal, as plain lines anywhere else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from generator.problems import FORMATS, Problem, Screen, format_screen, format_text


def show_problems(problems: Sequence[Problem], format_name: str = "text", *, err: bool = False) -> None:
    """Print problems whose paths lead to the files from here.

    Args:
        problems: The problems.
        format_name: A key of `FORMATS`.
        err: Whether to print on standard error.
    """
    stream = sys.stderr if err else sys.stdout
    if format_name != "text":
        text = FORMATS[format_name](problems)
    elif stream.isatty():
        text = format_screen(problems, _files_of(problems), _screen())
    else:
        text = format_text(problems)
    # A terminal may lack letters that content has; those are shown as escapes.
    encoding = getattr(stream, "encoding", None) or "utf-8"
    click.echo(text.encode(encoding, "backslashreplace").decode(encoding), err=err)


def summarise(number: int) -> None:
    """Say how many problems there are, and to a person also how to learn more."""
    found = f"{number} problem{'' if number == 1 else 's'} found"
    click.echo(f"{found}; handbook explain CODE says more about one" if sys.stderr.isatty() else found, err=True)


def _files_of(problems: Sequence[Problem]) -> dict[str, bytes]:
    files = {}
    for path in {problem.path for problem in problems}:
        with suppress(OSError, ValueError):
            files[path] = Path(path).read_bytes()
    return files


def _screen() -> Screen:
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(shutil.get_terminal_size().columns, has_colour=not is_plain)
