"""The page of reading plans, as it is made: what it lists, and what it hands to its script."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup, Tag

from generator.build import build_handbook
from generator.listing import list_handbook
from generator.model import Handbook
from generator.pages import plan
from generator.pages.writer import PageWriter
from generator.search import JSON_PATH
from generator.wording import Strings
from tests.conftest import read_index

Changed = Callable[[Mapping[str, object]], dict[str, bytes]]


def page_of(handbook: Handbook, strings: Strings, **renamed: str) -> BeautifulSoup:
    [file] = plan.render(PageWriter(handbook, strings), renamed)
    assert file.path == "coach/plan.md"
    return BeautifulSoup(str(file.content), "html.parser")


def test_everything_to_read_or_do_is_in_the_page_once(handbook: Handbook, strings: Strings) -> None:
    items = {item["data-id"]: item for item in page_of(handbook, strings).select("li[data-id]")}
    wanted = ("playbook", "step", "worksheet", "script", "path", "idea", "situation")
    assert {target.id for target in handbook.targets.values() if target.kind in wanted} <= set(items)
    assert "about" in items
    assert {"index", "coach", "plan", "search", "playbooks"} & set(items) == set()
    listed = {entry.id: entry for entry in list_handbook(handbook, strings)}
    assert len(items) == len(page_of(handbook, strings).select("li[data-id]"))
    for id_, item in items.items():
        assert isinstance(item.a, Tag)
        assert item.a["href"] == f"../../go/{id_}/"
        assert item.a.text == listed[str(id_)].title
        assert item["data-address"] == f"../../{listed[str(id_)].address}"
        assert item.get("data-minutes") == (str(listed[str(id_)].minutes) if listed[str(id_)].minutes else None)


def test_steps_stand_below_their_playbook(handbook: Handbook, strings: Strings) -> None:
    groups = {
        group.h3.text: [item["data-id"] for item in group.select("li")]
        for group in page_of(handbook, strings).select("details")
        if group.h3
    }
    assert groups["Feed it"][:2] == ["feed-it", "feed-it.pour-off"]
    assert groups["Worksheets"] == [sheet.id for sheet in handbook.worksheets]


def test_renamed_ids_are_handed_to_the_script(handbook: Handbook, strings: Strings) -> None:
    box = page_of(handbook, strings, old="feed-it").select_one("#plan")
    assert box is not None
    assert json.loads(str(box["data-renamed"])) == {"old": "feed-it"}
    assert json.loads(str(box["data-words"]))["wrong.damaged"].startswith("This plan link is damaged.")


def test_titles_are_text_in_the_page(changed: Changed, strings: Strings, load: Callable[..., Handbook]) -> None:
    text = changed({})["worksheets/feeding-log.yml"].decode()
    old = next(line for line in text.splitlines() if line.startswith("title:"))
    evil = load({"worksheets/feeding-log.yml": text.replace(old, "title: '\"><img src=x onerror=alert(1)>'")})
    page = page_of(evil, strings)
    assert page.select("img") == []
    link = page.select_one("li[data-id=feeding-log] a")
    assert link is not None
    assert link.text == '"><img src=x onerror=alert(1)>'


def test_the_id_is_kept_for_the_page(changed: Changed, report: Callable[[Mapping[str, bytes]], str]) -> None:
    files = changed({})
    sheet = files["worksheets/feeding-log.yml"].decode().replace("id: feeding-log", "id: plan", 1)
    said = report(files | {"worksheets/plan.yml": sheet.encode()})
    assert 'the id "plan" is kept for a page that every handbook has' in said
    said = report(files | {"coach/plan.md": b"# Mine\n"})
    assert 'coach/plan.md:1:1: error: the id "plan" is kept for a page that every handbook has' in said


def test_authors_can_link_to_it_where_it_is(
    changed: Changed, report: Callable[[Mapping[str, bytes]], str], sourdough: Mapping[str, bytes]
) -> None:
    about = changed({})["about.md"].decode() + "\n[A plan](id:plan)\n"
    assert report(changed({"about.md": about})) == ""
    text = changed({})["playbooks/feed-it.yml"].decode()
    lonely = changed({"about.md": about, "playbooks/feed-it.yml": text[: text.index("coach:")]})
    assert 'no part of the handbook has the id "plan"' in report(lonely)
    built = build_handbook(sourdough)
    assert "coach/plan.md" in [child.path for entry in built.nav for child in entry.children]


@pytest.mark.parametrize("query", ["plan"])
def test_search_finds_it(sourdough: Mapping[str, bytes], query: str) -> None:
    index = next(file.content for file in build_handbook(sourdough).files if file.path == JSON_PATH)
    entry = next(entry for entry in read_index(index)["docs"] if entry["location"] == "coach/plan/")
    assert query in entry["title"].lower()
