"""Searching the site, with the code and the index that the browser uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.addresses import page_url, target_url
from generator.model import Handbook, Searches
from generator.yaml_reader import read_yaml
from tests.search import parts_of

FIRST = 3

# Made-up places, to try the engine without a handbook.
DOCS = [
    {"location": "a/", "title": "Losing a job", "text": "What to do.", "kind": "page", "also": ["sacked", "let go"]},
    {"location": "b/", "title": "Bread", "text": "A snack for a long day at work.", "kind": "page"},
    {"location": "c/", "title": "Ask", "text": "Ask a manager. No day.", "kind": "page", "also": ["ask my boss why"]},
    {"location": "d/", "title": "A letter", "text": "Write to the manager. You can do it.", "kind": "page"},
    {"location": "e/", "title": "Promotion", "text": "Ask for a letter.", "kind": "page", "also": ["not good enough"]},
]  # fmt: skip


def _engine(page, call: str, *values: object):  # type: ignore[no-untyped-def]
    """What an expression gives that uses the engine's functions, an index of the made-up places, and `values`."""
    return page.evaluate(
        f"""async ([parts, values]) => {{
            const engine = await import('/modules/search-words.js');
            const {{ SearchEngine }} = await import('/modules/search-engine.js');
            engine.speak(parts.start.config);
            const made = new SearchEngine(async (name) => parts[name]);
            const search = async (query) => {{
              const results = await made.search(query);
              const docs = await made.docs(results.map(({{ place }}) => place));
              return results.map((result, index) => ({{ ...result, doc: docs[index] }}));
            }};
            return {call};
        }}""",
        [parts_of(DOCS), list(values)],
    )


def _found(page, query: str) -> list[str]:  # type: ignore[no-untyped-def]
    return _engine(page, "(await search(values[0])).map((result) => result.doc.location)", query)


def _hits(page, query: str) -> list[str]:  # type: ignore[no-untyped-def]
    """The addresses that a query finds, best first, from the top of the site."""
    return page.evaluate(
        """async (query) => {
            const { SearchEngine } = await import('/modules/search-engine.js');
            window.engine ??= new SearchEngine(async (name) => {
              await import(`/search/${name}.js`);
              return handbookSearch[name];
            });
            const results = await window.engine.search(query);
            return (await window.engine.docs(results.map(({ place }) => place))).map((doc) => doc.location);
        }""",
        query,
    )


@pytest.fixture(scope="module")
def engine(tab: Page, address: str) -> Page:
    """A page that only gives answers of the engine, so all tests can ask the same one."""
    tab.goto(f"{address}modules/search-engine.js")
    return tab


@pytest.fixture(scope="module")
def searches(root: Path) -> Searches:
    return Searches.model_validate(read_yaml((root / "content/searches.yml").read_bytes(), "searches.yml").data)


def test_readers_words_find_their_page_among_the_first(
    engine: Page, searches: Searches, own_handbook: Handbook
) -> None:
    missed = {}
    written = {page_url(page.path) for page in own_handbook.pages}
    for search in searches.searches:
        wanted = {target_url(own_handbook.targets[id_]) for id_ in search.finds}
        found = [_without_section(place, written) for place in _hits(engine, search.query)[:FIRST]]
        if not wanted & set(found):
            missed[search.query] = (sorted(wanted), found)
    assert len(searches.searches) >= 200
    assert missed == {}


def _without_section(place: str, written: set[str]) -> str:
    """A section of a hand-written page has no id, so it counts as its page."""
    page, _, _ = place.partition("#")
    return page if page in written else place


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("talk to HR", "scripts/ask-hr/"),
        ("laid off", "situations/searching/"),
        ("i got layed off", "situations/searching/"),
        ("sacked", "situations/searching/"),
        ("worthless", "help/"),
        ("i want to end it all", "help/"),
        ("help", "help/"),
    ],
)
def test_the_best_page_comes_first(engine: Page, query: str, first: str) -> None:
    assert _hits(engine, query)[0].partition("#")[0] == first


def test_a_page_about_something_else_is_not_offered(engine: Page) -> None:
    assert "worksheets/four-day-writing/" not in _hits(engine, "cover letter")
    assert "worksheets/first-24-hours/" not in _hits(engine, "sacked")


@pytest.mark.parametrize(
    ("query", "most"),
    [("laid off", 12), ("should i take a lower paid job", 12), ("cant stop thinking about it", 12)],
)
def test_few_places_are_offered(engine: Page, query: str, most: int) -> None:
    assert 0 < len(_hits(engine, query)) <= most


@pytest.mark.parametrize(
    "alike",
    [
        ["search", "searches", "searching", "searched"],
        ["worry", "worries", "worried", "worrying"],
        ["run", "running", "runs"],
        ["promote", "promoted", "promotion", "promotions"],
        ["hire", "hired", "hiring"],
        ["boss", "bosses"],
        ["loss", "losses"],
        ["sack", "sacked"],
        ["achieve", "achievement"],
        ["age", "ages"],
    ],
)
def test_stems_of_forms_of_one_word(engine: Page, alike: list[str]) -> None:
    assert len(set(_engine(engine, "values[0].map(engine.stem)", alike))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("canned", "can"), ("moment", "mo"), ("station", "state"), ("jealous", "jealou")]
)
def test_stems_that_stay_apart(engine: Page, one: str, other: str) -> None:
    assert _engine(engine, "engine.stem(values[0]) !== engine.stem(values[1])", one, other)


