"""Every PDF of this repository's handbook: accessible, fillable, readable, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops

from generator.addresses import target_url
from generator.blocks import Block, block_type
from generator.disk import read_content
from generator.loader import load_handbook
from generator.model import Handbook, Worksheet
from generator.pdf import make_pdf, typesetter
from generator.printing import Press, Print
from generator.richtext import render_text
from generator.sheets import SheetDocument, SheetSetter
from generator.wording import load_strings
from tests.once import made_once
from tests.paper import (
    FOOTER_TOP,
    MM,
    Reader,
    Widget,
    body_texts,
    broken,
    field_names,
    fill_everything,
    letters,
    letters_only,
    one_line,
    page_texts,
    rules,
    widgets,
)

SITE = "https://handbook.example.org/after-the-no/"
VARIANTS = ("a4", "a4-large", "letter", "letter-large")


@dataclass(frozen=True)
class Printed:
    """Every PDF of the handbook, by path, with what it was made from."""

    handbook: Handbook
    documents: Mapping[str, SheetDocument]
    pdfs: Mapping[str, Print]

    def sheet(self, id_: str, variant: str = "a4") -> bytes:
        return self.pdfs[f"worksheets/{id_}-{variant}.pdf"].content

    def sheets(self, *variants: str) -> Iterator[tuple[Worksheet, str, bytes]]:
        """Each worksheet in each of these variants: the model, a name to report, and the PDF."""
        for sheet in self.handbook.worksheets:
            for variant in variants or VARIANTS:
                yield sheet, f"{sheet.id}-{variant}", self.sheet(sheet.id, variant)

    def packs(self) -> Iterator[tuple[str, bytes]]:
        for path, document in self.documents.items():
            if document.is_pack:
                yield path, self.pdfs[path].content


@pytest.fixture(scope="session")
def printed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    handbook = load_handbook(read_content(root / "content"))
    documents = list(SheetSetter(handbook, load_strings("en"), SITE).documents())
    kept = made_once(tmp_path_factory, "press", lambda folder: Press(folder).print(documents))
    pdfs = Press(kept).print(documents)
    return Printed(handbook, {document.path: document for document in documents}, pdfs)


def test_every_worksheet_has_four_variants_and_every_pack_two(printed: Printed) -> None:
    handbook = printed.handbook
    sheets = {f"worksheets/{sheet.id}-{variant}.pdf" for sheet in handbook.worksheets for variant in VARIANTS}
    packed = ["workbook", *(part.id for part in (*handbook.playbooks, *handbook.paths) if part.worksheets)]
    packs = {f"packs/{id_}-{variant}.pdf" for id_ in packed for variant in ("a4", "letter")}
    assert set(printed.pdfs) == sheets | packs
    assert len(packed) > len(handbook.playbooks)


# --- accessible --------------------------------------------------------------------------------


def ua_failures(pdf: bytes) -> list[str]:
    report = page_validation.validate_pdf_bytes(pdf, profile="ua1")
    return [str(failure) for failure in report.failures]


def test_every_pdf_passes_pdf_ua(printed: Printed) -> None:
    wrong = {path: found for path, pdf in printed.pdfs.items() if (found := ua_failures(pdf.content))}
    assert wrong == {}


def _no_title(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        del metadata["dc:title"]


def _no_tooltip(document: pikepdf.Pdf) -> None:
    del document.Root.AcroForm.Fields[0].TU


def _no_structure(document: pikepdf.Pdf) -> None:
    del document.Root.StructTreeRoot


def _field_tagged_as_link(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Form":
            item.S = pikepdf.Name.Link
            return


@pytest.mark.parametrize("change", [_no_title, _no_tooltip, _no_structure, _field_tagged_as_link])
def test_a_pdf_broken_on_purpose_fails(printed: Printed, change) -> None:  # type: ignore[no-untyped-def]
    assert ua_failures(broken(printed.sheet("feedback-plan"), change))


def test_every_pdf_says_its_title_and_language_and_tabs_in_reading_order(printed: Printed) -> None:
    for path, pdf in printed.pdfs.items():
        title = json.loads(printed.documents[path].data)["title"]
        with pikepdf.open(BytesIO(pdf.content)) as document:
            assert document.Root.Lang == "en", path
            assert document.Root.ViewerPreferences.DisplayDocTitle is True, path
            assert document.docinfo.Title == title, path
            with document.open_metadata() as metadata:
                assert metadata["dc:title"] == title, path
            for number, sheet_page in enumerate(document.pages):
                if "/Annots" in sheet_page:
                    assert sheet_page.get("/Tabs") == "/S", f"{path}, page {number + 1}"
            assert len(document.pages) == pdf.pages, path


def test_a_sheet_is_called_what_its_page_is_called(printed: Printed) -> None:
    for sheet, name, pdf in printed.sheets():
        with pikepdf.open(BytesIO(pdf)) as document:
            assert document.docinfo.Title == sheet.title, name
        assert sheet.title in one_line(page_texts(pdf)[0]), name


# --- fields ------------------------------------------------------------------------------------


def places_of(block: Block) -> set[tuple[str, str, str]]:
    """Name, kind and value of each place to fill in that a block must have."""
    ticks = [f"own-{number + 1}" for number in range(getattr(block, "own", 0))]
    own = {(f"{tick}-text", "text", "") for tick in ticks}
    kind = block_type(block)
    if kind == "text":
        return set()
    match kind:
        case "prompt" | "lines":
            found = {("", "text", "")}
        case "date":
            found = {("", "text", "")} | ({("time", "text", "")} if block.with_time else set())
        case "rating":
            found = {("", "radio", str(number)) for number in range(block.minimum, block.maximum + 1)}
        case "choice" if not block.many:
            found = own | {("", "radio", option) for option in [*(item.id for item in block.options), *ticks]}
        case "choice":
            found = own | {(option, "check", "on") for option in [*(item.id for item in block.options), *ticks]}
        case "checklist":
            found = own | {(item, "check", "on") for item in [*(item.id for item in block.items), *ticks]}
        case "two-column":
            found = {(f"{n + 1}/{side}", "text", "") for n in range(block.rows) for side in ("left", "right")}
        case "table":
            rows = [str(n + 1) for n in range(block.rows or 0)] + [row.id for row in block.row_titles or ()]
            found = {(f"{row}/{column.id}", "text", "") for row in rows for column in block.columns}
        case "sentence-starters":
            found = {(starter.id, "text", "") for starter in block.starters}
        case "agreement":
            found = {(f"{row.id}{part}", "text", "") for row in block.signers for part in ("", "/date")}
        case "weekly-grid":
            days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
            found = {(f"{row.id}/{day}", "text", "") for row in block.rows for day in days}
        case _:
            pytest.fail(f"say here which places the block {kind} has")
    return {(f"{block.id}/{name}".rstrip("/"), kind, value) for name, kind, value in found}


def places_of_sheet(sheet: Worksheet) -> set[tuple[str, str, str]]:
    found = {place for block in sheet.blocks for place in places_of(block)}
    return {(f"{sheet.id}/{name}", kind, value) for name, kind, value in found}


def test_every_part_of_every_worksheet_has_its_field_in_every_variant(printed: Printed) -> None:
    for sheet, name, pdf in printed.sheets():
        found = [(widget.name, widget.kind, widget.value) for widget in widgets(pdf)]
        assert len(found) == len(set(found)), name
        expected = places_of_sheet(sheet)
        assert expected <= set(found), name
        # Besides them, only the name and the date at the head of the sheet.
        head = set(found) - expected
        assert {kind for _, kind, _ in head} == {"text"}, name
        assert len(head) == 2, name


def test_the_fields_have_the_same_names_on_both_papers_and_in_large_print(printed: Printed) -> None:
    for sheet in printed.handbook.worksheets:
        names = {variant: field_names(printed.sheet(sheet.id, variant)) for variant in VARIANTS}
        assert {tuple(found) for found in names.values()} == {tuple(names["a4"])}, sheet.id


def test_no_name_of_a_field_stands_twice_or_has_a_dot(printed: Printed) -> None:
    """A dot would make a field a part of another one."""
    for path, pdf in printed.pdfs.items():
        names = field_names(pdf.content)
        assert [name for name, count in Counter(names).items() if count > 1] == [], path
        assert [name for name in names if "." in name or name.count("/") < 1] == [], path


def test_a_pack_has_the_fields_of_its_sheets(printed: Printed) -> None:
    alone = {sheet.id: field_names(printed.sheet(sheet.id)) for sheet in printed.handbook.worksheets}
    for path, pdf in printed.packs():
        sheets = [sheet["id"] for sheet in json.loads(printed.documents[path].data)["sheets"]]
        assert field_names(pdf) == [name for sheet in sheets for name in alone[sheet]], path


def test_every_field_says_what_to_write(printed: Printed) -> None:
    for path, pdf in printed.pdfs.items():
        for widget in widgets(pdf.content):
            assert widget.tip.strip(), f"{path}: {widget.name}"
            assert widget.group_tip.strip(), f"{path}: {widget.name}"


def test_a_group_of_buttons_is_called_what_its_block_is_called(printed: Printed) -> None:
    """Read aloud, the group is the question and each button an answer."""
    wrong = {}
    for sheet, name, pdf in printed.sheets("a4"):
        labels = {f"{sheet.id}/{block.id}": str(block.label) for block in sheet.fillable}
        for widget in widgets(pdf):
            if widget.kind == "radio" and widget.group_tip != labels[widget.name]:
                wrong[f"{name}: {widget.name}"] = widget.group_tip
    assert wrong == {}


def test_no_field_leaves_the_page_or_lies_on_another(printed: Printed) -> None:
    for path, pdf in printed.pdfs.items():
        pages = [sheet_page.get_size() for sheet_page in pypdfium2.PdfDocument(pdf.content)]
        seen: dict[int, list[Widget]] = {}
        for widget in widgets(pdf.content):
            width, height = pages[widget.page]
            left, low, right, high = widget.box
            assert 5 * MM < left < right < width - 5 * MM, f"{path}: {widget.name}"
            assert FOOTER_TOP - 1 < low < high < height - 5 * MM, f"{path}: {widget.name}"
            for other in seen.setdefault(widget.page, []):
                across = min(right, other.box[2]) - max(left, other.box[0])
                down = min(high, other.box[3]) - max(low, other.box[1])
                assert min(across, down) < 1, f"{path}: {widget.name} lies on {other.name}"
            seen[widget.page].append(widget)


def test_every_field_of_every_worksheet_takes_ink_where_it_is(printed: Printed) -> None:
    filled = 0
    for _, name, pdf in printed.sheets():
        for place in fill_everything(pdf):
            assert place.ink >= 20, f"{name}: {place.widget.name} {place.widget.value} shows {place.ink} dots"
            assert place.widget.kind == "text" or place.outline >= 20, f"{name}: no box at {place.widget.name}"
            filled += 1
    assert filled > 4 * 18 * 20


def test_of_a_group_of_buttons_one_is_on(printed: Printed) -> None:
    groups = 0
    for _, name, pdf in printed.sheets("a4", "letter-large"):
        buttons = [widget for widget in widgets(pdf) if widget.kind == "radio"]
        if not buttons:
            continue
        reader = Reader(pdf)
        blank = {number: reader.look(number) for number in {widget.page for widget in buttons}}
        for group in {widget.name for widget in buttons}:
            members = [widget for widget in buttons if widget.name == group]
            for chosen in members:
                reader.fill(chosen)
                now = reader.look(chosen.page)
                marks = [_ink(reader, widget, blank[widget.page], now) for widget in members]
                on = [widget.value for widget, ink in zip(members, marks, strict=True) if ink]
                assert on == [chosen.value], f"{name}: {group}"
            groups += 1
    assert groups


def _ink(reader: Reader, widget: Widget, before: Image.Image, after: Image.Image) -> int:
    difference = ImageChops.subtract(reader.crop(before, widget), reader.crop(after, widget))
    return sum(difference.histogram()[100:])


def test_ticks_are_drawn_and_need_no_font(printed: Printed) -> None:
    for path, pdf in printed.pdfs.items():
        drawings = set()
        with pikepdf.open(BytesIO(pdf.content)) as document:
            for sheet_page in document.pages:
                for annotation in sheet_page.get("/Annots", []):
                    if annotation.get("/AP") is None or annotation.get("/AS") is None:
                        continue
                    for state, stream in annotation.AP.N.items():
                        drawings.add((state == "/Off", stream.read_bytes(), "/Resources" in stream))
        for is_off, drawing, has_resources in drawings:
            operators = set(re.findall(rb"(?<![\w.])[A-Za-z]+\*?", drawing))
            assert not has_resources, path
            assert (drawing == b"") is is_off, path
            assert operators <= {b"q", b"Q", b"w", b"J", b"G", b"g", b"m", b"l", b"c", b"S", b"f"}, path


def test_a_table_keeps_its_lines_when_it_is_filled_in(printed: Printed) -> None:
    """A white ground behind what is typed must not hide the lines around the cell."""
    lost = Counter()
    for _, name, pdf in printed.sheets("a4"):
        reader, every = Reader(pdf), widgets(pdf)
        document = pypdfium2.PdfDocument(pdf)
        for number in range(len(document)):
            cells = [widget for widget in every if widget.page == number and widget.name.count("/") == 3]
            if not cells:
                continue
            before = reader.look(number)
            for cell in cells:
                reader.fill(cell)
            after = reader.look(number)
            height = document[number].get_height()
            for left, right, y in rules(document[number]):
                if any(abs(edge - y) < 1 for cell in cells for edge in (cell.box[1], cell.box[3])):
                    strip = tuple(round(edge * 1.5) for edge in (left + 2, height - y - 1, right - 2, height - y + 1))
                    if _darkness(after.crop(strip)) < 0.6 * _darkness(before.crop(strip)):
                        lost[name] += 1
    assert lost == Counter()


def _darkness(picture: Image.Image) -> int:
    return sum((255 - grey) * count for grey, count in enumerate(picture.histogram()))


# --- paper -------------------------------------------------------------------------------------

SIZES = {"a4": (210, 297), "letter": (215.9, 279.4)}


def test_every_page_has_the_size_of_its_paper(printed: Printed) -> None:
    for path, pdf in printed.pdfs.items():
        paper = SIZES["a4" if "-a4" in path else "letter"]
        for sheet_page in pypdfium2.PdfDocument(pdf.content):
            size = tuple(sorted(sheet_page.get_size()))
            assert size == pytest.approx([side * MM for side in paper], abs=0.5), path


def test_no_sheet_takes_more_pages_than_its_author_says(printed: Printed) -> None:
    wrong = {}
    for sheet, name, pdf in printed.sheets("a4", "letter"):
        pages = len(pypdfium2.PdfDocument(pdf))
        if pages > sheet.pages:
            wrong[name] = f"{pages} pages, not {sheet.pages}"
    assert wrong == {}


def test_every_page_has_its_footer(printed: Printed) -> None:
    for sheet, name, pdf in printed.sheets():
        texts = page_texts(pdf)
        for number, text in enumerate(texts, start=1):
            assert "After the No" in text, name
            assert f"handbook.example.org/after-the-no/worksheets/{sheet.id}" in one_line(text).replace(" ", ""), name
            assert f"Page {number} of {len(texts)}" in one_line(text), name


def test_every_sheet_asks_for_name_and_date(printed: Printed) -> None:
    for sheet, name, pdf in printed.sheets():
        text = page_texts(pdf)[0]
        assert "Name" in text, name
        assert "Date" in text, name
        places = {place[0] for place in places_of_sheet(sheet)}
        head = [widget for widget in widgets(pdf) if widget.name not in places]
        assert [widget.tip for widget in head] == ["Name", "Date"], name
        assert {widget.page for widget in head} == {0}, name


def test_every_word_of_a_sheet_is_printed(printed: Printed) -> None:
    """Every text of the data is on the pages; so none has run off them."""

    def texts(value: object, key: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for name, part in value.items():
                yield from texts(part, name)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part, key)
        elif isinstance(value, str) and key not in ("id", "type", "width", "kind", "qr", "url"):
            yield value

    for _, name, pdf in printed.sheets():
        found = letters_only("".join(body_texts(pdf)))
        (sheet,) = json.loads(printed.documents[f"worksheets/{name}.pdf"].data)["sheets"]
        lost = [text for text in texts(sheet) if letters_only(text) not in found]
        assert lost == [], name


def test_only_tables_and_lists_of_sentences_run_over_pages(printed: Printed) -> None:
    may_break = {"table", "two-column", "sentence-starters"}
    for sheet, name, pdf in printed.sheets():
        every, texts = widgets(pdf), [letters_only(text) for text in page_texts(pdf)]
        for block in sheet.fillable:
            start = f"{sheet.id}/{block.id}"
            pages = {widget.page for widget in every if f"{widget.name}/".startswith(f"{start}/")}
            assert len(pages) == 1 or block_type(block) in may_break, f"{name}: {block.id}"
            assert letters_only(render_text(block.label)) in texts[min(pages)], f"{name}: {block.id} has lost its label"


@pytest.mark.parametrize("variant", VARIANTS)
def test_writing_lines_are_at_least_8_mm_apart(printed: Printed, variant: str) -> None:
    seen = 0
    for _, name, pdf in printed.sheets(variant):
        pages = [rules(sheet_page) for sheet_page in pypdfium2.PdfDocument(pdf)]
        for widget in widgets(pdf):
            if widget.kind != "text":
                continue
            left, low, right, high = widget.box
            above = sorted(y for x0, x1, y in pages[widget.page] if min(x1, right) - max(x0, left) > (right - left) / 2)
            inside = [y for y in above if low - 1 < y < high - 1] or [y for y in above if y < low][-1:]
            assert inside, f"{name}: {widget.name} has no line to write on"
            for y in inside:
                next_up = min((other for other in above if other > y + 1), default=y + 99)
                gap = (next_up - y) / MM
                assert gap >= 7.99, f"{name}: {widget.name} has lines {gap:.2f} mm apart"
                seen += 1
    assert seen > 300


def test_large_print_has_no_small_letters(printed: Printed) -> None:
    small: dict[str, str] = {}
    for _, name, pdf in printed.sheets("a4-large", "letter-large"):
        for sheet_page in pypdfium2.PdfDocument(pdf):
            for letter in letters(sheet_page):
                if letter.low > FOOTER_TOP and letter.size < 17.99:
                    found = f"{name}, {letter.size:.1f} pt"
                    small[found] = small.get(found, "") + letter.char
    assert small == {}


def test_what_is_typed_into_large_print_is_large_too(printed: Printed) -> None:
    for _, name, pdf in printed.sheets("a4-large", "letter-large"):
        sizes = {widget.letter_size for widget in widgets(pdf) if widget.kind == "text"}
        assert min(sizes) >= 18, name


def test_every_font_is_in_the_file_and_comes_with_the_package(printed: Printed) -> None:
    for path, pdf in printed.pdfs.items():
        with pikepdf.open(BytesIO(pdf.content)) as document:
            # What a viewer types with is the viewer's: the standard font that the form names.
            typed = {font.objgen for font in document.Root.AcroForm.DR.Font.values()}
            names = set()
            for item in document.objects:
                if not isinstance(item, pikepdf.Dictionary):
                    continue
                if item.get("/Type") == "/FontDescriptor":
                    assert any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")), path
                if item.get("/Type") == "/Font" and item.objgen not in typed:
                    names.add(str(item.BaseFont).removesuffix("-Identity-H"))
            assert names, path
            assert [name for name in names if not re.fullmatch(r"/[A-Z]{6}\+SourceSansPro-\w+", name)] == [], path


def test_no_face_of_the_fonts_is_there_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two files for one face, Typst takes the one that the disk lists first: other bytes on another machine."""
    asked: dict[str, Any] = {}
    monkeypatch.setattr(typst, "Compiler", lambda **options: asked.update(options))
    typesetter._compiler.__wrapped__("document")
    assert asked["ignore_system_fonts"] is True
    fonts = typst.Fonts(False, False, asked["font_paths"]).fonts()
    faces = Counter((font.family, font.style, font.weight) for font in fonts)
    assert {face for face in faces if face[1:] in (("normal", 400), ("normal", 700), ("italic", 400))}
    assert [face for face, count in faces.items() if count > 1] == []


