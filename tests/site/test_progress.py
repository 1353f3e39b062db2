"""Ticking steps and stops: counted on the page, kept only after a yes, and where to go on."""

from __future__ import annotations

import json
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page

from tests.site.conftest import Reader

BOOK = "playbooks/seek-feedback/"
PATH = "paths/ten-minutes/"
STEPS = ["ready-check", "pick-one-question", "ask-well", "listen", "make-it-specific", "sort-it", "log-it"]
BLOCK = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); },
});"""
ASK = "Keep my ticks on this device?"


def box(page: Page, id_: str) -> Locator:
    return page.locator(f'input[name="{id_}"]')


def tick(page: Page, *steps: str, of: str = "seek-feedback") -> None:
    for step in steps:
        box(page, f"{of}.{step}").check()


def kept(page: Page) -> Any:
    return page.evaluate("JSON.parse(localStorage.getItem('handbook'))")


def line(page: Page) -> str:
    return page.locator(".progress-line").inner_text()


def said(page: Page) -> str:
    return page.locator(".keep-ask > .hint").inner_text()


def device(page: Page, **saved: Any) -> None:
    """Have a device whose reader agreed; opens the page again."""
    text = json.dumps({"version": 1, "agreed": True, "sheets": {}} | saved)
    page.evaluate("(text) => localStorage.setItem('handbook', text)", text)
    page.reload()


# --- on the page -------------------------------------------------------------------------------


def test_nothing_is_said_or_asked_before_something_is_ticked(phone: Reader) -> None:
    for path in (BOOK, PATH):
        page = phone.open(path)
        assert line(page).strip() == ""
        assert page.get_by_text(ASK).is_hidden()
        assert page.get_by_text("Continue where you were").filter(visible=True).count() == 0
    assert phone.open("").locator(".continue").is_hidden()
    assert phone.page.evaluate("localStorage.getItem('handbook')") is None


def test_ticks_are_counted_and_lead_to_the_first_that_is_open(reader: Reader) -> None:
    page = reader.open(BOOK)
    tick(page, "ready-check", "ask-well", "log-it")
    assert line(page).startswith("3 of 8 steps done.")
    link = page.get_by_role("link", name="Continue where you were: Pick one question")
    link.click()
    assert page.url.endswith("#pick-one-question")
    done = page.locator(".step-list li:has(.step-done)").all_inner_texts()
    assert done[0].startswith("Check that you are ready")
    assert len(done) == 3
    box(page, "seek-feedback.log-it").uncheck()
    assert line(page).startswith("2 of 8 steps done.")
    assert page.locator(".step-list .step-done").count() == 2


def test_all_done_leads_nowhere(reader: Reader) -> None:
    page = reader.open(BOOK)
    tick(page, *STEPS, "close-the-loop")
    assert line(page).strip() == "8 of 8 steps done."


def test_stops_of_a_path_are_ticked_by_themselves(reader: Reader) -> None:
    page = reader.open(PATH)
    page.get_by_label("Done: Stop for 24 hours").check()
    assert line(page).startswith("1 of 6 stops done. Continue where you were: Breathe slowly")


# --- kept only after a yes ---------------------------------------------------------------------


def test_it_asks_once_beside_the_tick_and_keeps_nothing_before(reader: Reader) -> None:
    page = reader.open(BOOK)
    tick(page, "ask-well")
    question = page.get_by_role("group", name=ASK)
    assert question.is_visible()
    assert question.evaluate(
        "question => !!question.closest('.step')?.querySelector('[name=\"seek-feedback.ask-well\"]')"
    )
    words = question.inner_text()
    for part in ("in this browser, on this device", "sent to nobody", "What is kept on this device"):
        assert part in words
    assert page.evaluate("document.activeElement.name") == "seek-feedback.ask-well"
    tick(page, "listen")
    assert page.get_by_role("group", name=ASK).count() == 1
    assert page.evaluate("localStorage.getItem('handbook')") is None
    page.reload()
    assert not box(page, "seek-feedback.ask-well").is_checked()
    tick(page, "ask-well")
    assert question.is_hidden()  # asked once, and not again in this visit
    assert reader.errors == []


def test_yes_keeps_them(reader: Reader) -> None:
    page = reader.open(BOOK)
    tick(page, "ready-check", "ask-well")
    page.get_by_role("button", name="Keep them").click()
    assert said(page) == "Kept on this device."
    assert page.evaluate("document.activeElement.name") == "seek-feedback.ready-check"
    assert kept(page)["agreed"] is True
    assert kept(page)["steps"] == {"seek-feedback.ready-check": True, "seek-feedback.ask-well": True}
    page.reload()
    assert box(page, "seek-feedback.ask-well").is_checked()
    assert line(page).startswith("2 of 8 steps done.")
    box(page, "seek-feedback.ask-well").uncheck()
    assert kept(page)["steps"] == {"seek-feedback.ready-check": True}
    assert page.get_by_role("group", name=ASK).is_hidden()


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_no_keeps_nothing_and_is_not_asked_again(reader: Reader, way: str) -> None:
    page = reader.open(BOOK)
    tick(page, "ask-well")
    if way == "button":
        page.get_by_role("button", name="No, thanks").click()
    else:
        page.get_by_role("button", name="Keep them").focus()
        page.keyboard.press("Escape")
    assert said(page) == "Not kept. Your ticks are here until you close this page."
    tick(page, "listen")
    assert page.get_by_role("group", name=ASK).is_hidden()
    assert line(page).startswith("2 of 8")
    page = reader.open(PATH)
    tick(page, "pause", of="ten-minutes")
    assert page.get_by_role("group", name=ASK).is_hidden()
    assert page.evaluate("localStorage.getItem('handbook')") is None


def test_a_yes_on_a_worksheet_counts_here_and_a_yes_here_there(reader: Reader) -> None:
    page = reader.open("worksheets/first-24-hours/")
    page.get_by_label("Save what I type on this device").check()
    page = reader.open(BOOK)
    tick(page, "ask-well")
    assert page.get_by_role("group", name=ASK).is_hidden()
    assert kept(page)["steps"] == {"seek-feedback.ask-well": True}
    page = reader.open("worksheets/first-24-hours/")
    assert page.get_by_label("Save what I type on this device").is_checked()
    page.get_by_role("button", name="Clear everything saved").click()
    page.get_by_role("button", name="Yes, clear").click()
    assert kept(page) is None


def test_older_saved_data_keeps_working(reader: Reader) -> None:
    page = reader.open(BOOK)
    device(page, sheets={"first-24-hours": {"name": "Ada"}}, later=[1])
    tick(page, "ask-well")
    assert kept(page)["sheets"] == {"first-24-hours": {"name": "Ada"}}
    assert kept(page)["later"] == [1]
    assert kept(page)["steps"] == {"seek-feedback.ask-well": True}


# --- where to go on ----------------------------------------------------------------------------


def test_the_start_page_leads_back_to_where_the_reader_was(phone: Reader) -> None:
    page = phone.open(BOOK)
    tick(page, "ready-check")
    page.get_by_role("button", name="Keep them").click()
    page = phone.open("")
    link = page.get_by_role("link", name="Continue where you were: Seek feedback, Pick one question (1 of 8 done)")
    link.click()
    page.wait_for_url(f"**/{BOOK}#pick-one-question")
    tick(page, *STEPS, "close-the-loop")
    page = phone.open("")
    page.get_by_role("link", name="You finished this one: Seek feedback (8 of 8 done)").click()
    page.wait_for_url(f"**/{BOOK}")
    for step in (*STEPS, "close-the-loop"):
        box(page, f"seek-feedback.{step}").uncheck()
    page = phone.open("")
    assert page.locator(".continue").is_hidden()
    assert set(kept(page)) == {"version", "agreed", "sheets", "changed"}


def test_a_path_is_gone_on_with_too(reader: Reader) -> None:
    page = reader.open(PATH)
    device(page)
    tick(page, "pause", of="ten-minutes")
    page = reader.open("")
    page.get_by_role("link", name="Continue where you were: I heard no today").click()
    page.wait_for_url(f"**/{PATH}#breathe")


HOSTILE: list[dict[str, Any]] = [
    {"kind": "javascript:alert(1)//", "id": "x", "title": "T", "step": "S", "part": "p"},
    {"kind": "playbooks", "id": "../../evil", "title": "T"},
    {"kind": "playbooks", "id": "//other.example", "title": "T"},
    {"kind": "playbooks", "id": ["acknowledge"], "title": "T"},
    {"kind": "playbooks"},
    {"id": "acknowledge"},
]


@pytest.mark.parametrize("last", HOSTILE)
def test_a_hostile_place_to_go_on_is_not_shown(reader: Reader, last: dict[str, Any]) -> None:
    page = reader.open("")
    device(page, last=last)
    assert page.locator(".continue").is_hidden()
    assert reader.errors == []


def test_a_hostile_title_is_only_text(reader: Reader) -> None:
    page = reader.open("")
    title = "<img src=x onerror='window.ran = 1'>{step}"
    device(page, last={"kind": "playbooks", "id": "acknowledge", "part": "<b>", "title": title, "step": "$& $1"})
    link = page.locator(".continue a").first
    assert title in link.inner_text()
    assert link.get_attribute("href") == f"{reader.address}playbooks/acknowledge/"
    assert page.evaluate("window.ran") is None


# --- steps and stops ---------------------------------------------------------------------------


def test_a_stop_is_done_when_the_step_it_uses_is(reader: Reader) -> None:
    page = reader.open("playbooks/acknowledge/")
    device(page)
    tick(page, "pause", of="acknowledge")
    page = reader.open(PATH)
    stop = box(page, "ten-minutes.pause")
    assert stop.is_checked()
    stop.uncheck()
    page.reload()
    assert not stop.is_checked()
    assert kept(page)["steps"] == {"acknowledge.pause": True, "ten-minutes.pause": False}
    tick(page, "breathe", of="ten-minutes")
    page = reader.open("playbooks/acknowledge/")
    assert not box(page, "acknowledge.calm-the-body").is_checked()  # a stop may be less than the step


# --- storage that does not work, and other tabs ------------------------------------------------


def test_blocked_storage_is_said_in_one_line_and_ticks_work(reader: Reader) -> None:
    reader.page.add_init_script(BLOCK)
    reader.page.goto(reader.address + BOOK)
    tick(reader.page, "ask-well")
    assert line(reader.page).startswith("1 of 8")
    assert said(reader.page) == (
        "This browser does not let the page save. Your ticks are here until you close this page."
    )
    assert reader.page.get_by_role("group", name=ASK).is_hidden()


def test_full_storage_is_said_in_one_line_and_ticks_work(reader: Reader) -> None:
    page = reader.open(BOOK)
    device(page)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }; }"
    )
    tick(page, "ask-well")
    assert line(page).startswith("1 of 8")
    assert said(page) == (
        "Not saved, because this browser has no room left. Your ticks are here until you close this page."
    )


@pytest.mark.parametrize("text", ["{", "", "null", "[]", '{"version": 9}'])
def test_corrupt_storage_is_said_in_one_line_and_ticks_work(reader: Reader, text: str) -> None:
    page = reader.open(BOOK)
    page.evaluate("(text) => localStorage.setItem('handbook', text)", text)
    page.reload()
    said_above = page.get_by_text("What was saved on this device cannot be read. You can still tick steps.")
    assert said_above.is_visible()
    tick(page, "ask-well")
    assert line(page).startswith("1 of 8")
    assert page.evaluate("localStorage.getItem('handbook')") == text
    page.get_by_role("button", name="Keep them").click()
    assert kept(page)["steps"] == {"seek-feedback.ask-well": True}
    assert said_above.is_hidden()


@pytest.mark.parametrize("steps", [{"seek-feedback.ask-well": "yes"}, {"seek-feedback.ask-well": {}}, ["x"], 7])
def test_broken_ticks_are_none(reader: Reader, steps: Any) -> None:
    page = reader.open(BOOK)
    device(page, steps=steps)
    assert not box(page, "seek-feedback.ask-well").is_checked()
    assert reader.errors == []


def test_two_tabs_stay_in_step(reader: Reader) -> None:
    page = reader.open(BOOK)
    device(page)
    other = page.context.new_page()
    other.goto(page.url)
    tick(page, "ask-well")
    other.wait_for_function("() => document.querySelector('[name=\"seek-feedback.ask-well\"]').checked")
    assert line(other).startswith("1 of 8")
    tick(other, "listen")
    page.wait_for_function("() => document.querySelector('[name=\"seek-feedback.listen\"]').checked")
    box(page, "seek-feedback.ask-well").uncheck()
    other.wait_for_function("() => !document.querySelector('[name=\"seek-feedback.ask-well\"]').checked")
    assert kept(page)["steps"] == {"seek-feedback.listen": True}


def test_a_yes_or_an_erasing_in_another_tab_counts_here(reader: Reader) -> None:
    page = reader.open(BOOK)
    tick(page, "ask-well")
    other = page.context.new_page()
    other.goto(reader.address + "your-data/")
    other.get_by_label("Save what I type on this device").check()
    page.get_by_role("group", name=ASK).wait_for(state="hidden")
    assert kept(page)["steps"] == {"seek-feedback.ask-well": True}
    other.get_by_role("button", name="Clear everything saved").click()
    other.get_by_role("button", name="Yes, clear").click()
    page.wait_for_function("() => !document.querySelector('[name=\"seek-feedback.ask-well\"]').checked")
    assert kept(page) is None


# --- keyboard, phone, paper, no JavaScript -----------------------------------------------------


def test_it_works_by_keyboard(reader: Reader) -> None:
    page = reader.open(BOOK)
    box(page, "seek-feedback.ask-well").focus()
    page.keyboard.press("Space")
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert seen[-1] == "Keep them" or "Keep them" in seen
    while page.evaluate("document.activeElement.textContent") != "Keep them":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert kept(page)["steps"] == {"seek-feedback.ask-well": True}


@pytest.mark.parametrize("path", [BOOK, PATH])
def test_it_fits_a_small_phone(phone: Reader, path: str) -> None:
    page = phone.open(path)
    page.locator("input[data-tick]").first.check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sizes = page.locator(".keep-ask button, input[data-tick]").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({width, height}) => Math.min(width, height))"
    )
    assert min(sizes) >= 24


def test_paper_shows_the_ticks_and_no_questions(reader: Reader) -> None:
    page = reader.open(PATH)
    page.locator("input[data-tick]").first.check()
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    assert text.count("Done") == 6
    for words in ("Keep", "Continue", "1 of 6"):
        assert words not in text


def test_without_javascript_boxes_are_there_and_nothing_else(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.address + BOOK)
    tick(page, "ask-well")
    assert page.get_by_text(ASK).is_hidden()
    assert line(page).strip() == ""
    page.goto(reader.address)
    assert page.locator(".continue").is_hidden()
