"""Every kind of page for everybody: axe finds nothing in any colours, and what axe cannot see is looked at too."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.node import MODULES
from tests.site.kinds import PAGE_KINDS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (rules) => (await axe.run({ runOnly: rules, resultTypes: ["violations"] })).violations.flatMap(
  ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""

COLOURS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
SCREENS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 900}}

each_kind = pytest.mark.parametrize("kind", PAGE_KINDS)

OPEN_ALL = """() => {
  for (const details of document.querySelectorAll("article details")) details.open = true;
  for (const form of document.querySelectorAll("article abbr[aria-expanded]")) form.click();
  document.querySelector(".save-agree input")?.click();
  document.querySelector("[data-part=clear-sheet]")?.click();
}"""

# What stands alone to be pressed. A link inside a sentence may be as wide as its words.
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex='0']")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".md-skip"))
  .map((element) => [element, (element.closest("label") ?? element).getBoundingClientRect()])
  .filter(([element, box]) => box.height < 24 || (box.width < 24 && !element.closest("p, li, dd, td, figcaption")))
  .map(([element, box]) => `${element.outerHTML.slice(0, 90)} ${box.width.toFixed()} x ${box.height.toFixed()}`)"""

MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  return [style.transitionDuration, style.animationDuration].some((all) => /[1-9]/.test(all))
    || style.scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 80))"""

FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const [box] = element.getClientRects();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(box.top + Math.min(box.height, 24) / 2, innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  return {
    name: element.outerHTML.slice(0, 90),
    atEnd: element === document.body,
    inArticle: Boolean(element.closest("article")),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: [element, element.closest("label")].some((one) => one?.contains(top)) || Boolean(top?.contains(element)),
  };
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe, which a page is given past its policy."""
    return (MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")


Visit = Callable[..., Page]


@pytest.fixture
def visit(glance) -> Visit:  # type: ignore[no-untyped-def]
    """Opens the page of a kind, such as `visit("help", viewport=..., reduced_motion="reduce")`."""

    def open_page(kind: str, **looks: object) -> Page:
        page: Page = glance(PAGE_KINDS[kind], **looks)
        if kind == "results":
            page.locator(".search-results a").first.wait_for()
        return page

    return open_page


def test_every_page_is_of_a_kind_that_is_looked_at(site: Path) -> None:
    def kind_of(path: str) -> tuple[str, int]:
        parts = path.split("?")[0].strip("/").split("/")
        return parts[0], len(parts)

    built = {kind_of(path.parent.relative_to(site).as_posix().removeprefix(".")) for path in site.rglob("index.html")}
    forwards = {kind for kind in built if kind[0] == "go"}
    assert built - forwards <= {kind_of(path) for path in PAGE_KINDS.values()}


@pytest.mark.parametrize("screen", SCREENS)
@each_kind
def test_axe_finds_nothing(visit: Visit, axe: str, kind: str, screen: str) -> None:
    # Nothing may fade in while axe looks.
    page = visit(kind, viewport=SCREENS[screen], reduced_motion="reduce")
    page.evaluate(axe)
    found = {}
    # Colours do not hang on the width: all of them on a phone, one at a desk.
    for colours in COLOURS if screen == "phone" else ("light",):
        page.emulate_media(**COLOURS[colours])  # type: ignore[arg-type]
        found[colours] = page.evaluate(RUN_AXE, RULES)
    page.evaluate(OPEN_ALL)
    found["all open"] = page.evaluate(RUN_AXE, RULES)
    assert found == {way: [] for way in found}


@each_kind
def test_targets_are_large_enough_and_nothing_moves_or_runs_off(visit: Visit, kind: str) -> None:
    """A phone, and a desk of 1280 pixels at 400 %: 320 pixels are left."""
    page = visit(kind, viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(MOVING) == []
    page.locator(".hb-menu summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(SMALL_TARGETS) == []
    page.set_viewport_size(SCREENS["desktop"])  # type: ignore[arg-type]
    assert page.evaluate(SMALL_TARGETS) == []


@each_kind
def test_a_page_can_be_walked_by_its_landmarks_and_headings(visit: Visit, kind: str) -> None:
    page = visit(kind, viewport=SCREENS["desktop"], reduced_motion="reduce")
    assert page.locator("html").get_attribute("lang") == "en"
    assert [page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")] == [1, 1, 1]
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map((one) => Number(one.tagName[1]))")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    if kind == "search":
        page.locator(".md-skip").focus()  # its field has the focus already
    else:
        page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.text_content().strip() == "Skip to content"
    assert skip.evaluate("link => link.getBoundingClientRect().top >= 0 && getComputedStyle(link).opacity !== '0'")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate(FOCUSED)
    has_links = page.locator("article :is(a, button, input, summary):visible").count() > 0
    assert focused["inArticle"] or not has_links, focused["name"]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("kind", ["playbook", "worksheet"])
def test_the_focus_is_always_seen(visit: Visit, kind: str, screen: str) -> None:
    page = visit(kind, viewport=SCREENS[screen])
    walked, unseen = [], []
    for _ in range(300):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["atEnd"]:
            break
        walked.append(focused["name"])
        if focused["outline"] < 2 or not focused["seen"]:
            unseen.append(focused)
    assert unseen == []
    assert len(walked) > 25


@each_kind
def test_wider_spacing_hides_no_text(visit: Visit, kind: str) -> None:
    page = visit(kind, viewport=SCREENS["phone"])
    spaced = "line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important"
    page.evaluate(
        """(style) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`* { ${style} } p { margin-bottom: 2em }`);
           document.adoptedStyleSheets = [sheet]; }""",
        spaced,
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    cut = page.evaluate("""() => [...document.querySelectorAll("article *, footer *")].filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      if (element.clientWidth <= 1) return false; // only for those who listen
      return overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1
        || overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1;
    }).map((element) => element.outerHTML.slice(0, 80))""")
    assert cut == []


def test_text_is_comfortable_on_a_phone(phone) -> None:  # type: ignore[no-untyped-def]
    page = phone.open("playbooks/seek-feedback/")
    text = page.locator("article p:visible").nth(2)
    assert text.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 17
    assert text.evaluate("one => one.getBoundingClientRect().width") >= 280
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll("body *")]
      .filter((one) => one.checkVisibility())
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
      .map((one) => parseFloat(getComputedStyle(one).fontSize)))""")
    assert smallest >= 13
