"""The whole procedure, from the files of a content folder to the files of a docs folder.

1. Load every content file, or stop with every problem: `loader`.
2. Load the words of the handbook's language: `wording`.
3. Set the worksheets and the list of links as PDF, and the preview cards as pictures: `sheets`, `link_sheet` and
   `cards` say what each holds, `printing` makes them.
4. Render the pages, with the short links and what stands at old addresses: `pages`, `permalinks`, `redirects`.
5. List what search can find: `search`.
6. List what programs can link: `catalogue`.
7. Add the style sheets and scripts: `assets`.
8. Say what hosts are to send along: `hosting`.
9. Pass on what the author put beside the content: pictures, downloads.
10. Put the pages in order, and say what their frame has to know: `nav`, `frame`.

Nothing here reads or writes a disk: the doors do (`plugin` for MkDocs, `export` for a folder).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from generator.addresses import page_url
from generator.assets import asset_files
from generator.cards import CardDocument, card_documents
from generator.catalogue import render_catalogue
from generator.crew import Chore
from generator.frame import Frame, make_frame
from generator.hosting import render_headers
from generator.link_sheet import LINK_SHEET, link_documents
from generator.loader import ReadFiles, load_handbook
from generator.model import Handbook
from generator.nav import NavEntry, build_nav
from generator.output import OutputFile
from generator.pages import Download, Draft, PageWriter, render_link_file, render_link_parts, render_pages
from generator.pdf import TypesettingError
from generator.permalinks import Permalinks
from generator.phases import phase
from generator.printing import Document, Press, Print, PrintingError
from generator.problems import ContentError, Problem
from generator.redirects import render_redirects
from generator.search import is_search_file, render_search_index
from generator.sheets import SheetDocument, SheetSetter
from generator.wording import OVERLAY_FILE, load_strings

SETTINGS = "handbook.yml"


@dataclass(frozen=True)
class BuiltHandbook:
    """A handbook and all its files.

    Attributes:
        handbook: The checked content.
        links: Where every id that was ever published leads.
        drafts: The pages and short links, which are made when they are asked for.
        shared: What any of them may be made from, beside its inputs.
        made: All other files of the docs folder, but for those of search.
        searching: Makes those.
        nav: The order of the pages.
        frame: What the frame of its pages has to know.
        warnings: What is not as the author wants it, but does not keep the handbook from being built.
    """

    handbook: Handbook
    links: Permalinks
    drafts: tuple[Draft, ...]
    shared: object
    made: tuple[OutputFile, ...]
    searching: Chore[list[OutputFile]]
    nav: tuple[NavEntry, ...]
    frame: Frame
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def others(self) -> tuple[OutputFile, ...]:
        """All files of the docs folder that are no drafts."""
        with phase("search"):
            return *self.made, *self.searching.result()

    @property
    def files(self) -> tuple[Draft | OutputFile, ...]:
        """Every file of the docs folder, each path once."""
        return *self.drafts, *self.others


def build_handbook(
    content: Mapping[str, bytes],
    site_url: str = "",
    press: Press | None = None,
    read: ReadFiles | None = None,
    beside: type[Chore[Any]] = Chore,
) -> BuiltHandbook:
    """Build a handbook in memory.

    Args:
        content: Every file of the content folder: path relative to it, and bytes.
        site_url: Where the site will be, ending in a slash. Empty if not known.
        press: Makes the PDFs and, for a site whose address is known, the preview cards; without one there are none,
            and no page names them.
        read: What an earlier build of the same handbook read; files that did not change are not read again.
        beside: How to do what nothing else waits for; an `Errand` is done by another process.

    Raises:
        ContentError: With every problem of the content.
    """
    with phase("check"):
        handbook = load_handbook(content, read=read)
    strings = load_strings(handbook.settings.language, content.get(OVERLAY_FILE))
    searching: Chore[list[OutputFile]] = beside(partial(render_search_index, handbook, strings))
    links = Permalinks(handbook)
    sheets = list(SheetSetter(handbook, strings, site_url).documents()) if press else []
    link_sheets = list(link_documents(handbook, strings, site_url)) if press else []
    # A preview needs the whole address of its picture.
    cards = list(card_documents(handbook, strings)) if press and site_url else []
    with phase("print"):
        prints, warnings = _print(press, sheets, [*link_sheets, *cards], content) if press else ({}, [])
    documents = [document for document in (*sheets, *link_sheets) if document.path in prints]
    downloads = _downloads(documents, prints)
    made = {card.page: card for card in cards if card.path in prints}
    printed: list[Document] = [*documents, *made.values()]
    writer = PageWriter(handbook, strings, tuple(downloads), made, site_url)
    with phase("draft"):
        drafts = render_pages(writer, links)
    with phase("lists"):
        catalogue = [*render_link_file(handbook, strings, site_url), *render_link_parts(handbook, strings)]
        catalogue += render_catalogue(handbook, strings, site_url, downloads)
    others = [
        *render_redirects(links, site_url),
        *(OutputFile(one.path, prints[one.path].content, one.source) for one in printed),
        *_under_old_names(links, documents, prints),
        *catalogue,
        *asset_files(),
        *render_headers(),
    ]
    others += _passed_on(content, [*drafts, *others])
    warnings += _too_long(documents, prints)
    return BuiltHandbook(
        handbook=handbook,
        links=links,
        drafts=tuple(drafts),
        shared=writer.shared,
        made=tuple(others),
        searching=searching,
        nav=build_nav(handbook, strings),
        frame=make_frame(strings),
        warnings=tuple(warnings),
    )


def _print(
    press: Press, sheets: list[SheetDocument], extras: list[Document], content: Mapping[str, bytes]
) -> tuple[dict[str, Print], list[Problem]]:
    """The prints by path, with a warning for each extra that cannot be set, or the problems that keep sheets from it.

    A handbook without an extra, a card or the sheet of links, is still whole. One without a sheet is not.
    """
    try:
        return press.print([*sheets, *extras]), []
    except PrintingError as error:
        failed = [failure for failure in error.failures if failure[0] in sheets]
        single = [failure for failure in failed if failure[0].source]
        if failed:
            raise ContentError(_print_problem(*failure, content) for failure in single or failed) from None
        problems = {replace(_print_problem(*failure, content), severity="warning") for failure in error.failures}
        return error.made, sorted(problems)


def _print_problem(document: Document, error: TypesettingError, content: Mapping[str, bytes]) -> Problem:
    is_card = isinstance(document, CardDocument)
    is_link_sheet = document.path.startswith(f"{LINK_SHEET}/")
    source, line, column = document.source or SETTINGS, 1, 1
    if not error.missing:
        what = "preview card cannot be set as a picture" if is_card else "sheet cannot be set as PDF"
        return Problem(source, 1, 1, "print", f"the {what}: {error}")
    # A text of the handbook, such as its title in the footer, stands on every sheet; any title on packs and lists.
    for path in (source, SETTINGS, OVERLAY_FILE, *(() if document.source else sorted(content))):
        text = content.get(path, b"").decode(errors="replace")
        if found := _written(error.missing).search(text):
            source = path
            line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
            break
    codes = " ".join(f"U+{ord(sign):04X}" for sign in error.missing)
    outcome = "the sheet cannot be printed"
    if is_card or is_link_sheet:
        outcome = "links to the page are shown without its own picture" if is_card else "there is no sheet of links"
    message = f'no font has the character "{error.missing}" ({codes}), so {outcome}'
    return Problem(source, line, column, "no-glyph", message, "write it in words")


def _written(text: str) -> re.Pattern[str]:
    """The ways to write a text in content: as it is, or its first character as an escape of YAML or Markdown."""
    code = ord(text[0])
    escapes = rf"\\U{code:08X}|\\u{code:04X}|\\x{code:02X}|&\#x0*{code:X};|&\#0*{code};"
    return re.compile(rf"{re.escape(text)}|(?i:{escapes})")


def _downloads(documents: list[SheetDocument], prints: Mapping[str, Print]) -> list[Download]:
    made = ((document, prints[document.path]) for document in documents)
    return [Download.of(document, pdf.pages, len(pdf.content)) for document, pdf in made]


def _under_old_names(
    links: Permalinks, documents: list[SheetDocument], prints: Mapping[str, Print]
) -> Iterator[OutputFile]:
    """The PDFs of things that had another id, also where links to that id look for them."""
    for old, present in links.renamed.items():
        for document in documents:
            if document.id == present:
                path = document.path.replace(f"/{present}-", f"/{old}-")
                yield OutputFile(path, prints[document.path].content, document.source)


def _too_long(documents: list[SheetDocument], prints: Mapping[str, Print]) -> Iterator[Problem]:
    """Sheets that take more pages than their author says."""
    for document in documents:
        pages = prints[document.path].pages
        if document.pages is not None and pages > document.pages and document.source:
            message = f"on {document.paper} the sheet takes {pages} pages, not {document.pages}"
            hint = "shorten it, or change pages"
            yield Problem(document.source, 1, 1, "too-long", message, hint, severity="warning")


def _passed_on(content: Mapping[str, bytes], made: Iterable[Draft | OutputFile]) -> list[OutputFile]:
    """What goes to the site as it is. Raises `ContentError` where it would take the place of something that is made."""
    paths = [path for path in sorted(content) if _is_passed_on(path)]
    taken = {file.path if not file.path.endswith(".md") else f"{page_url(file.path)}index.html" for file in made}
    message, hint = "the handbook makes a file of this name itself", "give it another name, or put it into a folder"
    clashing = (path for path in paths if path in taken or is_search_file(path))
    if clashes := [Problem(path, 1, 1, "file-taken", message, hint) for path in clashing]:
        raise ContentError(clashes)
    return [OutputFile(path, content[path], path) for path in paths]


def _is_passed_on(path: str) -> bool:
    """Whether a content file goes to the site as it is. Content and hidden files do not."""
    return not path.endswith((".md", ".yml", ".yaml", ".schema.json")) and not any(
        part.startswith((".", "_")) for part in path.split("/")
    )
