"""Every page keeps to the policy that it is served with, and carries it itself where no host sends headers."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from generator.hosting import content_policy, headers
from tests.nginx import nginx_serving
from tests.site.kinds import PAGE_KINDS

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
ADD_INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  const button = document.createElement("button");
  button.setAttribute("onclick", "window.ran = true");
  button.click();
  return window.ran === true;
}"""


@pytest.fixture
def watched(reader):  # type: ignore[no-untyped-def]
    """A reader whose browser tells what the policy refused, and everything that it says on the console."""
    reader.page.add_init_script(LISTEN)
    reader.page.on("console", lambda message: reader.errors.append(message.text))
    return reader


def _use(page: Page) -> None:
    """What is on every page: the colours, the menu."""
    page.locator(".hb-colours:visible").click()
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator(".hb-menu summary").click()


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_a_page_keeps_to_its_policy(watched, kind: str) -> None:  # type: ignore[no-untyped-def]
    page = watched.page
    page.goto(watched.address + PAGE_KINDS[kind], wait_until="networkidle" if kind == "results" else "load")
    _use(page)
    assert page.evaluate("window.refused") == []
    assert watched.errors == []


@pytest.mark.parametrize("kind", [kind for kind, path in PAGE_KINDS.items() if path != "404.html"])
def test_a_page_opened_from_a_disk_keeps_to_its_policy(make_reader, site: Path, kind: str) -> None:  # type: ignore[no-untyped-def]
    page = make_reader(at=site.as_uri() + "/", alone=False, viewport={"width": 1280, "height": 900}).page
    page.add_init_script(LISTEN + "localStorage.clear();")  # the colours are all that is kept
    path, _, query = PAGE_KINDS[kind].partition("?")
    page.goto((site / path / "index.html").as_uri() + (f"?{query}" if query else ""))
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    _use(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != background
    assert page.evaluate("window.refused") == []


def test_the_policy_of_a_page_itself_refuses_what_is_inline(watched, site: Path) -> None:  # type: ignore[no-untyped-def]
    watched.page.goto((site / "help/index.html").as_uri())
    assert watched.page.evaluate(ADD_INLINE) is False
    refused = watched.page.evaluate("window.refused")
    assert [line.split(" ")[0] for line in refused] == ["script-src-elem", "script-src-attr"]


def test_every_page_carries_the_policy_and_nothing_inline(site: Path) -> None:
    wrong = []
    for path in site.rglob("*.html"):
        soup = BeautifulSoup(path.read_text(), "html.parser")
        carried = [element["content"] for element in soup.select('meta[http-equiv="Content-Security-Policy"]')]
        if carried != [content_policy(in_page=True)]:
            wrong.append((path.name, carried))
        inline = soup.select("script:not([src]), style, [style], base, iframe, object, embed")
        handlers = [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
        foreign = soup.select('[href^="javascript:"], form[action^="http"], form[action^="//"]')
        wrong += [(path.name, str(tag)) for tag in [*inline, *handlers, *foreign] if tag.get("type") not in DATA]
    assert wrong == []


DATA = ("application/ld+json",)
"""Kinds of script that no browser runs."""


def test_a_real_host_sends_the_headers_with_pages_scripts_and_sheets(site: Path) -> None:
    with nginx_serving(site, f'include "{site}/hosting/nginx-headers.conf";', "/handbook/") as address:
        for path in ("", "help/", "assets/handbook/page.js", "packs/workbook-a4.pdf"):
            with urlopen(address + path, timeout=10) as answer:
                assert headers().items() <= dict(answer.headers).items(), path


def test_colours_are_kept_only_if_they_differ_from_the_devices(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    page = reader.open("help/")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    stored = "localStorage.getItem('handbook-colours')"
    assert [page.evaluate(scheme), page.evaluate(stored)] == ["slate", None]
    page.get_by_role("button", name="Use the light colours").click()
    assert [page.evaluate(scheme), page.evaluate(stored)] == ["default", "default"]
    assert page.evaluate("document.activeElement.title") == "Use the dark colours"
    page = reader.open("about/")
    assert page.evaluate(scheme) == "default"
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Use the dark colours").press("Enter")
    assert [page.evaluate(scheme), page.evaluate(stored)] == ["slate", None]
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => {scheme} === 'default'")


def test_no_wrong_colours_flash_up(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(color_scheme="dark")
    # Every colour that the body has had, from the moment it is there.
    reader.page.add_init_script("""
      window.seen = [];
      const watch = () => {
        if (document.body) window.seen.push(document.body.getAttribute("data-md-color-scheme"));
        requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
    """)
    page = reader.open("playbooks/seek-feedback/")
    assert set(page.evaluate("window.seen")) == {"slate"}


def test_without_storage_the_colours_still_change(make_reader) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(color_scheme="light")
    reader.page.add_init_script("""
      Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
    """)
    page = reader.open("help/")
    page.get_by_role("button", name="Use the dark colours").click()
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    assert reader.errors == []


def test_the_table_of_contents_shows_where_one_reads(reader) -> None:  # type: ignore[no-untyped-def]
    page = reader.open("playbooks/seek-feedback/")
    marked = page.locator(".hb-contents [aria-current]")
    page.evaluate("document.querySelector('#ask-well').scrollIntoView()")
    page.wait_for_function("() => document.querySelector('.hb-contents [aria-current]')?.hash === '#ask-well'")
    assert marked.count() == 1
    page.evaluate("window.scrollTo(0, 0)")
    page.wait_for_function("() => !document.querySelector('.hb-contents [aria-current]')?.hash.includes('ask-well')")


def test_a_short_form_is_explained_by_keyboard_and_by_touch(phone) -> None:  # type: ignore[no-untyped-def]
    page = phone.open("scripts/ask-hr/")
    form = page.locator("article abbr[title]").first
    meaning = form.locator("+ .short-form")
    assert not meaning.is_visible()
    form.tap()
    assert meaning.text_content().strip(" ()") == form.get_attribute("title")
    assert form.get_attribute("aria-expanded") == "true"
    form.press("Enter")
    assert not meaning.is_visible()
