"""Where things are: from docs files to the addresses that pages link to each other with.

A page `playbooks/first-steps.md` is published at `playbooks/first-steps/`. All links are relative,
so that a handbook works from any folder of a host.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from generator.filenames import path_fault
from generator.model import Handbook, Target, WrittenPage
from generator.model.target import KIND_INDEXES, PERMANENT_FOLDER, SECTION_ANCHORS, START_PAGE, index_path
from generator.richtext import with_anchors, written_sections


@lru_cache(maxsize=20_000)
def page_url(page: str) -> str:
    """The address of a docs file, relative to the top of the site; the top itself is empty."""
    folder, name = posixpath.split(page.removesuffix(".md"))
    if name == "index":
        return f"{folder}/" if folder else ""
    return posixpath.join(folder, name) + "/"


def relative_url(page: str, to: str) -> str:
    """The address `to` (relative to the top of the site, maybe with an anchor) as seen from a page."""
    path, mark, anchor = to.partition("#")
    here, there = page_url(page).split("/")[:-1], path.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    relative = "../" * (len(here) - same) + "/".join(there[same:])
    return (relative or "./") + mark + anchor


def target_url(target: Target) -> str:
    """The address of a target, relative to the top of the site."""
    return page_url(target.page) + (f"#{target.anchor}" if target.anchor else "")


def permanent_url(id_: str) -> str:
    """The short link of a public id, relative to the top of the site; it stays the same wherever the page moves."""
    return f"{PERMANENT_FOLDER}/{id_}/"


def public_targets(handbook: Handbook) -> dict[str, Target]:
    """All public ids and where they lead: those of the handbook, and the sections of its hand-written pages.

    A section's id is that of its page and its anchor, such as `help.who-to-call`.
    """
    found = dict(handbook.targets)
    for page in handbook.pages:
        for section in written_sections(anchored_body(handbook, page)):
            id_ = f"{page.id}.{section.anchor}"
            if section.level > 1 and section.anchor and _can_be_linked(section.anchor) and not path_fault(id_):
                found.setdefault(id_, Target(id_, "section", section.title, page.path, section.anchor))
    return found


def _can_be_linked(anchor: str) -> bool:
    """Whether the anchor that an author wrote can be a part of an id, and so of the name of a file."""
    return re.fullmatch(r"[\w-]+", anchor) is not None


def link_to(handbook: Handbook, page: str, id_: str) -> str:
    """The address of a public id, as seen from a page. Raises `KeyError` for an unknown id."""
    target = handbook.targets[id_]
    if target.page == page and target.anchor:
        return f"#{target.anchor}"
    return relative_url(page, target_url(target))


def markdown_link_to(handbook: Handbook, page: str, id_: str) -> str:
    """The same as a path to the docs file, which is what links inside Markdown pages hold."""
    target = handbook.targets[id_]
    path = posixpath.relpath(target.page, posixpath.dirname(page) or ".")
    return path + (f"#{target.anchor}" if target.anchor else "")


def anchored_body(handbook: Handbook, page: WrittenPage) -> str:
    """The Markdown of a hand-written page, with an anchor on every heading that no other part of the page has."""
    return with_anchors(page.body, generated_anchors(handbook, page))


def generated_anchors(handbook: Handbook, page: WrittenPage) -> set[str]:
    """The anchors that the generator puts on a page beside an author's words."""
    situations = [situation.id for situation in handbook.settings.situations]
    if page.path == index_path(START_PAGE):
        columns = {f"{name}-{id_}" for name in ("time", "start") for id_ in situations}
        return {*SECTION_ANCHORS["start"], *columns}
    if page.id in KIND_INDEXES.values():
        groups = {*SECTION_ANCHORS["index"], *situations, *(book.id for book in handbook.playbooks)}
        return groups | {target.anchor for target in handbook.targets.values() if target.page == page.path}
    return set(SECTION_ANCHORS.get(page.kind, ()))
