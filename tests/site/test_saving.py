"""Keeping what is typed on a worksheet: only after a yes, only on this device, and whatever the content becomes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page

from generator.model import Handbook
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from tests.conftest import SOURDOUGH
from tests.server import serving
from tests.site.conftest import Reader

LOG = "worksheets/feeding-log/"
SMELL = "worksheets/smell-check/"

# What authors do to the sheets between two visits: a block above, two out, an item out, rows turned round.
EDITS = {
    "feeding-log.yml": [
        (
            "blocks:\n",
            "blocks:\n  - {type: prompt, id: weather, label: The weather}\n  - {type: lines, id: a, label: A}\n",
        ),
        ("      - {id: spoon, text: Spoon}\n", ""),
        ("      - {id: jar, text: Jar}\n", "      - {id: bowl, text: Bowl}\n      - {id: jar, text: Glass jar}\n"),
        ("      - {id: day, title: Day, width: narrow}\n", "      - {id: smell, title: Smell, width: narrow}\n"),
        ('{day: Monday, flour: "Rye, 50 g"}', '{flour: "Rye, 50 g"}'),
        ("  - type: lines\n    id: notes\n    label: Notes\n", ""),
    ],
    "smell-check.yml": [
        ("blocks:\n", "blocks:\n  - {type: prompt, id: weather, label: The weather}\n"),
        ("      - {id: paint, text: Paint thinner}\n", "      - {id: beer, text: Beer}\n"),
    ],
}

# Everything on a sheet that can hold an answer, and what it holds.
ANSWERS = """() => [...document.querySelector("form.sheet").elements]
    .filter((control) => control.name)
    .map(({name, type, value, checked}) => type === "checkbox" || type === "radio"
        ? [name, value, checked] : [name, value])"""

FILL = """() => {
    for (const control of document.querySelector("form.sheet").elements) {
        if (control.type === "checkbox" || control.type === "radio") control.checked = true;
        else if (control.name) control.value = `words in ${control.name}`;
        else continue;
        control.dispatchEvent(new Event("input", {bubbles: true}));
        control.dispatchEvent(new Event("change", {bubbles: true}));
    }
}"""


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sourdough handbook is served, as `before/` and as `after/` its authors edited it."""
    folder = tmp_path_factory.mktemp("kitchen")
    for version in ("before", "after"):
        project = Path(shutil.copytree(SOURDOUGH, folder / "projects" / version))
        for name, edits in EDITS.items() if version == "after" else ():
            path = project / "content" / "worksheets" / name
            text = path.read_text()
            for old, new in edits:
                assert text.count(old) == 1, f"{old!r} must stand once in {name}"
                text = text.replace(old, new)
            path.write_text(text)
        build_site(read_project(str(project / "mkdocs.yml")), folder=folder / "sites" / version)
    with serving(folder / "sites") as address:
        yield address


class Baker(Reader):
    """Somebody who reads the sourdough handbook."""

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)  # its scripts have run when it has loaded
        return self.page


@pytest.fixture
def baker(make_reader, kitchen: str) -> Baker:  # type: ignore[no-untyped-def]
    """Somebody who reads the sourdough handbook at a desk."""
    reader: Reader = make_reader(at=kitchen, viewport={"width": 1280, "height": 900})
    return Baker(**vars(reader))


def agree(page: Page) -> None:
    page.get_by_label("Save what I type on this device").check()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def status(page: Page) -> str:
    return page.locator(".save-status").inner_text()


def saved(page: Page) -> Any:
    """What stands on the device."""
    text = page.evaluate("localStorage.getItem('handbook')")
    if text is None:
        return None
    kept = json.loads(text)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", kept.pop("changed", "2026-11-25"))
    return kept


def wait_for_saved(page: Page, words: str) -> None:
    page.wait_for_function("(words) => (localStorage.getItem('handbook') ?? '').includes(words)", arg=words)


def put(page: Page, sheets: dict[str, dict[str, Any]], **more: Any) -> None:
    """Have a device that this was saved on; opens the page again."""
    text = json.dumps({"version": 1, "agreed": True, "sheets": sheets} | more)
    page.evaluate("(text) => localStorage.setItem('handbook', text)", text)
    page.reload()


def open_file(page: Page, content: object) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    with page.expect_file_chooser() as chooser:
        press(page, "Open a saved file")
    chooser.value.set_files({"name": "mine.json", "mimeType": "application/json", "buffer": text.encode()})


def save_file(page: Page) -> Any:
    with page.expect_download() as download:
        press(page, "Save to a file")
    assert re.fullmatch(r"[a-z-]+\.json", download.value.suggested_filename)
    return json.loads(Path(download.value.path()).read_text())


