"""Everything that people link to, as small scripts, of which a page of a large handbook loads those that it needs.

Each script puts one value into `handbookLinks`: `start` says where the others begin, which hold pages sorted by id.
Their reader is `static/js/link-list.js`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from generator.assets import asset_path
from generator.listing import MAIN_KINDS, Listed, list_handbook
from generator.model import Handbook
from generator.model.target import PERMANENT_FOLDER
from generator.output import OutputFile
from generator.wording import Strings

PART_SIZE = 40_000
"""About how many characters a part has; a page is never divided."""


def part_path(name: str) -> str:
    """Where a part is, relative to the top of the site."""
    return asset_path(f"links/{name}.js")


START_PATH = part_path("start")
"""The part that a page loads first."""


def main_links(handbook: Handbook, strings: Strings) -> list[Listed]:
    """Everything that people link to, kind by kind."""
    listed = list_handbook(handbook, strings)
    return [entry for kind in MAIN_KINDS for entry in listed if entry.kind == kind]


def render_link_parts(handbook: Handbook, strings: Strings) -> Iterator[OutputFile]:
    """Every part.

    A page is `[number in reading order, id, number of its kind, title, minutes, address, parts]`, a part of it
    `[anchor, title, minutes]`; where no time is known there are 0 minutes.
    """
    parts = [_as_json(part) for part in _divided(_pages(main_links(handbook, strings)))]
    start = {
        "version": hashlib.sha256("".join(parts).encode()).hexdigest()[:8],
        "kinds": [[kind, strings.text(f"search.kind.{kind}")] for kind in MAIN_KINDS],
        "short": f"{PERMANENT_FOLDER}/",
        "parts": [json.loads(part)[0][1] for part in parts],
    }
    for name, text in {"start": _as_json(start), **{f"part-{at}": part for at, part in enumerate(parts)}}.items():
        yield OutputFile(part_path(name), f'(globalThis.handbookLinks ??= {{}})["{name}"] = {text};\n'.encode())


def _pages(listed: Sequence[Listed]) -> list[list[Any]]:
    """The pages, sorted by id, with their steps."""
    pages: dict[str, list[Any]] = {}
    for number, entry in enumerate(listed):
        if entry.kind != "step":
            kind = MAIN_KINDS.index(entry.kind)
            pages[entry.id] = [number, entry.id, kind, entry.title, entry.minutes or 0, entry.address, []]
    for entry in listed:
        if entry.kind == "step":
            page, _, anchor = entry.id.partition(".")
            pages[page][-1].append([anchor, entry.title, entry.minutes or 0])
    return [pages[id_] for id_ in sorted(pages)]


def _divided(pages: list[list[Any]]) -> Iterator[list[list[Any]]]:
    part: list[list[Any]] = []
    size = 0
    for page in pages:
        more = len(_as_json(page))
        if part and size + more > PART_SIZE:
            yield part
            part, size = [], 0
        part.append(page)
        size += more
    if part:
        yield part


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
