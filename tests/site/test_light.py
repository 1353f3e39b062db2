"""What a browser loads is little, and does not grow with the handbook; and a large handbook is easy to get about in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from benchmarks.transfer import PAGES, QUERIES, Transfer, load, search, serving_packed, site_of

SMALL, LARGE = 4, 70
ALIKE = (
    *("playbooks/chapter-00002/", "coach/chapter-00002/", "scripts/ask-chapter-00001/", "paths/today-baker/"),
    *("", "search/"),
)
"""Pages that hold the same in any handbook."""
MOST_BYTES, MOST_REQUESTS, MOST_FOR_SEARCH = 90_000, 8, 130_000
TWO_MORE = ("coach/", "coach/plan/")
"""What only coaches open has a style sheet and a script of its own."""
INDEX_PART = re.compile(r"/(search|links)/(start|words|places|texts|part)")


@dataclass
class Measured:
    """What was loaded from the site of one handbook: by page, and by query."""

    address: str
    pages: dict[str, Transfer]
    searches: dict[str, Transfer]


@pytest.fixture(scope="module")
def measured(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Measured]]:
    """A small handbook and a larger one."""
    found = {}
    sites = {size: site_of(size, tmp_path_factory.mktemp("site")) for size in (SMALL, LARGE)}
    with serving_packed(sites[SMALL]) as small, serving_packed(sites[LARGE]) as large:
        for size, address in ((SMALL, small), (LARGE, large)):
            page = browser.new_page()
            pages = {path: load(page, address + path) for path in (PAGES if size == LARGE else ALIKE)}
            queries = QUERIES if size == LARGE else QUERIES[:1]
            found[size] = Measured(address, pages, {query: search(page, address, query) for query in queries})
            page.close()
        yield found


@pytest.fixture
def large(measured: dict[int, Measured], browser: Browser) -> Iterator[Page]:
    """A phone with the index page of a larger handbook."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{measured[LARGE].address}playbooks/")
    yield page
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_few_small_files_all_from_here(measured: dict[int, Measured], path: str) -> None:
    transfer = measured[LARGE].pages[path]
    assert transfer.bytes <= MOST_BYTES, transfer.sizes
    assert len(transfer.sizes) <= MOST_REQUESTS + 2 * (path in TWO_MORE), transfer.sizes
    assert {urlsplit(address).netloc for address in transfer.sizes} == {urlsplit(measured[LARGE].address).netloc}
    assert not [address for address in transfer.sizes if re.search(r"\.(woff2?|ttf|otf)\b", address)]
    assert not [address for address in transfer.sizes if INDEX_PART.search(address)]


@pytest.mark.parametrize("path", ALIKE)
def test_a_page_does_not_grow_with_the_handbook(measured: dict[int, Measured], path: str) -> None:
    small, large = (measured[size].pages[path].bytes for size in (SMALL, LARGE))
    assert abs(large - small) < 800


@pytest.mark.parametrize("query", QUERIES)
def test_a_first_search_loads_little(measured: dict[int, Measured], query: str) -> None:
    transfer = measured[LARGE].searches[query]
    assert transfer.bytes <= MOST_FOR_SEARCH, transfer.sizes
    assert [address for address in transfer.sizes if INDEX_PART.search(address)]
    assert not [address for address in transfer.sizes if address.endswith(".json")]


