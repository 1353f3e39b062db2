"""The privacy page says what is kept, where and under which names: here that is compared with what a browser holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.model import Handbook
from tests.site.conftest import Reader

HELD = """async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({name}) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
})"""


def listed(page: Page) -> dict[str, list[str]]:
    """The names that the page lists, by where it says they are."""
    found: dict[str, list[str]] = {"local": [], "session": [], "cache": []}
    for line in page.locator("article li:has(> code:first-child)").all_inner_texts():
        name, where = re.match(r"(\S+?), in (local|session|cache) storage[.,]", line).groups()  # type: ignore[union-attr]
        found[where].append(name)
    return found


def held(page: Page) -> dict[str, Any]:
    """What the browser holds for the site; the theme's names without the address in front."""
    found: dict[str, Any] = page.evaluate(HELD)
    found["local"] = sorted(re.sub(r"^/.*\.__", ".__", name) for name in found["local"])
    return found


NOTHING = {"local": [], "session": [], "databases": [], "caches": [], "workers": 0, "cookies": ""}


def one_of_each(own_handbook: Handbook) -> list[str]:
    """An address of every kind of page that has nothing to do with one situation."""
    pages = ["", "search/?q=let+go", "your-data/", "privacy/", "help/", "about/", "sources/", "glossary/"]
    pages += ["playbooks/", "paths/", "worksheets/", "scripts/", "ideas/", "coach/"]
    first = {"playbooks": own_handbook.playbooks, "worksheets": own_handbook.worksheets}
    pages += [f"{folder}/{things[0].id}/" for folder, things in first.items()]
    return [*pages, "scripts/ask-hr/", "paths/ten-minutes/", "ideas/one-no/", "coach/acknowledge/", "404.html"]


@pytest.fixture
def fresh(make_reader) -> Reader:  # type: ignore[no-untyped-def]
    reader: Reader = make_reader(viewport={"width": 1280, "height": 900})
    return reader


def test_reading_alone_keeps_nothing_and_asks_no_other_host(fresh: Reader, own_handbook: Handbook) -> None:
    for path in one_of_each(own_handbook):
        page = fresh.open(path)
        assert held(page) == NOTHING, path
    assert page.context.cookies() == []
    assert [url for url in fresh.requests if not url.startswith((fresh.address, "data:"))] == []


def test_typing_and_ticking_without_a_yes_keeps_only_what_the_list_says_of_the_tab(fresh: Reader) -> None:
    page = fresh.open("worksheets/first-24-hours/")
    page.get_by_label("What happened, in one plain line").fill("Secret words")
    page = fresh.open("playbooks/acknowledge/")
    page.locator("input[data-tick]").first.check()
    page.get_by_role("button", name="No, thanks").click()
    page.get_by_label("Shown for").select_option("searching")
    assert held(page) == NOTHING | {"session": ["handbook.visit"]}
    visit = page.evaluate("sessionStorage.getItem('handbook.visit')")
    assert visit == '{"asked":true,"situation":{"id":"searching","by":""}}'
    page.get_by_role("button", name="Leave this page").click()
    page.wait_for_url("about:blank")
    page = fresh.open("help/")
    assert held(page) == NOTHING | {"session": ["handbook.visit"]}
    assert page.evaluate("sessionStorage.getItem('handbook.visit')") == "{}"
    assert [url for url in fresh.requests if "Secret" in url or not url.startswith((fresh.address, "data:"))] == []


def test_the_list_is_exactly_what_is_held_after_everything_was_used(fresh: Reader) -> None:
    page = fresh.open("worksheets/first-24-hours/")
    page.get_by_label("Save what I type on this device").check()
    page.get_by_label("What happened, in one plain line").fill("Secret words")
    page.get_by_label("Hurt").check()
    page = fresh.open("playbooks/acknowledge/")
    page.locator("input[data-tick]").first.check()
    page.get_by_label("Shown for").select_option("searching")
    page.get_by_role("button", name="Use the dark colours").click()
    fresh.open("search/?q=lost+my+job")
    fresh.open("paths/first-week-newcomer/").locator("input[data-tick]").first.check()
    page = fresh.open("privacy/")
    found = held(page)
    names = listed(page)
    assert found == NOTHING | {"local": sorted(names["local"]), "session": sorted(names["session"])}
    assert names == {"local": ["handbook", "handbook-colours"], "session": ["handbook.visit"], "cache": ["handbook"]}
    assert page.context.cookies() == []
    kept = page.evaluate("JSON.parse(localStorage.getItem('handbook'))")
    told = page.locator("article li", has_text="handbook, in local storage").inner_text()
    said = {"sheets": "type in sheets", "steps": "ticks", "situation": "situation", "last": "where to continue"}
    assert set(kept) - {"version", "agreed", "changed"} == set(said)
    assert all(words in told for words in said.values())
    assert [url for url in fresh.requests if "Secret" in url or not url.startswith((fresh.address, "data:"))] == []
    page = fresh.open("your-data/")
    page.get_by_role("button", name="Clear everything saved").click()
    page.get_by_role("button", name="Yes, clear").click()
    assert held(page) == NOTHING


def test_colours_are_kept_once_they_are_chosen(fresh: Reader) -> None:
    page = fresh.open("")
    page.get_by_role("button", name="Use the dark colours").click()
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    page = fresh.open("help/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_privacy_is_found_from_every_page_and_every_save_panel(fresh: Reader) -> None:
    for path in ("", "playbooks/acknowledge/", "worksheets/first-24-hours/", "your-data/", "404.html"):
        assert fresh.open(path).locator("footer").get_by_role("link", name="Privacy").is_visible()
    page = fresh.open("worksheets/first-24-hours/")
    page.locator(".save-panel").get_by_role("link", name="Privacy").click()
    page.wait_for_url("**/privacy/")
    page = fresh.open("playbooks/acknowledge/")
    page.locator("input[data-tick]").first.check()
    page.locator(".keep-ask").get_by_role("link", name="Privacy").click()
    page.wait_for_url("**/privacy/")


def test_it_fits_a_small_phone(phone: Reader) -> None:
    page = phone.open("privacy/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
