"""Reading plans: made by a coach, carried by a link, ticked and printed by a client."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from generator.addresses import target_url
from generator.model import Handbook
from tests.site.conftest import Reader, clipboard_of

PLAN = "coach/plan/"
NOTE = "Start small: one step a day.\nGrüße, Zoë 👋"
CODEC = "const codec = await import('/modules/plan-codec.js');"
SHOWN = "[data-part=shown] li a"
CHOSEN = "[data-part=chosen] li strong"
AGREE = "Save my ticks on this device"
HOSTILE = '<img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>'
# What every page is watched for: nothing that came in a link may ever run.
TRAP = """
    Object.defineProperty(window, "__pwned", {set() { throw new Error("code of a plan was run"); }});
    for (const name of ["alert", "confirm", "prompt", "open"]) {
        window[name] = () => { throw new Error("code of a plan was run"); };
    }
"""


@pytest.fixture(scope="module")
def code_maker(tab: Page, address: str) -> Page:
    """A page that only makes and reads codes, so all tests can ask the same one."""
    tab.goto(f"{address}modules/plan-codec.js")
    return tab


@pytest.fixture
def code(code_maker: Page) -> Callable[..., str]:
    """Makes what stands behind `#` in the link of a plan."""

    def make(*items: str, note: str = "", review: str = "") -> str:
        script = f"async (plan) => {{ {CODEC} return codec.encodePlan(plan); }}"
        return f"#plan={code_maker.evaluate(script, {'items': list(items), 'note': note, 'review': review})}"

    return make


@pytest.fixture
def decode(code_maker: Page) -> Callable[[str], Any]:
    """What is read from a code; its text may be made of JSON and a version by `wrap`."""
    return lambda text: code_maker.evaluate(f"async (text) => {{ {CODEC} return codec.decodePlan(text); }}", text)


def thirty(handbook: Handbook) -> list[str]:
    """Thirty ids of all kinds, in no order."""
    steps = [f"{book.id}.{step.id}" for book in handbook.playbooks for step in book.steps]
    others = [thing.id for thing in (*handbook.playbooks, *handbook.worksheets, *handbook.scripts, *handbook.paths)]
    ids = [*steps, *others, *(page.id for page in handbook.ideas), "help"]
    return random.Random(5).sample(ids, 30)


def titles(handbook: Handbook, ids: list[str]) -> list[str]:
    return [handbook.targets[id_].title for id_ in ids]


def choose(page: Page, *ids: str) -> None:
    page.evaluate("document.querySelectorAll('#plan details').forEach((group) => (group.open = true))")
    for id_ in ids:
        page.locator(f"li[data-id='{id_}'] input").check()


def shown(page: Page) -> list[str]:
    return page.locator(SHOWN).all_inner_texts()


def reason(page: Page) -> str:
    return page.locator("[data-part=reason]").inner_text()


def part(page: Page, name: str) -> Any:
    return page.locator(f"[data-part={name}]")


# --- made, sent and opened ---------------------------------------------------------------------


def test_a_plan_of_30_goes_through_its_link(reader: Reader, phone: Reader, own_handbook: Handbook) -> None:
    ids = thirty(own_handbook)
    page = reader.open(PLAN)
    choose(page, *ids)
    page.get_by_label("A short note").fill(NOTE)
    page.get_by_label("The day you will look at it together").fill("2027-01-15")
    link = page.get_by_label("The link to the plan").input_value()
    assert re.fullmatch(r"http://[^#]+/coach/plan/#[A-Za-z0-9_.=-]+", link)

    page = phone.open(link.removeprefix(reader.address))
    assert shown(page) == titles(own_handbook, ids)
    assert part(page, "shown-note").inner_text() == NOTE
    assert part(page, "shown-review").inner_text() == "Look at it together on 15 January 2027"
    minutes = re.fullmatch(r"(\d+) hours(?: (\d+) minutes)? in all, and the parts .*", part(page, "total").inner_text())
    assert minutes
    assert int(minutes[1]) >= 5
    assert page.get_by_role("heading", name="Choose").count() == 0
    places = [phone.address + target_url(own_handbook.targets[id_]) for id_ in ids]
    assert page.locator(SHOWN).evaluate_all("all => all.map((link) => link.href)") == places
    # One of each kind is opened; that the others are there is seen by following every link of the site.
    one_of_each = {own_handbook.targets[id_].kind: index for index, id_ in enumerate(ids)}
    assert len(one_of_each) > 4
    for index in one_of_each.values():
        page.locator(SHOWN).nth(index).click()
        expect(page.locator("h1")).to_be_visible()
        assert page.url == places[index]
        page.go_back()
        expect(page.locator(SHOWN).first).to_be_visible()
    assert reader.errors == phone.errors == []


def test_minutes_are_summed_and_no_step_is_counted_twice(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open(PLAN + code("seek-feedback.ask-well", "feedback-plan"))
    assert part(page, "total").inner_text() == "45 minutes in all"
    page = reader.open(PLAN + code("seek-feedback", "seek-feedback.ask-well"))
    expect(part(page, "total")).to_have_text("82 minutes in all")
    page = reader.open(PLAN + code("seek-feedback.ask-well", "ask-hr"))
    expect(part(page, "total")).to_have_text("15 minutes in all, and the parts without a time")


def test_nothing_is_asked_of_a_server_when_a_plan_is_opened(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open(PLAN + code("help", note="secret words"))
    page.locator("[data-part=shown] input").check()
    assert shown(page) == ["More help"]
    assert all(address.startswith(reader.address) and "plan=" not in address for address in reader.requests)


def test_another_plan_in_the_same_tab(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open(PLAN + code("help", note="One"))
    page.evaluate("(hash) => { location.hash = hash; }", code("seek-feedback"))
    expect(page.locator(SHOWN)).to_have_text("Seek feedback")
    expect(part(page, "shown-note")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "plan-view-title"
    page.evaluate("location.hash = 'plan=1.broken'")
    expect(part(page, "message")).to_be_visible()
    page.go_back()
    expect(page.locator(SHOWN)).to_have_text("Seek feedback")


def test_a_jump_inside_the_page_does_not_cost_the_plan(reader: Reader, code: Callable[..., str]) -> None:
    link = code("help")
    page = reader.open(PLAN + link)
    page.evaluate("location.hash = 'plan-view-title'")
    page.wait_for_function("(hash) => location.hash === hash", arg=link)
    assert shown(page) == ["More help"]


def test_change_this_plan_and_back(reader: Reader, code: Callable[..., str]) -> None:
    link = code("help", "seek-feedback.ask-well", note="One", review="2026-12-24")
    page = reader.open(PLAN + link)
    page.get_by_role("button", name="Change this plan").click()
    assert page.locator(CHOSEN).all_inner_texts() == ["More help", "Ask well"]
    assert page.evaluate("document.activeElement.id") == "plan-order"
    assert page.get_by_label("A short note").input_value() == "One"
    assert page.get_by_label("The link to the plan").input_value().endswith(link)
    choose(page, "ask-hr")
    page.reload()
    assert page.locator(CHOSEN).all_inner_texts() == ["More help", "Ask well", "Ask HR about the process"]
    page.get_by_role("link", name="See it as the other person will").click()
    expect(page.locator(SHOWN)).to_have_count(3)
    page.go_back()
    assert page.locator(CHOSEN).count() == 3
    page.go_back()
    expect(page.locator(SHOWN)).to_have_count(2)
    page.get_by_role("button", name="Make a plan of your own").click()
    assert page.locator(CHOSEN).count() == 0
    assert part(page, "linked").is_hidden()


# --- choosing ----------------------------------------------------------------------------------


def test_the_list_can_be_searched(reader: Reader) -> None:
    page = reader.open(PLAN)
    page.get_by_label("Find by words").fill("seek well")
    assert page.locator("li[data-id]:visible").count() == 1
    assert part(page, "choose-status").inner_text() == "1 part found"
    page.get_by_label("Find by words").fill("xyz")
    assert part(page, "choose-status").inner_text() == "No part has these words. Try others."
    page.get_by_label("Find by words").fill("")
    assert page.locator("details:visible").count() > 10
    assert page.locator("li[data-id]:visible").count() == 0


def test_a_plan_holds_60_parts_at_most_and_its_link_is_never_too_long(
    reader: Reader, decode: Callable[[str], Any]
) -> None:
    page = reader.open(PLAN)
    page.evaluate("document.querySelectorAll('#plan details').forEach((group) => (group.open = true))")
    page.get_by_label("A short note").fill("n" * 700)
    assert (
        part(page, "link-status").inner_text() == "The note is too long. Only the first 600 characters are in the link."
    )
    for box in page.locator("li[data-id] input").all()[:61]:
        box.click()
    assert page.locator(CHOSEN).count() == 60
    assert part(page, "choose-status").inner_text() == "A plan can hold 60 parts. Take one out first."
    assert page.locator("li[data-id] input").nth(60).is_checked() is False
    found = decode(page.get_by_label("The link to the plan").input_value().partition("#plan=")[2])
    assert len(found["plan"]["items"]) == 60
    assert found["plan"]["note"] == "n" * 600
    page.get_by_label("A short note").fill("語" * 600)
    assert part(page, "linked").is_hidden()
    assert part(page, "link-status").inner_text().startswith("The link would be too long.")


def test_a_copied_link_is_the_link(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(permissions=["clipboard-read", "clipboard-write"])
    page = reader.open(PLAN)
    choose(page, "help")
    page.get_by_role("button", name="Copy the link", exact=True).click()
    expect(part(page, "link-status")).to_have_text("The link is copied. You can paste it now.")
    assert clipboard_of(page, reader.address) == page.get_by_label("The link to the plan").input_value()


def test_where_copying_is_refused_the_link_is_marked(reader: Reader) -> None:
    page = reader.page
    page.add_init_script(
        "delete Navigator.prototype.clipboard; document.execCommand = () => { throw new Error('refused'); };"
    )
    reader.open(PLAN)
    choose(page, "help")
    page.get_by_role("button", name="Copy the link", exact=True).click()
    expect(part(page, "link-status")).to_contain_text("This browser does not let the page copy.")
    marked = page.evaluate("getSelection().toString()")
    assert marked == page.get_by_label("The link to the plan").input_value()


def test_the_link_as_a_qr_code(reader: Reader) -> None:
    page = reader.open(PLAN)
    choose(page, "help", "ask-hr")
    link = page.get_by_label("The link to the plan").input_value()
    page.get_by_role("button", name="Show as a QR code").click()
    dialog = page.get_by_role("dialog", name="This plan on the web")
    assert dialog.locator(".qr-address").inner_text() == link
    assert page.evaluate("document.activeElement.textContent") == "Close"
    assert _codes(dialog.locator("svg").screenshot()) == [link]
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate("document.activeElement.dataset.part") == "qr"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Close").click()
    # The browser tells the page in its own time that the dialog is closed, which then takes it away.
    page.locator("dialog").wait_for(state="detached")


def test_by_keyboard_alone_on_a_small_phone(phone: Reader) -> None:
    page = phone.open(PLAN)

    def to(name: str) -> None:
        """Go on with Tab until something of this name has the focus."""
        for _ in range(120):
            page.keyboard.press("Tab")
            label = "(e) => e.getAttribute('aria-label') || (e.labels?.[0] ?? e).innerText || ''"
            found = page.evaluate(f"({label})(document.activeElement)")
            if found.startswith(name):
                return
        raise AssertionError(f"{name} cannot be reached by keyboard")

    to("Seek feedback")
    page.keyboard.press("Enter")
    for name in ("Check that you are ready", "Pick one question", "Ask well"):
        to(name)
        page.keyboard.press("Space")
    assert page.locator(CHOSEN).all_inner_texts() == ["Check that you are ready", "Pick one question", "Ask well"]
    to("Up: Ask well")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert part(page, "order-status").inner_text() == "Ask well is now number 1 of 3."
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Up: Ask well"
    page.keyboard.press("Enter")
    assert part(page, "order-status").inner_text() == "Ask well is the first already."
    to("Down: Ask well")
    page.keyboard.press("Enter")
    assert page.locator(CHOSEN).all_inner_texts() == ["Check that you are ready", "Ask well", "Pick one question"]
    to("Take out: Ask well")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Take out: Pick one question"
    to("A short note")
    page.keyboard.type("Go well.")
    to("Copy the link")
    page.keyboard.press("Enter")
    to("See it as the other person will")
    page.keyboard.press("Enter")
    expect(page.locator(SHOWN)).to_have_text(["Check that you are ready", "Pick one question"])
    to("Done: Pick one question")
    page.keyboard.press("Space")
    assert page.get_by_label("Done: Pick one question").is_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    small = page.eval_on_selector_all(
        "#plan :is(button, input, summary):not([hidden])",
        "all => all.map((e) => [e.outerHTML, e.getBoundingClientRect()])"
        ".filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([html]) => html)",
    )
    # A box to tick has its label around it, or its room beside it.
    assert [html for html in small if "checkbox" not in html] == []


# --- ticks -------------------------------------------------------------------------------------


def saved(page: Page) -> Any:
    text = page.evaluate("localStorage.getItem('handbook')")
    return None if text is None else {key: value for key, value in json.loads(text).items() if key != "changed"}


def test_ticks_stay_only_after_agreement(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open(PLAN + code("help", "ask-hr", "seek-feedback"))
    page.get_by_label("Done: More help").check()
    assert saved(page) is None
    page.reload()
    assert not page.get_by_label("Done: More help").is_checked()

    page.get_by_label("Done: More help").check()
    page.get_by_label(AGREE).check()
    page.get_by_label("Done: Ask HR").check()
    assert part(page, "save-status").inner_text() == "Saved on this device."
    page.reload()
    assert page.get_by_label("Done: More help").is_checked()
    assert page.get_by_label("Done: Ask HR").is_checked()
    assert saved(page) == {"version": 1, "agreed": True, "sheets": {}, "steps": {"help": True, "ask-hr": True}}

    # Another plan with the same part has its tick.
    page = reader.open(PLAN + code("ask-hr", "keep-moving"))
    expect(page.get_by_label("Done: Ask HR")).to_be_checked()
    page.get_by_label("Done: Ask HR").uncheck()
    assert saved(page)["steps"] == {"help": True}
    page.get_by_label(AGREE).uncheck()
    assert part(page, "save-status").inner_text().startswith("Saving is off. What you saved before is still")
    page.get_by_role("button", name="Clear my ticks").click()
    # Those of the other plan stay.
    assert saved(page) == {"version": 1, "agreed": False, "sheets": {}, "steps": {"help": True}}


def test_ticks_and_answers_of_worksheets_leave_each_other_alone(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open("worksheets/feedback-plan/")
    page.get_by_label("Save what I type on this device").check()
    page.get_by_label("Name", exact=True).fill("Ada")
    page.get_by_label("Name", exact=True).blur()
    page = reader.open(PLAN + code("help"))
    assert page.get_by_label(AGREE).is_checked()
    page.get_by_label("Done: More help").check()
    assert saved(page)["sheets"]["feedback-plan"] == {"name": "Ada"}
    page.get_by_role("button", name="Clear my ticks").click()
    assert saved(page)["sheets"]["feedback-plan"] == {"name": "Ada"}
    assert "steps" not in saved(page)


PLACES = {
    "broken": ("localStorage.setItem('handbook', '{')", "What was saved on this device cannot be read."),
    "of others": ("localStorage.setItem('handbook', '[7]')", "What was saved on this device cannot be read."),
    "blocked": (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})",
        "This browser does not let the page save.",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_bad_place_to_save_is_said_and_the_plan_works(reader: Reader, code: Callable[..., str], place: str) -> None:
    script, line = PLACES[place]
    reader.page.add_init_script(script)
    stacks: list[str] = []
    reader.page.on("pageerror", lambda error: stacks.append(error.stack or ""))
    page = reader.open(PLAN + code("help", "ask-hr"))
    assert part(page, "save-status").inner_text().startswith(line)
    page.get_by_label("Done: More help").check()
    assert shown(page) == ["More help", "Ask HR about the process"]
    # Material's own script for the colours, which stands in the page, does not expect it.
    assert [stack for stack in stacks if "assets/handbook" in stack] == []


def test_a_full_place_is_said(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open(PLAN + code("help"))
    page.get_by_label(AGREE).check()
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    page.get_by_label("Done: More help").check()
    assert part(page, "save-status").inner_text().startswith("Not saved, because this browser has no room left.")
    assert reader.errors == []


def test_odd_ticks_are_left_out(reader: Reader, code: Callable[..., str]) -> None:
    odd = {"version": 1, "agreed": True, "sheets": {}, "steps": {"help": True, "ask-hr": "yes", "gone-long-ago": True}}
    reader.page.add_init_script(
        f"localStorage.getItem('handbook') ?? localStorage.setItem('handbook', '{json.dumps(odd)}')"
    )
    page = reader.open(PLAN + code("help", "ask-hr"))
    assert page.get_by_label("Done: More help").is_checked()
    page.get_by_label("Done: Ask HR").check()
    assert saved(page)["steps"] == {"help": True, "ask-hr": True, "gone-long-ago": True}


def test_what_is_ticked_in_a_plan_is_ticked_in_its_playbook(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open(PLAN + code("seek-feedback.ask-well", "help"))
    page.get_by_label(AGREE).check()
    page.get_by_label("Done: Ask well").check()
    page = reader.open("playbooks/seek-feedback/")
    expect(page.get_by_role("checkbox", name="Done: Ask well")).to_be_checked()


# --- links that are old, damaged or hostile ----------------------------------------------------


def test_what_is_gone_is_counted_and_what_was_renamed_is_found(
    reader: Reader, site: Path, code: Callable[..., str]
) -> None:
    page = reader.page
    page.route(
        f"**/{PLAN}",
        lambda route: route.fulfill(
            content_type="text/html",
            body=re.sub(
                'data-renamed="[^"]*"',
                'data-renamed=\'{"ask-well": "seek-feedback.ask-well"}\'',
                (site / PLAN / "index.html").read_text(encoding="utf-8"),
            ),
        ),
    )
    kept = '{"version": 1, "agreed": true, "sheets": {}, "steps": {"ask-well": true}}'
    page.add_init_script(f"localStorage.setItem('handbook', '{kept}')")
    reader.open(PLAN + code("nowhere", "ask-well", "help", "seek-feedback.ask-well", "constructor", "acknowledge.gone"))
    assert shown(page) == ["Ask well", "More help"]
    assert part(page, "gone").inner_text() == "3 parts of this plan are no longer in the handbook."
    assert page.get_by_label("Done: Ask well").is_checked()
    page.get_by_role("button", name="Change this plan").click()
    assert page.locator(CHOSEN).all_inner_texts() == ["Ask well", "More help"]


def test_a_plan_of_which_nothing_is_left_says_so(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.open(PLAN + code("nowhere", note="Hello"))
    assert part(page, "gone").inner_text() == "1 part of this plan is no longer in the handbook."
    assert part(page, "shown-note").inner_text() == "Hello"


def wrap(code_maker: Page, value: object, version: int = 1) -> str:
    """A link with any content and a right checksum, as somebody could make it who means harm."""
    script = f"""async ([text, version]) => {{
        {CODEC}
        const source = await (await fetch("/modules/plan-codec.js")).text();
        const own = new Blob([source + "\\nexport {{ withCheck }};"], {{type: "text/javascript"}});
        const {{ withCheck }} = await import(URL.createObjectURL(own));
        const body = btoa(String.fromCharCode(...new TextEncoder().encode(text)));
        return withCheck(`${{version}}.${{body.replace(/[+]/g, "-").replace(/[/]/g, "_").replace(/=+$/, "")}}`);
    }}"""
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return str(code_maker.evaluate(script, [text, version]))


CONTENTS = {
    "no list": ({"items": ["help"]}, "damaged"),
    "no JSON": ("[", "damaged"),
    "spaces in it": ('["", "", "help"]', "damaged"),
    "a number": (["", "", 7], "damaged"),
    "a list in a list": (["", "", ["help"]], "damaged"),
    "nothing at all": ([], "damaged"),
    "no items": (["", ""], "empty"),
    "an id that is none": (["", "", "../../etc"], "damaged"),
    "markup": (["", "", HOSTILE], "damaged"),
    "script": (["", "", "javascript:alert(1)"], "damaged"),
    "__proto__": (["", "", "__proto__"], "damaged"),
    "a dot first": (["", "", ".ask-well"], "damaged"),
    "twice the same": (["", "", "help", "help"], "damaged"),
    "61 items": (["", "", *(f"a{number}" for number in range(61))], "damaged"),
    "a long note": (["", "n" * 601, "help"], "damaged"),
    "a long id": (["", "", "a" * 101], "damaged"),
    "no day": (["2027-02-30", "", "help"], "damaged"),
    "a day with more": (["2027-01-15T00:00", "", "help"], "damaged"),
    "control characters": (["", "a\u0007b", "help"], "damaged"),
    "text turned around": (["", "a\u202eb", "help"], "damaged"),
    "half a character": ('["","\\ud800","help"]', "damaged"),
    "too long": (["", "", *("b" * 90 + str(number) for number in range(30))], "long"),
}


@pytest.mark.parametrize("name", CONTENTS)
def test_what_is_no_plan_is_not_taken_for_one(code_maker: Page, decode: Callable[[str], Any], name: str) -> None:
    content, expected = CONTENTS[name]
    assert decode(wrap(code_maker, content)) == {"reason": expected}


def test_a_newer_plan_is_told_from_a_damaged_one(code_maker: Page, decode: Callable[[str], Any]) -> None:
    assert decode(wrap(code_maker, ["", "", "help"])) == {"plan": {"items": ["help"], "note": "", "review": ""}}
    assert decode(wrap(code_maker, {"new": 1}, version=2)) == {"reason": "newer"}
    assert decode(wrap(code_maker, {"new": 1}, version=2)[:-1] + "z") == {"reason": "damaged"}
    assert decode(wrap(code_maker, ["", "", "help"], version=0)) == {"reason": "damaged"}
    assert decode("") == {"reason": "empty"}


def test_what_mail_programs_do_to_links_is_undone(code: Callable[..., str], decode: Callable[[str], Any]) -> None:
    link = code("seek-feedback.ask-well", "help", note="Hello").removeprefix("#plan=")
    plan = decode(link)
    assert plan["plan"]["items"] == ["seek-feedback.ask-well", "help"]
    assert decode(link.replace(".", "%2E")) == plan
    assert decode(f"{link[:20]}\r\n {link[20:]}") == plan
    assert decode(link + ".") == {"reason": "damaged"}


MESSAGES = {
    "#plan=": "This plan link holds no plan.",
    "#plan=1.WyIiXQ.0000000": "This plan link is damaged.",
    "#plan=1.cut": "This plan link is damaged.",
    "#plan": "",
    "#Plan=1.WyIiXQ.0000000": "This plan link is damaged.",
    "#" + HOSTILE: "This plan link is damaged.",
    "#plan=" + "1" * 100_000: "This plan link is too long",
    "#plan=%": "This plan link is damaged.",
}


@pytest.mark.parametrize("hash_", MESSAGES, ids=[hash_[:12] for hash_ in MESSAGES])
def test_a_link_that_is_no_plan_says_why_and_what_to_do(reader: Reader, hash_: str) -> None:
    page = reader.open(PLAN + hash_)
    if not MESSAGES[hash_]:
        expect(page.get_by_role("heading", name="Choose")).to_be_visible()
        return
    assert reason(page).startswith(MESSAGES[hash_])
    assert page.get_by_role("alert").is_visible()
    page.get_by_role("button", name="Make a plan of your own").click()
    expect(page.get_by_role("heading", name="Choose")).to_be_visible()
    assert "plan=" not in page.url
    assert reader.errors == []


def mutations(link: str, count: int) -> Iterator[str]:
    """A plan's link, damaged in all the ways that links are."""
    chance = random.Random(20261125)
    signs = "ABCxyz019-_.=#%&<>\"' /\\é語\u202e"

    def at() -> int:
        return chance.randrange(1, len(link))

    for _ in range(count):
        one, two = sorted((at(), at()))
        sign = chance.choice(signs)
        yield chance.choice(
            [
                link[:one] + chr(ord(link[one]) ^ 1) + link[one + 1 :],
                link[:one] + sign + link[one + 1 :],
                link[:one],
                link[:one] + link[two:],
                link[:one] + sign + link[one:],
                link[:one] + link[two:] + link[one:two],
                link[:one] + HOSTILE + link[one:],
                link[:one] + quote(HOSTILE) + link[one:],
                link[:one] + "%" + link[one:],
                link[:one] + "%00%ff%u0041" + link[one:],
                link[:one]
                + "".join(f"%{ord(letter):02x}" for letter in link[one:two] if ord(letter) < 256)
                + link[two:],
                "#plan=javascript:window.__pwned=1//" + link[one:],
                link + link[1:] * chance.randrange(1, 40),
                link[:one] + "A" * chance.choice([10, 3000, 60_000]) + link[one:],
                link.swapcase(),
            ]
        )


