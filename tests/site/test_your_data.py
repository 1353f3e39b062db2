"""The one page on which everything that is kept can be seen, taken along, brought back and cleared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Reader

DATA = "your-data/"
SAVED: dict[str, Any] = {
    "version": 1,
    "agreed": True,
    "changed": "2026-11-05",
    "sheets": {"first-24-hours": {"name": "Ada", "date": "today"}, "gone-sheet": {"x": "<b>1</b>"}},
    "steps": {
        "seek-feedback.ask-well": True,
        "ten-minutes.pause": True,
        "ten-minutes.breathe": True,
        "ten-minutes.name": False,
    },
    "situation": {"id": "searching"},
    "last": {"kind": "paths", "id": "ten-minutes", "title": "I heard no today"},
}


def put(page: Page, saved: object) -> None:
    text = saved if isinstance(saved, str) else json.dumps(saved)
    page.evaluate("(text) => localStorage.setItem('handbook', text)", text)
    page.reload()


def lines(page: Page) -> list[str]:
    return page.locator(".kept > ul li:visible").all_inner_texts()


def clear_all(page: Page) -> None:
    page.get_by_role("button", name="Clear everything saved").click()
    page.get_by_role("button", name="Yes, clear").click()


def test_everything_is_told_in_words(reader: Reader) -> None:
    page = reader.open(DATA)
    put(page, SAVED)
    assert [line for line in lines(page) if "colours" not in line] == [
        "First 24 hours: 2 answers",
        "gone-sheet (no longer in the handbook): 1 answer",
        "Seek feedback: 1 tick",
        "I heard no today: 2 ticks",
        "Your situation: Searching",
        "Where to continue: I heard no today",
    ]
    assert page.get_by_text("Last changed on 5 November 2026.").is_visible()
    page.get_by_text("See it exactly as it is kept").click()
    assert json.loads(page.locator(".kept pre").inner_text()) == SAVED
    page.get_by_role("link", name="First 24 hours").click()
    page.wait_for_url("**/worksheets/first-24-hours/")
    assert reader.errors == []


def test_a_new_reader_is_told_that_nothing_is_kept(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(viewport={"width": 360, "height": 740})
    page = reader.open(DATA)
    page.evaluate("localStorage.clear()")
    page.reload()
    page.evaluate("localStorage.clear(); window.dispatchEvent(new StorageEvent('storage'))")
    assert page.get_by_text("Nothing is kept on this device.").first.is_visible()
    assert page.get_by_text("See it exactly as it is kept").is_hidden()
    assert page.get_by_role("button", name="Clear everything saved").is_hidden()


def test_what_the_tab_remembers_is_shown_and_forgotten(reader: Reader) -> None:
    reader.open("paths/first-week-searching/")
    page = reader.open(DATA)
    assert "In this tab only, until you close it" in page.locator(".kept").inner_text()
    assert page.locator(".kept [data-part=tab]").inner_text() == "Your situation: Searching"
    page.get_by_role("button", name="Forget this tab's choices").click()
    assert page.evaluate("sessionStorage.length") == 0
    assert page.get_by_text("In this tab only").is_hidden()


def test_export_clear_and_import_bring_ticks_and_answers_back(reader: Reader) -> None:
    page = reader.open(DATA)
    put(page, SAVED)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    exported = json.loads(Path(download.value.path()).read_text())
    assert exported == {key: value for key, value in SAVED.items() if key not in ("agreed", "changed")}
    clear_all(page)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.get_by_text("Nothing is kept on this device.").first.is_visible()
    page.get_by_label("Save what I type on this device").check()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a saved file").click()
    chooser.value.set_files(
        {"name": "mine.json", "mimeType": "application/json", "buffer": json.dumps(exported).encode()}
    )
    page.get_by_text("The file is open, and what it holds is saved on this device.").wait_for()
    kept = page.evaluate("JSON.parse(localStorage.getItem('handbook'))")
    assert {key: kept[key] for key in exported} == exported
    assert "I heard no today: 2 ticks" in lines(page)
    page = reader.open("paths/ten-minutes/")
    assert page.locator("input[data-tick]:checked").count() == 2
    page = reader.open("worksheets/first-24-hours/")
    assert page.get_by_label("Name", exact=True).input_value() == "Ada"


def test_a_worksheet_brings_back_the_ticks_of_a_file_too(reader: Reader) -> None:
    page = reader.open("worksheets/first-24-hours/")
    page.get_by_label("Save what I type on this device").check()
    file = {"version": 1, "sheets": {}, "steps": {"ten-minutes.pause": True}}
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a saved file").click()
    chooser.value.set_files({"name": "mine.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()})
    page.locator(".save-status", has_text="The file is open").wait_for()
    assert reader.open("paths/ten-minutes/").locator("input[data-tick]:checked").count() == 1


def test_another_tab_is_followed(reader: Reader) -> None:
    page = reader.open(DATA)
    put(page, SAVED)
    other = page.context.new_page()
    other.goto(reader.address + "playbooks/seek-feedback/")
    other.locator('input[name="seek-feedback.listen"]').check()
    page.get_by_text("2 ticks").nth(1).wait_for()
    assert "Seek feedback: 2 ticks" in lines(page)


@pytest.mark.parametrize("text", ["{", "null", '{"version": 2}'])
def test_what_cannot_be_read_is_said_and_can_be_cleared(reader: Reader, text: str) -> None:
    page = reader.open(DATA)
    put(page, text)
    assert page.locator(".save-status").inner_text().startswith("What was saved on this device cannot be read.")
    page.get_by_text("See it exactly as it is kept").click()
    assert page.locator(".kept pre").inner_text() == text
    clear_all(page)
    assert page.evaluate("localStorage.getItem('handbook')") is None
    assert reader.errors == []


def test_blocked_storage_is_said_in_one_line(reader: Reader) -> None:
    reader.page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
            get() { throw new DOMException("no", "SecurityError"); },
        });"""
    )
    page = reader.page
    page.goto(reader.address + DATA)
    assert page.locator(".save-status").inner_text().startswith("This browser does not let the page save.")
    assert page.get_by_text("Nothing is kept on this device.").first.is_visible()


