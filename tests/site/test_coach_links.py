"""The coach's table of links in a browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from generator.listing import MAIN_KINDS
from generator.model import Handbook
from tests.site.conftest import Reader

ROWS = "table.links tbody tr:visible"


def count_of(handbook: Handbook, *kinds: str) -> int:
    return sum(target.kind in (kinds or MAIN_KINDS) for target in handbook.targets.values())


def test_the_table_is_found_by_words_and_kind(reader: Reader, own_handbook: Handbook) -> None:
    page = reader.open("coach/")
    status = page.locator(".links-status")
    assert page.locator(ROWS).count() == count_of(own_handbook)
    page.get_by_label("Kind").select_option("Worksheet")
    assert page.locator(ROWS).count() == 18
    assert status.inner_text() == "18 links shown"
    page.get_by_label("Find by words").fill("log")
    assert page.locator(f"{ROWS} th a").all_inner_texts() == ["Evidence log", "Practice log"]
    page.get_by_label("Find by words").fill("SEEK ask well")
    assert status.inner_text() == "No link has these words. Try others."
    page.get_by_label("Kind").select_option("All kinds")
    assert page.locator(f"{ROWS} th a").all_inner_texts() == ["Ask well"]
    assert status.inner_text() == "1 link shown"
    assert reader.errors == []


def test_by_keyboard(reader: Reader) -> None:
    page = reader.open("coach/")
    page.get_by_label("Find by words").focus()
    page.keyboard.type("ask hr")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Ask HR about the process"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Copy the link to: Ask HR")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_small_phone_rows_are_blocks(make_reader, scheme: str) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(viewport={"width": 360, "height": 740}, color_scheme=scheme).open("coach/")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    row = page.locator(ROWS).filter(has_text="Ask well")
    title, link = row.locator("th a").bounding_box(), row.locator(".copy-link").bounding_box()
    assert link["y"] >= title["y"] + title["height"]
    assert link["height"] >= 24
    page.get_by_label("Find by words").fill("ask well")
    assert page.locator(ROWS).count() == 1


def test_without_javascript_all_links_are_there(make_reader, own_handbook: Handbook) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(java_script_enabled=False).open("coach/")
    assert page.locator(ROWS).count() == count_of(own_handbook)
    assert not page.get_by_label("Find by words").is_visible()
    assert page.get_by_role("link", name="Make a reading plan for one person").is_visible()


def test_the_file_and_the_sheets_can_be_taken(reader: Reader, site: Path, own_handbook: Handbook) -> None:
    page = reader.open("coach/")
    hrefs = page.eval_on_selector_all("[download]", "all => all.map((link) => link.getAttribute('href'))")
    assert hrefs == ["links-a4.pdf", "links-letter.pdf", "links.csv"]
    rows = list(csv.DictReader(io.StringIO((site / "coach/links.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) == count_of(own_handbook)
    assert rows[0]["Link that lasts"].startswith("https://handbook.example.org/go/")
    assert (site / "coach/links-a4.pdf").read_bytes().startswith(b"%PDF")
