"""The handbook for programs: `handbook.json` with its schema, and an inventory for other documentation."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.addresses import permanent_url
from generator.fields import Content
from generator.listing import Listed, list_handbook
from generator.model import Handbook
from generator.model.target import KIND_INDEXES
from generator.output import OutputFile
from generator.pages import Download
from generator.richtext import render_text
from generator.sheets import WORKBOOK
from generator.wording import Strings

CATALOGUE_PATH = "handbook.json"
SCHEMA_PATH = "handbook.schema.json"
INVENTORY_PATH = "objects.inv"

FORMAT = 1
"""Raised when a program that reads `handbook.json` would have to be changed."""


class CataloguePdf(Content):
    """A PDF to print or to fill in."""

    address: str
    """Where it is: absolute if `site` is given, else relative to this file."""
    paper: str
    """The paper it is for: `a4` or `us-letter`."""
    large_print: bool
    """Whether it is in large print."""
    pages: int
    """How many pages it has."""
    bytes: int
    """Its size in bytes."""


class CatalogueEntry(Content):
    """One thing that can be linked."""

    id: str
    """Its public id, which stays the same for ever. The id of a part is that of the whole, a full stop and a name."""
    kind: str
    """What it is: `playbook`, `step`, `worksheet`, `block`, `script`, `path`, `stop`, `idea`, `situation`, `coach`,
    `source`, `term`, `page` or `index`. More may be added: pass over those you do not know."""
    title: str
    """What it is called, as plain text."""
    summary: str
    """What it is for, as plain text; empty where its author wrote none."""
    part_of: str | None
    """Id of the page that it is a part of; null for a whole page."""
    address: str
    """Where it is now: absolute if `site` is given, else relative to this file. It may move."""
    permalink: str
    """The link to keep, which leads there wherever it moves: absolute or relative as `address` is."""
    minutes: int | None
    """How many minutes it takes, at most; null where that is not known or it is done again and again."""
    situations: tuple[str, ...]
    """Ids of the situations that it is for or speaks of; empty where it is for all readers."""
    pdfs: tuple[CataloguePdf, ...]
    """Its sheets as PDF: those of a worksheet, or the pack of a playbook, a path or the whole handbook."""


class CatalogueSituation(Content):
    """Where a reader may stand."""

    id: str
    """Name of the situation."""
    title: str
    """A few words for it."""


class Catalogue(Content):
    """Everything in a handbook that can be linked."""

    format: int
    """Version of this form. It grows when a program that reads it must be changed."""
    title: str
    """The name of the handbook."""
    language: str
    """The language that it is written in, as a BCP 47 tag such as `en` or `pt-BR`."""
    summary: str
    """What the handbook is, as plain text."""
    site: str
    """Address of the site, ending in a slash. Empty where the handbook does not know it."""
    situations: tuple[CatalogueSituation, ...]
    """The situations that entries are for."""
    entries: tuple[CatalogueEntry, ...]
    """Every public id of the handbook once, in reading order."""


def render_catalogue(
    handbook: Handbook, strings: Strings, site_url: str, downloads: Sequence[Download] = ()
) -> Iterator[OutputFile]:
    """`handbook.json`, its JSON Schema, and the inventory `objects.inv`, for the top of the site.

    Args:
        handbook: The handbook.
        strings: The words of its language.
        site_url: Where the site will be, ending in a slash; empty if not known.
        downloads: The finished PDFs.
    """
    listed = list_handbook(handbook, strings)
    pdfs = _pdfs(site_url, downloads)
    wholes = {target.page: target.id for target in handbook.targets.values() if not target.anchor}
    parts = {target.id: wholes.get(target.page) for target in handbook.targets.values() if target.anchor}
    settings = handbook.settings
    catalogue = Catalogue(
        format=FORMAT,
        title=settings.title,
        language=settings.language,
        summary=render_text(settings.summary, inline=True),
        site=site_url,
        situations=tuple(CatalogueSituation(id=one.id, title=one.title) for one in settings.situations),
        entries=(),
    )
    # One entry after the other: in a large handbook, all of them at once take up much room.
    entries = (_entry(one, parts.get(one.id), site_url, pdfs.get(one.id, ())).model_dump(mode="json") for one in listed)
    head = {"$schema": SCHEMA_PATH} | catalogue.model_dump(mode="json", exclude={"entries"})
    yield OutputFile(CATALOGUE_PATH, _by_line(head | {"entries": entries}))
    yield OutputFile(SCHEMA_PATH, _json(catalogue_schema(site_url)))
    yield OutputFile(INVENTORY_PATH, _inventory(settings.title, listed))


def catalogue_schema(site_url: str = "") -> dict[str, Any]:
    """The JSON Schema of `handbook.json`."""
    schema = Catalogue.model_json_schema(mode="serialization")
    own_address = {"type": "string", "description": "Where this schema is."}
    schema["properties"] = {"$schema": own_address} | schema["properties"]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | ({"$id": site_url + SCHEMA_PATH} if site_url else {}) | schema


def _entry(listed: Listed, part_of: str | None, site_url: str, pdfs: Sequence[CataloguePdf]) -> CatalogueEntry:
    return CatalogueEntry(
        id=listed.id,
        kind=listed.kind,
        title=listed.title,
        summary=listed.summary,
        part_of=part_of,
        address=_from_top(site_url, listed.address),
        permalink=_from_top(site_url, listed.permanent),
        minutes=listed.minutes,
        situations=listed.situations,
        pdfs=tuple(pdfs),
    )


def _pdfs(site_url: str, downloads: Sequence[Download]) -> Mapping[str, list[CataloguePdf]]:
    """Public id -> its PDFs. The pack of all sheets belongs to the page that lists them."""
    found: dict[str, list[CataloguePdf]] = {}
    for one in downloads:
        id_ = KIND_INDEXES["worksheet"] if one.is_pack and one.id == WORKBOOK else one.id
        pdf = CataloguePdf(
            address=_from_top(site_url, one.path),
            paper=one.paper,
            large_print=one.is_large,
            pages=one.pages,
            bytes=one.size,
        )
        found.setdefault(id_, []).append(pdf)
    return found


def _from_top(site_url: str, address: str) -> str:
    """An address below the top of the site, as a file at the top names it."""
    return site_url + address if site_url else address or "./"


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _by_line(data: Mapping[str, Any]) -> str:
    """JSON with each key on a line of its own, and each item of what is no text: what changed is seen at once."""
    lines = []
    for key, value in data.items():
        if isinstance(value, (list, Iterator)):
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            text = f"[\n{items}\n ]" if items else "[]"
        else:
            text = json.dumps(value, ensure_ascii=False)
        lines.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _inventory(title: str, listed: Sequence[Listed]) -> bytes:
    """A Sphinx inventory, version 2: each public id as a label that leads to its permanent link.

    A line is name, `domain:role`, priority, address and title. A handbook has no version.
    """
    lines = (f"{one.id} std:label 1 {permanent_url(one.id)} {_one_line(one.title)}\n" for one in listed)
    head = f"# Sphinx inventory version 2\n# Project: {_one_line(title)}\n# Version: \n"
    head += "# The remainder of this file is compressed using zlib.\n"
    return head.encode() + zlib.compress("".join(lines).encode(), 9)


def _one_line(text: str) -> str:
    """A title on one line; a lone `-` would stand for the name."""
    words = " ".join(text.split())
    return words if words != "-" else "\N{EN DASH}"
