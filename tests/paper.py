"""Reads PDFs as a reader's viewer does: the fields, the words and lines on the pages, and what filling in shows."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_double
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

MM = 72 / 25.4
"""One millimetre in points."""
FOOTER_TOP = 17 * MM
"""Where the footer ends, from the lower edge of the page, in points."""

_MULTI_LINE = 1 << 12
_RADIO = 1 << 15
_SCALE = 1.5


@dataclass(frozen=True)
class Widget:
    """One place to fill in.

    Attributes:
        page: Its page, from 0.
        name: The name of its field; that of its group for a radio button.
        kind: `text`, `check` or `radio`.
        tip: What is read aloud.
        group_tip: The same for its group; that of itself where it is in none.
        value: What it stands for when it is on; empty for text.
        is_multi_line: Whether it takes several lines.
        letter_size: The size of what is typed, in points; 0 for a box.
        box: Left, lower, right and upper edge, in points from the lower left of the page.
    """

    page: int
    name: str
    kind: str
    tip: str
    group_tip: str
    value: str
    is_multi_line: bool
    letter_size: float
    box: tuple[float, float, float, float]

    @property
    def middle(self) -> tuple[float, float]:
        left, low, right, high = self.box
        return (left + right) / 2, (low + high) / 2


def widgets(pdf: bytes) -> list[Widget]:
    """Every place to fill in, page by page in the order of the tab key."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            _widget(annotation, number)
            for number, page in enumerate(document.pages)
            for annotation in page.get("/Annots", [])
            if annotation.Subtype == "/Widget"
        ]


def _widget(annotation: Any, page: int) -> Widget:
    field = annotation.get("/Parent", annotation)
    flags = int(field.get("/Ff", 0))
    is_text = field.FT == "/Tx"
    states = [] if is_text else [str(state)[1:] for state in annotation.AP.N if state != "/Off"]
    size = re.search(r"([\d.]+) Tf", str(annotation.DA)) if is_text else None
    return Widget(
        page=page,
        name=str(field.T),
        kind="text" if is_text else "radio" if flags & _RADIO else "check",
        tip=str(annotation.get("/TU", "")),
        group_tip=str(field.get("/TU", "")),
        value="".join(states),
        is_multi_line=is_text and bool(flags & _MULTI_LINE),
        letter_size=float(size[1]) if size else 0,
        box=tuple(float(edge) for edge in annotation.Rect),  # type: ignore[arg-type]
    )


def field_names(pdf: bytes) -> list[str]:
    """The name of every field that the form lists, so a group of radio buttons counts once."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm")
        return [str(field.T) for field in form.Fields] if form is not None else []


def page_texts(pdf: bytes) -> list[str]:
    """What can be read on each page. Text beyond the edge of the page is not there."""
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pypdfium2.PdfDocument(pdf)]


def body_texts(pdf: bytes) -> list[str]:
    """The same without the footers."""
    return [page.get_textpage().get_text_bounded(bottom=FOOTER_TOP) for page in pypdfium2.PdfDocument(pdf)]


def letters_only(text: str) -> str:
    """The letters and digits of a text; how a reader finds the same words wherever the lines are broken."""
    return re.sub(r"[\W_]+", "", text)


def one_line(text: str) -> str:
    """A text with each run of white space as one space."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Letter:
    """One letter: what it is, its size and lower edge in points."""

    char: str
    size: float
    low: float


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    """Every letter on a page that leaves ink."""
    text = page.get_textpage()
    matrix = pdfium.FS_MATRIX()
    left, right, low, high = c_double(), c_double(), c_double(), c_double()
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        pdfium.FPDFText_GetCharBox(text, index, left, right, low, high)
        yield Letter(char, pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d), low.value)


def rules(page: pypdfium2.PdfPage) -> list[tuple[float, float, float]]:
    """Every level line of at least 10 mm that is drawn: left and right end, and height on the page, in points."""
    found = []
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, low, right, high = item.get_bounds()
        if high - low < 1.5 and right - left >= 10 * MM:
            found.append((left, right, (low + high) / 2))
    return found


# --- filling in --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filled:
    """A place to fill in, as it looks before and after; and before, with what stands just around it."""

    widget: Widget
    before: Image.Image
    after: Image.Image
    edge: Image.Image

    @property
    def outline(self) -> int:
        """How many dots at its edge were dark before: the box to tick, as it is printed."""
        return sum(self.edge.histogram()[:155])

    @property
    def ink(self) -> int:
        """How many dots inside its rectangle are dark now and were not before."""
        return _count_dark(ImageChops.subtract(self.before, self.after))


class Reader:
    """Somebody with a viewer, who fills in a PDF with mouse and keys."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self._document.init_forms()
        self._pages = list(self._document)
        self._form = self._document.formenv.raw if self._document.formenv else None

    def look(self, page: int) -> Image.Image:
        """A picture of a page with its fields, in greys."""
        return self._pages[page].render(scale=_SCALE, grayscale=True, may_draw_forms=True).to_pil().convert("L")

    def fill(self, widget: Widget, words: str = "WxM") -> None:
        """Click into the middle of a field, and type if it takes text."""
        page, (x, y) = self._pages[widget.page], widget.middle
        pdfium.FORM_OnMouseMove(self._form, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(self._form, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(self._form, page, 0, x, y)
        if widget.kind == "text":
            for letter in words:
                pdfium.FORM_OnChar(self._form, page, ord(letter), 0)
        pdfium.FORM_ForceToKillFocus(self._form)

    def crop(self, picture: Image.Image, widget: Widget, around: float = 0) -> Image.Image:
        """The part of a picture of a page that a field takes, and so many points around it."""
        height = self._pages[widget.page].get_height()
        left, low, right, high = widget.box
        edges = (left - around, height - high - around, right + around, height - low + around)
        return picture.crop(tuple(round(edge * _SCALE) for edge in edges))  # type: ignore[arg-type]


def fill_everything(pdf: bytes) -> Iterator[Filled]:
    """Fill in every field of a PDF: text and ticks at once, and of each radio group one button after the other."""
    reader = Reader(pdf)
    for wave in _waves(widgets(pdf)):
        pages = sorted({widget.page for widget in wave})
        before = {page: reader.look(page) for page in pages}
        for widget in wave:
            reader.fill(widget)
        after = {page: reader.look(page) for page in pages}
        for widget in wave:
            first, last = before[widget.page], after[widget.page]
            yield Filled(widget, reader.crop(first, widget), reader.crop(last, widget), reader.crop(first, widget, 1))


def _waves(every: Sequence[Widget]) -> Iterator[list[Widget]]:
    """What can be filled in at the same time: of each radio group one button at most."""
    rounds: list[list[Widget]] = [[]]
    used: dict[str, int] = {}
    for widget in every:
        number = used.get(widget.name, 0) if widget.kind == "radio" else 0
        used[widget.name] = number + 1
        while len(rounds) <= number:
            rounds.append([])
        rounds[number].append(widget)
    return iter(rounds)


def _count_dark(difference: Image.Image, least: int = 100) -> int:
    return sum(difference.histogram()[least:])


def broken(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF with something wrong with it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()
