"""Keeps the counted words of every place, so that the search index counts again only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.fingerprint import Fingerprints
from generator.keeping.store import KeptTable
from generator.keeping.version import code_key
from generator.loader.reading import ReadFiles
from generator.model import Handbook
from generator.output import OutputFile
from generator.search import count_things, render_search_index
from generator.wording import Strings

MOST = 20_000
"""Of a handbook with more places nothing is kept, for that would take up much room while it is built."""


def render_kept_search(folder: Path, read: ReadFiles, handbook: Handbook, strings: Strings) -> Iterator[OutputFile]:
    """The search index of a handbook. It may run in a process of its own.

    Args:
        folder: Where builds of one site keep things.
        read: The files that the handbook was read from.
        handbook: The handbook.
        strings: The words of its language.
    """
    if len(handbook.targets) > MOST:
        return render_search_index(handbook, strings)
    table = KeptTable(folder / "words", f"{code_key()} {Fingerprints().of(strings)}")
    counted = dict(count_things(handbook, strings, table.entries, Fingerprints(read.named_models())))
    table.save(counted)
    return render_search_index(handbook, strings, (place for places in counted.values() for place in places))