def test_the_code_on_a_sheet_leads_to_its_page(printed: Printed) -> None:
    import zxingcpp

    for sheet, name, pdf in printed.sheets("a4", "letter-large"):
        picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2, grayscale=True).to_pil()
        codes = [code.text for code in zxingcpp.read_barcodes(picture)]
        assert codes == [SITE + target_url(printed.handbook.targets[sheet.id])], name
        assert "This sheet on the web" in one_line(page_texts(pdf)[0]), name


# --- packs -------------------------------------------------------------------------------------


def test_a_pack_has_a_bookmark_and_a_line_of_contents_for_each_sheet(printed: Printed) -> None:
    for path, pdf in printed.packs():
        sheets = [sheet["title"] for sheet in json.loads(printed.documents[path].data)["sheets"]]
        document, texts = pypdfium2.PdfDocument(pdf), page_texts(pdf)
        bookmarks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        assert [title for title, _ in bookmarks] == sheets, path
        for title, number in bookmarks:
            assert title in one_line(texts[number]), path
            assert re.search(rf"{re.escape(title)}[ .]+{number + 1}\b", one_line(texts[0])), f"{path}: {title}"
        with pikepdf.open(BytesIO(pdf)) as opened:
            order = {sheet_page.obj.objgen: number for number, sheet_page in enumerate(opened.pages)}
            links = [order[link.Dest[0].objgen] for link in opened.pages[0].Annots]
        assert links == [number for _, number in bookmarks], path


