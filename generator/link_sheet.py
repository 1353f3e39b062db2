"""The coach's sheet of links, to print: what it holds, as data for the typesetter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.listing import Listed, list_handbook
from generator.model import Handbook
from generator.model.target import KIND_INDEXES, PERMANENT_FOLDER, PLAN_PAGE, START_PAGE
from generator.sheets import PAPERS, SheetDocument, as_json, document_head, short_address
from generator.wording import Strings

LINK_SHEET = KIND_INDEXES["coach"]
"""Id of the sheet: that of the page which offers it, so that nothing else can have it."""
GROUPS = {
    "page": ("index", "page", "situation"),
    "playbook": ("playbook",),
    "worksheet": ("worksheet",),
    "script": ("script",),
}
"""The groups of the sheet, and the kinds of thing in each."""


def link_documents(handbook: Handbook, strings: Strings, site_url: str) -> Iterator[SheetDocument]:
    """The sheet on each paper; none without coach guides, or where the site's address is not known.

    Args:
        handbook: The handbook.
        strings: The words of its language.
        site_url: Where the site will be, ending in a slash; empty if not known.
    """
    if not site_url or LINK_SHEET not in handbook.index_ids:
        return
    listed = list_handbook(handbook, strings)
    folder = short_address(f"{site_url}{PERMANENT_FOLDER}/") + "/"
    links = {
        "about": strings.text("links.paper_about", address=folder),
        "groups": [
            {
                "title": strings.text(f"links.group.{name}"),
                "items": [_item(entry, strings, site_url) for entry in group],
            }
            for name, group in _groups(listed)
        ],
    }
    for paper, name in PAPERS.items():
        data: dict[str, Any] = {
            **document_head(handbook, strings, strings.text("links.paper"), paper),
            "large": False,
            "address": short_address(site_url),
            "words": {"page": strings.words["sheet.page"]},
            "cover": None,
            "sheets": [],
            "links": links,
        }
        path = f"{LINK_SHEET}/links-{name}.pdf"
        yield SheetDocument(path, LINK_SHEET, paper, False, None, None, as_json(data), is_pack=True)


def _groups(listed: tuple[Listed, ...]) -> Iterator[tuple[str, list[Listed]]]:
    lists = {*KIND_INDEXES.values(), PLAN_PAGE}
    for name, kinds in GROUPS.items():
        found = [entry for entry in listed if entry.kind in kinds and entry.id not in lists and _is_page(entry)]
        if found:
            yield name, sorted(found, key=lambda entry: entry.id != START_PAGE)


def _is_page(entry: Listed) -> bool:
    """Whether an index is one to begin with: the start page, but not the search page."""
    return entry.kind != "index" or entry.id == START_PAGE


def _item(entry: Listed, strings: Strings, site_url: str) -> dict[str, str]:
    address = site_url + entry.permanent
    return {
        "id": entry.id,
        "title": entry.title,
        "url": address,
        "alt": strings.text("links.code", address=address),
    }
