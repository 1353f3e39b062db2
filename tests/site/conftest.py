"""The built site of this handbook, served on this machine, and a browser to read it with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from generator.disk import read_content
from generator.loader import load_handbook
from generator.model import Handbook
from generator.plugin.site import build_site, read_project
from tests.browser import find_browser
from tests.server import serving

BROWSER_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="session")
def own_handbook(root: Path) -> Handbook:
    """The handbook of this repository."""
    return load_handbook(read_content(root / "content"))


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    project = read_project(str(root / "mkdocs.yml"))
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site(project, folder=folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, ending in a slash."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "no browser: run `python -m tests.browser`, which says what to do"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield browser
        browser.close()


@dataclass
class Reader:
    """Somebody who reads the site, and what their browser noticed.

    Attributes:
        page: The open page.
        address: Where the site is.
        requests: Every address that was asked for.
        errors: Errors on the console and in scripts.
    """

    page: Page
    address: str
    requests: list[str]
    errors: list[str]

    def open(self, path: str) -> Page:
        """Open a page of the site and wait until its scripts have run."""
        self.page.goto(self.address + path)
        # All scripts have run when a page has loaded; these two ask for more by themselves.
        if path.startswith(("search/", "offline/")):
            self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def make_reader(browser: Browser, address: str) -> Iterator[object]:
    """Makes readers: `make_reader(viewport={"width": 360, "height": 740}, java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> Reader:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        reader = Reader(page, address, [], [])
        page.on("request", lambda request: reader.requests.append(request.url))
        page.on("console", lambda message: reader.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: reader.errors.append(str(error)))
        return reader

    yield make
    for context in contexts:
        context.close()


def clipboard_of(page: Page, address: str) -> str:
    """What a page copied, as another tab sees it: pages of the site may not look.

    Args:
        page: The page; its context may read the clipboard.
        address: Where a site is served by `serving`.
    """
    tab = page.context.new_page()
    tab.goto(address + "modules/page.js")
    text = tab.evaluate("navigator.clipboard.readText()")
    tab.close()
    page.bring_to_front()
    return str(text)


@pytest.fixture
def reader(make_reader) -> Reader:  # type: ignore[no-untyped-def]
    """Somebody at a desk."""
    return make_reader(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(make_reader) -> Reader:  # type: ignore[no-untyped-def]
    """Somebody with a small phone."""
    return make_reader(viewport={"width": 360, "height": 740}, has_touch=True)
