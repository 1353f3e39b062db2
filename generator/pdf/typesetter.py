"""The door to Typst: one compiler a process, with fonts from a package and none from the system."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from importlib.resources import files

import typst

from generator.fonts import font_folder

MAIN_FILE = "typst/document.typ"

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
    try:
        pdf = _compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=_TIMESTAMP)
    except typst.TypstError as error:
        message = str(error).splitlines()[0]
        match = _BAD_TEXT.search(message)
        bad = (match["text"] or match["code"]) if match else ""
        raise TypesettingError(message, _ESCAPE.sub(lambda found: chr(int(found["code"], 16)), bad)) from None
    assert isinstance(pdf, bytes), "one PDF comes as bytes"
    return pdf


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    root = files("generator")
    return typst.Compiler(
        input=str(root / MAIN_FILE),
        root=str(root),
        font_paths=[font_folder()],
        ignore_system_fonts=True,
    )
