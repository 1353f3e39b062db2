"""Draws QR codes, for the link that a printed sheet carries."""

from __future__ import annotations

import io
from functools import lru_cache


@lru_cache(maxsize=1000)
def qr_svg(address: str) -> str:
    """A QR code as SVG, in black on white with the quiet zone of the standard (ISO/IEC 18004)."""
    import segno  # here, since most builds draw none

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgns=True
    )
    return out.getvalue().decode()
