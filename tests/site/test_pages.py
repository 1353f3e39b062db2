"""What is on the site: every page, step, link and address."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from generator.addresses import target_url
from generator.model import Handbook

BASE = "http://site/"


@pytest.fixture(scope="module")
def soups(site: Path) -> dict[str, BeautifulSoup]:
    """Every page by its address from the top of the site; not the pages that forward."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(path.read_text(), "html.parser")
        for path in sorted(set(site.rglob("*.html")) - set((site / "go").rglob("*")))
    }


def test_every_public_id_is_where_it_says(own_handbook: Handbook, soups: dict[str, BeautifulSoup]) -> None:
    lost = []
    for target in own_handbook.targets.values():
        page, _, anchor = target_url(target).partition("#")
        if page not in soups or (anchor and soups[page].find(id=anchor) is None):
            lost.append(target.id)
    assert lost == []
    kinds = [target.kind for target in own_handbook.targets.values()]
    assert [kinds.count(kind) for kind in ("playbook", "step", "worksheet", "script")] == [6, 47, 18, 22]


def test_every_link_leads_somewhere(site: Path, soups: dict[str, BeautifulSoup]) -> None:
    broken = []
    for address, soup in soups.items():
        for element in soup.find_all(["a", "link", "script", "img"]):
            link = element.get("href") or element.get("src")
            if not link or urlsplit(link).scheme not in ("", "http") or element.get("rel") == ["canonical"]:
                continue
            if link.startswith("#") and soup.find(id=link[1:]):
                continue
            target = urlsplit(urljoin(BASE + ("" if address == "404.html" else address), link))
            path = unquote(target.path.lstrip("/"))
            if path in soups:
                anchor = unquote(target.fragment)
                if anchor and anchor not in ("__skip",) and soups[path].find(id=anchor) is None:
                    broken.append((address, link))
            elif not (site / (f"{path}index.html" if path.startswith("go/") else path)).is_file():
                broken.append((address, link))
    assert broken == []


def test_ids_on_a_page_are_unique(soups: dict[str, BeautifulSoup]) -> None:
    twice = {}
    for address, soup in soups.items():
        ids = [element["id"] for element in soup.find_all(id=True)]
        if repeated := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            twice[address] = repeated
    assert twice == {}


def test_headings_are_in_order(soups: dict[str, BeautifulSoup]) -> None:
    out_of_order = []
    for address, soup in soups.items():
        levels = [int(heading.name[1]) for heading in soup.select("article :is(h1, h2, h3, h4)")]
        if levels[:1] != [1] or levels.count(1) != 1 or any(b - a > 1 for a, b in itertools.pairwise(levels)):
            out_of_order.append((address, levels))
    assert out_of_order == []


def test_every_control_has_a_label(soups: dict[str, BeautifulSoup]) -> None:
    bare = []
    for address, soup in soups.items():
        for control in soup.select("article :is(input, textarea, select):not([hidden])"):
            named = control.get("aria-label") or control.find_parent("label")
            if not named and not (control.get("id") and soup.find("label", attrs={"for": control["id"]})):
                bare.append((address, str(control)))
    assert bare == []


def test_edit_this_page_leads_to_the_yaml(soups: dict[str, BeautifulSoup]) -> None:
    sources = {
        "playbooks/seek-feedback/": "/content/playbooks/seek-feedback.yml",
        "worksheets/evidence-log/": "/content/worksheets/evidence-log.yml",
        "scripts/ask-hr/": "/content/scripts/ask-hr.yml",
        "paths/ten-minutes/": "/content/paths/ten-minutes.yml",
        "coach/acknowledge/": "/content/playbooks/acknowledge.yml",
        "sources/": "/content/sources.yml",
        "help/": "/content/help.md",
        "": "/content/index.md",
    }
    for address, source in sources.items():
        link = soups[address].select_one("a[rel=edit]")
        assert link is not None, address
        assert link["href"].endswith(source)


def test_playbook_opens_with_its_card(soups: dict[str, BeautifulSoup]) -> None:
    card = soups["playbooks/seek-feedback/"].select_one("h1 + .playbook-card")
    assert card is not None
    words = card.get_text(" ", strip=True)
    for label in ("Playbook 2 of 6", "Time", "When", "Who is needed", "You will end with", "You are done when"):
        assert label in words


def test_help_stands_on_top_of_the_hardest_pages(own_handbook: Handbook, soups: dict[str, BeautifulSoup]) -> None:
    first = own_handbook.playbook("acknowledge")
    pages = ["playbooks/acknowledge/", "coach/acknowledge/", "worksheets/first-24-hours/", "scripts/ask-to-listen/"]
    assert first.show_help
    for page in pages:
        assert soups[page].select_one("article .help-line a[href*=help]"), page
    opening = soups["paths/ten-minutes/"].select_one(".path-card a[href*=help]")
    assert opening is not None
    assert soups["playbooks/build-skills/"].select_one(".help-line") is None


def test_ideas_and_steps_link_to_each_other(own_handbook: Handbook, soups: dict[str, BeautifulSoup]) -> None:
    assert len(own_handbook.ideas) == 6
    for idea in own_handbook.ideas:
        hrefs = {link["href"] for link in soups[f"ideas/{idea.id}/"].select("article a")}
        for step in idea.head.steps:
            playbook, _, anchor = step.partition(".")
            assert f"../../playbooks/{playbook}/#{anchor}" in hrefs
            links = soups[f"playbooks/{playbook}/"].select(f"#{anchor} ~ .step .to-idea a")
            assert any(link["href"] == f"../../ideas/{idea.id}/" for link in links)


def test_no_page_names_another_host_but_in_links(site: Path) -> None:
    loaded = re.compile(
        r"<(?:script|img|iframe|source|audio|video|embed)[^>]+src=[\"']?https?:|<link[^>]+href=\"https?:"
    )
    found = [
        (path.name, match[0])
        for path in site.rglob("*.html")
        for match in loaded.finditer(path.read_text())
        if "canonical" not in match[0]
    ]
    assert found == []
    for sheet in site.glob("assets/handbook/*.css"):
        assert not re.findall(r"@import|url\(.?https?:", sheet.read_text())


def test_no_yaml_or_editors_file_is_published(site: Path) -> None:
    assert [path.name for path in site.rglob("*") if path.suffix in (".yml", ".yaml", ".md")] == []
