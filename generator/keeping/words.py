"""Keeps the counted words of every place, so that the search index counts again only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.fingerprint import Fingerprints
from generator.keeping.version import code_key
from generator.loader.reading import ReadFiles
from generator.model import Handbook
from generator.output import OutputFile
from generator.search import Counted, count_things, render_search_index
from generator.wording import Strings


def render_kept_search(folder: Path, read: ReadFiles, handbook: Handbook, strings: Strings) -> Iterator[OutputFile]:
    """The search index of a handbook. It may run in a process of its own.

    Args:
        folder: Where builds of one site keep things.
        read: The files that the handbook was read from.
        handbook: The handbook.
        strings: The words of its language.
    """
    from generator.keeping.shelf import Shelf  # here, since it is mostly another process that needs a database

    shelf = Shelf(folder / "words", f"{code_key()} {Fingerprints().of(strings)}")

    def counted() -> Iterator[Counted]:
        for key, places in count_things(handbook, strings, shelf.get, Fingerprints(read.named_models())):
            shelf.keep(key, places)
            yield from places
        shelf.save()

    return render_search_index(handbook, strings, counted())
