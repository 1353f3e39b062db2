"""Sets documents as PDF, tagged (PDF/UA-1) and fillable, and cards as pictures: the same bytes every time.

Typst sets the pages; pikepdf turns the marked places into form fields.
"""

from __future__ import annotations

import json
from typing import Any

from generator.pdf.typesetter import TypesettingError, set_card, set_document, set_picture
from generator.qr import qr_svg

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

    document = json.loads(data)
    _draw_codes(document)
    size = LARGE_LETTERS if document["large"] else LETTERS
    return add_fields(set_document(json.dumps(document, ensure_ascii=False)), size)


def _draw_codes(document: dict[str, Any]) -> None:
    """Give everything that has an address its QR code. It takes a while, so the data of a document is without them."""
    groups = document["links"]["groups"] if "links" in document else []
    for item in (*document["sheets"], *(item for group in groups for item in group["items"])):
        item["qr"] = qr_svg(item["url"]) if item["url"] else ""


def make_card(data: str) -> tuple[bytes, int]:
    """A finished picture as PNG, 1200 by 630 pixels, and that it is one page.

    Args:
        data: The card as JSON; its shape is that of `cards.CardDocument.data`.

    Raises:
        TypesettingError: The card cannot be set, for example for a character that no font has.
    """
    return set_card(data), 1
