"""The zip of the site, unpacked and opened from a disk, as a reader would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from generator.disk import FolderFiles
from generator.disk_copy import render_zip
from tests.site.conftest import Reader
from tests.site.kinds import PAGE_KINDS

ADDRESSES = """[...document.querySelectorAll("[href], [src], form[action]")].map(
  (element) => element.href || element.src || element.action)"""


@pytest.fixture(scope="session")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader finds in the zip."""
    there = tmp_path_factory.mktemp("a disk")
    with zipfile.ZipFile(io.BytesIO(render_zip(FolderFiles(site), "after the no"))) as archive:
        archive.extractall(there)
    assert [path.name for path in there.iterdir()] == ["after the no"]
    return there / "after the no"


@pytest.fixture
def keeps() -> bool:
    """Whether a test keeps something in the browser, as files from a disk do it for all of them."""
    return True


@pytest.fixture
def disk(make_reader, copy: Path, keeps: bool) -> Iterator[Reader]:  # type: ignore[no-untyped-def]
    """Somebody who opened the copy. In the end: no error, and no request to anything but its files."""
    options = {"viewport": {"width": 360, "height": 740}, "permissions": ["clipboard-read", "clipboard-write"]}
    found = make_reader(at=copy.as_uri() + "/", alone=keeps, **options)
    yield found
    assert found.errors == []
    assert [url for url in found.requests if not url.startswith((found.address, "blob:", "data:"))] == []


def _file(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))


def test_every_link_of_every_page_leads_to_a_file_and_a_place_that_are_there(copy: Path) -> None:
    pages = {path: BeautifulSoup(path.read_text(), "html.parser") for path in copy.rglob("*.html")}
    assert len(pages) > 500
    ids = {path: {str(tag["id"]) for tag in soup.select("[id]")} for path, soup in pages.items()}
    # What a link to a page that leads on names after "#" is taken along to where that leads.
    lead = {path: soup.select_one("script[data-to]") for path, soup in pages.items()}
    ends = {path: urljoin(path.as_uri(), str(tag["data-to"])) for path, tag in lead.items() if tag}
    wrong = []
    for path, soup in pages.items():
        tags = soup.select("[href], [src], form[action]")
        links = [str(tag.get("href") or tag.get("src") or tag.get("action")) for tag in tags]
        links += [str(tag["content"]).partition("url=")[2] for tag in soup.select('meta[http-equiv="refresh"]')]
        for link in links:
            address = urljoin(path.as_uri(), link)
            if not address.startswith("file:"):
                continue
            file, anchor = _file(address), unquote(urlsplit(address).fragment)
            if anchor and file in ends:
                file = _file(ends[file]) / "index.html"
            if not file.is_file() or (anchor and anchor not in ids[file]):
                wrong.append((path.relative_to(copy).as_posix(), link))
    assert wrong == []


@pytest.mark.parametrize("keeps", [False], ids=[""])
@pytest.mark.parametrize("kind", [kind for kind, path in PAGE_KINDS.items() if path != "404.html"])
def test_what_scripts_make_of_a_page_leads_to_files_too(disk: Reader, kind: str) -> None:
    path, _, query = PAGE_KINDS[kind].partition("?")
    page = disk.page
    page.goto(f"{disk.address}{path}index.html" + (f"?{query}" if query else ""))
    if query:
        page.locator(".search-results a").first.wait_for()
    local = [address for address in page.evaluate(ADDRESSES) if address.startswith("file:")]
    assert len(local) > 20
    assert [address for address in local if not _file(address).is_file()] == []


def test_a_reader_gets_around_by_the_header_the_menu_and_the_footer(disk: Reader) -> None:
    page = disk.page
    page.goto(f"{disk.address}index.html")
    page.locator(".hb-menu summary").click()
    page.locator(".hb-menu").get_by_role("link", name="Playbooks").click()
    assert page.url == f"{disk.address}playbooks/index.html"
    page.locator(".hb-brand").click()
    assert page.url == f"{disk.address}index.html"
    page.locator("footer").get_by_role("link", name="Words").click()
    assert page.url == f"{disk.address}glossary/index.html"


def test_search_finds_from_the_header_of_any_page(make_reader, copy: Path) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=copy.as_uri() + "/", viewport={"width": 1280, "height": 900})
    page: Page = reader.page
    page.goto((copy / "help/index.html").as_uri())
    assert not any("search/" in url for url in reader.requests)
    page.locator(".hb-search input").fill("ask why debrief")
    page.keyboard.press("Enter")
    page.locator(".search-results a").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith((copy / "playbooks").as_uri())
    assert "index.html" in page.url
    assert reader.errors == []


def test_a_sheet_is_saved_once_the_reader_agrees(disk: Reader) -> None:
    page = disk.page
    page.goto(f"{disk.address}worksheets/evidence-log/index.html")
    field = page.locator("form.sheet textarea").first
    field.fill("Not kept")
    page.reload()
    expect(field).to_have_value("")
    page.locator(".save-agree input").check()
    field.fill("Written without a network")
    page.reload()
    expect(field).to_have_value("Written without a network")
    page.locator(".save-agree input").uncheck()


def test_short_links_and_plans_open(disk: Reader) -> None:
    page = disk.page
    page.goto(f"{disk.address}go/seek-feedback.ask-well/index.html")
    page.wait_for_url("**/playbooks/seek-feedback/index.html#ask-well")
    page.goto(f"{disk.address}coach/plan/index.html")
    page.locator("summary", has_text="Seek feedback").click()
    page.locator("li[data-id='seek-feedback.ask-well'] input").check()
    link = page.get_by_label("The link to the plan").input_value()
    assert link.startswith("https://handbook.example.org/coach/plan/#plan=")
    page.get_by_role("link", name="See it as the other person will").click()
    shown = page.locator("[data-part=shown] a")
    expect(page.locator(".plan-view .plan-address")).to_have_text("handbook.example.org/go/seek-feedback.ask-well")
    shown.click()
    assert page.url == f"{disk.address}playbooks/seek-feedback/index.html#ask-well"


def test_a_copied_link_is_that_of_the_published_site(disk: Reader) -> None:
    page = disk.page
    page.goto(f"{disk.address}playbooks/seek-feedback/index.html")
    page.get_by_role("button", name="Copy the link to: Ask well").click()
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "https://handbook.example.org/go/seek-feedback.ask-well/"
    )


def test_a_script_is_filled_in(disk: Reader) -> None:
    page = disk.page
    page.goto(f"{disk.address}scripts/ask-hr/index.html")
    page.locator(".blank-form input, .blank-form textarea").first.fill("Ada Example")
    expect(page.locator(".letter").first).to_contain_text("Ada Example")


def test_the_page_about_offline_reading_says_that_this_is_a_copy(disk: Reader) -> None:
    page = disk.page
    page.goto(f"{disk.address}offline/index.html")
    expect(page.locator(".offline-panel [role=status]")).to_have_text(
        "You read a copy on a disk. It works without a network already."
    )
    assert page.locator(".offline-panel button:visible").count() == 0


def test_the_copy_holds_nothing_that_only_hosts_and_programs_read(copy: Path) -> None:
    names = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    hosts = {"_headers", "_redirects", "404.html", "sitemap.xml", "objects.inv"}
    assert names & (hosts | {"service-worker.js", "offline.json"}) == set()
    assert not [name for name in names if name.startswith(("hosting/", "assets/javascripts/")) or name.endswith(".map")]
    assert {"index.html", "packs/workbook-a4.pdf", "coach/links.csv", "search/start.js"} <= names
