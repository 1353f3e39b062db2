"""The page on which a coach makes a reading plan, and a client opens one: all it needs stands in it, or in parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.addresses import relative_url
from generator.listing import Listed
from generator.model.target import KIND_INDEXES, PLAN_PAGE, START_PAGE, index_path
from generator.pages.draft import Draft
from generator.pages.link_parts import START_PATH, main_links
from generator.pages.links import MOST_ROWS
from generator.pages.writer import PageWriter
from generator.wording import Strings

PLAN_PATH = index_path(PLAN_PAGE)
_SAID = ("plan.say.", "qr.", "duration.min.", "duration.h.", "months.", "date")
"""The words that the page's script says begin with these."""
_OTHER_KINDS = ("path", "worksheet", "script", "idea", "situation", "page")
_NOT_RENAMED: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class PlanItem:
    """Something that can be put into a plan.

    Attributes:
        id: Its public id.
        title: What it is called.
        kind: What it is, in words.
        part_of: Title of the page that it is a part of; empty for a whole page.
        minutes: How long it takes, at most; None where that is not known.
        address: Where it is, as seen from the page.
        permanent: Its short link, as seen from the page.
    """

    id: str
    title: str
    kind: str
    part_of: str
    minutes: int | None
    address: str
    permanent: str


@dataclass(frozen=True)
class PlanGroup:
    """The items below one heading."""

    title: str
    items: list[PlanItem]


def render(writer: PageWriter, renamed: Mapping[str, str] = _NOT_RENAMED) -> Iterator[Draft]:
    """The plan page; none where the handbook has no coach guides.

    Args:
        writer: Of the handbook.
        renamed: Ids that things had before -> present ids.
    """
    if PLAN_PAGE in writer.handbook.tool_ids:
        links = main_links(writer.handbook, writer.strings)
        is_large = len(links) > MOST_ROWS
        yield writer.page(
            "plan",
            PLAN_PATH,
            None,
            words=plan_words(writer.strings),
            renamed=json.dumps(dict(renamed), sort_keys=True),
            groups=[] if is_large else list(_groups(writer, links)),
            link_start=relative_url(PLAN_PATH, START_PATH) if is_large else "",
        )


def plan_words(strings: Strings) -> str:
    """The words that the page's script says, as JSON."""
    words = {key.removeprefix("plan.say."): text for key, text in strings.words.items() if key.startswith(_SAID)}
    return json.dumps(words, ensure_ascii=False, sort_keys=True)


def _groups(writer: PageWriter, links: list[Listed]) -> Iterator[PlanGroup]:
    """Each playbook with its steps, then all else by kind."""
    for playbook in writer.handbook.playbooks:
        parts = [entry for entry in links if entry.kind in ("playbook", "step")]
        whole = [_item(writer, entry) for entry in parts if entry.id.split(".")[0] == playbook.id]
        yield PlanGroup(playbook.title, whole)
    made = {*KIND_INDEXES.values(), PLAN_PAGE, START_PAGE}
    for kind in _OTHER_KINDS:
        items = [_item(writer, entry) for entry in links if entry.kind == kind and entry.id not in made]
        if items:
            yield PlanGroup(writer.strings.text(f"plan.group.{kind}"), items)


def _item(writer: PageWriter, entry: Listed) -> PlanItem:
    return PlanItem(
        entry.id,
        entry.title,
        writer.strings.text(f"search.kind.{entry.kind}"),
        entry.part_of,
        entry.minutes,
        relative_url(PLAN_PATH, entry.address),
        relative_url(PLAN_PATH, entry.permanent),
    )
