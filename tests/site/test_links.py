"""Links that people have: they land on the right place from every kind of host, and can be copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.disk import read_content, write_files
from generator.output import OutputFile
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from tests.conftest import SOURDOUGH, with_changes
from tests.nginx import nginx_serving
from tests.server import serving
from tests.site.conftest import clipboard_of
from tests.test_permalinks import moved_on

HOSTS = ("python", "python in a folder", "nginx", "nginx in a folder", "nginx with redirects", "file")

# Where published links lead now: the address as it was given out, the heading that must be on screen, and its page.
# Each stands after one that leads to another page, so that it is a whole load and no change after "#" alone.
LANDINGS = [
    ("go/feed-it/", "Feed it", "playbooks/feed-it/"),
    ("go/feed-it.pour-off/", "Pour some off", "playbooks/feed-it/#pour-off"),
    ("go/feed-it/#steps", "Steps", "playbooks/feed-it/#steps"),
    ("go/feed-it.pour-off/#a#b", "Pour some off", "playbooks/feed-it/#pour-off"),
    ("go/feed-it.stir-in/", "Stir in flour and water", "playbooks/feed-it/#mix-in"),
    ("go/wake-it.warm-it/", "Warm it", "playbooks/revive-it/#warm-it"),
    ("playbooks/feed-it/#stir-in", "Stir in flour and water", "playbooks/feed-it/#mix-in"),
    ("playbooks/wake-it/", "Wake it", "playbooks/revive-it/"),
    ("playbooks/wake-it/#warm-it", "Warm it", "playbooks/revive-it/#warm-it"),
    ("worksheets/feeding-log/", "Feeding log", "go/feeding-log/"),
    ("go/feeding-log/", "Feeding log", "go/feeding-log/"),
    ("go/about/", "About", "about/"),
]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sourdough site after things got other ids, built for the top of a host and for a folder of one."""
    content = moved_on(lambda changes: with_changes(read_content(SOURDOUGH / "content"), changes))
    found = {}
    for name in ("", "handbook/"):
        project = tmp_path_factory.mktemp("project")
        write_files([OutputFile(path, data) for path, data in content.items()], project / "content")
        config = (SOURDOUGH / "mkdocs.yml").read_text().splitlines()
        lines = [line for line in config if not line.startswith("site_url")]
        text = "\n".join([*lines, f"site_url: http://127.0.0.1/{name}", ""])
        (project / "mkdocs.yml").write_text(text)
        folder = tmp_path_factory.mktemp("links") / "handbook"
        build_site(read_project(str(project / "mkdocs.yml")), folder=folder)
        found[name] = folder
    return found


@pytest.fixture(scope="module")
def hosts(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """Each kind of host and the address of the site on it."""
    top, below = sites[""], sites["handbook/"]
    redirects = f'include "{below}/hosting/nginx-redirects.conf";'
    with ExitStack() as stack:
        yield {
            "python": stack.enter_context(serving(top)),
            "python in a folder": stack.enter_context(serving(below.parent)) + "handbook/",
            "nginx": stack.enter_context(nginx_serving(top)),
            "nginx in a folder": stack.enter_context(nginx_serving(below, "", "/handbook/")),
            "nginx with redirects": stack.enter_context(nginx_serving(below, redirects, "/handbook/")),
            "file": f"file://{top}/",
        }


def as_file(address: str) -> str:
    """An address as it is opened from a disk."""
    page, mark, anchor = address.partition("#")
    return f"{page}index.html{mark}{anchor}"


def lands(page: Page, host: str, landing: tuple[str, str, str]) -> None:
    """The page of a landing is open, its heading on screen, and its address is the present one."""
    _, heading, address = landing
    address = as_file(address) if host == "file" else address
    page.wait_for_url(lambda url: url.endswith(address))
    found = page.locator(":is(h1, h2, h3)", has_text=heading).first
    expect(found).to_be_in_viewport()


@pytest.mark.parametrize("host", HOSTS)
def test_published_links_land(make_reader, hosts: dict[str, str], host: str) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts[host], viewport={"width": 360, "height": 740})
    for landing in LANDINGS:
        reader.page.goto(reader.address + (as_file(landing[0]) if host == "file" else landing[0]))
        lands(reader.page, host, landing)
    assert [error for error in reader.errors if "favicon" not in error] == []


