"""The pages that list everything of one kind, and the search page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.addresses import relative_url
from generator.link_sheet import LINK_SHEET
from generator.model import Path, Playbook, Script, Worksheet
from generator.model.target import KIND_INDEXES, SEARCH_PAGE, coach_id, index_path
from generator.pages.draft import Draft
from generator.pages.links import LinkTable, link_table
from generator.pages.long_lists import Entry, Group, divided
from generator.pages.writer import PageWriter
from generator.search import START_PATH
from generator.sheets import WORKBOOK
from generator.times import path_time, playbook_time

NO_WORDS = Markup()

UsedBy = Callable[[Playbook], tuple[str, ...]]


@dataclass(frozen=True)
class Intro:
    """The words of an author on an index page: before the list, and after it. And what previews say of the page."""

    description: str
    opening: Markup = NO_WORDS
    rest: Markup = NO_WORDS


def opening(writer: PageWriter, id_: str) -> tuple[str, Intro]:
    """Title and words of an index page: those of `<id>/index.md` where the author wrote one.

    What stands before its first section opens the page; the sections follow the list.
    """
    path = index_path(id_)
    page = writer.written(path)
    description = _description(writer, id_)
    if page is None:
        return writer.strings.text(f"nav.{id_}"), Intro(description)
    intro = writer.words_of(page).lstrip()
    if intro.startswith("# "):
        intro = intro.partition("\n")[2].lstrip()
    cut = at.start() if (at := re.search(r"^## ", intro, re.MULTILINE)) else len(intro)
    return page.title, Intro(page.head.description or description, Markup(intro[:cut]), Markup(intro[cut:]))


def _description(writer: PageWriter, id_: str) -> str:
    """What there is on an index page or the search page, in one sentence."""
    return writer.strings.text(f"about.{id_}", handbook=writer.handbook.settings.title)


def render(writer: PageWriter) -> Iterator[Draft]:
    """An index page for playbooks, worksheets and scripts each, and the search page."""
    handbook, strings = writer.handbook, writer.strings
    playbooks = [Entry(book.id, book.title, playbook_time(strings, book), book.summary) for book in handbook.playbooks]
    yield _index(writer, "playbook", [Group("", "", playbooks)])
    if handbook.worksheets:
        sheets = {sheet.id: _sheet_entry(writer, sheet) for sheet in handbook.worksheets}
        yield _index(writer, "worksheet", _grouped(writer, sheets, lambda book: book.worksheets))
    if handbook.scripts:
        scripts = {script.id: _script_entry(writer, script) for script in handbook.scripts}
        yield _index(writer, "script", _grouped(writer, scripts, lambda book: book.scripts))
    if handbook.paths:
        yield _index(writer, "path", _path_groups(writer))
    if handbook.ideas:
        ideas = [Entry(page.id, page.title, "", page.head.description or "") for page in handbook.ideas]
        yield _index(writer, "idea", [Group("", "", ideas)])
    guides = [
        Entry(coach_id(book.id), strings.text("coach.title", playbook=book.title), "", book.summary)
        for book in handbook.playbooks
        if book.coach
    ]
    if guides:
        group = Group(strings.text("coach.guides"), "guides", guides)
        yield _index(writer, "coach", [group], link_table(handbook, strings))
    yield _search_page(writer)


def _index(writer: PageWriter, kind: str, groups: list[Group], table: LinkTable | None = None) -> Draft:
    id_ = KIND_INDEXES[kind]
    path = index_path(id_)
    title, intro = opening(writer, id_)
    source = path if writer.written(path) else None
    pack = {"worksheet": WORKBOOK, "coach": LINK_SHEET}.get(kind, "")
    in_parts, jumps = divided(writer.strings, groups)
    values: dict[str, Any] = {
        "kind": kind,
        "title": title,
        "intro": intro,
        "groups": in_parts,
        "jumps": jumps,
        "table": table,
        "downloads": writer.offered(pack, path, packs=True),
    }
    return writer.page("index", path, source, **values)


def _path_groups(writer: PageWriter) -> list[Group]:
    """Paths below the situation they are for; those for all first."""
    entries = [(path.situations, _path_entry(writer, path)) for path in writer.handbook.paths]
    groups = [Group(writer.strings.text("path.everyone"), "everyone", [entry for ids, entry in entries if not ids])]
    for situation in writer.handbook.settings.situations:
        found = [entry for ids, entry in entries if situation.id in ids]
        pages = [page for page in writer.handbook.pages if page.kind == "situation" and page.id == situation.id]
        found = [Entry(page.id, page.title, "", page.head.description or "") for page in pages] + found
        groups.append(Group(situation.label, situation.id, found))
    return [group for group in groups if group.entries]


def _path_entry(writer: PageWriter, path: Path) -> Entry:
    return Entry(path.id, path.title, path_time(writer.strings, path), path.summary)


def _sheet_entry(writer: PageWriter, sheet: Worksheet) -> Entry:
    return Entry(sheet.id, sheet.title, writer.strings.count("worksheet.pages", sheet.pages), sheet.summary)


def _script_entry(writer: PageWriter, script: Script) -> Entry:
    names = ", ".join(writer.handbook.situation(id_).title for id_ in script.situations)
    strings = writer.strings
    whom = strings.text("script.for", situations=names) if names else strings.text("script.for_all")
    return Entry(script.id, script.title, f"{strings.text(f'script.channel.{script.channel}')}. {whom}", script.summary)


def _grouped(writer: PageWriter, entries: dict[str, Entry], used: UsedBy) -> list[Group]:
    """Entries below the playbook that uses them first; those that none uses, last."""
    left = dict(entries)
    groups = []
    for book in writer.handbook.playbooks:
        found = [left.pop(id_) for id_ in used(book) if id_ in left]
        if found:
            groups.append(Group(book.title, book.id, found))
    if left:
        title = writer.strings.text("index.other") if groups else ""
        groups.append(Group(title, "other", list(left.values())))
    return groups


def _search_page(writer: PageWriter) -> Draft:
    path = index_path(SEARCH_PAGE)
    lists = [KIND_INDEXES["playbook"]]
    lists += [KIND_INDEXES["worksheet"]] if writer.handbook.worksheets else []
    lists += [KIND_INDEXES["script"]] if writer.handbook.scripts else []
    return writer.page(
        "search",
        path,
        None,
        description=_description(writer, SEARCH_PAGE),
        asset_index=relative_url(path, START_PATH),
        words=writer.strings.group("search"),
        lists=[(id_, writer.strings.text(f"nav.{id_}")) for id_ in lists],
    )
