"""The whole procedure, from the files of a content folder to the files of a docs folder.

1. Load every content file, or stop with every problem: `loader`.
2. Load the words of the handbook's language: `wording`.
3. Set the worksheets as PDF: `sheets` says what each holds, `printing` makes them.
4. Render the pages: `pages`.
5. List what search can find: `search`.
6. Add the style sheets and scripts: `assets`.
7. Say what hosts are to send along: `hosting`.
8. Pass on what the author put beside the content: pictures, downloads.
9. Put the pages in order: `nav`.

Nothing here reads or writes a disk: the doors do (`plugin` for MkDocs, `export` for a folder).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.assets import asset_files
from generator.hosting import render_headers
from generator.loader import load_handbook
from generator.model import Handbook
from generator.nav import NavEntry, build_nav
from generator.output import OutputFile
from generator.pages import Download, render_pages
from generator.pdf import TypesettingError
from generator.printing import Pdf, Press, PrintingError
from generator.problems import ContentError, Problem
from generator.search import render_search_index
from generator.sheets import SheetDocument, SheetSetter
from generator.wording import OVERLAY_FILE, load_strings

SETTINGS = "handbook.yml"


@dataclass(frozen=True)
class BuiltHandbook:
    """A handbook and all its files.

    Attributes:
        handbook: The checked content.
        files: Every file of the docs folder, each path once.
        nav: The order of the pages.
        warnings: What is not as the author wants it, but does not keep the handbook from being built.
    """

    handbook: Handbook
    files: tuple[OutputFile, ...]
    nav: tuple[NavEntry, ...]
    warnings: tuple[Problem, ...] = ()


def build_handbook(content: Mapping[str, bytes], site_url: str = "", press: Press | None = None) -> BuiltHandbook:
    """Build a handbook in memory.

    Args:
        content: Every file of the content folder: path relative to it, and bytes.
        site_url: Where the site will be, ending in a slash; printed on sheets. Empty if not known.
        press: Makes the PDFs; without one there are none, and no page offers them.

    Raises:
        ContentError: With every problem of the content.
    """
    handbook = load_handbook(content)
    strings = load_strings(handbook.settings.language, content.get(OVERLAY_FILE))
    documents = list(SheetSetter(handbook, strings, site_url).documents()) if press else []
    pdfs = _print(press, documents, content) if press else {}
    files = [
        *render_pages(handbook, strings, _downloads(documents, pdfs)),
        *(OutputFile(document.path, pdfs[document.path].content, document.source) for document in documents),
        render_search_index(handbook, strings),
        *asset_files(),
        *render_headers(),
        *(OutputFile(path, content[path], path) for path in sorted(content) if _is_passed_on(path)),
    ]
    warnings = [*_too_long(documents, pdfs)]
    return BuiltHandbook(handbook, tuple(files), build_nav(handbook, strings), tuple(warnings))


def _print(press: Press, documents: list[SheetDocument], content: Mapping[str, bytes]) -> dict[str, Pdf]:
    """The PDFs, or the problems that keep sheets from being set."""
    try:
        return press.print(documents)
    except PrintingError as error:
        sheets = [failure for failure in error.failures if failure[0].source] or error.failures
        raise ContentError(_print_problem(*failure, content) for failure in sheets) from None


def _print_problem(document: SheetDocument, error: TypesettingError, content: Mapping[str, bytes]) -> Problem:
    source, line, column = document.source or SETTINGS, 1, 1
    if not error.missing:
        return Problem(source, 1, 1, "print", f"the sheet cannot be set as PDF: {error}")
    # A text of the handbook, such as its title in the footer, stands on every sheet.
    for path in (source, SETTINGS, OVERLAY_FILE):
        text = content.get(path, b"").decode(errors="replace")
        if found := _written(error.missing).search(text):
            source = path
            line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
            break
    codes = " ".join(f"U+{ord(sign):04X}" for sign in error.missing)
    message = f'no font has the character "{error.missing}" ({codes}), so the sheet cannot be printed'
    return Problem(source, line, column, "no-glyph", message, "write it in words")


def _written(text: str) -> re.Pattern[str]:
    """The ways to write a text in content: as it is, or its first character as an escape of YAML or Markdown."""
    code = ord(text[0])
    escapes = rf"\\U{code:08X}|\\u{code:04X}|\\x{code:02X}|&\#x0*{code:X};|&\#0*{code};"
    return re.compile(rf"{re.escape(text)}|(?i:{escapes})")


def _downloads(documents: list[SheetDocument], pdfs: Mapping[str, Pdf]) -> list[Download]:
    made = ((document, pdfs[document.path]) for document in documents)
    return [Download.of(document, pdf.pages, len(pdf.content)) for document, pdf in made]


def _too_long(documents: list[SheetDocument], pdfs: Mapping[str, Pdf]) -> Iterator[Problem]:
    """Sheets that take more pages than their author says."""
    for document in documents:
        pages = pdfs[document.path].pages
        if document.pages is not None and pages > document.pages and document.source:
            message = f"on {document.paper} the sheet takes {pages} pages, not {document.pages}"
            hint = "shorten it, or change pages"
            yield Problem(document.source, 1, 1, "too-long", message, hint, severity="warning")


def _is_passed_on(path: str) -> bool:
    """Whether a content file goes to the site as it is. Content and hidden files do not."""
    return not path.endswith((".md", ".yml", ".yaml", ".schema.json")) and not any(
        part.startswith((".", "_")) for part in path.split("/")
    )