def fill_log(page: Page) -> None:
    """One answer of every kind."""
    page.get_by_label("Name").fill("Ada <b>bold</b>")
    page.get_by_label("Flour, row 2").fill("Rye, 50 g")
    page.get_by_label("Feed").and_(page.get_by_label("Tuesday")).fill("at 7")
    page.get_by_label("3", exact=True).check()
    page.get_by_label("Jar", exact=True).check()
    page.get_by_label("Your own, 1").and_(page.locator("input")).check()
    page.get_by_label("Your own, 1").and_(page.locator("textarea")).fill("A scale")
    page.get_by_label("Next feed on").fill("Friday")
    page.get_by_label("Time of day").fill("8:00")
    page.get_by_label("Notes").fill("It rose.\n\nThen it fell. “Ünïcode” 🍞")


LOG_FIELDS = {
    "name": "Ada <b>bold</b>",
    "feeds.2.flour": "Rye, 50 g",
    "week.feed.tue": "at 7",
    "rise": "3",
    "tools": ["jar", "own-1"],
    "tools.own-1": "A scale",
    "next-feed": "Friday",
    "next-feed.time": "8:00",
    "notes": "It rose.\n\nThen it fell. “Ünïcode” 🍞",
}


# --- off until the reader agrees ---------------------------------------------------------------


