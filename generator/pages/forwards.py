"""The pages that only lead on: short links, and what stands where pages were. There are several for each other page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import escape

from generator.addresses import relative_url
from generator.hosting import content_policy
from generator.listing import Listed, list_handbook
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter
from generator.permalinks import Permalinks

_CUT = "\0"
"""What stands around the names of values in a form: no content can hold it."""


@dataclass(frozen=True)
class Forwards:
    """Those of one handbook. They are compared all at once, by what `Lists` are made from.

    Attributes:
        writer: Of its pages.
        links: Its links.
    """

    writer: PageWriter
    links: Permalinks

    @cached_property
    def paths(self) -> frozenset[str]:
        """Their places in the site."""
        return frozenset(f"{old}index.html" for old in self.links.forwards)

    def drafts(self) -> Iterator[Draft]:
        """Each of them."""
        for old, id_ in self.links.stand_ins.items():
            card = self.writer.card_keys(self.links.docs_file(id_)).get("card", "")
            inputs = (old, self.links.forwards[old], *self._said(id_), card)
            yield self.writer.draft(f"{old}index.html", None, inputs, partial(self._filled, *inputs))

    def _said(self, id_: str) -> tuple[str, str]:
        """The title and summary, for previews: many programs that make them do not follow."""
        entry = self._listed.get(self.links.renamed.get(id_, id_))
        return (entry.title, entry.summary) if entry else (self.links.title(id_), "")

    @cached_property
    def _listed(self) -> Mapping[str, Listed]:
        return {entry.id: entry for entry in list_handbook(self.writer.handbook, self.writer.strings)}

    def _filled(self, old: str, to: str, title: str, summary: str, card: str) -> str:
        place = f"{old}index.md"
        page, mark, anchor = to.partition("#")
        values = {
            "title": title,
            "summary": summary,
            "address": relative_url(place, to),
            # With the name of its file the address works from a disk too.
            "file": relative_url(place, f"{page}index.html{mark}{anchor}"),
            "page": page,
            "card": card,
        }
        shape = (old.count("/"), bool(summary), bool(card))
        if shape not in self._forms:
            self._forms[shape] = self._form(*shape)
        parts = self._forms[shape].split(_CUT)
        parts[1::2] = [escape(values[name]) for name in parts[1::2]]
        return "".join(parts)

    @cached_property
    def _forms(self) -> dict[tuple[int, bool, bool], str]:
        return {}

    def _form(self, depth: int, has_summary: bool, has_card: bool) -> str:
        """What all have in common that stand so many folders deep, with the names of values in their places.

        It is without the theme, since nobody is to stay there.
        """
        shown = {name: f"{_CUT}{name}{_CUT}" for name in ("title", "summary", "address", "file", "page", "card")}
        shown |= {} if has_summary else {"summary": ""}
        shown |= {} if has_card else {"card": ""}
        said = {"policy": content_policy(in_page=True), "site_url": self.writer.site_url}
        return self.writer.render("pages/forward.html.jinja", f"{'-/' * depth}index.md", **shown, **said)
