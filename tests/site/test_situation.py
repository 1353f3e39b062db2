"""The situation switch: what differs for others is folded away, until the reader wants to see it."""

from __future__ import annotations

import json
import re
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, Route

from generator.model import Handbook
from tests.site.conftest import Reader

BOOK = "playbooks/seek-feedback/"
PATH = "paths/first-week-searching/"
SHOWN = """() => [...new Set([...document.querySelectorAll("section.situation")]
    .filter((passage) => passage.getClientRects().length > 0).map((passage) => passage.dataset.situation))].sort()"""
ALL = ["newcomer", "passed-over", "searching"]


def shown(page: Page) -> list[str]:
    """The situations whose passages are on the page."""
    found: list[str] = page.evaluate(SHOWN)
    return found


def choose(page: Page, name: str) -> None:
    page.get_by_label("Shown for").select_option(label=name)


def chosen(page: Page) -> str:
    return str(page.get_by_label("Shown for").evaluate("select => select.selectedOptions[0].text"))


def status(page: Page) -> str:
    return page.locator(".situation-switch [role=status]").inner_text()


def kept(page: Page) -> Any:
    return page.evaluate("JSON.parse(localStorage.getItem('handbook'))")


def agree(page: Page, **more: Any) -> None:
    """Have a device whose reader agreed; opens the page again."""
    text = json.dumps({"version": 1, "agreed": True, "sheets": {}} | more)
    page.evaluate("(text) => localStorage.setItem('handbook', text)", text)
    page.reload()


def test_every_page_with_passages_has_the_switch_and_shows_all_at_first(reader: Reader, own_handbook: Handbook) -> None:
    with_passages = [f"playbooks/{book.id}/" for book in own_handbook.playbooks] + [
        f"paths/{path.id}/" for path in own_handbook.paths if any(stop.situations for stop in path.stops)
    ]
    for address in with_passages:
        page = reader.open(address)
        passages = page.locator("section.situation").evaluate_all("all => all.map((one) => one.dataset.situation)")
        assert page.get_by_label("Shown for").is_visible(), address
        if "Everyone" in chosen(page):
            assert shown(page) == sorted(set(passages)), address
        page.evaluate("sessionStorage.clear()")
    assert reader.errors == []


def test_a_choice_folds_the_others_away_on_every_page_until_the_tab_is_closed(reader: Reader) -> None:
    page = reader.open(BOOK)
    choose(page, "Searching")
    assert shown(page) == ["searching"]
    assert status(page) == "Shown for: Searching. This holds until you close this tab."
    page = reader.open("playbooks/acknowledge/")
    assert chosen(page) == "Searching"
    assert shown(page) == ["searching"]
    assert page.evaluate("localStorage.getItem('handbook')") is None
    assert page.context.cookies() == []
    other = page.context.new_page()
    other.goto(page.url)
    assert shown(other) == ALL


def test_all_can_be_seen_again(reader: Reader) -> None:
    page = reader.open(BOOK)
    choose(page, "Newcomer")
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == ALL
    assert chosen(page) == "Everyone"
    assert status(page) == "Everything is shown. This holds until you close this tab."
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    assert page.get_by_role("button", name="Show all").is_hidden()


def test_one_place_alone_can_be_opened(reader: Reader) -> None:
    page = reader.open(BOOK)
    choose(page, "Searching")
    hidden = page.locator("section.situation[hidden]").count()
    more = page.get_by_role("button", name="For others: Passed over, Newcomer").first
    assert more.get_attribute("aria-expanded") == "false"
    more.focus()
    page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    assert page.locator("section.situation[hidden]").count() == hidden - 2
    page.keyboard.press("Enter")
    assert page.locator("section.situation[hidden]").count() == hidden


def test_folded_passages_are_not_read_aloud(reader: Reader) -> None:
    page = reader.open(BOOK)
    assert page.get_by_text("If you were passed over", exact=True).first.is_visible()
    assert "If you were passed over" in page.locator("article").aria_snapshot()
    choose(page, "Searching")
    assert "If you were passed over" not in page.locator("article").aria_snapshot()
    assert "If you are searching" in page.locator("article").aria_snapshot()


@pytest.mark.parametrize("way", [PATH, "situations/searching/"])
def test_coming_by_a_path_or_a_situation_page_chooses(reader: Reader, way: str) -> None:
    reader.open(way)
    page = reader.open(BOOK)
    assert shown(page) == ["searching"]
    assert page.evaluate("localStorage.getItem('handbook')") is None


def test_a_path_does_not_choose_again_when_it_is_opened_anew(reader: Reader) -> None:
    page = reader.open(PATH)
    page.get_by_role("button", name="Show all").click()
    page.reload()
    assert chosen(page) == "Everyone"
    page = reader.open("paths/first-week-newcomer/")
    assert chosen(page) == "Newcomer"
    assert shown(reader.open(BOOK)) == ["newcomer"]


def test_a_path_for_everyone_chooses_nothing(reader: Reader) -> None:
    page = reader.open("paths/ten-minutes/")
    assert chosen(page) == "Everyone"


def test_the_start_page_chooses(phone: Reader) -> None:
    page = phone.open("")
    page.locator(".choices a", has_text="Passed over").click()
    page.locator("#time-passed-over").get_by_role("link", name="Ten minutes, today").click()
    page.wait_for_url("**/ten-minutes/")
    assert chosen(page) == "Passed over"
    assert shown(page) == ["passed-over"]