def test_saving_is_off_and_nothing_is_stored_before_the_reader_agrees(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    switch = page.get_by_label("Save what I type on this device")
    assert switch.is_visible()
    assert not switch.is_checked()
    assert page.locator(".save-panel button:visible").count() == 0
    assert status(page) == ""
    fill_log(page)
    page.wait_for_timeout(600)
    page.reload()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    assert page.get_by_label("Notes").input_value() == ""


def test_the_switch_says_where_it_goes(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    switch = page.get_by_label("Save what I type on this device")
    said = page.locator(f"#{switch.get_attribute('aria-describedby')}").inner_text()
    assert "in this browser, on this device" in said
    assert "nobody" in said
    assert "leave it off on a shared or work computer" in said


def test_what_was_typed_before_the_yes_is_saved_too(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    page.get_by_label("Notes").fill("Early words")
    agree(page)
    assert saved(page) == {"version": 1, "agreed": True, "sheets": {"feeding-log": {"notes": "Early words"}}}
    assert status(page) == "Saved on this device."


def test_turning_it_off_stops_saving_and_says_what_is_left(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    page.get_by_label("Notes").fill("First")
    page.get_by_label("Save what I type on this device").uncheck()
    assert status(page) == "Saving is off. What you saved before is still on this device, until you clear it."
    page.get_by_label("Notes").fill("Second")
    page.wait_for_timeout(600)
    page.reload()
    assert saved(page)["sheets"]["feeding-log"] == {"notes": "First"}
    assert page.get_by_label("Notes").input_value() == ""
    assert not page.get_by_label("Save what I type on this device").is_checked()
    assert page.get_by_role("button", name="Clear everything saved").is_visible()
    assert page.get_by_role("button", name="Open a saved file").is_hidden()


def test_turning_it_off_with_nothing_saved_leaves_nothing(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    assert status(page) == "Saving is on. What you type is kept on this device."
    page.get_by_label("Save what I type on this device").uncheck()
    assert status(page) == "Saving is off. Nothing is kept on this device."
    assert page.evaluate("localStorage.length") == 0


def test_turning_it_on_again_brings_the_rest_and_keeps_what_is_typed(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, {"feeding-log": {"notes": "Old", "next-feed": "Friday", "tools": ["spoon"]}}, agreed=False)
    page.get_by_label("Notes").fill("New")
    agree(page)
    assert page.get_by_label("Next feed on").input_value() == "Friday"
    assert page.get_by_label("Spoon").is_checked()
    assert saved(page)["sheets"]["feeding-log"] == {"notes": "New", "next-feed": "Friday", "tools": ["spoon"]}


# --- coming back -------------------------------------------------------------------------------


def test_every_kind_of_answer_comes_back_after_a_reload(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    fill_log(page)
    before = page.evaluate(ANSWERS)
    page.reload()  # without waiting: leaving the page saves what is not saved yet
    assert page.evaluate(ANSWERS) == before
    assert saved(page)["sheets"] == {"feeding-log": LOG_FIELDS}
    assert status(page) == "Filled in with what you saved on this device."
    assert page.get_by_label("Save what I type on this device").is_checked()
    assert baker.errors == []


def test_an_answer_that_is_taken_back_is_gone(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, {"feeding-log": {"tools": ["jar"], "notes": "Words"}})
    page.get_by_label("Jar", exact=True).uncheck()
    page.get_by_label("Notes").fill("")
    page.reload()
    assert saved(page)["sheets"] == {}


def test_every_field_of_every_worksheet_comes_back(reader: Reader, own_handbook: Handbook) -> None:
    lost = []
    filled = {}
    for sheet in own_handbook.worksheets:
        page = reader.page
        page.goto(f"{reader.address}worksheets/{sheet.id}/")
        if not filled:
            agree(page)
        page.evaluate(FILL)
        filled[sheet.id] = page.evaluate(ANSWERS)
        assert all(field[-1] for field in filled[sheet.id] if len(field) == 2)
    for id_, answers in filled.items():
        page.goto(f"{reader.address}worksheets/{id_}/")
        if page.evaluate(ANSWERS) != answers:
            lost.append(id_)
    assert len(filled) >= 18
    assert lost == []


def test_answers_survive_an_edit_of_the_content(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    fill_log(page)
    page = baker.open("after/" + LOG)
    answers = {name: values for name, *values in page.evaluate(ANSWERS) if values[-1] not in (False, "")}
    assert answers == {
        "name": ["Ada <b>bold</b>"],
        "feeds.2.flour": ["Rye, 50 g"],
        "week.feed.tue": ["at 7"],
        "rise": ["3", True],
        "tools": ["own-1", True],
        "tools.own-1": ["A scale"],
        "next-feed": ["Friday"],
        "next-feed.time": ["8:00"],
    }
    assert page.get_by_label("Glass jar").is_checked()
    assert page.get_by_label("The weather").input_value() == ""


def test_ids_that_a_page_no_longer_has_are_kept_and_exported(baker: Baker) -> None:
    page = baker.open("after/" + LOG)
    old = {"notes": "Old notes", "tools": ["spoon", "jar"], "feeds.1.day": "Monday"}
    put(page, {"feeding-log": old, "gone-sheet": {"x.y.z": "Kept"}}, later={"steps": ["a"]})
    page.get_by_label("The weather").fill("Rain")
    page.get_by_label("Bowl").check()
    wait_for_saved(page, "bowl")
    sheets = {
        "feeding-log": old | {"tools": ["bowl", "jar", "spoon"], "weather": "Rain"},
        "gone-sheet": {"x.y.z": "Kept"},
    }
    assert saved(page) == {"version": 1, "agreed": True, "sheets": sheets, "later": {"steps": ["a"]}}
    assert save_file(page) == {"version": 1, "sheets": sheets, "later": {"steps": ["a"]}}
    baker.open("before/" + LOG)
    assert page.get_by_label("Notes").input_value() == "Old notes"
    assert page.get_by_label("Spoon").is_checked()


def test_a_choice_that_a_page_no_longer_has_is_kept_until_another_is_made(baker: Baker) -> None:
    page = baker.open("after/" + SMELL)
    put(page, {"smell-check": {"smell": "paint"}})
    page.get_by_label("The weather").fill("Rain")
    wait_for_saved(page, "Rain")
    assert saved(page)["sheets"]["smell-check"]["smell"] == "paint"
    page.get_by_label("Beer").check()
    assert saved(page)["sheets"]["smell-check"]["smell"] == "beer"


# --- files -------------------------------------------------------------------------------------


def test_export_clear_and_import_bring_everything_back(baker: Baker) -> None:
    page = baker.open("before/" + SMELL)
    agree(page)
    page.get_by_label("When did it last eat?").fill("On Sunday")
    baker.open("before/" + LOG)
    fill_log(page)
    answers = page.evaluate(ANSWERS)
    exported = save_file(page)
    assert exported["sheets"] == {"smell-check": {"last-meal": "On Sunday"}, "feeding-log": LOG_FIELDS}
    press(page, "Clear everything saved")
    press(page, "Yes, clear")
    assert saved(page) is None
    assert not [field for field in page.evaluate(ANSWERS) if field[-1]]
    agree(page)
    open_file(page, exported)
    page.locator(".save-status", has_text="The file is open").wait_for()
    assert page.evaluate(ANSWERS) == answers
    assert saved(page)["sheets"] == exported["sheets"]
    baker.open("before/" + SMELL)
    assert page.get_by_label("When did it last eat?").input_value() == "On Sunday"


def test_a_file_is_laid_over_what_is_there(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, {"feeding-log": {"notes": "Mine", "next-feed": "Friday"}, "other": {"a": "Kept"}})
    open_file(page, {"version": 1, "sheets": {"feeding-log": {"notes": "From the file"}}})
    page.locator(".save-status", has_text="The file is open").wait_for()
    assert page.get_by_label("Notes").input_value() == "From the file"
    assert page.get_by_label("Next feed on").input_value() == "Friday"
    assert saved(page)["sheets"] == {
        "feeding-log": {"notes": "From the file", "next-feed": "Friday"},
        "other": {"a": "Kept"},
    }
    open_file(page, {"version": 1, "sheets": {"other": {"b": "More"}}})
    page.locator(".save-status", has_text="It holds nothing for this sheet").wait_for()


WRONG = {
    "no JSON": "<script>window.ran = true</script>",
    "a list": [],
    "null": "null",
    "nothing": "",
    "no version": {"sheets": {}},
    "a version to come": {"version": 2, "sheets": {}},
    "no sheets": {"version": 1},
    "sheets as a list": {"version": 1, "sheets": ["feeding-log"]},
    "an empty list of sheets": {"version": 1, "sheets": []},
    "a sheet that is a text": {"version": 1, "sheets": {"feeding-log": "notes"}},
    "an answer that is a number": {"version": 1, "sheets": {"feeding-log": {"notes": 3}}},
    "an answer that is an object": {"version": 1, "sheets": {"feeding-log": {"notes": {"a": "b"}}}},
    "an answer with a number in it": {"version": 1, "sheets": {"feeding-log": {"tools": ["jar", 1]}}},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused(baker: Baker, name: str) -> None:
    page = baker.open("before/" + LOG)
    put(page, {"feeding-log": {"notes": "Mine"}})
    before = saved(page)
    open_file(page, WRONG[name])
    page.locator(".save-status", has_text="This file does not hold saved sheets. Nothing was changed.").wait_for()
    assert saved(page) == before
    assert page.get_by_label("Notes").input_value() == "Mine"
    assert baker.errors == []


def test_a_file_that_is_too_large_is_not_read(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    large = {"version": 1, "sheets": {"feeding-log": {"notes": "x" * 1024 * 1024}}}
    open_file(page, large)
    page.locator(".save-status", has_text="too large").wait_for()
    assert page.get_by_label("Notes").input_value() == ""
    assert saved(page)["sheets"] == {}
    large["sheets"]["feeding-log"]["notes"] = "x" * 1000 * 1000  # type: ignore[index]
    open_file(page, large)
    page.locator(".save-status", has_text="The file is open").wait_for()


def test_a_file_is_never_more_than_text(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    page.evaluate("window.ran = false")
    agree(page)
    markup = "<img src=x onerror='window.ran = true'>"
    open_file(
        page,
        '{"version": 1, "sheets": {"__proto__": {"notes": "P"}, "constructor": {"a": "C"}, '
        f'"feeding-log": {{"__proto__": "x", "notes": "{markup}", "tools": ["{markup}"]}}}}}}',
    )
    page.locator(".save-status", has_text="The file is open").wait_for()
    assert page.get_by_label("Notes").input_value() == markup
    assert page.evaluate("window.ran") is False
    assert page.evaluate("({}).notes === undefined && ({}).a === undefined")
    assert '"__proto__":{"notes":"P"}' in page.evaluate("localStorage.getItem('handbook')")
    assert [url for url in baker.requests if "onerror" in url or url.endswith("/x")] == []


# --- clearing ----------------------------------------------------------------------------------

TWO = {"feeding-log": {"notes": "Here"}, "smell-check": {"last-meal": "There"}}


def test_clearing_this_sheet_asks_once_and_keeps_the_others(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, TWO)
    press(page, "Clear this sheet")
    assert saved(page)["sheets"] == TWO
    assert page.get_by_role("group", name="Clear this sheet").is_visible()
    press(page, "No, keep it")
    assert page.locator(".save-question").is_hidden()
    assert saved(page)["sheets"] == TWO
    press(page, "Clear this sheet")
    press(page, "Yes, clear")
    assert saved(page) == {"version": 1, "agreed": True, "sheets": {"smell-check": {"last-meal": "There"}}}
    assert page.get_by_label("Notes").input_value() == ""
    assert status(page) == "This sheet is cleared."
    page.get_by_label("Notes").fill("Again")
    page.reload()
    assert page.get_by_label("Notes").input_value() == "Again"


def test_clearing_everything_leaves_nothing_on_the_device(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, TWO, later={"steps": ["a"]})
    page.get_by_label("Next feed on").fill("Friday")
    press(page, "Clear everything saved")
    press(page, "Yes, clear")
    page.wait_for_timeout(600)  # nothing that waited is written after all
    assert page.evaluate("localStorage.length") == 0
    assert not [field for field in page.evaluate(ANSWERS) if field[-1]]
    assert not page.get_by_label("Save what I type on this device").is_checked()
    assert status(page) == "Everything you saved is cleared from this device, and saving is off."
    page.reload()
    assert status(page) == ""


# --- storage that does not work ----------------------------------------------------------------

CORRUPT = [
    "{",
    "",
    "null",
    "[]",
    '"words"',
    '{"version": 1}',
    '{"version": 1, "sheets": []}',
    '{"version": 2, "agreed": true, "sheets": {}}',
]


@pytest.mark.parametrize("text", CORRUPT)
def test_what_cannot_be_read_is_said_in_one_line_and_left_alone(baker: Baker, text: str) -> None:
    page = baker.open("before/" + LOG)
    page.evaluate("(text) => localStorage.setItem('handbook', text)", text)
    page.reload()
    assert status(page) == "What was saved on this device cannot be read. Clear it, or turn saving on to start anew."
    page.get_by_label("Notes").fill("Still works")
    press(page, "Clear this sheet")
    press(page, "Yes, clear")
    assert page.evaluate("localStorage.getItem('handbook')") == text
    assert page.get_by_label("Notes").input_value() == "Still works"
    agree(page)
    assert saved(page)["sheets"] == {"feeding-log": {"notes": "Still works"}}
    assert baker.errors == []


def test_what_cannot_be_read_can_be_cleared(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    page.evaluate("localStorage.setItem('handbook', '{')")
    page.reload()
    press(page, "Clear everything saved")
    press(page, "Yes, clear")
    assert page.evaluate("localStorage.length") == 0


def test_a_broken_answer_does_not_take_the_others_along(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, {"feeding-log": {"notes": 3, "next-feed": "Friday", "tools": [1]}, "other": "text"})  # type: ignore[dict-item]
    assert page.get_by_label("Next feed on").input_value() == "Friday"
    assert page.get_by_label("Notes").input_value() == ""
    assert status(page) == "Filled in with what you saved on this device."
    page.get_by_label("Time of day").fill("8:00")
    wait_for_saved(page, "8:00")
    assert saved(page)["sheets"] == {"feeding-log": {"next-feed": "Friday", "next-feed.time": "8:00"}}


def test_what_breaks_while_the_page_is_open_is_said(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    page.evaluate("localStorage.setItem('handbook', '{')")
    page.get_by_label("Notes").fill("Words")
    page.locator(".save-status", has_text="cannot be read").wait_for()
    assert not page.get_by_label("Save what I type on this device").is_checked()
    assert page.get_by_label("Notes").input_value() == "Words"
    assert page.evaluate("localStorage.getItem('handbook')") == "{"


BLOCKED = {
    "the methods throw": """for (const name of ["getItem", "setItem", "removeItem", "clear", "key"]) {
        Storage.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
    }""",
    "asking throws": """Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("no", "SecurityError"); },
    });""",
    "there is none": 'Object.defineProperty(window, "localStorage", { value: null });',
}


@pytest.mark.parametrize("name", BLOCKED)
def test_blocked_storage_is_said_in_one_line(baker: Baker, name: str) -> None:
    baker.page.add_init_script(BLOCKED[name])
    stacks: list[str] = []
    baker.page.on("pageerror", lambda error: stacks.append(error.stack or ""))
    page = baker.open("before/" + LOG)
    said = "This browser does not let the page save. You can still fill in the sheet and print it."
    assert status(page) == said
    page.get_by_label("Notes").fill("Still works")
    page.get_by_label("Save what I type on this device").click()
    assert not page.get_by_label("Save what I type on this device").is_checked()
    assert status(page) == said
    assert page.get_by_label("Notes").input_value() == "Still works"
    assert page.get_by_role("button", name="Print it filled in").is_visible()
    # Material's own script for the colours, which stands in the page, does not expect it.
    assert [stack for stack in stacks if "assets/handbook" in stack] == []


def test_full_storage_is_said_in_one_line_and_nothing_is_lost(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    page.get_by_label("Notes").fill("Old")
    wait_for_saved(page, "Old")
    page.evaluate(
        """() => {
            for (let size = 2 ** 23; size >= 1; size /= 2) {
                const old = localStorage.getItem("other") ?? "";
                try { localStorage.setItem("other", old + "x".repeat(size)); } catch {}
            }
        }"""
    )
    page.get_by_label("Notes").fill("New, and longer than what was there")
    page.locator(".save-status", has_text="Not saved, because this browser has no room left.").wait_for()
    assert saved(page)["sheets"]["feeding-log"] == {"notes": "Old"}
    assert page.get_by_label("Notes").input_value() == "New, and longer than what was there"
    assert save_file(page)["sheets"]["feeding-log"] == {"notes": "New, and longer than what was there"}
    page.evaluate("localStorage.removeItem('other')")
    page.get_by_label("Next feed on").fill("Friday")
    page.locator(".save-status", has_text="Saved on this device.").wait_for()
    assert saved(page)["sheets"]["feeding-log"] == {
        "notes": "New, and longer than what was there",
        "next-feed": "Friday",
    }
    assert baker.errors == []


# --- two tabs ----------------------------------------------------------------------------------


def test_two_tabs_show_the_same(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("Notes").fill("From one tab")
    page.get_by_label("Spoon").check()
    other.wait_for_function("() => document.querySelector('[name=notes]').value === 'From one tab'")
    assert other.get_by_label("Spoon").is_checked()
    other.get_by_label("Next feed on").fill("Friday")
    page.wait_for_function("() => document.querySelector('[name=next-feed]').value === 'Friday'")
    assert page.get_by_label("Notes").input_value() == "From one tab"
    press(other, "Clear everything saved")
    press(other, "Yes, clear")
    page.wait_for_function("() => document.querySelector('[name=notes]').value === ''")
    assert not page.get_by_label("Save what I type on this device").is_checked()
    assert status(page) == "Saving is off. Nothing is kept on this device."
    page.get_by_label("Notes").fill("Not saved")
    page.wait_for_timeout(600)
    assert saved(page) is None


def test_two_tabs_on_two_sheets_do_not_overwrite_each_other(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    other = page.context.new_page()
    other.goto(page.url.replace(LOG, SMELL))
    page.get_by_label("Notes").fill("One")
    other.get_by_label("When did it last eat?").fill("Two")
    wait_for_saved(page, "One")
    wait_for_saved(page, "Two")
    assert saved(page)["sheets"] == {"feeding-log": {"notes": "One"}, "smell-check": {"last-meal": "Two"}}


def test_another_tab_does_not_touch_what_is_not_saved(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, TWO, agreed=False)
    page.get_by_label("Notes").fill("Typed here, not saved")
    other = page.context.new_page()
    other.goto(page.url)
    press(other, "Clear this sheet")
    press(other, "Yes, clear")
    page.wait_for_timeout(200)
    assert page.get_by_label("Notes").input_value() == "Typed here, not saved"


def test_a_yes_in_another_tab_counts_here_and_what_is_typed_stands(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, TWO, agreed=False)
    page.get_by_label("Notes").fill("Typed here")
    other = page.context.new_page()
    other.goto(page.url)
    agree(other)
    page.locator(".save-agree input:checked").wait_for()
    wait_for_saved(page, "Typed here")
    assert page.get_by_label("Notes").input_value() == "Typed here"
    other.wait_for_function("() => document.querySelector('[name=notes]').value === 'Typed here'")


# --- on paper ----------------------------------------------------------------------------------


def paper(page: Page) -> tuple[str, int]:
    """The text of the printed page, and how many pages there are."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    return " ".join(sheet.get_textpage().get_text_bounded() for sheet in document), len(document)


def ink(page: Page) -> int:
    """How much of the paper is black."""
    pages = pypdfium2.PdfDocument(page.pdf(format="A4"))
    pictures = [sheet.render(scale=1.5, may_draw_forms=False).to_pil().convert("L") for sheet in pages]
    return sum(sum(picture.histogram()[:128]) for picture in pictures)


def test_a_sheet_is_printed_filled_in_or_empty(baker: Baker) -> None:
    baker.page.add_init_script("window.print = () => {}")
    page = baker.open("before/" + LOG)
    blank, pages = paper(page)
    blank_ink = ink(page)
    fill_log(page)
    page.get_by_label("Notes").fill("A long answer. " * 400)
    answers = page.evaluate(ANSWERS)

    press(page, "Print it filled in")
    text, _ = paper(page)
    assert "Rye, 50 g" in text.replace(blank, "")
    assert text.count("A long answer.") > 300
    assert ink(page) > blank_ink

    press(page, "Print it empty")
    assert paper(page) == (blank, pages)
    assert page.evaluate(ANSWERS) == answers
    press(page, "Print it empty")
    assert abs(ink(page) - blank_ink) < blank_ink * 0.001
    assert page.evaluate(ANSWERS) == answers

    # Printed by other means, after that: as it stands on the screen.
    assert "A long answer." in paper(page)[0]
    page.emulate_media(media="screen")
    assert page.get_by_label("Notes").evaluate("field => getComputedStyle(field).color") != "rgba(0, 0, 0, 0)"


def test_filled_after_an_empty_print_that_never_said_it_was_done(baker: Baker) -> None:
    baker.page.add_init_script("window.print = () => {}")
    page = baker.open("before/" + LOG)
    page.get_by_label("Notes").fill("Words")
    press(page, "Print it empty")
    press(page, "Print it filled in")
    assert "Words" in paper(page)[0]


def test_the_panel_is_not_printed(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    press(page, "Clear everything saved")
    text, _ = paper(page)
    for words in ("Save what I type", "Clear everything", "Print it", "Yes, clear", "Saving is on"):
        assert words not in text


# --- private, small, by keyboard, without scripts ----------------------------------------------


def test_no_request_leaves_while_saving(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    agree(page)
    del baker.requests[:]
    fill_log(page)
    wait_for_saved(page, "then it fell".capitalize())
    save_file(page)
    open_file(page, {"version": 1, "sheets": {"feeding-log": {"notes": "From the file"}}})
    page.locator(".save-status", has_text="The file is open").wait_for()
    press(page, "Clear this sheet")
    press(page, "Yes, clear")
    assert [url for url in baker.requests if not url.startswith("blob:")] == []


def test_the_panel_works_by_keyboard(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    put(page, TWO)
    focused = "document.activeElement.textContent.trim()"

    def visible() -> bool:
        return bool(page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'"))

    page.get_by_role("button", name="Print it empty").focus()
    seen = []
    while "Clear everything saved" not in seen and len(seen) < 12:
        page.keyboard.press("Tab")
        assert visible()
        seen.append(page.evaluate(f"document.activeElement.type === 'checkbox' ? 'switch' : {focused}"))
    assert seen[-6:] == [
        "switch",
        "What is kept on this device",
        "Save to a file",
        "Open a saved file",
        "Clear this sheet",
        "Clear everything saved",
    ]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "group"
    assert visible()
    page.keyboard.press("Enter")  # a key held down does not clear
    assert saved(page)["sheets"] == TWO
    page.keyboard.press("Escape")
    assert page.locator(".save-question").is_hidden()
    assert page.evaluate(focused) == "Clear everything saved"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "Yes, clear"
    assert visible()
    page.keyboard.press("Space")
    assert saved(page) is None
    assert page.evaluate("document.activeElement.type") == "checkbox"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_fits_a_small_phone(make_reader, kitchen: str, scheme: str) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=kitchen, viewport={"width": 360, "height": 740}, has_touch=True, color_scheme=scheme)
    page = reader.open("before/" + LOG)
    agree(page)
    press(page, "Clear everything saved")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    boxes = page.locator(".save-panel :is(button, input:not([hidden])), .print-buttons button").evaluate_all(
        """all => all.map((element) => element.getBoundingClientRect())
            .map(({width, height, right}) => [width, height, right])"""
    )
    assert len(boxes) == 9
    assert all(width >= 24 and height >= 24 and right <= 360 for width, height, right in boxes)


def test_without_javascript_the_sheet_is_as_it_was(make_reader, kitchen: str) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(at=kitchen, java_script_enabled=False).open("before/" + LOG)
    assert page.locator(".save-panel").is_hidden()
    assert page.locator(".print-buttons").is_hidden()
    page.get_by_label("Notes").fill("By hand")
    page.get_by_label("Jar", exact=True).check()
    assert page.get_by_label("Notes").input_value() == "By hand"
    assert "By hand" in paper(page)[0]


def test_every_word_comes_from_the_page(baker: Baker, root: Path) -> None:
    page = baker.open("before/" + LOG)
    scripts = [(root / "generator/static/js" / name).read_text() for name in ("sheet-form.js", "save-panel.js")]
    script = "\n".join(scripts)
    lines = re.findall(r"\bsay\(.*|\breturn .*", script)
    told = {name for line in lines for name in re.findall(r'"([a-z-]+)"', line)} - {"checkbox", "radio"}
    told = told - {"clear", "cleared"} | {"cleared-sheet", "cleared-all"}
    assert {"saved", "off", "kept", "opened", "wrong"} <= told
    names = page.locator(".save-panel").evaluate("panel => panel.getAttributeNames()")
    said = {name.removeprefix("data-say-") for name in names if name.startswith("data-say-")}
    assert told <= said
    assert {"blocked", "full", "unreadable"} <= said
    assert re.findall(r'"[A-Z][a-z]+ [a-z][^"]*"', script) == []


# --- the store by itself, on a place that only pretends ----------------------------------------

ON_A_FAKE_PLACE = """async ({text, steps}) => {
    const { Store, readBrought, KEY } = await import("/modules/store.js");
    const kept = new Map(text === null ? [] : [[KEY, text]]);
    let wrong = "";
    const check = () => { if (wrong) throw new DOMException("no", wrong); };
    const store = new Store(() => ({
        getItem: (key) => { if (wrong === "SecurityError") check(); return kept.get(key) ?? null; },
        setItem: (key, value) => { check(); kept.set(key, value); },
        removeItem: (key) => { if (wrong === "SecurityError") check(); kept.delete(key); },
    }), () => "2026-11-25");
    const results = [];
    for (const [name, ...values] of steps) {
        if (name === "break") wrong = values[0];
        else if (name === "bring") results.push(store.bring(readBrought(values[0])));
        else results.push(typeof store[name] === "function" ? store[name](...values) : store[name]);
    }
    return [results, kept.has(KEY) ? JSON.parse(kept.get(KEY)) : null];
}"""


def run_store(page: Page, *steps: list[Any], text: str | None = None) -> Any:
    return page.evaluate(ON_A_FAKE_PLACE, {"text": text, "steps": list(steps)})


def test_the_store_keeps_nothing_without_agreement(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    steps = [
        ["agreed"],
        ["keep", "a", {"x": "1"}],
        ["bring", {"version": 1, "sheets": {"a": {"x": "1"}}}],
        ["sheet", "a"],
    ]
    assert run_store(page, *steps) == [[False, False, False, {}], None]


def test_the_store_keeps_and_clears(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    steps: list[list[Any]] = [
        ["agree", True],
        ["keep", "a", {"x": "1", "y": ["p", "q"], "z": ""}],
        ["keep", "b", {"x": "2"}],
        ["keep", "a", {"y": []}],
        ["sheet", "a"],
        ["sheet", "constructor"],
        ["exported", {"a": {"w": "3"}}],
        ["clearSheet", "b"],
        ["clearSheet", "never-there"],
        ["holdsAnything"],
    ]
    results, kept = run_store(page, *steps)
    assert results[4:7] == [{"x": "1"}, {}, {"version": 1, "sheets": {"a": {"x": "1", "w": "3"}, "b": {"x": "2"}}}]
    assert results[7:] == [True, True, True]
    assert kept == {"version": 1, "agreed": True, "sheets": {"a": {"x": "1"}}, "changed": "2026-11-25"}
    assert run_store(page, ["agree", True], ["clearAll"], ["holdsAnything"]) == [[True, True, False], None]


@pytest.mark.parametrize(("error", "state"), [("QuotaExceededError", "full"), ("SecurityError", "blocked")])
def test_the_store_never_throws_and_says_why(baker: Baker, error: str, state: str) -> None:
    page = baker.open("before/" + LOG)
    text = json.dumps({"version": 1, "agreed": True, "sheets": {"a": {"x": "1"}}})
    steps: list[list[Any]] = [["break", error], ["keep", "a", {"x": "2"}], ["state"], ["clearSheet", "a"], ["state"]]
    results, kept = run_store(page, *steps, text=text)
    assert results == [False, state, False, state]
    assert kept == json.loads(text)


def test_the_store_keeps_sections_beside_the_sheets(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    file = {"version": 1, "agreed": {}, "sheets": {}, "steps": {"b.y": True}, "plans": {"p": [1]}, "note": "x"}
    steps: list[list[Any]] = [
        ["keepIn", "steps", {"a.x": True}],
        ["agree", True],
        ["keepIn", "steps", {"a.x": True, "a.y": True}],
        ["keepIn", "__proto__", {"polluted": True}],
        ["keepIn", "situation", {"id": "gone"}],
        ["keepIn", "situation", {"id": None}],
        ["bring", file],
        ["section", "steps"],
        ["section", "constructor"],
        ["section", "sheets"],
        ["exported"],
    ]
    results, kept = run_store(page, *steps)
    assert results[:7] == [False, True, True, True, True, True, True]
    assert results[7:10] == [{"a.x": True, "a.y": True, "b.y": True}, {}, {}]
    sections = {"steps": {"a.x": True, "a.y": True, "b.y": True}, "plans": {"p": [1]}, "situation": {"id": None}}
    assert {name: results[10][name] for name in sections} == sections
    assert {name: kept[name] for name in sections} == sections
    assert kept["agreed"] is True
    assert "note" not in kept
    assert page.evaluate("({}).polluted === undefined")


def test_the_store_drops_entries_and_sections_that_are_taken_back(baker: Baker) -> None:
    page = baker.open("before/" + LOG)
    text = json.dumps({"version": 1, "agreed": True, "sheets": {}, "steps": {"a.x": True}, "broken": ["a"]})
    script = """async (text) => {
        const { Store } = await import("/modules/store.js");
        let kept = text;
        const place = () => ({ getItem: () => kept, setItem: (_, value) => { kept = value; } });
        const store = new Store(place, () => "2026-11-25");
        return [store.section("broken"), store.keepIn("steps", { "a.x": undefined }), JSON.parse(kept)];
    }"""
    kept = {"version": 1, "agreed": True, "sheets": {}, "broken": ["a"], "changed": "2026-11-25"}
    assert page.evaluate(script, text) == [{}, True, kept]
