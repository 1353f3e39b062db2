"""`handbook explain`: what a code of a problem means, and how to mend it."""

from __future__ import annotations

import shutil
from difflib import get_close_matches
from textwrap import fill

import click

from generator.problems import AREAS, CODES, ProblemCode

_WIDEST = 88


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the problem with CODE is, why it matters and how to mend it.

    The code stands in brackets at the end of each problem. Without CODE all are listed.
    """
    if code is None:
        click.echo("\n\n".join(f"{area}\n\n{_listed(codes)}" for area, codes in AREAS.items()))
        return
    code = code.strip("[]").lower()
    if code not in CODES:
        close = get_close_matches(code, CODES, n=1, cutoff=0.5)
        hint = f'did you mean "{close[0]}"?' if close else "handbook explain lists all"
        raise click.UsageError(f'no problem has the code "{code}": {hint}')
    entry = CODES[code]
    parts = (("", entry.what), ("", entry.why), ("To mend it: ", entry.mend))
    click.echo("\n\n".join([code, *(_wrapped(f"{start}{text}", "  ") for start, text in parts)]))


def _listed(codes: dict[str, ProblemCode]) -> str:
    return "\n".join(f"  {code}\n{_wrapped(entry.what, '      ')}" for code, entry in sorted(codes.items()))


def _wrapped(text: str, indent: str) -> str:
    columns = min(shutil.get_terminal_size().columns, _WIDEST)
    return fill(
        text, columns, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
