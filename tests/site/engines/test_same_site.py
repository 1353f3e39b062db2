"""The same export makes the same site in three engines, and the same as `handbook build` makes without an export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from generator.engines import ENGINES
from generator.yaml_reader import read_yaml
from tests.conftest import read_index
from tests.server import serving
from tests.site.engines.conftest import Sites
from tests.site.engines.reading import (
    HOST,
    IGNORED,
    read_page,
    site_pages,
    sitemap,
    soup_of,
    targets_of_skip_links,
)

THEME_FILES = ("assets/javascripts/", "assets/stylesheets/")
"""Folders that each theme fills with its own files."""
ONLY_DIRECT = {"offline.json", "service-worker.js"}
"""Made from a whole site, so an engine alone cannot write them. `handbook build` does, whichever engine it runs."""
ONLY_SOME = {
    # Zensical's own search index, which our pages do not load.
    "search.json": {"zensical"},
    # The packed list of pages, which Zensical does not write.
    "sitemap.xml.gz": {"mkdocs", "properdocs"},
}
"""Files that not every engine makes, and those that do."""

each_engine = pytest.mark.parametrize("engine", sorted(ENGINES))


def _files(site: Path) -> set[str]:
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith(THEME_FILES)}


def _first_difference(name: str, ours: Any, theirs: Any) -> str:
    if isinstance(ours, list) and isinstance(theirs, list):
        pairs = zip(ours, theirs, strict=False)
        number, pair = next(((i, pair) for i, pair in enumerate(pairs) if pair[0] != pair[1]), (-1, None))
        if pair is None:
            longer = ours if len(ours) > len(theirs) else theirs
            return f"{name}: {len(ours)} and {len(theirs)}, the first more: {longer[min(len(ours), len(theirs))]}"
        return f"{name} {number}: {pair[0]} / {pair[1]}"
    return f"{name}: {ours!r:.300} / {theirs!r:.300}"


def _differences(one: Path, other: Path, page: str, leave_out: tuple[str, ...] = tuple(IGNORED)) -> list[str]:
    if (one / page).read_bytes() == (other / page).read_bytes():
        return []
    ours, theirs = read_page(one, page, leave_out), read_page(other, page, leave_out)
    return [
        f"{page}: {_first_difference(name, ours[name], theirs[name])}" for name in ours if ours[name] != theirs[name]
    ]


@each_engine
def test_every_address_is_there_and_no_other(sites: Sites, engine: str) -> None:
    direct, made = _files(sites.direct), _files(sites.by_engine[engine])
    some = {path for path, makers in ONLY_SOME.items() if engine in makers}
    assert made - some == direct - ONLY_DIRECT - ONLY_SOME.keys()
    assert some <= made
    assert len(site_pages(sites.direct)) > 20


@each_engine
def test_every_page_is_the_same(sites: Sites, engine: str) -> None:
    made = sites.by_engine[engine]
    found = [line for page in site_pages(sites.direct) for line in _differences(sites.direct, made, page)]
    assert found == []


@each_engine
def test_every_other_file_is_the_same(sites: Sites, engine: str) -> None:
    made = sites.by_engine[engine]
    packed = {"sitemap.xml.gz"}  # engines write the day into it
    for path in sorted(_files(made) & _files(sites.direct) - packed):
        if not path.endswith(".html"):
            assert (made / path).read_bytes() == (sites.direct / path).read_bytes(), path
    assert (made / "_redirects").is_file()
    assert any(path.startswith("go/") for path in _files(made))
    assert len(sitemap(made)) == len(set(sitemap(made))) > 10


def test_every_link_leads_somewhere(sites: Sites) -> None:
    made = sites.by_engine["zensical"]  # The others have the same links: see above.
    broken = []
    for path in site_pages(made):
        here = HOST + path.removesuffix("index.html")
        for tag in soup_of(made / path).find_all(["a", "link", "script", "img", "form"]):
            link = tag.get("href") or tag.get("src") or tag.get("action")
            whole = urlsplit(urljoin(here, str(link)))
            if not link or tag.get("rel") in (["canonical"], ["edit"]) or f"{whole.scheme}://{whole.netloc}/" != HOST:
                continue
            file = made / (whole.path[1:] + "index.html" if whole.path.endswith("/") else whole.path[1:])
            if not file.is_file():
                broken.append(f"{path}: {link}")
                continue
            # A short link hands on what stands behind the `#`.
            is_part = whole.fragment and file.suffix == ".html" and not whole.path.startswith("/go/")
            if is_part and soup_of(file).find(id=whole.fragment) is None:
                broken.append(f"{path}: {link}")
    assert broken == []


@each_engine
def test_the_first_link_of_a_page_skips_the_header(sites: Sites, engine: str) -> None:
    made = sites.by_engine[engine]
    for path in ["404.html", *sorted(sitemap_files(made))]:
        (target,) = targets_of_skip_links(made, path)
        assert target.find_parent("main"), path
        assert not target.find_parent(class_="md-sidebar"), path


def sitemap_files(site: Path) -> Iterator[str]:
    """The files of the pages that search engines are told of."""
    addresses = sitemap(site)
    top = min(addresses, key=len)
    yield from (f"{address.removeprefix(top)}index.html" for address in addresses)


@pytest.mark.parametrize("selector", sorted(IGNORED))
def test_what_is_left_out_of_the_comparison_differs_somewhere(sites: Sites, selector: str) -> None:
    rest = tuple(other for other in IGNORED if other != selector)
    pages = ("index.html", "about/index.html", "404.html")
    assert any(_differences(sites.direct, made, page, rest) for made in sites.by_engine.values() for page in pages)


def test_architecture_md_lists_all_that_may_differ(root: Path) -> None:
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = text.partition("## Three engines")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+`) \|", section, re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert sorted(told) == sorted([*IGNORED, *THEME_FILES, *ONLY_SOME, *ONLY_DIRECT])


# --- look and search ------------------------------------------------------------------------------------


LOOK = """() => [...document.body.querySelectorAll('*')].flatMap(one => {
    const {x, y, width, height} = one.getBoundingClientRect();
    const {color, backgroundColor, fontSize, fontWeight, display, borderTopWidth} = getComputedStyle(one);
    if (width * height < 2) return [];
    return [[one.tagName, x, y, width, height, color, backgroundColor, fontSize, fontWeight, display, borderTopWidth]];
})"""
"""Where everything on a page is that can be seen, and what it looks like."""


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_pages_look_the_same(sites: Sites, browser: Browser, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab = context.new_page()
    book = sites.direct / "playbooks"
    pages = ["", "about/", "search/", "404.html", *(f"playbooks/{path.name}/" for path in sorted(book.iterdir())[:1])]
    seen: dict[str, list[list[Any]]] = {}
    for name, site in {"direct": sites.direct, **sites.by_engine}.items():
        with serving(site) as address:
            seen[name] = []
            for page in pages:
                tab.goto(address + page)
                seen[name].append(tab.evaluate(LOOK))
    context.close()
    for name in ENGINES:
        for page, ours, theirs in zip(pages, seen["direct"], seen[name], strict=True):
            assert len(ours) > 30
            assert ours == theirs, f"{name}: {page}: {_first_difference('look', ours, theirs)}"


def _queries(sites: Sites) -> list[str]:
    """What readers type: the searches that the handbook's author expects, and each title."""
    docs = read_index((sites.direct / "search/search_index.json").read_bytes())["docs"]
    expected = sites.content.get("searches.yml", b"searches: []")
    written = read_yaml(expected, "searches.yml").data["searches"]
    return [*(search["query"] for search in written), *(str(doc["title"]) for doc in docs)]


