"""The steps of a playbook as structured data on its page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from generator.build import build_handbook
from generator.pages.howto import iso_duration
from tests.conftest import Change

Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]
SITE = "https://sourdough.example.org/"


def script_of(files: Mapping[str, bytes], site_url: str = "", page: str = "playbooks/feed-it.md") -> str:
    """What stands between the tags of the data on a page."""
    (content,) = [str(file.content) for file in build_handbook(files, site_url).files if file.path == page]
    assert content.count("ld+json") == 1
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', content)
    assert found
    return found[1]


def how_to(files: Mapping[str, bytes], site_url: str = "", page: str = "playbooks/feed-it.md") -> dict[str, Any]:
    return dict(json.loads(script_of(files, site_url, page)))


def test_a_playbook_is_told_as_steps(sourdough: Mapping[str, bytes]) -> None:
    data = how_to(sourdough, SITE)
    assert (data["@context"], data["@type"], data["name"]) == ("https://schema.org", "HowTo", "Feed it")
    assert data["description"] == "Give the starter fresh flour & water, so that it rises again."
    assert (data["totalTime"], data["url"], data["inLanguage"]) == ("PT12M", SITE + "playbooks/feed-it/", "en")
    assert [step["position"] for step in data["step"]] == [1, 2]
    assert data["step"][1] == {
        "@type": "HowToStep",
        "position": 2,
        "name": "Stir in flour and water",
        "text": data["step"][1]["text"],
        "url": SITE + "playbooks/feed-it/#stir-in",
    }


def test_without_an_address_it_holds_none(sourdough: Mapping[str, bytes]) -> None:
    data = how_to(sourdough)
    assert "url" not in data
    assert all("url" not in step for step in data["step"])


def test_steps_that_are_not_counted_in_minutes_have_no_total(sourdough: Mapping[str, bytes]) -> None:
    assert "totalTime" not in how_to(sourdough, page="playbooks/wake-it.md")


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", "<!-- <script>", "]]> &lt;/script&gt;", 'a "b" \\ c']
)
def test_no_text_ends_the_data_or_begins_a_comment(changed: Changed, title: str) -> None:
    files = changed({"playbooks/wake-it.yml": ("title: Warm it", f"title: {json.dumps(title)}")})
    text = script_of(files, page="playbooks/wake-it.md")
    assert not set("<>&") & set(text)
    assert json.loads(text)["step"][0]["name"] == title


@pytest.mark.parametrize(
    ("minutes", "duration"), [(0, None), (5, "PT5M"), (60, "PT1H"), (80, "PT1H20M"), (1500, "PT25H")]
)
def test_minutes_as_an_iso_duration(minutes: int, duration: str | None) -> None:
    assert iso_duration(minutes) == duration