def test_the_cover_says_what_the_pack_is(printed: Printed) -> None:
    for path, pdf in printed.packs():
        cover = one_line(page_texts(pdf)[0])
        assert one_line(json.loads(printed.documents[path].data)["title"]) in cover, path
        assert "Text: CC BY 4.0" in cover, path


# --- the same bytes ----------------------------------------------------------------------------

_IN_ANOTHER_PROCESS = """
import hashlib, sys
from pathlib import Path
from generator.disk import read_content
from generator.loader import load_handbook
from generator.pdf import make_pdf
from generator.sheets import SheetSetter
from generator.wording import load_strings

handbook = load_handbook(read_content(Path(sys.argv[1])))
for document in SheetSetter(handbook, load_strings("en"), sys.argv[2]).documents():
    made = make_pdf(document.data)[0] if document.path in sys.argv[3:] else document.data.encode()
    print(document.path, hashlib.sha256(made).hexdigest())
"""


def test_a_second_build_gives_the_same_bytes(printed: Printed) -> None:
    for path, document in printed.documents.items():
        if path.endswith("-a4.pdf") and (not document.is_pack or document.id == "workbook"):
            assert make_pdf(document.data)[0] == printed.pdfs[path].content, path


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Kiritimati"), ("4242", "America/Los_Angeles")])
def test_another_process_gives_the_same_bytes(printed: Printed, root: Path, seed: str, zone: str) -> None:
    made = ["worksheets/feedback-plan-a4.pdf", "worksheets/first-24-hours-letter-large.pdf", "packs/acknowledge-a4.pdf"]
    run = subprocess.run(
        [sys.executable, "-c", _IN_ANOTHER_PROCESS, str(root / "content"), SITE, *made],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root), "LC_ALL": "C"},
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    there = dict(line.split() for line in run.stdout.splitlines())
    here = {
        path: printed.pdfs[path].content if path in made else document.data.encode()
        for path, document in printed.documents.items()
    }
    assert there == {path: hashlib.sha256(content).hexdigest() for path, content in here.items()}
