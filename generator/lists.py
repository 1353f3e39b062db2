"""The files that list all that can be linked: all of them are as they were while what they list is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import CATALOGUE_PATH, INVENTORY_PATH, SCHEMA_PATH, render_catalogue
from generator.listing import list_handbook
from generator.output import OutputFile
from generator.pages import CSV_PATH, PageWriter, render_link_file, render_link_parts
from generator.permalinks import Permalinks
from generator.redirects import REDIRECT_PATHS, render_redirects

LIST_PATHS = {CATALOGUE_PATH, SCHEMA_PATH, INVENTORY_PATH, CSV_PATH, *REDIRECT_PATHS}
"""The places of those that stand outside of the folder of assets."""


@dataclass(frozen=True)
class Lists:
    """The lists of one handbook.

    Attributes:
        writer: Of its pages.
        links: Its links.
    """

    writer: PageWriter
    links: Permalinks

    @property
    def inputs(self) -> object:
        """All that can be known of what can be linked: lists, `Forwards` and the answers of `Lookups` come from it."""
        writer, links = self.writer, self.links
        listed = [*map(tuple, list_handbook(writer.handbook, writer.strings))]
        targets = [*map(tuple, links.targets.values())]
        forwards = [(old, id_, links.forwards[old], links.title(id_)) for old, id_ in links.stand_ins.items()]
        cards = [(page, card.path) for page, card in writer.cards.items()]
        return writer.shared, listed, targets, writer.titles, forwards, links.renamed, cards, writer.downloads

    def files(self) -> Iterator[OutputFile]:
        """Each of them."""
        handbook, strings, site_url = self.writer.handbook, self.writer.strings, self.writer.site_url
        yield from render_redirects(self.links, site_url)
        yield from render_link_file(handbook, strings, site_url)
        yield from render_link_parts(handbook, strings)
        yield from render_catalogue(handbook, strings, site_url, self.writer.downloads)
