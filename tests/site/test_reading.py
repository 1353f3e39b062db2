"""Reading the site in a browser: on a phone, with the keyboard, without JavaScript, in the dark."""

from __future__ import annotations

import pytest

from generator.model import Handbook

PAGE_KINDS = [
    "",
    "playbooks/",
    "playbooks/acknowledge/",
    "worksheets/",
    "worksheets/first-24-hours/",
    "worksheets/evidence-log/",
    "worksheets/weekly-page/",
    "scripts/",
    "scripts/ask-own-manager/",
    "paths/",
    "paths/ten-minutes/",
    "ideas/",
    "ideas/one-no/",
    "situations/passed-over/",
    "coach/",
    "coach/acknowledge/",
    "sources/",
    "glossary/",
    "help/",
    "search/",
    "search/?q=let+go",
]


@pytest.mark.parametrize("path", PAGE_KINDS)
def test_page_fits_a_small_phone_and_asks_no_other_host(phone, path: str) -> None:  # type: ignore[no-untyped-def]
    page = phone.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    clipped = page.evaluate(
        """[...document.querySelectorAll('article *')].filter((element) => {
            const box = element.getBoundingClientRect();
            const hidden = element.closest('thead') !== null;  // read aloud, not shown
            return box.width > 1 && box.right > 361 && !hidden;
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert clipped == []
    assert [url for url in phone.requests if not url.startswith((phone.address, "data:"))] == []
    assert phone.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(make_reader, scheme: str) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(color_scheme=scheme)
    page = reader.open("playbooks/acknowledge/")
    ratio = page.evaluate(
        """(selector) => {
            const parse = (color) => color.match(/[\\d.]+/g).slice(0, 3).map(Number);
            const light = (color) => {
                const [r, g, b] = parse(color).map((c) => c / 255)
                    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = light(getComputedStyle(document.body).backgroundColor);
            return [...document.querySelectorAll(selector)].map((element) => {
                const ink = light(getComputedStyle(element).color);
                return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
            }).reduce((a, b) => Math.min(a, b));
        }""",
        "article .rich p",
    )
    assert ratio >= 7


@pytest.mark.parametrize("java_script", [True, False])
def test_two_clicks_lead_to_the_right_path(make_reader, own_handbook: Handbook, java_script: bool) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(viewport={"width": 360, "height": 740}, java_script_enabled=java_script)
    for situation in own_handbook.settings.situations:
        for horizon in own_handbook.settings.horizons:
            page = reader.page
            page.goto(reader.address)
            page.locator(".choices a", has_text=situation.title).click()
            section = page.locator(f"#time-{situation.id}")
            assert section.bounding_box()["y"] < 740  # type: ignore[index]
            section.get_by_role("link", name=horizon.title).click()
            page.wait_for_url("**/paths/*/")
            path = own_handbook.path(page.url.rstrip("/").rpartition("/")[2])
            assert path.horizon == horizon.id
            assert situation.id in path.situations or path.situations == ()
            assert page.locator("h1").inner_text() == path.title


def test_first_question_is_on_a_small_screen_at_once(phone) -> None:  # type: ignore[no-untyped-def]
    page = phone.open("")
    last = page.locator(".choices a").last.bounding_box()
    assert last["y"] + last["height"] <= 740


def test_start_page_works_by_keyboard(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.start-grid') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/paths/*/")


def test_path_steps_land_on_the_step(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("paths/ten-minutes/")
    page.locator("#name + .stop a").first.click()
    page.wait_for_url("**/playbooks/acknowledge/#name-it")
    box = page.locator("#name-it").bounding_box()
    assert 0 <= box["y"] <= 450


def test_worksheet_takes_typing_without_javascript(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(java_script_enabled=False)
    page = reader.page
    page.goto(reader.address + "worksheets/first-24-hours/")
    page.get_by_label("What happened, in one plain line").fill("They chose someone else")
    page.get_by_label("Hurt").check()
    assert page.get_by_label("What happened, in one plain line").input_value() == "They chose someone else"
    assert page.locator(".print-buttons").is_hidden()


def test_print_button_prints(reader) -> None:  # type: ignore[no-untyped-def]
    reader.page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    page = reader.open("worksheets/first-24-hours/")
    assert page.evaluate("window.printed") == 0
    page.get_by_role("button", name="Print it filled in").click()
    assert page.evaluate("window.printed") == 1
