"""What a browser loads is little, and does not grow with the handbook; and a large handbook is easy to get about in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.transfer import PAGES, QUERIES, Transfer, load, search, serving_packed, site_of

SMALL, LARGE = 4, 70
ALIKE = ("playbooks/chapter-00002/", "scripts/ask-chapter-00001/", "paths/today-baker/", "", "search/")
"""Pages that hold the same in any handbook."""
MOST_BYTES, MOST_REQUESTS, MOST_FOR_SEARCH = 90_000, 8, 130_000
INDEX_PART = re.compile(r"/search/(start|words|places|texts)")


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
    assert len(transfer.sizes) <= MOST_REQUESTS, transfer.sizes
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
