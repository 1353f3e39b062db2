"""Asks the search engine of pages, and beside it one that reads every place whole. Both run in Node."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.search import Entry, count_entry, gather, render_parts
from generator.search.words import Stemmer
from generator.wording import load_strings
from tests.node import PACKAGES, run_node

ENGLISH = {"lang": ["en"], "stop": load_strings("en").text("small_words")}


@dataclass(frozen=True)
class Answer:
    """What an engine says to one query.

    Attributes:
        found: Addresses, best first.
        scores: How well each fits.
        terms: The word of each that is shown.
        loaded: The parts of the index that it needed so far, in order. None for the one that reads all.
    """

    found: list[str]
    scores: list[float]
    terms: list[str]
    loaded: list[str] | None = None


def parts_of(docs: Iterable[Mapping[str, Any]], config: Mapping[str, Any] = ENGLISH) -> dict[str, Any]:
    """The parts of an index as data: name -> value."""
    entries = [Entry(**doc) for doc in docs]
    stemmer = Stemmer(config["lang"][0], config["stop"])
    files = render_parts(gather(count_entry(entry, stemmer, {}) for entry in entries), dict(config), stemmer)
    return {file.path.removeprefix("search/").removesuffix(".js"): read_part(bytes(file.content)) for file in files}


def read_part(script: bytes) -> Any:
    """The value that a part of the index holds."""
    start, _, value = script.decode().partition(" = ")
    assert start.startswith('(globalThis.handbookSearch ??= {})["'), start
    return json.loads(value.removesuffix(";\n"))


def ask(
    docs: Sequence[Mapping[str, Any]],
    queries: Sequence[str],
    config: Mapping[str, Any] = ENGLISH,
    *,
    read_all: bool = True,
) -> list[tuple[Answer, Answer]]:
    """What the engine and, if it is wanted, the one that reads all say to each query."""
    asked = {"docs": docs if read_all else [], "parts": parts_of(docs, config), "config": config, "queries": queries}
    told = run_node(str(PACKAGES / "ask.mjs"), given=json.dumps(asked))
    assert told.returncode == 0, told.stderr
    return [(Answer(**engine), Answer(**all_)) for engine, all_ in json.loads(told.stdout)]
