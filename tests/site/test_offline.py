"""Keeping the handbook on a device: asked first, whole or not at all, one version at a time, gone when removed."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from generator.disk import FolderFiles, write_files
from generator.offline import render_offline
from tests.server import serving
from tests.site.kinds import PAGE_KINDS

STORED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(`${name}: ${url}`);
  }
  return { files: found.length, workers: (await navigator.serviceWorker.getRegistrations()).length,
    caches: (await caches.keys()).length };
}"""
NOTHING = {"files": 0, "workers": 0, "caches": 0}
KEEP = re.compile(r"^Keep the whole handbook on this device: \d+\.\d MB$")
PDFS = re.compile(r"^Keep the PDFs too: \d+\.\d MB$")


# Enough of the site to keep, and quick to keep.
FEW = re.compile(
    r"(|(about|help|offline|search|your-data|playbooks/seek-feedback|worksheets/evidence-log)/)index\.html"
    r"|assets/.*|search/search_index\.js|worksheets/evidence-log-a4\.pdf|packs/workbook-a4\.pdf"
)


def write_list(folder: Path) -> None:
    """Write the list of a site and its service worker anew, without short links."""
    for path in ("offline.json", "service-worker.js"):
        (folder / path).unlink(missing_ok=True)
    write_files(render_offline(FolderFiles(folder), {}), folder)


