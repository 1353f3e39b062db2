"""The door to Typst: one compiler for each template in a process, with the fonts of a package only."""

from __future__ import annotations

import datetime
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from generator.fonts import font_folder

if TYPE_CHECKING:
    import typst

# PDFs carry a date, and the same content must give the same bytes on any day.
_TIMESTAMP = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


_BAD_TEXT = re.compile(
    r'the text `"(?P<text>.*)"` could not be displayed|the disallowed codepoint `"(?P<code>.*)"`', re.DOTALL
)
_ESCAPE = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")


class TypesettingError(Exception):
    """Typst cannot set a document.

    Attributes:
        message: Typst's own words, on one line.
        missing: The text that the font has no glyphs for; empty where that is not the reason.
    """

    def __init__(self, message: str, missing: str = "") -> None:
        super().__init__(message, missing)
        self.message = message
        self.missing = missing

    def __str__(self) -> str:
        return self.message


def set_document(data: str) -> bytes:
    """Pages as a tagged PDF, with links in the places of form fields.

    Raises:
        TypesettingError: See the class.
    """
    return _set_pdf("document", data)


def set_card(data: str) -> bytes:
    """A card as PNG, one pixel for each point of its page.

    Raises:
        TypesettingError: See the class.
    """
    return _set_png("card", data, ppi=72)


def set_picture(data: str) -> bytes:
    """A block of a worksheet as PNG, 92 pixels an inch.

    Raises:
        TypesettingError: See the class.
    """
    return _set_png("specimen", data, ppi=92)


def _set_png(template: str, data: str, ppi: int) -> bytes:
    # A picture would show boxes for what no font has, and say nothing. A PDF does not.
    _set_pdf(template, data)
    png = _compiler(template).compile(format="png", sys_inputs={"data": data}, ppi=ppi)
    assert isinstance(png, bytes), "one page comes as bytes"
    return png


def _set_pdf(template: str, data: str) -> bytes:
    import typst  # here and below, since most builds set nothing

    inputs = {"data": data}
    try:
        pdf = _compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=_TIMESTAMP)
    except typst.TypstError as error:
        message = str(error).splitlines()[0]
        match = _BAD_TEXT.search(message)
        bad = (match["text"] or match["code"]) if match else ""
        raise TypesettingError(message, _ESCAPE.sub(lambda found: chr(int(found["code"], 16)), bad)) from None
    assert isinstance(pdf, bytes), "one PDF comes as bytes"
    return pdf


@cache
def _compiler(template: str) -> typst.Compiler:
    """The compiler of a template in `generator/typst/`."""
    import typst

    root = files("generator")
    return typst.Compiler(
        input=str(root / f"typst/{template}.typ"),
        root=str(root),
        font_paths=[font_folder()],
        ignore_system_fonts=True,
    )
