"""The whole procedure, from the files of a content folder to the files of a docs folder.

1. Load every content file, or stop with every problem: `loader`.
2. Load the words of the handbook's language: `wording`.
3. Set the worksheets and the list of links as PDF, and the preview cards as pictures: `sheets`, `link_sheet` and
   `cards` say what each holds, `printing` makes them.
4. Render the pages, with the short links and what stands at old addresses: `pages`, `permalinks`.
5. List what search can find: `search`.
6. List what can be linked, for people, programs and hosts: `lists`.
7. Add the style sheets and scripts: `assets`.
8. Say what hosts are to send along: `hosting`.
9. Pass on what the author put beside the content: pictures, downloads.
10. Put the pages in order, and say what their frame has to know: `nav`, `frame`.

Nothing here reads or writes a disk: the doors do (`plugin` for MkDocs, `export` for a folder).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from generator.addresses import page_url
from generator.assets import FOLDER as ASSETS
from generator.assets import asset_files
from generator.cards import card_documents
from generator.crew import Chore
from generator.frame import Frame, make_frame
from generator.hosting import render_headers
from generator.link_sheet import link_documents
from generator.lists import LIST_PATHS, Lists
from generator.loader import load_handbook
from generator.model import Handbook
from generator.nav import NavEntry, build_nav
from generator.output import AnyOutput, KeptOutput, OutputFile
from generator.pages import Download, Draft, Forwards, PageWriter, render_pages
from generator.permalinks import Permalinks
from generator.phases import phase
from generator.print_folder import Print
from generator.printing import Document, Press
from generator.prints import print_all, too_long
from generator.problems import ContentError, Problem
from generator.search import is_search_file, render_search_index
from generator.sheets import SheetDocument, SheetSetter
from generator.wording import OVERLAY_FILE, Strings, load_strings


@dataclass(frozen=True)
class BuiltHandbook:
    """A handbook and all its files.

    Attributes:
        handbook: The checked content.
        links: Where every id that was ever published leads.
        drafts: The pages, which are made when they are asked for.
        forwards: The short links and other pages that only lead on.
        shared: What any of the pages may be made from, beside its inputs.
        made: Other files of the docs folder.
        search: Makes the search index.
        lists: The lists of all that can be linked.
        nav: The order of the pages.
        frame: What the frame of its pages has to know.
        warnings: What is not as the author wants it, but does not keep the handbook from being built.
    """

    handbook: Handbook
    links: Permalinks
    drafts: tuple[Draft, ...]
    forwards: Forwards
    shared: object
    made: tuple[AnyOutput, ...]
    search: Chore[Iterable[OutputFile]]
    lists: Lists
    nav: tuple[NavEntry, ...]
    frame: Frame
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def others(self) -> tuple[AnyOutput, ...]:
        """All files of the docs folder that are no pages."""
        return *self.made, *self.late_files

    @cached_property
    def late_files(self) -> tuple[OutputFile, ...]:
        """Those of them that take long, and that nothing else waits for."""
        with phase("search and lists"):
            return *self.search.result(), *self.lists.files()

    @property
    def files(self) -> tuple[Draft | AnyOutput, ...]:
        """Every file of the docs folder, each path once."""
        return *self.drafts, *self.forwards.drafts(), *self.others


def build_handbook(
    content: Mapping[str, bytes],
    site_url: str = "",
    press: Press | None = None,
    handbook: Handbook | None = None,
    beside: type[Chore[Any]] = Chore,
    search: Callable[[Handbook, Strings], Iterable[OutputFile]] | None = None,
) -> BuiltHandbook:
    """Build a handbook in memory.

    Args:
        content: Every file of the content folder: path relative to it, and bytes.
        site_url: Where the site will be, ending in a slash. Empty if not known.
        press: Makes the PDFs and, for a site whose address is known, the preview cards; without one there are none,
            and no page names them.
        handbook: What the content was loaded as, if it was loaded already.
        beside: How to do what nothing else waits for; an `Errand` is done by another process.
        search: What makes the search index; left out, it is made from nothing but the handbook.

    Raises:
        ContentError: With every problem of the content.
    """
    if handbook is None:
        with phase("check"):
            handbook = load_handbook(content)
    strings = load_strings(handbook.settings.language, content.get(OVERLAY_FILE))
    searching: Chore[Iterable[OutputFile]] = beside(partial(search or render_search_index, handbook, strings))
    links = Permalinks(handbook)
    sheets = list(SheetSetter(handbook, strings, site_url).documents()) if press else []
    link_sheets = list(link_documents(handbook, strings, site_url)) if press else []
    # A preview needs the whole address of its picture.
    cards = list(card_documents(handbook, strings)) if press and site_url else []
    with phase("print"):
        prints, warnings = print_all(press, sheets, [*link_sheets, *cards], content) if press else ({}, [])
    documents = [document for document in (*sheets, *link_sheets) if document.path in prints]
    downloads = _downloads(documents, prints)
    made = {card.page: card for card in cards if card.path in prints}
    printed: list[Document] = [*documents, *made.values()]
    writer = PageWriter(handbook, strings, tuple(downloads), made, site_url)
    with phase("draft"):
        drafts = render_pages(writer, links)
    others: list[AnyOutput] = [
        *(_printed(one.path, prints[one.path], one.source) for one in printed),
        *_under_old_names(links, documents, prints),
        *asset_files(),
        *render_headers(),
    ]
    forwards = Forwards(writer, links)
    others += _passed_on(content, [*drafts, *others], forwards)
    warnings += too_long(documents, prints)
    return BuiltHandbook(
        handbook=handbook,
        links=links,
        drafts=tuple(drafts),
        forwards=forwards,
        shared=writer.shared,
        made=tuple(others),
        search=searching,
        lists=Lists(writer, links),
        nav=build_nav(handbook, strings),
        frame=make_frame(strings, handbook.pages),
        warnings=tuple(warnings),
    )


def _downloads(documents: list[SheetDocument], prints: Mapping[str, Print]) -> list[Download]:
    made = ((document, prints[document.path]) for document in documents)
    return [Download.of(document, pdf.pages, pdf.size) for document, pdf in made]


def _printed(path: str, print_: Print, source: str | None) -> KeptOutput:
    return KeptOutput(path, print_.name, print_.read, source)


def _under_old_names(
    links: Permalinks, documents: list[SheetDocument], prints: Mapping[str, Print]
) -> Iterator[KeptOutput]:
    """The PDFs of things that had another id, also where links to that id look for them."""
    for old, present in links.renamed.items():
        for document in documents:
            if document.id == present:
                path = document.path.replace(f"/{present}-", f"/{old}-")
                yield _printed(path, prints[document.path], document.source)


def _passed_on(content: Mapping[str, bytes], made: Iterable[Draft | AnyOutput], forwards: Forwards) -> list[OutputFile]:
    """What goes to the site as it is. Raises `ContentError` where it would take the place of something that is made."""
    paths = [path for path in sorted(content) if _is_passed_on(path)]
    taken = LIST_PATHS | forwards.paths
    taken |= {file.path if not file.path.endswith(".md") else f"{page_url(file.path)}index.html" for file in made}
    message, hint = "the handbook makes a file of this name itself", "give it another name, or put it into a folder"
    own = f"{ASSETS}/"
    clashing = (path for path in paths if path in taken or is_search_file(path) or path.startswith(own))
    if clashes := [Problem(path, 1, 1, "file-taken", message, hint) for path in clashing]:
        raise ContentError(clashes)
    return [OutputFile(path, content[path], path) for path in paths]


def _is_passed_on(path: str) -> bool:
    """Whether a content file goes to the site as it is. Content and hidden files do not."""
    return not path.endswith((".md", ".yml", ".yaml", ".schema.json")) and not any(
        part.startswith((".", "_")) for part in path.split("/")
    )
