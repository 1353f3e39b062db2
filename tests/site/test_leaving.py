"""Leaving at once: the button and Esc twice put an empty page in place of this one, and Back does not bring it back."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.site.conftest import Reader

BOOK = "playbooks/acknowledge/"
HELP = "help/"
PAGES = ["", BOOK, "worksheets/first-24-hours/", "paths/ten-minutes/", "search/?q=let+go", "your-data/", "404.html"]
EMPTY = "about:blank"

# Presses Esc at given milliseconds, with whatever else is said of the press.
PRESS = """(presses) => {
    for (const [at, options] of presses) {
        const press = new KeyboardEvent("keydown", {key: "Escape", bubbles: true, cancelable: true, ...options});
        Object.defineProperty(press, "timeStamp", {value: at});
        (document.activeElement ?? document.body).dispatchEvent(press);
    }
    return document.documentElement.hidden;
}"""


def leave(page: Page, way: str) -> None:
    if way == "button":
        page.get_by_role("button", name="Leave this page").click()
    elif way == "phone":
        page.get_by_role("button", name="Leave this page").tap()
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    page.wait_for_url(EMPTY)


@pytest.mark.parametrize("way", ["button", "Esc"])
def test_back_does_not_return(reader: Reader, way: str) -> None:
    reader.open("")
    page = reader.open(HELP)
    page = reader.open(BOOK)
    leave(page, way)
    assert page.locator("body").inner_text() == ""
    assert page.title() == ""
    for _ in range(2):
        page.go_back(wait_until="commit")
        page.wait_for_url(EMPTY)
        assert page.locator("body").inner_text() == ""
    assert reader.errors == []


def test_no_host_is_asked(reader: Reader) -> None:
    page = reader.open(BOOK)
    page.wait_for_load_state("networkidle")
    del reader.requests[:]
    leave(page, "button")
    assert reader.requests == []


def test_the_page_is_off_the_screen_before_another_is_there(reader: Reader) -> None:
    page = reader.open(BOOK)
    shown = page.evaluate(
        """() => {
            document.querySelector(".hb-leave").click();
            return [document.title, document.querySelector("h1").getClientRects().length];
        }"""
    )
    assert shown == ["", 0]


def test_a_page_that_is_opened_on_purpose_is_shown_again(reader: Reader) -> None:
    page = reader.open(BOOK)
    leave(page, "button")
    page = reader.open(HELP)
    assert page.locator("h1").is_visible()
    page.reload()
    assert page.locator("h1").is_visible()
    page = reader.open(BOOK)
    page.go_back()
    page.wait_for_url(f"**/{HELP}")
    assert page.locator("h1").is_visible()


def test_a_page_that_the_browser_kept_whole_is_left_again(reader: Reader) -> None:
    page = reader.open(BOOK)
    page.evaluate("sessionStorage.setItem('handbook.visit', JSON.stringify({left: true}))")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    page.wait_for_url(EMPTY)


def test_what_the_tab_knew_is_forgotten_and_what_was_saved_stays(reader: Reader) -> None:
    page = reader.open(BOOK)
    saved = json.dumps({"version": 1, "agreed": True, "sheets": {}, "steps": {"acknowledge.pause": True}})
    page.evaluate("(text) => localStorage.setItem('handbook', text)", saved)
    page = reader.open("paths/first-week-searching/")
    assert "searching" in page.evaluate("sessionStorage.getItem('handbook.visit')")
    page.evaluate("sessionStorage.setItem('more', 'x')")
    leave(page, "Esc")
    page = reader.open(HELP)
    assert page.evaluate("({ ...sessionStorage })") == {"handbook.visit": "{}"}
    assert page.evaluate("localStorage.getItem('handbook')") == saved


def test_words_that_wait_to_be_saved_are_saved(reader: Reader) -> None:
    page = reader.open("worksheets/first-24-hours/")
    page.get_by_label("Save what I type on this device").check()
    page.get_by_label("What happened, in one plain line").fill("They chose someone else")
    leave(page, "Esc")
    page = reader.open("worksheets/first-24-hours/")
    assert page.get_by_label("What happened, in one plain line").input_value() == "They chose someone else"


# --- Esc, and only when it means this ----------------------------------------------------------

LEAVES: dict[str, list[Any]] = {
    "twice": [[0, {}], [300, {}]],
    "twice, just in time": [[0, {}], [1000, {}]],
    "a slow one, then a fast one": [[0, {}], [1500, {}], [2000, {}]],
}
STAYS: dict[str, list[Any]] = {
    "once": [[0, {}]],
    "too slow": [[0, {}], [1001, {}]],
    "another key between": [[0, {}], [100, {"key": "a"}], [200, {}]],
    "held down": [[0, {}], [100, {"repeat": True}], [200, {"repeat": True}]],
    "in an input method": [[0, {"isComposing": True}], [100, {"isComposing": True}]],
    "in an older input method": [[0, {"keyCode": 229}], [100, {"keyCode": 229}]],
    "with another key": [[0, {"ctrlKey": True}], [100, {"shiftKey": True}]],
}


@pytest.mark.parametrize("name", [*LEAVES, *STAYS])
def test_esc_twice_within_a_second(reader: Reader, name: str) -> None:
    page = reader.open(BOOK)
    assert page.evaluate(PRESS, LEAVES.get(name) or STAYS[name]) is (name in LEAVES)


def test_esc_twice_works_in_a_field(reader: Reader) -> None:
    page = reader.open("worksheets/first-24-hours/")
    page.get_by_label("What happened, in one plain line").fill("Words")
    leave(page, "Esc")


def test_esc_that_closes_the_menu_does_not_count(phone: Reader) -> None:
    page = phone.open(BOOK)
    page.locator(".hb-menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".hb-menu nav").is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Escape")
    assert page.url.endswith(BOOK)
    page.keyboard.press("Escape")
    page.wait_for_url(EMPTY)


def test_esc_that_says_no_does_not_count(reader: Reader) -> None:
    page = reader.open(BOOK)
    page.locator("input[data-tick]").first.check()
    page.get_by_role("button", name="Keep them").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.url.endswith(BOOK)
    page = reader.open("worksheets/first-24-hours/")
    page.get_by_label("Save what I type on this device").check()
    page.get_by_role("button", name="Clear everything saved").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.url.endswith("first-24-hours/")


def test_esc_that_closes_a_dialog_does_not_count(reader: Reader) -> None:
    page = reader.open(BOOK)
    page.evaluate("document.body.append(document.createElement('dialog'))")
    page.evaluate("document.querySelector('dialog').showModal()")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('dialog').open")
    page.keyboard.press("Escape")
    assert page.url.endswith(BOOK)


# --- the button --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_the_button_is_on_every_page_and_always_in_sight(phone: Reader, path: str) -> None:
    page = phone.open(path)
    button = page.get_by_role("button", name="Leave this page or press Esc twice")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    place = button.bounding_box()
    assert place is not None
    assert place["height"] >= 24
    assert place["width"] >= 24
    assert place["y"] >= 0
    assert place["x"] + place["width"] <= 360
    assert place["y"] + place["height"] <= 740
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    leave(page, "phone")


@pytest.mark.parametrize("width", [320, 360, 480, 800, 1280])
def test_nothing_in_the_header_is_cut_off(make_reader, width: int) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(viewport={"width": width, "height": 740}).open(BOOK)
    boxes = page.locator(".md-header :is(.hb-brand, .hb-leave, .md-header__button:visible)").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert len(boxes) >= 3
    assert all(left >= 0 and right <= width for left, right in boxes)
    assert all(one[1] <= two[0] + 1 for one, two in itertools.pairwise(boxes))


def test_the_button_is_reached_early_by_keyboard(reader: Reader) -> None:
    page = reader.open(BOOK)
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.hb-leave')"):
            break
    assert page.evaluate("document.activeElement.matches('.hb-leave')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Space")
    page.wait_for_url(EMPTY)


def test_without_javascript_the_button_is_a_link_to_an_empty_page(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(java_script_enabled=False)
    reader.page.goto(reader.address + BOOK)
    reader.page.locator(".hb-leave").click()
    reader.page.wait_for_url(EMPTY)


def test_it_works_with_storage_blocked(reader: Reader) -> None:
    reader.page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
            get() { throw new DOMException("no", "SecurityError"); },
        });"""
    )
    page = reader.page
    page.goto(reader.address + BOOK)
    leave(page, "Esc")


def test_it_works_from_a_disk(make_reader, site: Path) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(at=site.as_uri() + "/").page
    page.goto((site / "help/index.html").as_uri())
    leave(page, "Esc")
    page.goto((site / "help/index.html").as_uri())
    leave(page, "button")


def test_it_is_not_printed(reader: Reader) -> None:
    page = reader.open(BOOK)
    page.emulate_media(media="print")
    assert page.locator(".hb-leave").is_hidden()
