"""A page that an author writes by hand, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from generator.fields import Content, Id, PartId, Plain, Ref, WholeNumber


class PageHead(Content):
    """What stands between the `---` lines of a page."""

    title: Plain | None = None
    """The page's title. Left out, it is the first heading."""
    description: Plain | None = None
    """What the page is about, in one sentence."""
    order: WholeNumber | None = None
    """Where the page stands among others of its kind: lower numbers first."""
    aliases: tuple[PartId, ...] = ()
    """Ids that the page had before, or that a part now in it had: links to them lead here."""
    also_called: tuple[Plain, ...] = ()
    """Words a reader may search for that mean this page."""
    steps: tuple[Annotated[PartId, Ref("step")], ...] = ()
    """For an idea: ids of the steps that it stands behind."""
    worksheets: tuple[Annotated[Id, Ref("worksheet")], ...] = ()
    """For an idea: ids of the worksheets that belong to it."""
    hide: tuple[Literal["navigation", "toc", "path", "footer"], ...] = ()
    """Parts of the page's frame that are left out."""


@dataclass(frozen=True)
class WrittenPage:
    """One Markdown file of the content.

    Attributes:
        path: The file, relative to the content folder, such as `about.md`.
        title: From its front matter, else its first heading, else its id.
        head: What its front matter says.
        body: The Markdown below the front matter.
        body_line: The line of the file on which the body starts, from 1.
    """

    path: str
    title: str
    head: PageHead
    body: str
    body_line: int = 1

    @property
    def id(self) -> str:
        """File name without its ending. The index of a folder has the folder's name."""
        folder, _, name = self.path.removesuffix(".md").rpartition("/")
        return folder.rpartition("/")[2] if name == "index" and folder else name

    @property
    def kind(self) -> str:
        """`idea` or `situation` for pages in those folders, else `page`."""
        folder, _, name = self.path.rpartition("/")
        return {"ideas": "idea", "situations": "situation"}.get(folder, "page") if name != "index.md" else "page"

    @property
    def theme_keys(self) -> dict[str, Any]:
        """The front matter that is for the theme."""
        return {"hide": list(self.head.hide)} if self.head.hide else {}


def page_order(page: WrittenPage) -> tuple[int, str]:
    """What hand-written pages are sorted by."""
    return (page.head.order if page.head.order is not None else 100, page.path)
