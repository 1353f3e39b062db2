"""Searching the site, with the code and the index that the browser uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.addresses import target_url
from generator.model import Handbook, Searches
from generator.yaml_reader import read_yaml

FIRST = 3


def _hits(page, query: str) -> list[str]:  # type: ignore[no-untyped-def]
    """The addresses that a query finds, best first, from the top of the site."""
    return page.evaluate(
        """async (query) => {
            const { SearchEngine } = await import('/assets/handbook/search-engine.js');
            window.engine ??= new SearchEngine((await (await fetch('/search/search_index.json')).json()).docs);
            return window.engine.search(query).map((result) => result.doc.location);
        }""",
        query,
    )


@pytest.fixture(scope="module")
def searches(root: Path) -> Searches:
    return Searches.model_validate(read_yaml((root / "content/searches.yml").read_bytes(), "searches.yml").data)


def test_readers_words_find_their_page_among_the_first(reader, searches: Searches, own_handbook: Handbook) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("search/")
    missed = {}
    for search in searches.searches:
        wanted = {target_url(own_handbook.targets[id_]) for id_ in search.finds}
        found = _hits(page, search.query)[:FIRST]
        if not wanted & set(found):
            missed[search.query] = (sorted(wanted), found)
    assert len(searches.searches) >= 60
    assert missed == {}


@pytest.mark.parametrize("words", ["let go", "redundancy", "debrief"])
def test_words_that_a_page_does_not_hold_find_it(reader, own_handbook: Handbook, words: str) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("search/")
    pages = {f"playbooks/{book.id}/" for book in own_handbook.playbooks if words in book.also_called}
    assert pages & set(_hits(page, words)[:FIRST])


def test_search_finds_steps(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("search/")
    assert "playbooks/acknowledge/#worry-window" in _hits(page, "worry window")[:FIRST]
    assert "playbooks/seek-feedback/#ready-check" in _hits(page, "check that I am ready")[:FIRST]


def test_searching_from_any_page(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("playbooks/keep-moving/")
    page.locator(".hb-search input").fill("debreif")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=debreif")
    first = page.locator(".search-results a").first
    first.wait_for()
    assert first.inner_text() == "Seek feedback"
    assert "result" in page.locator(".search-status").inner_text()
    first.click()
    page.wait_for_url("**/playbooks/seek-feedback/")
    page.go_back()
    page.locator(".search-results a").first.wait_for()
    assert page.locator("#search-query").input_value() == "debreif"


def test_nothing_found_says_so_and_offers_the_lists(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("search/?q=xylophonezzz")
    page.locator(".search-status", has_text="xylophonezzz").wait_for()
    assert page.locator(".search-status").inner_text() == (
        'Nothing found for "xylophonezzz". Try other words, or look in these lists.'
    )
    assert page.locator(".search-lists").is_visible()


def test_what_is_typed_is_only_text(reader) -> None:  # type: ignore[no-untyped-def]
    reader.page.add_init_script("window.ran = false")
    page = reader.open("search/?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3Dtrue%3E%20feedback")
    page.locator(".search-results a").first.wait_for()
    assert page.evaluate("window.ran") is False
    assert page.locator("article img").count() == 0


def test_the_index_is_not_loaded_before_it_is_needed(reader) -> None:  # type: ignore[no-untyped-def]
    reader.open("playbooks/acknowledge/")
    assert not [url for url in reader.requests if "search" in url]
    reader.open("search/")
    assert not [url for url in reader.requests if url.endswith(".json")]


def test_without_javascript_the_lists_are_there(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(java_script_enabled=False)
    reader.page.goto(reader.address + "search/")
    assert reader.page.locator("noscript p").is_visible()
    assert reader.page.locator(".search-lists a").count() >= 3