def test_every_search_finds_the_same_in_the_same_order(sites: Sites, tab: Page) -> None:
    queries = _queries(sites)
    hits: dict[str, list[list[str]]] = {}
    for name, site in {"direct": sites.direct, **sites.by_engine}.items():
        with serving(site) as address:
            tab.goto(f"{address}search/")
            hits[name] = tab.evaluate(
                """async (queries) => {
                    const { SearchEngine } = await import('/modules/search-engine.js');
                    const engine = new SearchEngine(async (name) => {
                        await import(`/search/${name}.js`);
                        return handbookSearch[name];
                    });
                    const found = [];
                    for (const query of queries) {
                        const results = await engine.search(query);
                        const docs = await engine.docs(results.map(({ place }) => place));
                        found.push(docs.map((doc) => doc.location));
                    }
                    return found;
                }""",
                queries,
            )
    assert sum(map(bool, hits["direct"])) > 0.9 * len(queries) > 20
    for name in ENGINES:
        assert hits[name] == hits["direct"], name


def test_the_search_page_of_each_engine_shows_the_same(sites: Sites, tab: Page) -> None:
    query = _queries(sites)[0]
    shown: dict[str, list[Any]] = {}
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for name, site in {"direct": sites.direct, **sites.by_engine}.items():
        with serving(site) as address:
            tab.goto(address)
            tab.locator(".hb-search input").fill(query)
            tab.keyboard.press("Enter")
            tab.wait_for_url("**/search/?q=*")
            tab.locator(".search-results a").first.wait_for()
            results = tab.locator(".search-results a").evaluate_all("all => all.map(one => [one.href, one.innerText])")
            shown[name] = [[link.removeprefix(address), words] for link, words in results]
            shown[name].append(tab.locator(".search-status").inner_text())
    assert errors == []
    assert len(shown["direct"]) > 2
    for name in ENGINES:
        assert shown[name] == shown["direct"], name
