"""Where every id that was ever published leads now.

A published address is one of three things: still the address of its thing; a page that is not there any
more, which forwards; or a place on a page that has another name now, or is elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.addresses import page_url, permanent_url, public_targets, target_url
from generator.model import Handbook, Retirement, Target
from generator.model.permalinks import successor

KEPT_KINDS = ("playbook", "step", "path", "stop", "worksheet", "block")
"""The kinds of thing whose ids readers' ticks and answers are kept under."""


@dataclass(frozen=True)
class OldAnchor:
    """A place that links name on a page that has no such place any more.

    Attributes:
        anchor: Its name in those links.
        to: Where it is now, relative to the top of the site.
        here: The anchor that it has on this page now; empty if it is elsewhere.
        title: What it is called.
        is_retired: Whether it was taken out, so that `to` says why.
    """

    anchor: str
    to: str
    here: str
    title: str
    is_retired: bool


@dataclass(frozen=True)
class Permalinks:
    """The links of one handbook: those in use, those of things with other ids now, and those taken back."""

    handbook: Handbook

    @cached_property
    def targets(self) -> dict[str, Target]:
        """Every id in use and where it leads, the sections of hand-written pages among them."""
        return public_targets(self.handbook)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Every id that a thing had before, with the present one."""
        old = {*self.handbook.aliases, *(promise.id for promise in self.handbook.promises)} - set(self.targets)
        found = {id_: successor(id_, self.handbook.aliases, self.targets) for id_ in sorted(old)}
        return {id_: present for id_, present in found.items() if present}

    @cached_property
    def renamed_work(self) -> str:
        """The renamed ids under which readers may have kept ticks or answers, with the present ones, as JSON.

        Empty where there are none.
        """
        found = {old: id_ for old, id_ in self.renamed.items() if self.targets[id_].kind in KEPT_KINDS}
        return json.dumps(found, sort_keys=True) if found else ""

    @cached_property
    def retired(self) -> dict[str, Retirement]:
        """Every id that was taken back, parts of pages among them, and how."""
        whole = {retirement.id: retirement for retirement in self.handbook.retired}
        promised = [promise.id for promise in self.handbook.promises if promise.id not in self.renamed]
        gone = [id_ for id_ in promised if id_ not in self.targets]
        parts = {id_: taken for id_ in gone if (taken := whole.get(id_) or whole.get(id_.partition(".")[0]))}
        return dict(sorted((whole | parts).items()))

    @cached_property
    def page_ids(self) -> dict[str, str]:
        """The id of every page, by its docs file."""
        return {target.page: target.id for target in self.targets.values() if not target.anchor}

    def address(self, id_: str) -> str:
        """Where an id leads now, relative to the top of the site. Raises `KeyError` if it was never one."""
        if id_ in self.retired:
            return permanent_url(self.retired[id_].id)
        return target_url(self.targets[self.renamed.get(id_, id_)])

    def docs_file(self, id_: str) -> str:
        """The docs file in which an id's thing stands; empty for one that was taken back."""
        return "" if id_ in self.retired else self.targets[self.renamed.get(id_, id_)].page

    def title(self, id_: str) -> str:
        """What an id's thing is called; for one that was taken back without a title, the id."""
        if id_ in self.retired:
            return self.retired[id_].title or id_
        return self.targets[self.renamed.get(id_, id_)].title

    @cached_property
    def short_links(self) -> tuple[str, ...]:
        """Every id with a short link that leads elsewhere. The page of an id that was taken back is its short link."""
        ids = [*self.targets, *self.renamed, *(id_ for id_ in self.retired if self.retired[id_].id != id_)]
        return tuple(sorted(ids))

    @cached_property
    def old_pages(self) -> dict[str, str]:
        """The address of every page that is not there any more, with the id that stood for it."""
        pages = {page_url(page) for page in self.page_ids}
        found: dict[str, str] = {}
        for id_, page, anchor in self._published():
            if page not in pages and page not in self._short_addresses and (not anchor or page not in found):
                found[page] = id_
        return dict(sorted(found.items()))

    @cached_property
    def stand_ins(self) -> dict[str, str]:
        """The address of every page that only leads on, with the id that it stands for: first the short links."""
        return self._short_addresses | self.old_pages

    @cached_property
    def _short_addresses(self) -> dict[str, str]:
        return {permanent_url(id_): id_ for id_ in self.short_links}

    @cached_property
    def forwards(self) -> dict[str, str]:
        """The same, with where it leads. Both are relative to the top of the site."""
        return {old: self.address(id_) for old, id_ in self.stand_ins.items()}

    @cached_property
    def old_anchors(self) -> dict[str, list[OldAnchor]]:
        """The anchors of links that a page has no such place for, by the page's address.

        Links to a page that is not there any more come to the page that stands for it.
        """
        found: dict[str, dict[str, OldAnchor]] = {}
        for id_, page, anchor in self._published():
            here = self.address(self.old_pages[page]).partition("#")[0] if page in self.old_pages else page
            if anchor and f"{here}#{anchor}" not in self._addresses:
                found.setdefault(here, {}).setdefault(anchor, self._old_anchor(id_, here, anchor))
        return {page: list(anchors.values()) for page, anchors in found.items()}

    @cached_property
    def _addresses(self) -> frozenset[str]:
        """Every address in use."""
        return frozenset(map(target_url, self.targets.values()))

    def _old_anchor(self, id_: str, here: str, anchor: str) -> OldAnchor:
        to = self.address(id_)
        page, _, present = to.partition("#")
        return OldAnchor(anchor, to, present if page == here else "", self.title(id_), id_ in self.retired)

    def _published(self) -> Iterator[tuple[str, str, str]]:
        """Every address that was ever published and is not that of its thing now: id, page and anchor."""
        for promise in self.handbook.promises:
            for address in promise.addresses:
                if address != self.address(promise.id):
                    page, _, anchor = address.partition("#")
                    yield promise.id, page, anchor
