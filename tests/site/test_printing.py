"""Printing pages from the browser, on both papers."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from generator.model import Handbook

PAPERS = {"A4": (595, 842), "Letter": (612, 792)}
CHROME = ("Reading paths", "Edit this page", "Table of contents", "Search this", "More help\nAbout")


def _print(page, paper: str) -> pypdfium2.PdfDocument:  # type: ignore[no-untyped-def]
    return pypdfium2.PdfDocument(page.pdf(format=paper))


def _text(document: pypdfium2.PdfDocument) -> str:
    return _plain("\n".join(page.get_textpage().get_text_bounded() for page in document))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\ufffe", "-"))


def test_every_worksheet_prints_whole(reader, own_handbook: Handbook) -> None:  # type: ignore[no-untyped-def]
    wrong = {}
    for sheet in own_handbook.worksheets:
        page = reader.open(f"worksheets/{sheet.id}/")
        labels = page.eval_on_selector_all(
            ".block-label, .fill-in th, .options label, .starter label, .block-title",
            "elements => elements.map((element) => element.textContent.trim())",
        )
        for paper, (width, _) in PAPERS.items():
            document = _print(page, paper)
            if len(document) > sheet.pages:
                wrong[sheet.id, paper, "pages"] = f"{len(document)}, not {sheet.pages}"
            text = _text(document)
            if lost := [label for label in labels if _plain(label) and _plain(label) not in text]:
                wrong[sheet.id, paper, "lost"] = str(lost)
            assert all(abs(sheet_page.get_width() - width) <= 1.5 for sheet_page in document)
    assert wrong == {}


@pytest.mark.parametrize("path", ["playbooks/acknowledge/", "scripts/ask-own-manager/", "paths/ten-minutes/", "help/"])
@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_but_the_text_is_printed(reader, path: str, paper: str) -> None:  # type: ignore[no-untyped-def]
    page = reader.open(path)
    text = _text(_print(page, paper))
    assert page.locator("h1").inner_text() in text
    for words in CHROME:
        assert words not in text
    paragraphs = page.eval_on_selector_all("article .rich p", "all => all.map((element) => element.textContent)")
    assert [words for words in paragraphs if _plain(words).strip() not in text] == []


def test_folded_parts_are_open_on_paper(reader, own_handbook: Handbook) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("playbooks/acknowledge/")
    text = _text(_print(page, "A4"))
    finding = own_handbook.source("lieberman-2007").finding
    assert _plain(finding) in text


def test_typed_words_are_printed_in_full(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("worksheets/first-24-hours/")
    long = "It took three weeks, four talks and a test, and then one line. " * 12
    page.get_by_label("What happened, in one plain line").fill(long + "The end.")
    assert "The end." in _text(_print(page, "A4"))


def test_boxes_and_lines_are_drawn(reader) -> None:  # type: ignore[no-untyped-def]
    """Ink where a tick box and a writing line stand on paper."""
    page = reader.open("worksheets/first-24-hours/")
    page.emulate_media(media="print")
    line = page.locator("#what .rules i").first
    box = page.get_by_label("Hurt")
    assert line.evaluate("element => getComputedStyle(element).borderBottomStyle") == "solid"
    assert line.bounding_box()["height"] >= 8 * 96 / 25.4 - 0.5
    assert box.evaluate("element => getComputedStyle(element).borderTopStyle") == "solid"
    assert box.bounding_box()["width"] >= 3.5 * 96 / 25.4
    image = _print(page, "A4")[0].render(scale=2).to_pil().convert("L")
    dark = sum(1 for value in image.getdata() if value < 90)
    assert dark > 5000