def test_hostile_data_is_only_text(reader: Reader) -> None:
    page = reader.open(DATA)
    bad = "<img src=x onerror='window.ran = 1'>"
    broken = {"version": 1, "agreed": True, "changed": bad, "sheets": {bad: {bad: bad}}, "steps": {f"{bad}.a": True}}
    put(page, broken | {"situation": {"id": bad}, "last": {"id": bad, "title": {}}, "other": {bad: bad}})
    assert f"Your situation: {bad}" in lines(page)
    assert "More, which this version of the handbook does not know" in lines(page)
    assert page.evaluate("window.ran") is None
    assert page.locator(".kept img").count() == 0
    assert reader.errors == []


def test_every_page_and_every_save_panel_leads_here(reader: Reader) -> None:
    for path in ("", "playbooks/acknowledge/", "worksheets/first-24-hours/", "search/"):
        page = reader.open(path)
        assert page.locator("footer").get_by_role("link", name="What is kept on this device").is_visible()
    page = reader.open("worksheets/first-24-hours/")
    page.locator(".save-panel").get_by_role("link", name="What is kept on this device").click()
    page.wait_for_url("**/your-data/")


def test_without_javascript_it_says_so(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(java_script_enabled=False)
    reader.page.goto(reader.address + DATA)
    assert reader.page.get_by_text("JavaScript is off in this browser").is_visible()
    assert reader.page.locator(".kept").is_hidden()


def test_it_fits_a_small_phone(phone: Reader) -> None:
    page = phone.open(DATA)
    put(page, SAVED | {"sheets": {"x" * 200: {"y" * 300: "z" * 300}}})
    page.get_by_text("See it exactly as it is kept").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
