"""Sets documents as PDF, tagged (PDF/UA-1) and fillable, and cards as pictures: the same bytes every time.

Typst sets the pages; pikepdf turns the marked places into form fields.
"""

from __future__ import annotations

import json

from generator.pdf.typesetter import TypesettingError, set_card, set_document, set_picture

__all__ = ["TypesettingError", "make_card", "make_pdf", "set_picture"]

LETTERS, LARGE_LETTERS = 10, 18
"""The size of what is typed into fields, in points."""


def make_pdf(data: str) -> tuple[bytes, int]:
    """A finished PDF, and how many pages it has.

    Args:
        data: The document as JSON; its shape is that of `sheets.SheetDocument.data`.

    Raises:
        TypesettingError: The document cannot be set, for example for a character that no font has.
    """
    # It takes a while to load, and most builds have no PDF to make.
    from generator.pdf.fields import add_fields

    return add_fields(set_document(data), LARGE_LETTERS if json.loads(data)["large"] else LETTERS)


def make_card(data: str) -> tuple[bytes, int]:
    """A finished picture as PNG, 1200 by 630 pixels, and that it is one page.

    Args:
        data: The card as JSON; its shape is that of `cards.CardDocument.data`.

    Raises:
        TypesettingError: The card cannot be set, for example for a character that no font has.
    """
    return set_card(data), 1
