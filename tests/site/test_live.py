"""The preview in a browser: an open page follows what is saved, and stays as it is while nothing is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.preview.making import Preview
from generator.preview.serving import start_server

PLAYBOOK = "content/playbooks/seek-feedback.yml"
ADDRESS = "playbooks/seek-feedback/"


@dataclass
class Author:
    """Somebody who edits the handbook of this repository and looks at a preview of it.

    Attributes:
        project: Where the handbook is.
        preview: Their preview; `save` has it look.
        address: Where it is served, ending in a slash.
        browser: Their browser.
        pages: Addresses of every page that was asked for, in order.
    """

    project: Path
    preview: Preview
    address: str
    browser: Browser
    pages: list[str]

    def open(self, path: str, **options: object) -> Page:
        """Open a page in a window of its own."""
        page = self.browser.new_context(**options).new_page()  # type: ignore[arg-type]
        page.on("request", lambda it: self.pages.append(it.url) if it.is_navigation_request() else None)
        page.goto(self.address + path)
        return page

    def save(self, old: str, new: str, path: str = PLAYBOOK) -> None:
        file = self.project / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        assert self.preview.look() is not None


@pytest.fixture
def author(root: Path, tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Author]:
    for name in ("content", "overrides"):
        shutil.copytree(root / name, tmp_path / name)
    settings = (root / "mkdocs.yml").read_text().replace("- handbook", "- handbook: {pdf: false}")
    (tmp_path / "mkdocs.yml").write_text(settings)
    monkeypatch.chdir(tmp_path)
    preview = Preview("mkdocs.yml")
    preview.look()
    assert preview.problems == ()
    server = start_server(preview, "localhost", 0)
    author = Author(tmp_path, preview, f"http://localhost:{server.server_port}/", browser, [])
    before = list(browser.contexts)
    yield author
    for context in set(browser.contexts) - set(before):
        context.close()
    server.shutdown()
    server.server_close()


def test_an_open_page_shows_what_is_saved_and_is_loaded_once_for_it(author: Author) -> None:
    errors: list[str] = []
    page = author.open(ADDRESS)
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for title in ("Ask for feedback", "Ask them"):
        author.save(f"title: {page.locator('h1').inner_text()}", f"title: {title}")
        expect(page.locator("h1")).to_have_text(title)
    assert author.pages == [author.address + ADDRESS] * 3
    # A look that finds nothing new leads to nothing.
    assert author.preview.look() is None
    page.wait_for_load_state("networkidle")
    assert len(author.pages) == 3
    assert errors == []


def test_the_page_stays_where_it_was_scrolled_to(author: Author) -> None:
    page = author.open(ADDRESS)
    page.evaluate("scrollTo({ top: 1200, behavior: 'instant' })")
    assert page.evaluate("scrollY") == 1200
    author.save("title: Seek feedback", "title: Ask for feedback")
    expect(page.locator("h1")).to_have_text("Ask for feedback")
    page.wait_for_function("() => scrollY > 1100 && scrollY < 1300")


def test_a_mistake_is_a_page_that_clears_itself(author: Author) -> None:
    page = author.open(ADDRESS)
    author.save("title: Seek feedback", "titel: Seek feedback")
    expect(page.get_by_role("heading")).to_have_text("1 problem")
    expect(page.locator("li")).to_contain_text(f"{PLAYBOOK}:3:1")
    expect(page.locator("li")).to_contain_text('unknown key "titel"')
    author.save("titel: Seek feedback", "title: Seek feedback again")
    expect(page.get_by_role("heading", level=1)).to_have_text("Seek feedback again")
    assert author.pages == [author.address + ADDRESS] * 3


def test_the_last_good_page_can_be_reached_and_read_on(author: Author) -> None:
    page = author.open(ADDRESS)
    author.save("title: Seek feedback", "titel: Seek feedback")
    page.get_by_role("link", name="See the last good version").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Seek feedback")
    page.locator("main a[href*='worksheets/']").first.click()
    assert "/_preview/last-good/worksheets/" in page.url
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    author.save("titel: Seek feedback", "title: Seek feedback")
    page.wait_for_url(lambda url: "_preview" not in url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_page_of_problems_can_be_read_by_everyone(author: Author, root: Path) -> None:
    author.save("title: Seek feedback", f"titel: {'long ' * 30}{'x' * 200}")
    for width in (320, 1280):
        for scheme in ("light", "dark"):
            page = author.open("", viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.add_script_tag(path=root / "tests/js/node_modules/axe-core/axe.min.js")
            found = page.evaluate("axe.run()")["violations"]
            assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
            is_dark = page.evaluate("document.body.dataset.mdColorScheme") == "slate"
            assert is_dark == (scheme == "dark")