def test_beside_a_page_of_a_large_section_stand_its_neighbours(measured: dict[int, Measured], browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{measured[LARGE].address}playbooks/chapter-00050/")
    beside = page.locator(".hb-nav a")
    numbers = [int(title.rpartition(" ")[2]) for title in beside.all_inner_texts()[1:]]
    assert numbers == list(range(42, 59))
    assert beside.first.inner_text() == "Playbooks"
    expect(page.locator(".hb-nav [aria-current=page]")).to_have_text(re.compile("50$"))
    for number, neighbours in ((1, range(1, 18)), (70, range(62, 71))):
        page.goto(f"{measured[LARGE].address}playbooks/chapter-{number:05}/")
        numbers = [int(title.rpartition(" ")[2]) for title in beside.all_inner_texts()[1:]]
        assert numbers == list(neighbours)
    page.close()


def test_a_long_list_is_crossed_with_the_keyboard(large: Page) -> None:
    first = large.locator(".entry-jumps a").first
    large.locator("#entry-words").focus()
    large.keyboard.press("Tab")
    expect(first).to_be_focused()
    assert large.locator(".entry-jumps a").all_inner_texts() == ["1 to 50", "51 to 70"]
    large.keyboard.press("Tab")
    large.keyboard.press("Enter")
    expect(large.get_by_role("link", name=re.compile(r" 51$"))).to_be_in_viewport()
    large.keyboard.press("Tab")
    assert large.evaluate("document.activeElement.textContent").endswith(" 51")


def test_a_long_list_shows_the_entries_with_some_words(large: Page) -> None:
    large.locator("#entry-words").press_sequentially("57")
    shown = large.locator(".entries a:visible")
    assert [title.rpartition(" ")[2] for title in shown.all_inner_texts()] == ["57"]
    assert large.locator(".entry-filter [role=status]").inner_text() == "1 entry shown"
    assert not large.locator(".entry-jumps").is_visible()
    large.locator("#entry-words").fill("no such words")
    assert large.locator(".entry-filter [role=status]").inner_text() == "No entry has these words. Try others."
    large.locator("#entry-words").fill("")
    assert shown.count() == LARGE
    assert large.locator(".entries-part:visible").count() == 2


def shown_rows(page: Page) -> Locator:
    return page.locator("table.links tbody tr:visible")


def test_coaches_find_links_that_are_too_many_for_a_page(large: Page, measured: dict[int, Measured]) -> None:
    loaded: list[str] = []
    large.on("request", lambda request: loaded.append(request.url))
    large.goto(f"{measured[LARGE].address}coach/")
    assert shown_rows(large).count() == 0
    assert not [address for address in loaded if INDEX_PART.search(address)]
    large.get_by_label("Find by words").last.fill("step 7")
    expect(shown_rows(large).first).to_be_visible()
    status = large.locator(".links-status")
    expect(status).to_have_text(re.compile("^[0-9]+ links shown$"))
    assert int(status.inner_text().split()[0]) == shown_rows(large).count() <= 50
    large.get_by_label("Kind").select_option("Playbook")
    expect(status).to_have_text("No link has these words. Try others.")
    large.get_by_label("Find by words").last.fill("")
    expect(status).to_have_text("70 links have these words. The first 50 are shown.")
    row = shown_rows(large).nth(1)
    assert row.locator("th a").get_attribute("href") == f"{measured[LARGE].address}playbooks/chapter-00002/"
    button = row.get_by_role("button", name=re.compile("^Copy the link to: .* 2, go.chapter-00002$"))
    button.click()
    expect(row.get_by_role("status")).not_to_be_empty()
    large.get_by_label("Kind").select_option("")
    expect(shown_rows(large)).to_have_count(0)


def test_a_plan_of_a_large_handbook_goes_through_its_link(large: Page, measured: dict[int, Measured]) -> None:
    large.goto(f"{measured[LARGE].address}coach/plan/")
    assert large.locator("details").count() == 1  # the menu
    words = large.get_by_label("Find by words")
    words.press_sequentially("log 00003")
    large.get_by_label(re.compile("^Log 00003")).check()
    words.fill("playbook 12")
    large.keyboard.press("Tab")
    large.keyboard.press("Space")
    words.fill("zzz")
    expect(large.locator("[data-part=choose-status]")).to_have_text("No part has these words. Try others.")
    link = large.get_by_label("The link to the plan").input_value()
    large.reload()
    expect(large.locator("[data-part=chosen] li")).to_have_count(2)
    large.goto("about:blank")
    large.goto(link)
    expect(large.locator("[data-part=shown] li a")).to_have_text(["Log 00003", re.compile(" 12$")])
    expect(large.locator("[data-part=total]")).to_have_text("115 minutes in all")


def test_what_is_kept_is_called_by_its_name(large: Page, measured: dict[int, Measured]) -> None:
    loaded: list[str] = []
    large.on("request", lambda request: loaded.append(request.url))
    large.goto(f"{measured[LARGE].address}your-data/")
    assert not [address for address in loaded if INDEX_PART.search(address)]
    kept = {"version": 1, "agreed": True, "sheets": {"log-chapter-00001": {"a": "x"}, "gone": {"b": "y"}}}
    large.evaluate("(kept) => localStorage.setItem('handbook', JSON.stringify(kept))", kept)
    large.reload()
    said = large.locator("[data-part=device] li")
    expect(said).to_have_text(["Log 00001: 1 answer", "gone (no longer in the handbook): 1 answer"])
    assert said.locator("a").evaluate("link => link.href") == f"{measured[LARGE].address}worksheets/log-chapter-00001/"
    large.evaluate("localStorage.clear()")


def test_more_results_are_shown_when_they_are_asked_for(large: Page, measured: dict[int, Measured]) -> None:
    large.goto(f"{measured[LARGE].address}search/?q=oven")
    results = large.locator(".search-results a")
    expect(results).to_have_count(10)
    expect(large.locator(".search-status")).to_have_text("20 results")
    large.get_by_role("button", name="Show the other results").click()
    expect(results).to_have_count(20)
    expect(results.nth(10)).to_be_focused()
    assert not large.get_by_role("button", name="Show the other results").is_visible()


def test_words_are_found_by_letter_and_by_words(large: Page, measured: dict[int, Measured]) -> None:
    large.goto(f"{measured[LARGE].address}glossary/")
    jumps = large.locator(".entry-jumps a")
    assert jumps.all_inner_texts()[:3] == ["A", "B", "C"]
    jumps.nth(24).click()
    expect(large.get_by_text("y-word 24", exact=True)).to_be_in_viewport()
    large.locator("#entry-words").fill("y-word 50")
    assert large.locator(".terms dt:visible").all_inner_texts() == ["y-word 50"]


def test_a_long_list_fits_a_phone(large: Page) -> None:
    assert large.evaluate("document.documentElement.scrollWidth") == 360
    for link in large.locator(".entry-jumps a").all():
        assert (link.bounding_box() or {})["height"] >= 24


SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))));
})"""


SCRIPTS = re.compile(r"(form|filter|data|search-page|page)\.js")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_loads(measured: dict[int, Measured], browser: Browser, path: str) -> None:
    """On a slow network, a page is seen before its last scripts come."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    held: list[Route] | None = []
    page.route(SCRIPTS, lambda route: route.continue_() if held is None else held.append(route))
    page.goto(f"{measured[LARGE].address}{path}", wait_until="commit")
    page.locator("footer").wait_for()
    page.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    waiting, held = held, None
    for route in waiting:
        route.continue_()
    page.wait_for_load_state()
    assert page.evaluate(SHIFTS) < 0.05  # from 0.1 on, people are said to be disturbed
    page.close()
