"""What every page needs: the handbook, the words, and links that start from the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from generator.addresses import link_to, relative_url
from generator.assets import asset_path
from generator.model import Handbook, WrittenPage
from generator.output import OutputFile
from generator.richtext import render_text
from generator.templating import render_page
from generator.wording import Strings


@dataclass(frozen=True)
class PageWriter:
    """Renders templates for one handbook in one language."""

    handbook: Handbook
    strings: Strings

    def page(self, template: str, path: str, source: str | None, **values: Any) -> OutputFile:
        """One page.

        Args:
            template: Name below `templates/pages/`, without its endings.
            path: The docs file to make.
            source: The content file it is made from.
            values: What the template shows.
        """
        content = render_page(
            f"pages/{template}.md.jinja",
            self.strings,
            partial(link_to, self.handbook, path),
            asset=lambda name: relative_url(path, asset_path(name)),
            titles=self.titles,
            situations=values.pop("situations", self.handbook.settings.situations),
            **values,
        )
        return OutputFile(path, content, source)

    @cached_property
    def titles(self) -> dict[str, str]:
        """What links to an id are called. A source is called by its authors and year."""
        titles = {target.id: target.title for target in self.handbook.targets.values()}
        for source in self.handbook.sources:
            first = source.authors.split(",")[0].split(" ")[0] if "," in source.authors else source.authors
            name = self.strings.text("source.et_al", name=first) if "," in source.authors else first
            titles[source.id] = self.strings.text("source.see", authors=name, year=source.year) if source.year else name
        return titles

    def written(self, path: str) -> WrittenPage | None:
        """The hand-written page at a place, if the author made one."""
        return next((page for page in self.handbook.pages if page.path == path), None)

    @staticmethod
    def description(line: str) -> str:
        """A line of rich text as plain text, for the page's description."""
        return render_text(line)
