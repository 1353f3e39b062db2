"""The order of the pages, which every engine turns into its navigation."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Handbook
from generator.model.page import page_order
from generator.model.target import (
    DATA_PAGE,
    KIND_INDEXES,
    OFFLINE_PAGE,
    PLAN_PAGE,
    SEARCH_PAGE,
    START_PAGE,
    index_path,
    page_path,
)
from generator.templating import theme_text
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
    """The navigation: start, the kinds with their pages, the other hand-written pages, and what is for doing things."""
    written = sorted(handbook.pages, key=page_order)
    indexes = {index_path(id_) for id_ in KIND_INDEXES.values()}
    start = NavEntry(strings.text("nav.home"), index_path(START_PAGE))
    kinds = [
        NavEntry(strings.text(f"nav.{id_}"), index_path(id_), _children(handbook, strings, id_))
        for id_ in handbook.index_ids
    ]
    others = [
        NavEntry(page.title, page.path)
        for page in written
        if page.kind == "page" and page.path != start.path and page.path not in indexes
    ]
    tools = [NavEntry(strings.text(f"nav.{id_}"), index_path(id_)) for id_ in (DATA_PAGE, OFFLINE_PAGE, SEARCH_PAGE)]
    return (start, *kinds, *others, *tools)


def _children(handbook: Handbook, strings: Strings, index_id: str) -> tuple[NavEntry, ...]:
    """The pages below an index page; sources and terms are parts of theirs."""
    situations = [page for page in sorted(handbook.pages, key=page_order) if page.kind == "situation"]
    pages: dict[str, list[tuple[str, str]]] = {
        "paths": [(page.title, page.path) for page in situations]
        + [(path.title, page_path("path", path.id)) for path in handbook.paths],
        "playbooks": [(book.title, page_path("playbook", book.id)) for book in handbook.playbooks],
        "worksheets": [(sheet.title, page_path("worksheet", sheet.id)) for sheet in handbook.worksheets],
        "scripts": [(script.title, page_path("script", script.id)) for script in handbook.scripts],
        "ideas": [(page.title, page.path) for page in handbook.ideas],
        "coach": [(strings.text("nav.plan"), index_path(PLAN_PAGE))]
        + [(book.title, page_path("coach", book.id)) for book in handbook.playbooks if book.coach],
    }
    return tuple(NavEntry(title, path) for title, path in pages.get(index_id, []))


def as_config(entries: tuple[NavEntry, ...]) -> list[dict[str, object]]:
    """The navigation as the `nav` setting of `mkdocs.yml`."""
    return [
        {theme_text(entry.title): [entry.path, *as_config(entry.children)] if entry.children else entry.path}
        for entry in entries
    ]
