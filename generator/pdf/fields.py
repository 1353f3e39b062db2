"""Turns marked links in a PDF into form fields, since Typst has none of its own.

A marker is a link to `https://field.invalid/` with five hexadecimal parts: kind, name, tooltip, value and group. Its
rectangle, place in the tab order and place in the tag tree stay; the link becomes a widget (ISO 32000-1,
12.5.6.19 and 12.7) and its structure element a Form (PDF/UA-1, 7.18).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

MARKER = "https://field.invalid/"
PRINTED = 4
_MULTI_LINE = 1 << 12
_NO_TOGGLE_TO_OFF = 1 << 14
_RADIO = 1 << 15


@dataclass(frozen=True)
class Marker:
    """What a marked link stands for: kind (`text`, `lines`, `cell`, `check`, `radio`), name, tooltip, value.

    `group` is the tooltip of all radio buttons of one name together.
    """

    kind: str
    name: str
    tip: str
    value: str
    group: str


def add_fields(pdf: bytes, letter_size: int) -> tuple[bytes, int]:
    """The same PDF with a form field in each marked place, and how many pages it has.

    Args:
        pdf: A PDF with markers.
        letter_size: The size of what is typed, in points.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = _form(document, letter_size)
        parents = _structure_parents(document)
        groups: dict[str, Dictionary] = {}
        for page in document.pages:
            has_fields = False
            for annotation in _dictionaries(page.get("/Annots", Array())):
                marker = _read_marker(annotation)
                if marker is None:
                    continue
                has_fields = True
                _make_widget(document, annotation, marker, page, letter_size)
                if marker.kind == "radio":
                    _add_to_group(document, form, groups, annotation, marker)
                else:
                    form.Fields.append(annotation)
                element = parents.get(annotation.objgen)
                if element is not None:
                    element.S = Name.Form
            if has_fields:
                page.Tabs = Name.S
        if len(form.Fields):
            document.Root.AcroForm = document.make_indirect(form)
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        out = io.BytesIO()
        document.save(
            out, deterministic_id=True, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
        return out.getvalue(), len(document.pages)


def _form(document: pikepdf.Pdf, letter_size: int) -> Dictionary:
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    return Dictionary(
        Fields=Array(),
        DA=String(f"/Helv {letter_size} Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=font)),
    )


def _structure_parents(document: pikepdf.Pdf) -> dict[tuple[int, int], Dictionary]:
    """For each annotation the structure element that it belongs to."""
    found: dict[tuple[int, int], Dictionary] = {}

    def visit(element: Dictionary) -> None:
        for kid in _dictionaries(element.get("/K", Array())):
            if kid.get("/Type") == Name.OBJR:
                found[kid.Obj.objgen] = element
            elif "/S" in kid:
                visit(kid)

    for root in _dictionaries(document.Root.get("/StructTreeRoot")):
        visit(root)
    return found


def _dictionaries(value: Any) -> Iterator[Dictionary]:
    """The dictionaries in a PDF value that is one, or an array of several things."""
    for item in value if isinstance(value, Array) else [value]:
        if isinstance(item, Dictionary):
            yield item


def _read_marker(annotation: Dictionary) -> Marker | None:
    uri = str(annotation.get("/A", Dictionary()).get("/URI", ""))
    if not uri.startswith(MARKER):
        return None
    kind, name, tip, value, group = (bytes.fromhex(part).decode() for part in uri.removeprefix(MARKER).split("-"))
    return Marker(kind, name.replace(".", "-"), tip, value, group)


def _make_widget(
    document: pikepdf.Pdf, annotation: Dictionary, marker: Marker, page: pikepdf.Page, letter_size: int
) -> None:
    for key in ("/A", "/Dest", "/H", "/Contents", "/Border"):
        if key in annotation:
            del annotation[key]
    annotation.Type = Name.Annot
    annotation.Subtype = Name.Widget
    annotation.F = PRINTED
    annotation.P = page.obj
    annotation.TU = String(marker.tip)
    width, height = _size(annotation)
    if marker.kind in ("text", "lines", "cell"):
        annotation.FT = Name.Tx
        annotation.T = String(marker.name)
        annotation.Ff = 0 if marker.kind == "text" else _MULTI_LINE
        annotation.DA = String(f"/Helv {letter_size} Tf 0 g")
        # An empty appearance shows the rules below; the white ground is used once something is typed. A cell has
        # none: it would hide the lines around it.
        annotation.MK = Dictionary(BG=Array([1, 1, 1])) if marker.kind == "lines" else Dictionary()
        annotation.AP = Dictionary(N=_appearance(document, width, height, b""))
        return
    on = Name("/" + ("on" if marker.kind == "check" else _state(marker.value)))
    annotation.MK = Dictionary(CA=String("8" if marker.kind == "check" else "l"))
    states = Dictionary()
    states[on] = _appearance(document, width, height, _tick(width, height, marker.kind))
    states[Name.Off] = _appearance(document, width, height, b"")
    annotation.AP = Dictionary(N=states)
    annotation.AS = Name.Off
    if marker.kind == "check":
        annotation.FT = Name.Btn
        annotation.T = String(marker.name)
        annotation.V = Name.Off


def _add_to_group(
    document: pikepdf.Pdf, form: Dictionary, groups: dict[str, Dictionary], annotation: Dictionary, marker: Marker
) -> None:
    """Put a radio button into the field of its group, which holds the name and the choice."""
    group = groups.get(marker.name)
    if group is None:
        group = document.make_indirect(
            Dictionary(
                FT=Name.Btn,
                T=String(marker.name),
                TU=String(marker.group),
                V=Name.Off,
                Ff=_RADIO | _NO_TOGGLE_TO_OFF,
                Kids=Array(),
            )
        )
        groups[marker.name] = group
        form.Fields.append(group)
    annotation.Parent = group
    group.Kids.append(annotation)


def _state(value: str) -> str:
    """A radio button's value as the name of its appearance; plain names are read by every viewer."""
    return "".join(char if char.isascii() and (char.isalnum() or char == "-") else "_" for char in value)


def _size(annotation: Dictionary) -> tuple[float, float]:
    x0, y0, x1, y1 = (float(Decimal(str(part))) for part in annotation.Rect)
    return abs(x1 - x0), abs(y1 - y0)


def _appearance(document: pikepdf.Pdf, width: float, height: float, drawing: bytes) -> pikepdf.Stream:
    stream = document.make_stream(drawing)
    stream.Type = Name.XObject
    stream.Subtype = Name.Form
    stream.BBox = Array([0, 0, round(width, 2), round(height, 2)])
    return stream


def _tick(width: float, height: float, kind: str) -> bytes:
    """A cross for a box and a dot for a button, drawn as paths: no font is needed, and both survive a copier."""
    side = min(width, height)
    left, low = (width - side) / 2, (height - side) / 2
    if kind == "check":
        a, b = side * 0.22, side * 0.78
        lines = ((a, a, b, b), (a, b, b, a))
        drawn = " ".join(
            f"{left + x0:.2f} {low + y0:.2f} m {left + x1:.2f} {low + y1:.2f} l" for x0, y0, x1, y1 in lines
        )
        return f"q {side * 0.12:.2f} w 1 J 0 G {drawn} S Q".encode()
    return b"q 0 g " + b" ".join(_circle(left + side / 2, low + side / 2, side * 0.26)) + b" f Q"


def _circle(x: float, y: float, radius: float) -> Iterator[bytes]:
    """A circle of four Bezier curves."""
    k = radius * 0.5523
    yield f"{x + radius:.2f} {y:.2f} m".encode()
    for points in (
        (x + radius, y + k, x + k, y + radius, x, y + radius),
        (x - k, y + radius, x - radius, y + k, x - radius, y),
        (x - radius, y - k, x - k, y - radius, x, y - radius),
        (x + k, y - radius, x + radius, y - k, x + radius, y),
    ):
        yield (" ".join(f"{point:.2f}" for point in points) + " c").encode()
