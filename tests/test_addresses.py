"""Where pages are, and how they link to each other from any folder of a host."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from generator.addresses import link_to, markdown_link_to, page_url, relative_url, target_url
from generator.model import Handbook

SITE = "https://sourdough.example.org/any/folder/"


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("index.md", ""),
        ("about.md", "about/"),
        ("playbooks/index.md", "playbooks/"),
        ("playbooks/feed-it.md", "playbooks/feed-it/"),
        ("a/b/c.md", "a/b/c/"),
    ],
)
def test_the_address_of_a_page(page: str, url: str) -> None:
    assert page_url(page) == url


@pytest.mark.parametrize(
    ("page", "to", "link"),
    [
        ("index.md", "playbooks/feed-it/", "playbooks/feed-it/"),
        ("index.md", "", "./"),
        ("index.md", "assets/x.css", "assets/x.css"),
        ("about.md", "", "../"),
        ("about.md", "about/", "./"),
        ("playbooks/feed-it.md", "", "../../"),
        ("playbooks/feed-it.md", "playbooks/wake-it/", "../wake-it/"),
        ("playbooks/feed-it.md", "playbooks/", "../"),
        ("playbooks/feed-it.md", "sources/#miller-1999", "../../sources/#miller-1999"),
        ("playbooks/feed-it.md", "assets/handbook/x.js", "../../assets/handbook/x.js"),
        ("search/index.md", "search/start.js", "start.js"),
    ],
)
def test_an_address_as_seen_from_a_page(page: str, to: str, link: str) -> None:
    assert relative_url(page, to) == link


@pytest.mark.parametrize("page", ["index.md", "about.md", "playbooks/index.md", "playbooks/feed-it.md", "a/b/c.md"])
def test_a_browser_gets_from_every_page_to_every_target(handbook: Handbook, page: str) -> None:
    here = SITE + page_url(page)
    for id_, target in handbook.targets.items():
        link = link_to(handbook, page, id_)
        assert not link.startswith(("/", "http"))
        assert urljoin(here, link) == SITE + target_url(target)


def test_a_place_on_the_same_page_is_only_its_anchor(handbook: Handbook) -> None:
    assert link_to(handbook, "playbooks/feed-it.md", "feed-it.pour-off") == "#pour-off"
    assert link_to(handbook, "playbooks/feed-it.md", "feed-it") == "./"


@pytest.mark.parametrize(
    ("page", "id_", "link"),
    [
        ("index.md", "feed-it", "playbooks/feed-it.md"),
        ("index.md", "feeding-log.feeds", "worksheets/feeding-log.md#feeds"),
        ("playbooks/index.md", "feed-it", "feed-it.md"),
        ("playbooks/index.md", "wake-it.warm-it", "wake-it.md#warm-it"),
        ("about.md", "miller-1999", "sources/index.md#miller-1999"),
        ("ideas/a.md", "about", "../about.md"),
    ],
)
def test_links_of_hand_written_pages_lead_to_files(handbook: Handbook, page: str, id_: str, link: str) -> None:
    assert markdown_link_to(handbook, page, id_) == link


@pytest.mark.parametrize("link", [link_to, markdown_link_to])
def test_an_unknown_id_is_an_error(handbook: Handbook, link: object) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        link(handbook, "index.md", "nowhere")  # type: ignore[operator]
