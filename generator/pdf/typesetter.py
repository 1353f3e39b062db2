"""The door to Typst: one compiler a process, with the fonts that come with a package."""

from __future__ import annotations

import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import typst

MAIN_FILE = "typst/document.typ"

# PDFs carry a date, and the same content must give the same bytes on any day.
_TIMESTAMP = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class TypesettingError(Exception):
    """Typst cannot set a document. The message is Typst's own first line."""


def set_document(data: str) -> bytes:
    """Pages as a tagged PDF, with links in the places of form fields.

    Raises:
        TypesettingError: See the class.
    """
    try:
        pdf = _compiler().compile(format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=_TIMESTAMP)
    except typst.TypstError as error:
        raise TypesettingError(str(error).splitlines()[0]) from None
    assert isinstance(pdf, bytes), "one PDF comes as bytes"
    return pdf


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    root = Path(str(files("generator")))
    fonts = Path(str(files("font_source_sans_pro"))) / "files"
    return typst.Compiler(
        input=str(root / MAIN_FILE), root=str(root), font_paths=[str(fonts)], ignore_system_fonts=True
    )