def test_a_choice_is_kept_once_the_reader_agreed(reader: Reader) -> None:
    page = reader.open(BOOK)
    agree(page)
    choose(page, "Passed over")
    assert status(page) == "Shown for: Passed over. This is kept on this device."
    assert kept(page)["situation"] == {"id": "passed-over"}
    other = page.context.new_page()
    other.goto(page.url)
    assert shown(other) == ["passed-over"]
    choose(other, "Newcomer")
    page.wait_for_function("() => document.querySelector('.situation-switch select').value === 'newcomer'")
    assert shown(page) == ["newcomer"]
    other.get_by_role("button", name="Show all").click()
    page.wait_for_function("() => document.querySelector('.situation-switch select').value === ''")
    assert "situation" not in kept(page)


def test_a_path_leaves_what_is_kept_alone(reader: Reader) -> None:
    page = reader.open(BOOK)
    agree(page, situation={"id": "newcomer"})
    assert shown(page) == ["newcomer"]
    reader.open(PATH)
    assert shown(reader.open(BOOK)) == ["searching"]
    assert kept(page)["situation"] == {"id": "newcomer"}


@pytest.mark.parametrize("saved", [{"id": "astronaut"}, {"id": 7}, {"id": "<b>"}, ["searching"], "searching", {}])
def test_a_situation_that_is_none_shows_all(reader: Reader, saved: Any) -> None:
    page = reader.open(BOOK)
    agree(page, situation=saved)
    page.evaluate("(id) => sessionStorage.setItem('handbook.visit', JSON.stringify({situation: {id}}))", "nobody")
    page.reload()
    assert shown(page) == ALL
    assert chosen(page) == "Everyone"
    assert reader.errors == []


def test_without_storage_it_holds_for_the_page_and_says_so(reader: Reader) -> None:
    reader.page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
            get() { throw new DOMException("no", "SecurityError"); },
        });"""
    )
    page = reader.page
    page.goto(reader.address + BOOK)
    choose(page, "Searching")
    assert shown(page) == ["searching"]
    assert status(page) == "Shown for: Searching. This browser keeps nothing, so it holds for this page only."


def test_a_full_or_corrupt_storage_is_said_in_one_line(reader: Reader) -> None:
    page = reader.open(BOOK)
    agree(page)
    page.evaluate(
        """() => {
            const set = Storage.prototype.setItem;
            Storage.prototype.setItem = function (...entry) {
                if (this === localStorage) throw new DOMException("no", "QuotaExceededError");
                set.apply(this, entry);
            };
        }"""
    )
    choose(page, "Searching")
    assert status(page).endswith("This browser has no room left to save it, so it holds until you close this tab.")
    page.reload()  # with a storage that works again
    page.evaluate("localStorage.handbook = '{'; sessionStorage['handbook.visit'] = '['")
    page.reload()
    assert shown(page) == ALL
    choose(page, "Searching")
    assert shown(page) == ["searching"]
    assert status(page).endswith("What was saved on this device cannot be read, so it holds until you close this tab.")


def test_nothing_is_seen_before_it_is_folded(reader: Reader) -> None:
    page = reader.open(BOOK)
    choose(page, "Searching")
    page.add_init_script(
        """window.seen = new Set();
        const look = () => {
            for (const passage of document.querySelectorAll("section.situation:not([hidden])"))
                window.seen.add(passage.dataset.situation);
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);"""
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/handbook/page.js", hold)  # the page is seen while its last script is still on the way
    page.reload(wait_until="commit")
    page.wait_for_function("() => window.seen?.size > 0")
    assert page.evaluate("document.readyState") == "loading"
    assert page.evaluate("[...window.seen]") == ["searching"]
    for route in held:
        route.continue_()


def test_without_javascript_all_are_shown_with_their_labels(make_reader, own_handbook: Handbook) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.address + BOOK)
    assert page.locator(".situation-switch").is_hidden()
    for situation in own_handbook.settings.situations:
        passage = page.locator(f"section.situation[data-situation={situation.id}]").first
        assert passage.is_visible()
        assert passage.locator(".situation-label").inner_text() == situation.label


def paper(page: Page) -> str:
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    return re.sub(r"\s+", " ", " ".join(sheet.get_textpage().get_text_bounded() for sheet in document))


def test_print_follows_the_choice(reader: Reader) -> None:
    page = reader.open(BOOK)
    text = paper(page)
    assert "If you were passed over" in text
    assert "If you are searching" in text
    assert "Shown for" not in text
    choose(page, "Searching")
    text = paper(page)
    assert "If you were passed over" not in text
    assert "If you are searching" in text
    assert text.count("Shown for: Searching.") == 1
    assert "For others" not in text
    assert "Show all" not in text


def test_the_switch_works_by_keyboard_and_fits_a_small_phone(phone: Reader) -> None:
    page = phone.open(BOOK)
    page.get_by_label("Shown for").focus()
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "Passed over"
    assert shown(page) == ["passed-over"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sizes = page.locator(".situation-switch :is(select, button), .situation-more:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({width, height}) => Math.min(width, height))"
    )
    assert len(sizes) > 3
    assert min(sizes) >= 24
