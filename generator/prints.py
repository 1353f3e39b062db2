"""Has all sheets, lists and pictures of a handbook printed, and says in an author's words what cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.cards import CardDocument
from generator.link_sheet import LINK_SHEET
from generator.pdf import TypesettingError
from generator.print_folder import Print
from generator.printing import Document, Press, PrintingError
from generator.problems import ContentError, Problem
from generator.sheets import SheetDocument
from generator.wording import OVERLAY_FILE

SETTINGS = "handbook.yml"


def print_all(
    press: Press, sheets: list[SheetDocument], extras: list[Document], content: Mapping[str, bytes]
) -> tuple[dict[str, Print], list[Problem]]:
    """The prints by path, with a warning for each extra that cannot be set, or the problems that keep sheets from it.

    A handbook without an extra, a card or the sheet of links, is still whole. One without a sheet is not.
    """
    documents = [*sheets, *extras]
    try:
        return press.print(documents), []
    except PrintingError as error:
        failed = [failure for failure in error.failures if failure[0] in sheets]
        single = [failure for failure in failed if failure[0].source]
        if failed:
            raise ContentError(_print_problem(*failure, content) for failure in single or failed) from None
        problems = {replace(_print_problem(*failure, content), severity="warning") for failure in error.failures}
        return error.made, sorted(problems)
    finally:
        press.tidy(len(documents))


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


def too_long(documents: list[SheetDocument], prints: Mapping[str, Print]) -> Iterator[Problem]:
    """Sheets that take more pages than their author says."""
    for document in documents:
        pages = prints[document.path].pages
        if document.pages is not None and pages > document.pages and document.source:
            message = f"on {document.paper} the sheet takes {pages} pages, not {document.pages}"
            hint = "shorten it, or change pages"
            yield Problem(document.source, 1, 1, "too-long", message, hint, severity="warning")
