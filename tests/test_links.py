"""The coach's table of links, as a page and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup

from generator.build import BuiltHandbook, build_handbook
from generator.listing import MAIN_KINDS
from generator.model import Handbook
from generator.pages import render_link_file
from generator.wording import Strings

SITE = "https://bread.example.org/"
Changed = Callable[[Mapping[str, object]], dict[str, bytes]]


def table(handbook: Handbook, strings: Strings, site_url: str = SITE) -> list[dict[str, str]]:
    [file] = render_link_file(handbook, strings, site_url)
    assert file.path == "coach/links.csv"
    assert isinstance(file.content, bytes)
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))


def page_of(built: BuiltHandbook, path: str) -> BeautifulSoup:
    return BeautifulSoup(next(str(file.content) for file in built.files if file.path == path), "html.parser")


def test_the_file_holds_everything_that_can_be_linked(handbook: Handbook, strings: Strings) -> None:
    rows = {row["Id"]: row for row in table(handbook, strings)}
    main = [target.id for target in handbook.targets.values() if target.kind in MAIN_KINDS]
    assert sorted(rows) == sorted(main)
    assert rows["feed-it.stir-in"] == {
        "Kind": "Step",
        "Title": "Stir in flour and water",
        "Part of": "Feed it",
        "Minutes": "10",
        "Link that lasts": f"{SITE}go/feed-it.stir-in/",
        "Address now": f"{SITE}playbooks/feed-it/#stir-in",
        "Id": "feed-it.stir-in",
    }


def test_without_an_address_the_links_begin_at_the_top_of_the_site(handbook: Handbook, strings: Strings) -> None:
    row = table(handbook, strings, "")[0]
    assert row["Link that lasts"] == f"go/{row['Id']}/"


def test_spreadsheets_read_the_file_rightly(handbook: Handbook, strings: Strings) -> None:
    [file] = render_link_file(handbook, strings, SITE)
    assert isinstance(file.content, bytes)
    assert file.content.startswith(b"\xef\xbb\xbfKind,Title,")
    lines = file.content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(b"\n" not in line for line in lines)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://evil.example")'])
def test_no_cell_is_a_formula(changed: Changed, title: str) -> None:
    text = changed({})["worksheets/feeding-log.yml"].decode()
    old = next(line for line in text.splitlines() if line.startswith("title:"))
    built = build_handbook(changed({"worksheets/feeding-log.yml": text.replace(old, f"title: '{title}'")}), SITE)
    content = next(file.content for file in built.files if file.path == "coach/links.csv")
    assert isinstance(content, bytes)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert f"'{title}" in [row[1] for row in rows]
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("title", ['Say "no", kindly', "Flour; water, salt", "Brot für Zoë"])
def test_commas_and_quotes_stay_in_their_cell(changed: Changed, title: str) -> None:
    text = changed({})["worksheets/feeding-log.yml"].decode()
    old = next(line for line in text.splitlines() if line.startswith("title:"))
    built = build_handbook(changed({"worksheets/feeding-log.yml": text.replace(old, f"title: '{title}'")}), SITE)
    content = next(file.content for file in built.files if file.path == "coach/links.csv")
    assert isinstance(content, bytes)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert title in [row[1] for row in rows]
    assert {len(row) for row in rows} == {7}


def test_the_page_shows_the_same_as_plain_links(sourdough: Mapping[str, bytes], handbook: Handbook) -> None:
    page = page_of(build_handbook(sourdough, SITE), "coach/index.md")
    links = page.select("table.links a.copy-link")
    main = [target for target in handbook.targets.values() if target.kind in MAIN_KINDS]
    assert sorted(str(link["href"]) for link in links) == sorted(f"../go/{target.id}/" for target in main)
    row = next(row for row in page.select("table.links tbody tr") if "Stir in" in row.text)
    assert row["data-kind"] == "step"
    assert [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] == [
        "Step",
        "Stir in flour and water Feed it",
        "10 minutes",
        "go/feed-it.stir-in",
    ]
    assert row.a is not None
    assert row.a["href"] == "../playbooks/feed-it/#stir-in"
    assert row.select_one("a.copy-link[data-title='Stir in flour and water']")
    assert page.select_one('a[href="plan/"]')


def test_without_coach_guides_there_is_no_table(changed: Changed) -> None:
    text = changed({})["playbooks/feed-it.yml"].decode()
    built = build_handbook(changed({"playbooks/feed-it.yml": text[: text.index("coach:")]}), SITE)
    assert [file.path for file in built.files if file.path.startswith("coach/")] == []
