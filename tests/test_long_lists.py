"""How lists are divided when they are long."""

from __future__ import annotations

from bs4 import BeautifulSoup

from benchmarks.handbooks import write_handbook
from generator.loader import load_handbook
from generator.pages import indexes, start
from generator.pages.long_lists import Entry, Group, divided, jumps_by_letter, jumps_by_number
from generator.pages.writer import PageWriter
from generator.wording import Strings


def entries(first: int, last: int) -> list[Entry]:
    return [Entry(f"e-{number}", f"E {number}", "5 minutes", "About.") for number in range(first, last + 1)]


def test_a_short_list_is_left_alone(strings: Strings) -> None:
    groups = [Group("One", "one", entries(1, 30)), Group("Two", "two", entries(31, 60))]
    parts, jumps = divided(strings, groups)
    assert [group for group, _ in parts] == groups
    assert jumps == []


def test_a_long_list_has_links_to_every_fifty(strings: Strings) -> None:
    parts, jumps = divided(strings, [Group("", "", entries(1, 101))])
    assert [jump.label for jump in jumps] == ["1 to 50", "51 to 100", "101"]
    assert [part.anchor for _, some in parts for part in some] == [jump.anchor for jump in jumps]


def test_groups_keep_their_titles_while_they_are_few(strings: Strings) -> None:
    parts, jumps = divided(strings, [Group("One", "one", entries(1, 60)), Group("Two", "two", entries(61, 70))])
    assert [group.title for group, _ in parts] == ["One", "Two"]
    assert [jump.anchor for jump in jumps] == ["one", "list.51"]


def test_many_small_groups_become_one_list_that_names_them(strings: Strings) -> None:
    groups = [Group(f"G {at}", f"g-{at}", entries(2 * at, 2 * at + 1)) for at in range(50)]
    parts, jumps = divided(strings, groups)
    assert [group.title for group, _ in parts] == [""]
    listed = [entry for _, some in parts for part in some for entry in part.entries]
    assert [entry.id for entry in listed] == [entry.id for group in groups for entry in group.entries]
    assert [entry.anchor for entry in listed[:4]] == ["g-0", "", "g-1", ""]
    assert listed[3].facts == "5 minutes · G 1"
    assert len(jumps) == 2


def test_a_very_long_list_is_one_line_an_entry(strings: Strings) -> None:
    for count, summary in ((400, "About."), (401, "")):
        parts, _ = divided(strings, [Group("", "", entries(1, count))])
        assert {entry.summary for _, some in parts for part in some for entry in part.entries} == {summary}


def test_letters_lead_to_their_first_word(strings: Strings) -> None:
    words = [(f"{letter}{number}", f"{letter}-{number}") for letter in "abz" for number in range(25)]
    assert [(jump.label, jump.anchor) for jump in jumps_by_letter(strings, words)] == [
        ("A", "a-0"),
        ("B", "b-0"),
        ("Z", "z-0"),
    ]
    assert jumps_by_letter(strings, words[:60]) == []
    one_letter = [("a", str(number)) for number in range(70)]
    assert [jump.label for jump in jumps_by_letter(strings, one_letter)] == ["1 to 50", "51 to 70"]
    assert [jump.anchor for jump in jumps_by_number(strings, [str(at) for at in range(61)])] == ["0", "50"]


def page_of(drafts: object, path: str) -> BeautifulSoup:
    found = next(draft for draft in drafts if draft.path == path)  # type: ignore[attr-defined]
    return BeautifulSoup(found.content, "html.parser")


def test_scripts_of_many_playbooks_stand_in_one_list(strings: Strings) -> None:
    handbook = load_handbook({path: text.encode() for path, text in write_handbook(130)})
    page = page_of(indexes.render(PageWriter(handbook, strings)), "scripts/index.md")
    assert "## " not in page.text
    first = page.select_one("li#chapter-00001")
    assert first
    assert handbook.playbooks[0].title in first.text
    assert [li.a["href"] for li in page.select("ul.entries li") if li.a] == [
        f"{script.id}/" for script in handbook.scripts
    ]


def test_a_start_page_without_paths_shows_the_first_of_many_playbooks(
    strings: Strings,
) -> None:
    files = {path: text.encode() for path, text in write_handbook(61) if not path.startswith(("paths/", "index"))}
    page = page_of(start.render(PageWriter(load_handbook(files), strings)), "index.md")
    assert len(page.select(".entries li")) == 12
    all_of_them = page.find("a", string="All 61 playbooks")
    assert all_of_them
    files = {path: text.encode() for path, text in write_handbook(60) if not path.startswith(("paths/", "index"))}
    page = page_of(start.render(PageWriter(load_handbook(files), strings)), "index.md")
    assert len(page.select(".entries li")) == 60