def test_200_damaged_links_run_nothing_and_show_something(
    reader: Reader, own_handbook: Handbook, code: Callable[..., str]
) -> None:
    page = reader.page
    page.add_init_script(TRAP)
    page.on("dialog", lambda dialog: reader.errors.append(f"dialog: {dialog.message}"))
    ids = thirty(own_handbook)
    link = code(*ids, note=HOSTILE, review="2027-01-15")
    reader.open(PLAN + link)
    outcomes: dict[str, int] = {}
    for number, damaged in enumerate(mutations(link, 200)):
        if number % 10 == 0:
            page.goto("about:blank")  # so that it is a whole load, and no change of the hash
        page.goto(reader.address + PLAN + damaged)
        state = page.evaluate(
            """async () => {
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                const parts = ["builder", "view", "message"].filter((name) => {
                    const part = document.querySelector(`[data-part=${name}]`);
                    return part.checkVisibility() && part.innerText.trim();
                });
                const made = document.querySelectorAll("#plan :is(img, iframe, object, a[href^='javascript'])");
                const scripts = document.querySelectorAll("#plan script:not([src])");
                return [parts.join(), made.length + scripts.length];
            }"""
        )
        assert state[0] in ("builder", "view", "message"), damaged[:300]
        assert state[1] == 0, damaged[:300]
        if state[0] == "view":
            assert shown(page) == titles(own_handbook, ids), damaged[:300]
        outcomes[state[0]] = outcomes.get(state[0], 0) + 1
    assert reader.errors == []
    assert outcomes["message"] > 150


