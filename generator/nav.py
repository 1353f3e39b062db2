"""The order of the pages, which every engine turns into its navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model import Handbook
from generator.model.handbook import KIND_INDEXES, SEARCH_PAGE, index_path, page_path
from generator.wording import Strings


@dataclass(frozen=True)
class NavEntry:
    """A page in the navigation, or a section of them.

    Attributes:
        title: What it is called.
        path: Its docs file; for a section that of its index page.
        children: The pages of a section, in order.
    """

    title: str
    path: str
    children: tuple[NavEntry, ...] = ()


def build_nav(handbook: Handbook, strings: Strings) -> tuple[NavEntry, ...]:
    """The navigation: start, the kinds with their pages, search, then the hand-written pages."""
    made = {index_path(id_) for id_ in (*KIND_INDEXES.values(), SEARCH_PAGE)}
    entries = [NavEntry(strings.text("nav.home"), page.path) for page in handbook.pages if page.path == "index.md"]
    kinds: list[tuple[str, Callable[[], list[tuple[str, str]]]]] = [
        ("playbook", lambda: [(book.id, book.title) for book in handbook.playbooks]),
        ("worksheet", lambda: [(sheet.id, sheet.title) for sheet in handbook.worksheets]),
        ("script", lambda: [(script.id, script.title) for script in handbook.scripts]),
    ]
    for kind, pages in kinds:
        children = tuple(NavEntry(title, page_path(kind, id_)) for id_, title in pages())
        if children:
            id_ = KIND_INDEXES[kind]
            entries.append(NavEntry(strings.text(f"nav.{id_}"), index_path(id_), children))
    if handbook.sources:
        entries.append(NavEntry(strings.text("nav.sources"), index_path("sources")))
    entries += [
        NavEntry(page.title, page.path)
        for page in sorted(handbook.pages, key=lambda page: (page.front_matter.get("order", 100), page.path))
        if page.path != "index.md" and page.path not in made
    ]
    entries.append(NavEntry(strings.text("nav.search"), index_path(SEARCH_PAGE)))
    return tuple(entries)


def as_config(entries: tuple[NavEntry, ...]) -> list[dict[str, object]]:
    """The navigation as the `nav` setting of `mkdocs.yml`."""
    return [
        {entry.title: [entry.path, *as_config(entry.children)] if entry.children else entry.path} for entry in entries
    ]
