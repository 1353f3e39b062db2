"""The handbook for programs: `handbook.json` with its schema, and an inventory for other documentation."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.addresses import permanent_url
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

_Object = dict[str, Any]
"""An object of the file, as `catalogue_form` describes it."""


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
    # One entry after the other: in a large handbook, all of them at once take up much room.
    entries = (_entry(one, parts.get(one.id), site_url, pdfs.get(one.id, ())) for one in listed)
    catalogue = {
        "$schema": SCHEMA_PATH,
        "format": FORMAT,
        "title": settings.title,
        "language": settings.language,
        "summary": render_text(settings.summary, inline=True),
        "site": site_url,
        "situations": [{"id": one.id, "title": one.title} for one in settings.situations],
        "entries": entries,
    }
    yield OutputFile(CATALOGUE_PATH, _by_line(catalogue))
    yield OutputFile(SCHEMA_PATH, _json(catalogue_schema(site_url)))
    yield OutputFile(INVENTORY_PATH, _inventory(settings.title, listed))


def catalogue_schema(site_url: str = "") -> dict[str, Any]:
    """The JSON Schema of `handbook.json`."""
    from generator.catalogue_form import Catalogue  # here, since most builds make no new schema

    schema = Catalogue.model_json_schema(mode="serialization")
    own_address = {"type": "string", "description": "Where this schema is."}
    schema["properties"] = {"$schema": own_address} | schema["properties"]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | ({"$id": site_url + SCHEMA_PATH} if site_url else {}) | schema


def _entry(listed: Listed, part_of: str | None, site_url: str, pdfs: Sequence[_Object]) -> _Object:
    return {
        "id": listed.id,
        "kind": listed.kind,
        "title": listed.title,
        "summary": listed.summary,
        "part_of": part_of,
        "address": _from_top(site_url, listed.address),
        "permalink": _from_top(site_url, listed.permanent),
        "minutes": listed.minutes,
        "situations": listed.situations,
        "pdfs": pdfs,
    }


def _pdfs(site_url: str, downloads: Sequence[Download]) -> Mapping[str, list[_Object]]:
    """Public id -> its PDFs. The pack of all sheets belongs to the page that lists them."""
    found: dict[str, list[_Object]] = {}
    for one in downloads:
        id_ = KIND_INDEXES["worksheet"] if one.is_pack and one.id == WORKBOOK else one.id
        pdf: _Object = {
            "address": _from_top(site_url, one.path),
            "paper": one.paper,
            "large_print": one.is_large,
            "pages": one.pages,
            "bytes": one.size,
        }
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
