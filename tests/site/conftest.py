"""The built site of this handbook, served on this machine, and a browser to read it with."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from generator.disk import read_content
from generator.loader import load_handbook
from generator.model import Handbook
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from tests.browser import find_browser
from tests.once import made_once
from tests.server import serving

BROWSER_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
LOOKS = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
"""What a tab can be told after it was opened, as its size can, and what it takes else. The rest goes by windows."""

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def own_handbook(root: Path) -> Handbook:
    """The handbook of this repository."""
    return load_handbook(read_content(root / "content"))


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site, made once for all workers: what changes it works on a copy."""
    project = read_project(str(root / "mkdocs.yml"))
    return made_once(tmp_path_factory, "site", lambda folder: build_site(project, folder=folder))


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


def own_address(address: str) -> str:
    """The address of a site under a name that nobody read it by before, so nothing is kept there."""
    return address.replace("127.0.0.1", f"reader-{next(_numbers)}.localhost")


@pytest.fixture(scope="session")
def window(browser: Browser) -> Callable[..., BrowserContext]:
    """The window with these options; it stays open, since a tab costs a fraction of a new window."""
    windows: dict[str, BrowserContext] = {}

    def find(**options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in windows:
            windows[key] = browser.new_context(**options)
            windows[key].new_page()
        return windows[key]

    return find


MakeReader = Callable[..., Reader]


@pytest.fixture
def make_reader(browser: Browser, window: Callable[..., BrowserContext], address: str) -> Iterator[MakeReader]:
    """Makes readers: `make_reader(viewport={"width": 360, "height": 740}, java_script_enabled=False)`.

    Each reads in a new tab and at an address of their own, so nobody finds what another kept. `at` is where the site is
    served, if it is another one. Who opens files from a disk, where all have one address, has a window of their own,
    but with `alone=False`, which is for those who keep nothing; with `alone=True` others have one too.
    """
    with ExitStack() as closing:

        def make(*, at: str = address, alone: bool | None = None, viewport: Any = None, **options: Any) -> Reader:
            looks = {name: options.pop(name) for name in LOOKS.keys() & options}
            if at.startswith("file:") if alone is None else alone:
                context = browser.new_context(**options)
                closing.callback(context.close)
            else:
                context = window(**options)
                closing.callback(_close_tabs, context, but=list(context.pages))
            page = _look(context.new_page(), viewport, looks)
            reader = Reader(page, own_address(at), [], [])
            page.on("request", lambda request: reader.requests.append(request.url))
            page.on("console", lambda message: reader.errors.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: reader.errors.append(str(error)))
            return reader

        yield make


def _look(page: Page, viewport: Any, looks: dict[str, Any]) -> Page:
    if viewport:
        page.set_viewport_size(viewport)
    if looks:
        page.emulate_media(**looks)
    return page


def _close_tabs(context: BrowserContext, *, but: list[Page]) -> None:
    for page in context.pages:
        if page not in but:
            # As a reader closes it: to close a tab by force that is just going elsewhere can take for ever.
            page.close(run_before_unload=True)


@pytest.fixture(scope="module")
def tab(window: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A tab for all tests of a module that only look at pages; what a page kept is gone when the next one is opened."""
    page = window().new_page()
    page.add_init_script("if (origin !== 'null') for (const kept of [localStorage, sessionStorage]) kept.clear();")
    yield page
    page.close()


@pytest.fixture
def glance(tab: Page, address: str) -> Callable[..., Page]:
    """Opens a page in the tab of the module: `glance("help/", viewport={"width": 360, "height": 740})`.

    A load costs less than a tab, and less at the same address than at another one.
    """

    def open_page(path: str, *, viewport: Any, **looks: Any) -> Page:
        _look(tab, viewport, LOOKS | looks).goto(address + path)
        return tab

    return open_page


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