def test_a_note_is_only_ever_text(reader: Reader, code: Callable[..., str]) -> None:
    page = reader.page
    page.add_init_script(TRAP)
    reader.open(PLAN + code("help", note=HOSTILE))
    assert part(page, "shown-note").inner_text() == HOSTILE
    assert part(page, "shown-note").locator("*").count() == 0
    page.get_by_role("button", name="Change this plan").click()
    assert page.get_by_label("A short note").input_value() == HOSTILE
    assert reader.errors == []


# --- on paper, from a disk, without JavaScript -------------------------------------------------


def _codes(picture: bytes) -> list[str]:
    from PIL import Image

    image = Image.open(io.BytesIO(picture))
    return [code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_plan_on_paper(reader: Reader, own_handbook: Handbook, code: Callable[..., str], paper: str) -> None:
    ids = thirty(own_handbook)
    link = code(*ids, note=NOTE.removesuffix(" 👋"), review="2027-01-15")
    page = reader.open(PLAN + link)
    document = pypdfium2.PdfDocument(page.pdf(format=paper))
    text = re.sub(r"\s+", " ", " ".join(sheet.get_textpage().get_text_bounded() for sheet in document))
    assert len(document) <= 3
    for id_ in ids:
        assert own_handbook.targets[id_].title in text
        assert f"/go/{id_}".replace("-", "") in re.sub(r"[\s\x02\ufffe-]", "", text)
    for words in ("Start small: one step a day.", "Look at it together on 15 January 2027", "This plan on the web"):
        assert words in text
    for words in (AGREE, "Print this plan", "Choose", "Make a plan", "Send it"):
        assert words not in text
    codes = [
        code.text
        for sheet in document
        for code in zxingcpp.read_barcodes(sheet.render(scale=200 / 72).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode)
    ]
    assert codes == [reader.address + PLAN + link]
    page.emulate_media(media="print")
    boxes = page.locator("[data-part=shown] input")
    assert boxes.count() == 30
    assert boxes.first.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"


def test_from_a_disk(make_reader, site: Path, code: Callable[..., str]) -> None:  # type: ignore[no-untyped-def]
    disk = make_reader(at=site.as_uri() + "/", viewport={"width": 360, "height": 740})
    page = disk.page
    page.goto(f"{disk.address}{PLAN}index.html")
    choose(page, "seek-feedback.ask-well", "help")
    link = page.get_by_label("The link to the plan").input_value()
    # A client has not this disk: the link is that of the site.
    assert link == f"https://handbook.example.org/coach/plan/{code('seek-feedback.ask-well', 'help')}"
    page.get_by_role("link", name="See it as the other person will").click()
    expect(page.locator(SHOWN)).to_have_text(["Ask well", "More help"])
    page.get_by_role("button", name="Change this plan").click()
    assert page.locator(CHOSEN).count() == 2
    page.go_back()
    page.locator(SHOWN).first.click()
    expect(page.locator("h1")).to_have_text("Seek feedback")
    assert page.url == f"{disk.address}playbooks/seek-feedback/index.html#ask-well"
    assert disk.errors == []


def test_without_javascript_the_links_are_there(make_reader, own_handbook: Handbook) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(java_script_enabled=False, viewport={"width": 360, "height": 740}).open(PLAN)
    assert page.locator("noscript p").is_visible()
    links = page.eval_on_selector_all("li[data-id] a", "all => all.map((link) => link.getAttribute('href'))")
    for id_ in thirty(own_handbook):
        assert f"../../go/{id_}/" in links
    page.locator("summary", has_text="Seek feedback").click()
    assert page.get_by_role("link", name="Ask well").is_visible()
    for name in ("Find by words", "A short note", "The link to the plan"):
        assert not page.get_by_label(name).is_visible()
    assert page.locator("#plan button:visible").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_off_the_screen(make_reader, code: Callable[..., str], scheme: str, width: int) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = reader.open(PLAN + code("help", note="w" * 600))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Change this plan").click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Show as a QR code").last.click()
    assert page.locator("dialog .qr-light").evaluate("ground => getComputedStyle(ground).fill") == "rgb(255, 255, 255)"
    assert page.get_by_role("dialog").bounding_box()["width"] <= width
