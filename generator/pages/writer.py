"""What every page needs: the handbook, the words, and links that start from the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from generator.addresses import anchored_body, relative_url
from generator.assets import asset_path
from generator.cards import DEFAULT_PAGE, CardDocument
from generator.model import Handbook, WrittenPage
from generator.model.target import DATA_PAGE, PRIVACY_PAGE
from generator.pages.downloads import Download
from generator.pages.draft import Draft, Lookups
from generator.richtext import render_text, resolve_written_links
from generator.templating import PageContext, render_page, with_head
from generator.wording import Strings

_INITIALS = re.compile(r" [A-Z][A-Z-]{0,4}$")
"""The initials that follow a family name, at the end of an author list."""

Late = Callable[[], str]
_NOTHING_LATE: Mapping[str, Late] = MappingProxyType({})


@dataclass(frozen=True)
class PageWriter:
    """Renders templates for one handbook in one language.

    Attributes:
        handbook: The handbook.
        strings: The words of its language.
        downloads: The finished PDFs.
        cards: The finished preview cards, by the docs file of their page.
        site_url: Where the site will be, ending in a slash; empty if not known.
    """

    handbook: Handbook
    strings: Strings
    downloads: tuple[Download, ...] = ()
    cards: Mapping[str, CardDocument] = field(default_factory=dict)
    site_url: str = ""

    def part(self, template: str, path: str, **values: Any) -> str:
        """A part of a hand-written page: a template below `templates/parts/`, for the page at `path`."""
        return self.render(f"parts/{template}.md.jinja", path, **values)

    def render(self, template: str, path: str, **values: Any) -> str:
        """A template below `templates/`, for the page at `path`."""
        shared = {
            "asset": lambda name: relative_url(path, asset_path(name)),
            "titles": self.lookups.titles,
            "index_ids": self.handbook.index_ids,
            "privacy_page": PRIVACY_PAGE if PRIVACY_PAGE in self.titles else "",
        }
        return render_page(template, self._context(path), **shared, **values)

    def offered(self, id_: str, path: str, *, packs: bool = False) -> list[tuple[str, Download]]:
        """The PDFs of a worksheet or pack, each with its address as seen from the page at `path`."""
        return [
            (relative_url(path, download.path), download)
            for download in self.downloads
            if download.id == id_ and download.is_pack == packs
        ]

    def shows_help(self, playbook_id: str) -> bool:
        """Whether a playbook wants the line that leads to help at the top of its pages."""
        return self.handbook.playbook(playbook_id).show_help

    def helps_first(self, id_: str) -> bool:
        """Whether a worksheet or script belongs to a playbook that wants the line at the top."""
        uses = self.handbook.uses(id_)
        return bool(uses) and uses[0].playbook.show_help

    def _context(self, path: str) -> PageContext:
        return PageContext(self.strings, partial(self.lookups.link, path), self._short_forms)

    @cached_property
    def _short_forms(self) -> dict[str, str]:
        return {term.term: self.description(term.meaning) for term in self.handbook.short_forms}

    def page(
        self, template: str, path: str, source: str | None, late: Mapping[str, Late] = _NOTHING_LATE, **values: Any
    ) -> Draft:
        """One page.

        Args:
            template: Name below `templates/pages/`, without its endings.
            path: The docs file to make.
            source: The content file it is made from.
            late: What makes values that take long, from the others alone and from what the handbook's settings say.
            values: What the template shows.
        """
        card = self.card_keys(path)

        def make() -> str:
            made = {name: call() for name, call in late.items()}
            return with_head(self.render(f"pages/{template}.md.jinja", path, **self._usual | values, **made), card)

        return self.draft(path, source, (template, values, card), make)

    @cached_property
    def _usual(self) -> dict[str, Any]:
        """Values of every page that does not have its own, from what is in `shared`."""
        settings = self.handbook.settings
        shown = {"situations": settings.situations, "care_line": settings.care_line}
        return {"downloads": [], "data_page": DATA_PAGE} | shown

    def draft(self, path: str, source: str | None, inputs: object, make: Late) -> Draft:
        """A page that another way makes: for the arguments see `Draft`."""
        return Draft(path, source, inputs, make, self.lookups)

    def uses(self, id_: str) -> list[tuple[str, str]]:
        """The steps that name a worksheet, script or source: public id, and what links to it are called."""
        return [(use.id, f"{use.playbook.title}: {use.step.title}") for use in self.handbook.uses(id_)]

    @property
    def shared(self) -> object:
        """What any page may be made from, beside its inputs. Which playbooks there are is not in it."""
        settings = self.handbook.settings.model_copy(update={"playbooks": ()})
        has_privacy = PRIVACY_PAGE in self.titles
        return settings, self.strings, self.handbook.terms, self.handbook.index_ids, self.site_url, has_privacy

    @cached_property
    def lookups(self) -> Lookups:
        """Where pages look up where ids lead and what they are called."""
        return Lookups(self.handbook, self.titles)

    def card_keys(self, path: str) -> dict[str, str]:
        """The front matter that names the preview card of a page: its own, else that of the handbook, else none."""
        card = self.cards.get(path) or self.cards.get(DEFAULT_PAGE)
        return {"card": card.path, "card_alt": card.alt} if card else {}

    @cached_property
    def titles(self) -> dict[str, str]:
        """What links to an id are called. A source is called by its authors and year."""
        titles = {target.id: target.title for target in self.handbook.targets.values()}
        for source in self.handbook.sources:
            names = self._author_names(source.authors)
            see = self.strings.text("source.see", authors=names, year=source.year) if source.year else names
            titles[source.id] = see
        return titles

    def _author_names(self, authors: str) -> str:
        """Authors as a text names them: one or two family names, or the first "and others"."""
        names = [_INITIALS.sub("", author.strip()) for author in authors.split(",")]
        if len(names) == 1:
            return names[0]
        if len(names) == 2 and _INITIALS.search(authors):
            return self.strings.text("source.two", first=names[0], second=names[1])
        return self.strings.text("source.et_al", name=names[0])

    def written(self, path: str) -> WrittenPage | None:
        """The hand-written page at a place, if the author made one."""
        return next((page for page in self.handbook.pages if page.path == path), None)

    def words_of(self, page: WrittenPage) -> str:
        """The Markdown of a hand-written page, with anchors on its headings and addresses in its links."""
        to_file = partial(self.lookups.markdown_link, page.path)
        to_address = partial(self.lookups.link, page.path)
        return resolve_written_links(anchored_body(self.handbook, page), to_file, to_address)

    @staticmethod
    def description(line: str) -> str:
        """A line of rich text as plain text, for the page's description."""
        return render_text(line, inline=True)
