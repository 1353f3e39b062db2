"""Filling in a script, and taking its words along: by copying, as an e-mail, as a file, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Locator, Page, expect

from generator.model import Handbook, Script
from generator.model.script import BLANK
from tests.site.conftest import Reader, clipboard_of

SCRIPT = "ask-hiring-manager"
PAGE = f"scripts/{SCRIPT}/"
ANSWERS = {
    "name": "Amira Khan",
    "role": "water planner",
    "date": "12 May",
    "something specific": "the river map",
    "your field": "farming",
    "your name": "Jo",
}
ODD = [
    "</textarea><img src=x onerror=alert(1)>",
    "R&D, 100 % & more? #1 +1 =1",
    "one\ntwo\n\nthree",
    "😀 e\u0301 👩‍👩‍👧",
    "שלום עליכם",
    "\u202eright to left",
    "[your name]",
    "$& $1 \\ ' \" `",
    "word " * 400,
    "w" * 3000,
]

Make = Callable[..., Reader]


@pytest.fixture(scope="module")
def script(own_handbook: Handbook) -> Script:
    return next(script for script in own_handbook.scripts if script.id == SCRIPT)


def filled(text: str, answers: dict[str, str]) -> str:
    return BLANK.sub(lambda match: answers.get(match[1]) or match[0], text.strip())


def fill_in(page: Page, answers: dict[str, str]) -> None:
    for name, answer in answers.items():
        page.get_by_role("textbox", name=name, exact=True).fill(answer)


def letter(page: Page, index: int) -> Locator:
    return page.locator(".letter").nth(index)


def words_of(page: Page, index: int) -> str:
    """The words that a letter shows, without its subject."""
    return "\n\n".join(letter(page, index).locator("p:not(.subject)").all_inner_texts())


Clipboard = Callable[[Page], str]


@pytest.fixture
def clipboard(address: str) -> Callable[[Page], str]:
    """What a page copied."""
    return lambda page: clipboard_of(page, address)


def status(page: Page, index: int = 0) -> Locator:
    return page.locator(".letter-tools [role=status]").nth(index)


@pytest.fixture
def copier(make_reader: Make) -> Reader:
    """Somebody at a desk whose browser lets the test read what was copied."""
    return make_reader(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])


# --- what stands on the page ---------------------------------------------------------------------


def test_every_script_has_a_labelled_field_for_each_blank(site: Path, own_handbook: Handbook) -> None:
    for script in own_handbook.scripts:
        soup = BeautifulSoup((site / "scripts" / script.id / "index.html").read_text(), "html.parser")
        fields = soup.select(".blank-form textarea")
        assert [field["data-blank"] for field in fields] == list(script.blanks)
        for field, (name, meaning) in zip(fields, script.blanks.items(), strict=True):
            (label,) = soup.select(f"label[for={field['id']}]")
            hint = soup.find(id=field["aria-describedby"])
            assert hint
            assert (label.get_text(), hint.get_text()) == (name, meaning)
        order = [str(tag["class"][0]) for tag in soup.select(".use-when, .do-not-use-when, .blank-form, .letter")]
        wordings = 2 + len(script.versions)
        assert order == ["use-when", "do-not-use-when", *(["blank-form"] * bool(fields)), *(["letter"] * wordings)]
        assert len(soup.select("a[data-do=mail]")) == (wordings if script.channel == "e-mail" else 0)


def test_without_javascript_the_words_stand_there_and_no_dead_control(make_reader: Make, script: Script) -> None:
    page = make_reader(java_script_enabled=False).open(PAGE)
    assert words_of(page, 0) == script.text.strip()
    expect(page.locator(".blanks > div").first).to_be_visible()
    for control in page.locator("article").locator("button, textarea, input, a.button, [role=status]").all():
        expect(control).to_be_hidden()


# --- filling in ----------------------------------------------------------------------------------


def test_what_is_typed_stands_in_every_place(reader: Reader, script: Script) -> None:
    page = reader.open(PAGE)
    assert words_of(page, 0) == script.text.strip()
    expect(page.locator(".blanks")).to_be_hidden()
    fill_in(page, ANSWERS)
    assert page.locator(".subject-text").inner_text() == filled(script.subject or "", ANSWERS)
    for index, text in enumerate((script.text, script.short, *(version.text for version in script.versions))):
        assert words_of(page, index) == filled(text, ANSWERS)
    assert "[" not in page.locator(".letter").first.inner_text()
    fill_in(page, {"name": ""})
    assert words_of(page, 0).startswith("Hello [name],")
    assert reader.errors == []


def test_a_line_says_how_many_blanks_are_open(reader: Reader) -> None:
    page = reader.open(PAGE)
    left = page.locator(".letter-left")
    expect(left).to_have_text(["5 blanks are still open.", "1 blank is still open.", "5 blanks are still open."])
    fill_in(page, {name: answer for name, answer in ANSWERS.items() if name != "role"})
    expect(left).to_have_text(["1 blank is still open.", *["Every blank is filled in."] * 2])
    fill_in(page, {"role": "  "})
    expect(left.first).to_have_text("1 blank is still open.")
    fill_in(page, {"role": "cook"})
    expect(left.first).to_have_text("Every blank is filled in.")


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_whatever_is_typed_is_only_text(copier: Reader, script: Script, odd: str, clipboard: Clipboard) -> None:
    page = copier.open(PAGE)
    count = "document.querySelectorAll('*').length"
    before = page.evaluate(count)
    fill_in(page, {"name": odd})
    assert page.evaluate(count) == before
    for place in letter(page, 0).locator(".blank.filled").all():
        assert place.text_content() == odd.strip()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Copy the text").first.click()
    expect(status(page)).to_have_text("The text is copied. 4 blanks are still open.")
    assert clipboard(page) == filled(script.text, {"name": odd.strip()})
    assert copier.errors == []


def test_a_line_break_in_the_subject_is_a_space(copier: Reader, clipboard: Clipboard) -> None:
    page = copier.open(PAGE)
    fill_in(page, {"role": "water\nplanner\r\nBcc: x@y.example"})
    page.get_by_role("button", name="Copy the subject").click()
    assert clipboard(page) == "Thank you, and one question about water planner Bcc: x@y.example"
    assert page.locator(".subject-text").inner_text() == clipboard(page)


def test_nothing_is_sent_and_nothing_is_kept(copier: Reader) -> None:
    page = copier.open(PAGE)
    page.wait_for_load_state("networkidle")
    asked = len(copier.requests)
    fill_in(page, {name: f"secret {answer}" for name, answer in ANSWERS.items()})
    page.get_by_role("button", name="Copy the text").first.click()
    expect(status(page)).to_have_text("The text is copied.")
    assert copier.requests[asked:] == []
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")
    assert "secret" not in kept
    assert "secret" not in page.evaluate("indexedDB.databases().then(JSON.stringify)")
    page.reload()
    assert page.get_by_role("textbox", name="role").input_value() == ""
    expect(page.locator(".blank-form > .hint")).to_contain_text("gone when you close or reload this page")


# --- taking it along -----------------------------------------------------------------------------


def test_each_text_is_copied_with_its_open_blanks(copier: Reader, script: Script, clipboard: Clipboard) -> None:
    page = copier.open(PAGE)
    answers = {"name": "Amira Khan", "date": "12 May"}
    fill_in(page, answers)
    wanted = [
        ("Copy the text", 0, script.text, "The text is copied. 3 blanks are still open."),
        ("Copy the short version", 1, script.short, "The text is copied."),
        ("Copy the text", 2, script.versions[0].text, "The text is copied. 3 blanks are still open."),
    ]
    for name, index, text, said in wanted:
        page.locator(".letter-tools").nth(index).get_by_role("button", name=name).click()
        expect(status(page, index)).to_have_text(said)
        assert clipboard(page) == filled(text, answers)
    page.get_by_role("button", name="Copy the subject").click()
    expect(status(page)).to_have_text("The subject is copied. 1 blank is still open.")
    assert clipboard(page) == script.subject


def test_what_was_said_goes_when_the_words_change(copier: Reader) -> None:
    page = copier.open(PAGE)
    page.get_by_role("button", name="Copy the text").first.click()
    expect(status(page)).not_to_have_text("")
    fill_in(page, {"name": "Amira"})
    expect(status(page)).to_have_text("")


@pytest.mark.parametrize("clipboard", ["undefined", "{writeText: () => Promise.reject(new DOMException('no'))}"])
def test_where_copying_is_refused_the_words_are_marked(reader: Reader, script: Script, clipboard: str) -> None:
    reader.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})")
    reader.page.add_init_script("document.execCommand = () => false")
    page = reader.open(PAGE)
    fill_in(page, ANSWERS)
    said = "This browser does not let the page copy. The words are marked now, so that you can copy them yourself."
    page.get_by_role("button", name="Copy the text").first.click()
    expect(status(page)).to_have_text(said)
    assert page.evaluate("getSelection().toString()").strip() == filled(script.text, ANSWERS)
    page.get_by_role("button", name="Copy the subject").click()
    expect(status(page)).to_have_text(said)
    assert page.evaluate("getSelection().toString()").strip() == filled(script.subject or "", ANSWERS)
    assert reader.errors == []


def test_an_e_mail_opens_with_subject_and_words_on_a_click_only(reader: Reader, script: Script) -> None:
    page = reader.open(PAGE)
    answers = {**ANSWERS, "role": "R&D, 50 % planner", "name": "Zoë 😀\n& team"}
    fill_in(page, answers)
    links = page.get_by_role("link", name="Open as e-mail")
    assert links.count() == 2 + len(script.versions)
    for link, text in zip(links.all(), (script.text, script.short, script.versions[0].text), strict=True):
        address = link.get_attribute("href") or ""
        start, _, query = address.partition("?")
        assert start == "mailto:"
        assert re.fullmatch(r"[\w.!~*'()=&%-]+", query, re.ASCII)
        assert dict(parse_qsl(query, strict_parsing=True)) == {
            "subject": filled(script.subject or "", answers),
            "body": filled(text, answers).replace("\n", "\r\n"),
        }
    assert page.url == reader.address + PAGE
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    links.first.click()
    expect(status(page)).to_have_text("If no e-mail program opens, copy the text.")


def test_the_words_are_saved_as_plain_text(reader: Reader, script: Script) -> None:
    page = reader.open(PAGE)
    fill_in(page, {"name": "Zoë 😀"})
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as text").click()
    assert download.value.suggested_filename == f"{SCRIPT}.txt"
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert saved == f"Subject: {script.subject}\n\n{filled(script.text, {'name': 'Zoë 😀'})}\n"
    expect(status(page)).to_have_text("The text is saved. Look where your browser keeps downloads.")


def test_words_to_say_are_not_mailed(reader: Reader) -> None:
    page = reader.open("scripts/ask-a-sponsor/")
    expect(page.get_by_role("button", name="Copy the text").first).to_be_visible()
    assert page.locator("a[href^=mailto]").count() == 0
    assert page.get_by_role("button", name="Copy the subject").count() == 0


def test_paper_shows_what_is_filled_in(reader: Reader, script: Script) -> None:
    page = reader.open(PAGE)
    page.emulate_media(media="print")
    expect(page.locator(".blanks")).to_be_visible()
    page.emulate_media(media="screen")
    fill_in(page, ANSWERS)
    page.emulate_media(media="print")
    for part in (".blanks", "#blanks", ".blank-form", ".letter-tools >> nth=0", ".letter button"):
        expect(page.locator(part)).to_be_hidden()
    assert words_of(page, 0) == filled(script.text, ANSWERS)
    assert page.locator(".subject-text").inner_text() == filled(script.subject or "", ANSWERS)


# --- everywhere ----------------------------------------------------------------------------------


def test_from_the_start_page_to_a_copied_e_mail_on_a_small_phone(
    make_reader: Make, script: Script, clipboard: Clipboard
) -> None:
    phone = make_reader(
        viewport={"width": 360, "height": 740}, has_touch=True, permissions=["clipboard-read", "clipboard-write"]
    )
    page = phone.open("")
    page.locator(".hb-menu summary").tap()
    page.locator(".hb-menu").get_by_role("link", name="Scripts").tap()
    page.get_by_role("link", name=script.title).first.tap()
    for name, answer in ANSWERS.items():
        field = page.get_by_role("textbox", name=name, exact=True)
        field.tap()
        field.fill(answer)
    page.get_by_role("button", name="Copy the text").first.tap()
    expect(status(page)).to_have_text("The text is copied.")
    expect(status(page)).to_be_in_viewport()
    assert clipboard(page) == filled(script.text, ANSWERS)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    for control in page.locator("article").locator("button, textarea, a.button").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_it_is_done_by_keyboard_alone(copier: Reader, script: Script, clipboard: Clipboard) -> None:
    page = copier.open(PAGE)
    page.get_by_role("textbox", name="name", exact=True).focus()
    for answer in ANSWERS.values():
        page.keyboard.type(answer)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # over the link to the section
    assert page.evaluate("document.activeElement.dataset.do") == "copy-subject"
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("The subject is copied.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("The text is copied.")
    assert clipboard(page) == filled(script.text, ANSWERS)
    assert page.evaluate("document.activeElement.dataset.do") == "copy"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_it_works_from_a_disk(make_reader: Make, site: Path, script: Script, clipboard: Clipboard) -> None:
    page = make_reader(at=site.as_uri() + "/", permissions=["clipboard-read", "clipboard-write"]).page
    page.goto((site / "scripts" / SCRIPT / "index.html").as_uri())
    fill_in(page, ANSWERS)
    page.get_by_role("button", name="Copy the text").first.click()
    expect(status(page)).to_have_text("The text is copied.")
    assert clipboard(page) == filled(script.text, ANSWERS)