def test_words_of_a_text(engine: Page) -> None:
    text = "I can't e-mail my r\u00e9sum\u00e9: job-hunting, 2\u00d7 a week"
    expected = ["i", "cant", "email", "my", "resume", "job", "hunting", "2", "a", "week"]
    assert [word for word in _engine(engine, "engine.words(values[0])", text) if word != "x"] == expected


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [("debrief", "debrief", 0), ("debreif", "debrief", 1), ("feeback", "feedback", 1), ("jobb", "job", 1),
     ("sack", "snack", 1), ("abc", "xyz", 3), ("a", "abcd", 3)],
)  # fmt: skip
def test_distance_of_two_words(engine: Page, a: str, b: str, edits: int) -> None:
    limit = 2
    assert _engine(engine, "engine.distance(...values)", a, b, limit) == min(edits, limit + 1)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("promtion", ["e/"]),
        ("mangaer", ["c/", "d/"]),
        ("sacked", ["a/"]),
        ("sack", ["a/"]),
        ("snak", []),
        ("xylophonezzz", []),
        ("", []),
        ("?!", []),
    ],
)
def test_typing_mistakes(engine: Page, query: str, found: list[str]) -> None:
    assert sorted(_found(engine, query)) == found


def test_words_that_say_little_are_not_looked_for(engine: Page) -> None:
    assert _found(engine, "what can i do about bread") == ["b/"]
    assert _found(engine, "i feel like a letter")[0] == "d/"


@pytest.mark.parametrize(("query", "first"), [("no", "c/"), ("you can do it", "d/"), ("go", "a/")])
def test_a_query_of_such_words_alone_still_works(engine: Page, query: str, first: str) -> None:
    assert _found(engine, query)[0] == first


def test_a_place_with_one_of_three_words_is_dropped_when_others_hold_more(engine: Page) -> None:
    assert _found(engine, "manager day snack") == ["b/", "c/"]
    assert _found(engine, "manager") == ["c/", "d/"] or _found(engine, "manager") == ["d/", "c/"]


def test_an_other_name_that_the_query_says_whole_counts_most(engine: Page) -> None:
    assert _found(engine, "can i ask my boss why they want a letter")[0] == "c/"
    assert _found(engine, "am i not good enough for a letter")[0] == "e/"


def test_the_rarest_word_found_is_the_one_to_show(engine: Page) -> None:
    assert _engine(engine, "(await search('manager day boss')).map((result) => result.term)") == ["boss"]


def test_only_the_rarest_word_is_marked(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("search/?q=send+an+angry+reply")
    page.locator(".search-results a").first.wait_for()
    for item in page.locator(".search-results li").all():
        marked = item.locator("mark").all_inner_texts()
        assert len(_engine(page, "[...new Set(values[0].flatMap(engine.words).map(engine.stem))]", marked)) <= 1


@pytest.mark.parametrize("words", ["let go", "redundancy", "debrief"])
def test_words_that_a_page_does_not_hold_find_it(engine: Page, own_handbook: Handbook, words: str) -> None:
    pages = {f"playbooks/{book.id}/" for book in own_handbook.playbooks if words in book.also_called}
    assert pages & set(_hits(engine, words)[:FIRST])


def test_search_finds_steps(engine: Page) -> None:
    assert "playbooks/acknowledge/#worry-window" in _hits(engine, "worry window")[:FIRST]
    assert "playbooks/seek-feedback/#ready-check" in _hits(engine, "check that I am ready")[:FIRST]


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
    page = reader.open("search/")
    assert not [url for url in reader.requests if re.search(r"search/(start|words|places|texts)", url)]
    page.locator("#search-query").fill("feedback")
    page.locator(".search-results a").first.wait_for()
    assert [url for url in reader.requests if "search/start" in url]
    assert not [url for url in reader.requests if url.endswith(".json")]


def test_no_part_is_loaded_twice_and_none_while_the_reader_types_on(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("search/")
    page.locator("#search-query").press_sequentially("promotion")
    page.locator(".search-results a").first.wait_for()
    page.locator("#search-query").press_sequentially(" zzzz xyz")
    page.locator("#search-query").fill("xyz")
    page.locator(".search-status", has_text="xyz").wait_for()
    parts = [url for url in reader.requests if re.search(r"search/(start|words|places|texts)", url)]
    assert len(parts) == len(set(parts))


def test_a_part_that_cannot_be_loaded_is_said_and_asked_for_again(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("search/")
    page.route("**/search/places-*", lambda route: route.abort())
    page.locator("#search-query").fill("feedback")
    page.locator(".search-status", has_text="could not be loaded").wait_for()
    page.unroute("**/search/places-*")
    page.keyboard.press("Enter")
    page.locator(".search-results a").first.wait_for()


def test_without_javascript_the_lists_are_there(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(java_script_enabled=False)
    reader.page.goto(reader.address + "search/")
    assert reader.page.locator("noscript p").is_visible()
    assert reader.page.locator(".search-lists a").count() >= 3
