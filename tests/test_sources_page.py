"""The page of sources, in a small handbook and in a large one."""

from __future__ import annotations

from bs4 import BeautifulSoup

from benchmarks.handbooks import write_handbook
from generator.loader import load_handbook
from generator.pages import sources
from generator.pages.writer import PageWriter
from generator.wording import Strings


def page_of(strings: Strings, size: int) -> BeautifulSoup:
    handbook = load_handbook({path: text.encode() for path, text in write_handbook(size)})
    [page] = sources.render(PageWriter(handbook, strings))
    return BeautifulSoup(page.content, "html.parser")


def uses(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select("#study-0001 dl a")]


def test_a_short_list_names_steps_and_a_long_one_playbooks(strings: Strings) -> None:
    page = page_of(strings, 20)
    assert uses(page) == [f"../playbooks/chapter-{number:05}/#step-1" for number in range(1, 11)]
    assert not page.select(".entry-filter")
    page = page_of(strings, 620)
    assert uses(page) == [f"../playbooks/chapter-{number:05}/" for number in range(1, 6)]
    entry = page.select_one("#study-0001")
    assert entry
    assert entry.text.strip().endswith("and 5 more")
    assert [jump["href"] for jump in page.select(".entry-jumps a")] == ["#study-0001", "#study-0051"]