@pytest.mark.parametrize("host", HOSTS)
def test_without_javascript_links_land_on_the_page(  # type: ignore[no-untyped-def]
    make_reader, hosts: dict[str, str], host: str
) -> None:
    reader = make_reader(at=hosts[host], viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = reader.page
    for link, heading, address in LANDINGS:
        page.goto(reader.address + (as_file(link) if host == "file" else link))
        there = address.partition("#")[0]
        page.wait_for_url(lambda url, there=there: there in url)
        # What a link says after "#" is lost on the way without a script, but for the address of a short link.
        if "#" not in link or link.startswith("playbooks/feed-it"):
            expect(page.locator(":is(h1, h2, h3)", has_text=heading).first).to_be_in_viewport()


def test_back_does_not_come_to_a_page_that_forwards(make_reader, hosts: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts["python"])
    page = reader.page
    page.goto(reader.address + "about/")
    page.goto(reader.address + "go/feed-it.stir-in/")
    page.wait_for_url("**/playbooks/feed-it/#mix-in")
    page.go_back()
    expect(page).to_have_url(reader.address + "about/")


def test_a_hostile_end_of_an_address_is_only_a_place(make_reader, hosts: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts["python"])
    reader.page.on("dialog", lambda dialog: reader.errors.append(dialog.message))
    for end in (
        "#javascript:alert(1)",
        "#//evil.example/",
        '#"><script>alert(1)</script>',
        "#%",
        "#%00%ff",
        "#../../x",
    ):
        reader.page.goto(f"{reader.address}go/feed-it/{end}")
        reader.page.wait_for_url("**/playbooks/feed-it/**")
        expect(reader.page.get_by_role("heading", name="Feed it", exact=True)).to_be_visible()
    assert reader.errors == []
    assert all(request.startswith(reader.address) for request in reader.requests)


# --- copying -----------------------------------------------------------------------------------


def test_a_step_s_link_is_copied_by_keyboard_and_said(make_reader, hosts: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts["python in a folder"], permissions=["clipboard-read", "clipboard-write"])
    page = reader.page
    page.goto(reader.address + "playbooks/feed-it/")
    button = page.get_by_role("button", name="Copy the link to: Pour some off")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The link is copied.")).to_be_visible()
    copied = clipboard_of(page, hosts["python"])
    assert copied == reader.address + "go/feed-it.pour-off/"
    assert page.evaluate("document.activeElement.ariaLabel") == "Copy the link to: Pour some off"
    page.get_by_role("button", name="Copy the link to: Steps").click()
    assert clipboard_of(page, hosts["python"]) == reader.address + "go/feed-it/#steps"
    expect(page.get_by_text("The link is copied.")).to_have_count(1)
    assert reader.errors == []


def test_where_nothing_can_be_copied_the_link_is_shown(make_reader, hosts: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts["python"])
    page = reader.page
    page.add_init_script("""
        navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
        document.execCommand = () => false;
    """)
    page.goto(reader.address + "about/")
    page.get_by_role("button", name="Copy the link to: About", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copy this link yourself.")).to_be_visible()
    assert page.get_by_role("status").locator("input").input_value() == reader.address + "go/about/"


def test_from_a_disk_the_published_address_is_copied(make_reader, hosts: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts["file"])
    page = reader.page
    page.add_init_script(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    page.goto(reader.address + "about/index.html")
    page.get_by_role("button", name="Copy the link to: About", exact=True).click()
    assert page.evaluate("window.copied") == "http://127.0.0.1/go/about/"


def test_without_javascript_each_is_a_plain_link(make_reader, hosts: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts["python"], java_script_enabled=False)
    page = reader.page
    page.goto(reader.address + "playbooks/feed-it/")
    link = page.get_by_role("link", name="Link to: Pour some off")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/playbooks/feed-it/index.html#pour-off")
    expect(page.get_by_role("heading", name="Pour some off")).to_be_in_viewport()


# --- what readers kept ---------------------------------------------------------------------------


def test_what_a_reader_kept_is_there_after_things_got_other_ids(make_reader, hosts: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(at=hosts["python"])
    page = reader.page
    page.goto(reader.address + "about/")
    kept = {"version": 1, "agreed": True, "sheets": {}, "steps": {"feed-it.stir-in": True, "wake-it.warm-it": True}}
    page.evaluate("(kept) => localStorage.setItem('handbook', JSON.stringify(kept))", kept)
    page.goto(reader.address + "playbooks/feed-it/")
    expect(page.locator('input[name="feed-it.mix-in"]')).to_be_checked()
    expect(page.locator('input[name="feed-it.pour-off"]')).not_to_be_checked()
    page.goto(reader.address + "playbooks/revive-it/")
    expect(page.locator('input[name="revive-it.warm-it"]')).to_be_checked()