@pytest.fixture(scope="module")
def few_pages(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with few of its pages and sheets."""
    few = tmp_path_factory.mktemp("few") / "site"
    for path in filter(FEW.fullmatch, FolderFiles(site)):
        (few / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(site / path, few / path)
    write_list(few)
    return few


@pytest.fixture
def folder(few_pages: Path, tmp_path: Path) -> Path:
    """A small site that may be changed."""
    return Path(shutil.copytree(few_pages, tmp_path / "site", copy_function=os.link))


@pytest.fixture
def whole(site: Path, tmp_path: Path) -> Path:
    """The whole site, in a folder by itself."""
    (tmp_path / "site").symlink_to(site)
    return tmp_path / "site"


@pytest.fixture
def publish(folder: Path) -> Callable[[dict[str, str]], None]:
    """Puts a new version of the site in the place of the old one: path -> new content."""

    def change(files: dict[str, str]) -> None:
        for path, content in files.items():
            (folder / path).unlink(missing_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        write_list(folder)

    return change


@pytest.fixture
def page(make_reader) -> Page:  # type: ignore[no-untyped-def]
    return make_reader(alone=True, viewport={"width": 360, "height": 740}).page  # type: ignore[no-any-return]


def panel(page: Page, address: str) -> Page:
    page.goto(f"{address}offline/")
    expect(page.locator(".offline-panel")).to_be_visible()
    expect(page.locator("[data-part=choices]:visible, .save-status:visible").first).to_be_visible()
    return page


def status(page: Page, words: str) -> None:
    expect(page.locator(".offline-panel [role=status]")).to_have_text(words, timeout=20_000)


def keep(page: Page, address: str, *, pdfs: bool = False) -> None:
    panel(page, address).get_by_role("button", name=KEEP).click()
    status(page, "Done. It is all here.")
    if pdfs:
        page.get_by_role("button", name=PDFS).click()
        expect(page.locator("[data-part=now]")).to_contain_text("with the PDFs", timeout=20_000)


def revisit(context: BrowserContext) -> Page:
    """Close all pages of the handbook, and come again."""
    for page in context.pages:
        page.close()
    return context.new_page()


# --- asking, keeping, reading, removing -------------------------------------------------------


def test_nothing_is_kept_before_the_reader_says_yes(page: Page, folder: Path) -> None:
    with serving(folder) as address:
        for path in ("", "search/?q=debrief", "worksheets/evidence-log/"):
            page.goto(address + path, wait_until="networkidle")
        panel(page, address)
        expect(page.locator("[data-part=now]")).to_have_text("Nothing is kept on this device now.")
        assert page.get_by_role("button", name="Remove").count() == 0
        assert page.evaluate(STORED) == NOTHING


def test_the_size_that_is_said_is_the_size_that_is_kept(page: Page, folder: Path) -> None:
    with serving(folder) as address:
        keep(page, address)
        kept = page.evaluate(
            """async () => {
              let sum = 0;
              const cache = await caches.open((await caches.keys())[0]);
              for (const { url } of await cache.keys()) {
                if (!url.endsWith("=choice")) sum += (await (await cache.match(url)).arrayBuffer()).byteLength;
              }
              return sum;
            }"""
        )
        said = page.locator("[data-part=now]").inner_text()
    assert f"{kept / 1e6:.1f} MB" in said
    pages = [path for path in FolderFiles(folder) if path.endswith(".html") and not path.startswith("go/")]
    assert kept > sum((folder / path).stat().st_size for path in pages if path != "404.html")


def test_every_page_opens_when_the_host_is_gone(page: Page, whole: Path) -> None:
    with serving(whole) as address:
        keep(page, address)
    failed: list[str] = []
    errors: list[str] = []
    page.on("requestfailed", lambda request: failed.append(f"{request.url}: {request.failure}"))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    for kind, path in PAGE_KINDS.items():
        if kind != "not found":
            answer = page.goto(address + path)
            assert answer is not None
            assert answer.status == 200, kind
            assert page.locator("h1").first.inner_text(), kind
    paths = [path for path in FolderFiles(whole) if path.endswith("index.html") and not path.startswith("go/")]
    assert len(paths) > 80
    answers = page.evaluate(
        """(addresses) => Promise.all(addresses.map(async (address) => {
          const answer = await fetch(address);
          return [answer.status, (await answer.text()).includes("<h1")];
        }))""",
        [address + path.removesuffix("index.html") for path in paths],
    )
    assert dict(zip(paths, answers, strict=True)) == {path: [200, True] for path in paths}
    # Going on at once stops what is not needed any more, such as the small mark on the tab.
    assert [line for line in failed if not line.endswith("ERR_ABORTED")] == errors == []


def test_search_links_sheets_scripts_and_plans_work_when_the_host_is_gone(page: Page, whole: Path) -> None:
    with serving(whole) as address:
        keep(page, address)
    page.goto(f"{address}search/?q=debrief")
    page.locator(".search-results a").first.click()
    assert page.url.startswith(f"{address}playbooks/")
    for link, place in {
        "go/seek-feedback.ask-well/": "playbooks/seek-feedback/#ask-well",
        "go/seek-feedback/#steps": "playbooks/seek-feedback/#steps",
        "go/seek-feedback/index.html": "playbooks/seek-feedback/",
        "help": "help/",
    }.items():
        page.goto(address + link)
        assert page.url == address + place
    page.goto(f"{address}worksheets/evidence-log/")
    page.locator(".save-agree input").check()
    page.locator("form.sheet textarea").first.fill("Written on a train")
    page.reload()
    expect(page.locator("form.sheet textarea").first).to_have_value("Written on a train")
    page.goto(f"{address}scripts/ask-hr/")
    page.locator(".blank-form input, .blank-form textarea").first.fill("Ada Example")
    expect(page.locator(".letter").first).to_contain_text("Ada Example")
    page.goto(f"{address}coach/plan/")
    page.locator("summary", has_text="Seek feedback").click()
    page.locator("li[data-id='seek-feedback.ask-well'] input").check()
    page.goto(page.get_by_label("The link to the plan").input_value())
    expect(page.locator("[data-part=shown] a")).to_have_text("Ask well")


def test_what_is_not_kept_is_said_on_a_page(page: Page, folder: Path) -> None:
    with serving(folder) as address:
        keep(page, address)
    for path in ("packs/workbook-a4.pdf", "not-there/", "handbook.json"):
        page.goto(address + path)
        assert page.url == f"{address}offline/#not-kept"
        expect(page.locator("#not-kept")).to_be_visible()
        expect(page.locator("#not-kept")).to_contain_text("is not kept on this device")
    page.goto(f"{address}offline/")
    expect(page.locator("#not-kept")).not_to_be_visible()


def test_pdfs_are_a_second_choice(page: Page, folder: Path) -> None:
    pdf = "worksheets/evidence-log-a4.pdf"
    read = "async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())].length"
    with serving(folder) as address:
        keep(page, address, pdfs=True)
        assert page.get_by_role("button", name=PDFS).count() == 0
    page.goto(f"{address}worksheets/evidence-log/")
    assert page.evaluate(read, address + pdf) == (folder / pdf).stat().st_size
    # A browser takes no download from what is kept, but opens it.
    assert page.locator("a[download]").count() == 0
    panel(page, address)
    expect(page.locator("[data-part=now]")).to_contain_text("with the PDFs")


def test_removed_is_gone(page: Page, folder: Path) -> None:
    with serving(folder) as address:
        keep(page, address)
        page.evaluate("localStorage.setItem('handbook', '{}')")
        page.get_by_role("button", name="Remove it from this device").click()
        status(page, "The handbook is removed from this device. What you saved in sheets and plans is still there.")
        assert page.evaluate(STORED) == NOTHING
        assert page.evaluate("localStorage.getItem('handbook')") == "{}"
        expect(page.locator("[data-part=now]")).to_have_text("Nothing is kept on this device now.")
        keep(page, address)
        panel(page, address).get_by_role("button", name="Remove it from this device").click()
        status(page, "The handbook is removed from this device. What you saved in sheets and plans is still there.")
        page = revisit(page.context)
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(address)


def test_it_works_by_keyboard_and_says_what_it_does(page: Page, folder: Path) -> None:
    with serving(folder) as address:
        panel(page, address).get_by_role("button", name=KEEP).focus()
        page.keyboard.press("Enter")
        status(page, "Done. It is all here.")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.textContent") == "Remove it from this device"


# --- whole or not at all ----------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["missing", "other"])
def test_a_download_that_fails_leaves_nothing(page: Page, folder: Path, damage: str) -> None:
    file = folder / "help/index.html"
    file.unlink()
    if damage == "other":
        file.write_text("<h1>Not what the list says</h1>")
    with serving(folder) as address:
        panel(page, address).get_by_role("button", name=KEEP).click()
        status(page, "This could not be finished. Everything is as it was before. You can try again.")
        assert page.evaluate(STORED) == NOTHING
        expect(page.get_by_role("button", name=KEEP)).to_be_visible()


def test_a_reader_can_stop_it(page: Page, folder: Path) -> None:
    with serving(folder) as address:
        page.route("**/help/", lambda _: None)  # never answered
        panel(page, address).get_by_role("button", name=KEEP).click()
        expect(page.locator("[data-part=count]")).to_have_text(re.compile(r"^\d+\.\d MB of \d+\.\d MB$"))
        assert page.locator("progress").get_attribute("value")
        page.get_by_role("button", name="Stop").click()
        status(page, "You stopped it. Everything is as it was before.")
        assert page.evaluate(STORED) == NOTHING


def test_a_download_that_was_cut_off_is_cleared_away(page: Page, folder: Path) -> None:
    with serving(folder) as address:
        page.route("**/help/", lambda _: None)
        panel(page, address).get_by_role("button", name=KEEP).click()
        page.wait_for_function(f"async () => (await ({STORED})()).files > 10")
        page = revisit(page.context)
        panel(page, address)
        assert page.evaluate(STORED) == NOTHING


def test_a_failed_second_choice_keeps_the_first(page: Page, folder: Path) -> None:
    (folder / "packs/workbook-a4.pdf").unlink()
    with serving(folder) as address:
        keep(page, address)
        before = page.evaluate(STORED)
        page.get_by_role("button", name=PDFS).click()
        status(page, "This could not be finished. Everything is as it was before. You can try again.")
        assert page.evaluate(STORED) == before
    page.goto(f"{address}help/")
    expect(page.locator("h1")).to_have_text("More help")


# --- a newer version --------------------------------------------------------------------------


def changed(folder: Path) -> dict[str, str]:
    """The next version: one word of a page, and a script that the page loads."""
    page = (folder / "help/index.html").read_text()
    script = (folder / "assets/handbook/page.js").read_text()
    return {
        "help/index.html": page.replace("More help</h1>", "More help, anew</h1>"),
        "assets/handbook/page.js": f"{script}document.documentElement.dataset.version = 'new';\n",
    }


VERSION = "[document.querySelector('h1').textContent.trim(), document.documentElement.dataset.version ?? 'old']"


def test_a_newer_version_takes_the_place_of_the_old_one_as_a_whole(  # type: ignore[no-untyped-def]
    page: Page, folder: Path, publish
) -> None:
    with serving(folder) as address:
        keep(page, address)
        before = page.evaluate(STORED)["files"]
        publish(changed(folder))
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        panel(page, address)
        expect(page.get_by_text("A newer version is here.")).to_be_visible(timeout=20_000)
        # Only what is new was fetched again.
        assert {"help/", "about/", "playbooks/seek-feedback/"} & set(asked) == {"help/"}
        page.goto(f"{address}help/")
        assert page.evaluate(VERSION) == ["More help", "old"]
        page = revisit(page.context)
        page.goto(f"{address}help/")
        page.wait_for_function("() => document.documentElement.dataset.version === 'new'")
        assert page.evaluate(VERSION) == ["More help, anew", "new"]
        assert page.evaluate(STORED) == {"files": before, "workers": 1, "caches": 1}
    page.goto(f"{address}help/")
    assert page.evaluate(VERSION) == ["More help, anew", "new"]


def test_a_newer_version_that_cannot_be_had_whole_is_not_taken(page: Page, folder: Path, publish) -> None:  # type: ignore[no-untyped-def]
    with serving(folder) as address:
        keep(page, address)
        before = page.evaluate(STORED)
        publish(changed(folder))
        (folder / "help/index.html").unlink()
        page.evaluate(
            """async () => {
              const registration = await navigator.serviceWorker.getRegistration();
              await registration.update().catch(() => {});
              const worker = registration.installing;
              if (worker) await new Promise((resolve) => worker.addEventListener("statechange", () => {
                if (["redundant", "installed"].includes(worker.state)) resolve();
              }));
            }"""
        )
        assert page.evaluate(STORED) == before
        page = revisit(page.context)
        page.goto(f"{address}help/")
        assert page.evaluate(VERSION) == ["More help", "old"]


# --- elsewhere --------------------------------------------------------------------------------


def test_in_a_folder_of_a_host_only_that_folder_is_its_matter(page: Page, whole: Path) -> None:
    with serving(whole.parent) as host:
        address = f"{host}site/"
        page.goto(f"{address}help/")
        page.evaluate("caches.open('somebody else')")
        keep(page, address)
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).scope") == address
    for kind in ("start", "playbook", "worksheet", "search", "coach guide", "plan"):
        page.goto(address + PAGE_KINDS[kind])
        assert page.locator("h1").first.inner_text(), kind
    page.goto(f"{address}go/seek-feedback.ask-well/")
    assert page.url == f"{address}playbooks/seek-feedback/#ask-well"
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.context.new_page().goto(host)
    panel(page, address).get_by_role("button", name="Remove it from this device").click()
    status(page, "The handbook is removed from this device. What you saved in sheets and plans is still there.")
    assert page.evaluate("caches.keys()") == ["somebody else"]


@pytest.mark.parametrize(
    ("init", "says"),
    [
        ("delete Navigator.prototype.serviceWorker", "This browser does not let the page keep the handbook here."),
        (
            "CacheStorage.prototype.has = async () => { throw new DOMException('no', 'SecurityError') }",
            "This browser does not let the page keep the handbook here.",
        ),
        ("Object.defineProperty(window, 'isSecureContext', { value: false })", "This browser does not let the page"),
    ],
)
def test_a_browser_that_cannot_says_so_in_a_line(page: Page, address: str, init: str, says: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(init)
    panel(page, address)
    expect(page.locator(".offline-panel [role=status]")).to_contain_text(says)
    assert page.locator(".offline-panel button:visible").count() == 0
    page.goto(f"{address}search/?q=debrief")
    page.locator(".search-results a").first.wait_for()
    assert errors == []


def test_a_service_worker_that_is_refused_leaves_nothing(page: Page, folder: Path) -> None:
    (folder / "service-worker.js").unlink()
    with serving(folder) as address:
        panel(page, address).get_by_role("button", name=KEEP).click()
        status(page, "This could not be finished. Everything is as it was before. You can try again.")
        assert page.evaluate(STORED) == NOTHING


def test_a_site_without_a_list_cannot_be_kept(page: Page, folder: Path) -> None:
    (folder / "offline.json").unlink()
    with serving(folder) as address:
        panel(page, address)
        status(page, "This site cannot be kept on a device right now. All else works.")
        assert page.locator(".offline-panel button:visible").count() == 0


def test_without_javascript_the_page_says_so(make_reader) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(java_script_enabled=False).open("offline/")
    expect(page.locator("noscript p")).to_contain_text("Keeping the handbook needs JavaScript")
    assert page.locator("noscript p").is_visible()
    assert page.locator(".offline-panel").is_hidden()


def test_the_footer_of_every_page_leads_there(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("playbooks/seek-feedback/")
    page.locator("footer").get_by_role("link", name="Read without a network").click()
    expect(page.locator("h1")).to_have_text("Read without a network")
