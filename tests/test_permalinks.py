"""Where every id that was ever published leads: the ledger, renamed and retired ids, short links, redirects."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from generator.build import BuiltHandbook, build_handbook
from generator.ledger import accepted_ledger, compare_ledger, format_report, ledger_warnings
from generator.listing import list_handbook
from generator.loader import load_handbook
from generator.model.permalinks import successor
from generator.permalinks import Permalinks
from generator.printing import Press
from generator.problems import ContentError
from generator.wording import load_strings
from tests.conftest import Change

Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]

SITE = "https://sourdough.example.org/guide/"
DAY = date(2026, 11, 22)


def published(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Content whose ledger has all that it holds."""
    links = Permalinks(load_handbook(files))
    return {**files, "permalinks.yml": str(accepted_ledger(links, DAY).content).encode()}


def moved_on(changed: Changed) -> dict[str, bytes]:
    """The sourdough handbook, published, and then with a playbook, a step and a sheet that have other ids."""
    files = published(changed({}))
    text = files["playbooks/wake-it.yml"].decode().replace("id: wake-it\n", "id: revive-it\naliases: [wake-it]\n")
    files["playbooks/revive-it.yml"] = text.encode()
    sheet = files["worksheets/feeding-log.yml"].decode()
    files["worksheets/feed-notes.yml"] = sheet.replace("id: feeding-log\n", "id: feed-notes\n").encode()
    for path in ("playbooks/wake-it.yml", "worksheets/feeding-log.yml"):
        del files[path]
    files = {path: _with_new_ids(path, content) for path, content in files.items()}
    files["playbooks/feed-it.yml"] = files["playbooks/feed-it.yml"].replace(
        b"- id: stir-in\n", b"- id: mix-in\n    aliases: [stir-in]\n"
    )
    files["retired.yml"] = (
        b"retired:\n  - {id: feeding-log, title: Feeding log, since: 2026-12-01, replacement: feed-notes, "
        b"reason: 'There is a *shorter* sheet.'}\n"
    )
    return files


def _with_new_ids(path: str, content: bytes) -> bytes:
    if path == "permalinks.yml":
        return content
    text = content.decode()
    for old, new in (("wake-it", "revive-it"), ("feeding-log", "feed-notes"), ("feed-it.stir-in", "feed-it.mix-in")):
        text = re.sub(rf"(?<!aliases: \[)\b{re.escape(old)}\b", new, text)
    return text.encode()


@pytest.fixture
def built(changed: Changed) -> BuiltHandbook:
    return build_handbook(moved_on(changed), SITE)


def page_of(built: BuiltHandbook, path: str) -> BeautifulSoup:
    content = next(file.content for file in built.files if file.path == path)
    assert isinstance(content, str)
    return BeautifulSoup(content, "html.parser")


# --- ids ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "present"),
    [
        ("new", "new"),
        ("old", "new"),
        ("new.part", "new.part"),
        ("old.part", "new.part"),
        ("old.first", "new.part"),
        ("old.nothing", ""),
        ("nothing", ""),
        ("nothing.part", ""),
    ],
)
def test_the_present_id_of_what_had_another(id_: str, present: str) -> None:
    aliases = {"old": "new", "new.first": "new.part"}
    assert successor(id_, aliases, {"new", "new.part"}) == present


def test_a_rename_without_aliases_breaks_every_promise_by_name(
    changed: Changed, report: Callable[[Mapping[str, bytes]], str]
) -> None:
    files = moved_on(changed)
    files["playbooks/revive-it.yml"] = files["playbooks/revive-it.yml"].replace(b"aliases: [wake-it]\n", b"")
    files["playbooks/feed-it.yml"] = files["playbooks/feed-it.yml"].replace(b"    aliases: [stir-in]\n", b"")
    del files["retired.yml"]
    said = report(files)
    lost = re.findall(r'the published id "(.*?)" leads nowhere', said)
    assert set(lost) >= {"feed-it.stir-in", "wake-it", "wake-it.warm-it", "feeding-log", "feeding-log.notes"}
    assert said.count("or, if nothing does, add") == len(lost)
    assert "write aliases: [stir-in]" in said
    assert report(moved_on(changed)) == ""


# --- the ledger --------------------------------------------------------------------------------


def test_the_ledger_gets_what_is_new_and_loses_nothing(changed: Changed) -> None:
    first = published(changed({}))
    later = moved_on(changed)
    links = Permalinks(load_handbook(later))
    report = compare_ledger(links)
    assert report.new["feed-notes"] == "worksheets/feed-notes/"
    assert report.new["feed-it.mix-in"] == "playbooks/feed-it/#mix-in"
    assert report.renamed["wake-it"] == "revive-it"
    assert "feeding-log" in report.retired
    assert report.lost == ()
    text = str(accepted_ledger(links, date(2026, 12, 1)).content)
    assert set(first["permalinks.yml"].decode().splitlines()) <= set(text.splitlines())
    assert "  feed-notes: 2026-12-01 /worksheets/feed-notes/\n" in text
    again = Permalinks(load_handbook({**later, "permalinks.yml": text.encode()}))
    assert accepted_ledger(again, date(2027, 1, 1)).content == text
    assert "New" not in format_report(compare_ledger(again))


def test_an_id_that_moved_keeps_its_old_addresses(changed: Changed) -> None:
    files = published(changed({}))
    files["permalinks.yml"] = files["permalinks.yml"].replace(b" /about/\n", b" /who-we-are/ /us/\n")
    links = Permalinks(load_handbook(files))
    assert compare_ledger(links).moved["about"] == ("who-we-are/", "about/")
    assert "  about: 2026-11-22 /about/ /who-we-are/ /us/\n" in str(accepted_ledger(links, DAY).content)
    assert links.old_pages == {"us/": "about", "who-we-are/": "about"}
    paths = {file.path for file in build_handbook(files).files}
    assert {"us/index.html", "who-we-are/index.html", "go/about/index.html"} <= paths


def test_a_ledger_may_be_as_long_as_a_handbook_needs(changed: Changed) -> None:
    files = published(changed({}))
    files["retired.yml"] = b"retired:\n- id: old\n  reason: It was much too long.\n"
    old = "".join(f"  old.part-{number:05}: 2026-11-22 /old/#part-{number:05}\n" for number in range(40_000))
    files["permalinks.yml"] += old.encode()
    assert len(files["permalinks.yml"]) > 1_500_000
    links = Permalinks(load_handbook(files))
    lines = str(accepted_ledger(links, DAY).content).splitlines()
    assert sorted(lines) == sorted(files["permalinks.yml"].decode().splitlines())
    with pytest.raises(
        ContentError, match=r'permalinks.yml:\d+:3: error: the published id "old.part-00000" leads nowhere'
    ):
        load_handbook({path: content for path, content in files.items() if path != "retired.yml"})


def test_odd_ids_are_written_so_that_they_are_read_back(changed: Changed) -> None:
    files = published(changed({"null.md": "# Nothing\n\n## Ümlaut: yes\n", "2026.md": "# A year\n"}))
    handbook = load_handbook(files)
    assert {"null", "2026"} <= {promise.id for promise in handbook.promises}
    assert [promise.id for promise in handbook.promises if promise.id.startswith("null.")] == ["null.umlaut-yes"]


def test_a_check_says_what_the_ledger_does_not_know_yet(changed: Changed) -> None:
    files = {**published(changed({})), "news.md": b"# News\n", "more.md": b"# More\n"}
    (warning,) = ledger_warnings(Permalinks(load_handbook(files)))
    assert (warning.severity, warning.code) == ("warning", "unrecorded-link")
    assert warning.message == "2 ids not in the ledger as published: more, news"
    assert warning.hint == "when they are published, run handbook links --accept"
    assert list(ledger_warnings(Permalinks(load_handbook(changed({}))))) == []


# --- what stands at the addresses ----------------------------------------------------------------


def test_every_short_link_leads_to_its_thing_without_a_second_mark(built: BuiltHandbook) -> None:
    links = Permalinks(built.handbook)
    titles = {entry.id: entry.title for entry in list_handbook(built.handbook, load_strings("en"))}
    assert set(links.short_links) >= {*built.handbook.targets, "wake-it.warm-it", "feed-it.stir-in"}
    for id_ in links.short_links:
        page = page_of(built, f"go/{id_}/index.html")
        script = page.find("script")
        assert script is not None
        refresh = page.find("meta", attrs={"http-equiv": "refresh"})
        assert refresh is not None
        here = f"{SITE}go/{id_}/"
        to = urljoin(here, str(script["data-to"]))
        assert to == SITE + links.address(id_)
        assert to.count("#") <= 1
        without_script = urljoin(here, str(refresh["content"]).removeprefix("0; url="))
        assert without_script.replace("index.html", "") == to
        title = titles.get(links.renamed.get(id_, id_), links.title(id_))
        assert page.find("meta", property="og:title")["content"] == title  # type: ignore[index]
        anchor = page.find("a")
        assert anchor is not None
        assert urljoin(here, str(anchor["href"])) == without_script
        assert str(page.find("link", rel="canonical")["href"]) == to.partition("#")[0]  # type: ignore[index]


def test_an_old_page_forwards_and_an_old_step_stands_before_the_new_one(built: BuiltHandbook) -> None:
    old = page_of(built, "playbooks/wake-it/index.html")
    assert old.find("script")["data-to"] == "../revive-it/"  # type: ignore[index]
    page = page_of(built, "playbooks/feed-it.md")
    place = page.find(id="stir-in")
    assert place is not None
    assert place["data-now"] == "mix-in"
    assert place.find_parent(class_="permalink").a["data-title"] == "Stir in flour and water"  # type: ignore[index,union-attr]


def test_a_retired_page_says_what_happened_and_where_to_go(built: BuiltHandbook) -> None:
    page = page_of(built, "go/feeding-log.md")
    text = page.get_text(" ", strip=True)
    assert "This was taken out of the handbook on 1 December 2026." in text
    assert page.find("em").get_text() == "shorter"  # type: ignore[union-attr]
    links = {link.get_text(): link["href"] for link in page.find_all("a")}
    assert links["Feeding log"] == "../../worksheets/feed-notes/"
    assert page_of(built, "worksheets/feeding-log/index.html").find("script")["data-to"] == "../../go/feeding-log/"  # type: ignore[index]
    assert page_of(built, "go/feeding-log.notes/index.html").find("script")["data-to"] == "../feeding-log/"  # type: ignore[index]


def test_a_step_that_went_to_another_playbook_is_pointed_to_from_its_old_page(changed: Changed) -> None:
    files = published(changed({}))
    step = re.search(rb"  - id: warm-it\n(?:    .*\n|\n)+", files["playbooks/wake-it.yml"])
    assert step is not None
    files["playbooks/wake-it.yml"] = files["playbooks/wake-it.yml"].replace(
        step[0], step[0].replace(b"warm-it", b"heat")
    )
    files = {path: _renamed(path, content) for path, content in files.items()}
    files["playbooks/feed-it.yml"] = files["playbooks/feed-it.yml"].replace(
        b"  - id: pour-off\n", b"  - id: pour-off\n    aliases: [wake-it.warm-it]\n"
    )
    built = build_handbook(files, SITE)
    note = page_of(built, "playbooks/wake-it.md").find(id="warm-it")
    assert note is not None
    assert note["data-to"] == "../feed-it/#pour-off"
    assert note.get_text(" ", strip=True) == "This part is now here: Pour some off"


def _renamed(path: str, content: bytes) -> bytes:
    return content if path == "permalinks.yml" else content.replace(b"wake-it.warm-it", b"wake-it.heat")


def test_redirects_say_the_same_for_hosts(built: BuiltHandbook) -> None:
    files = {file.path: str(file.content) for file in built.files}
    lines = files["_redirects"].splitlines()
    assert "/guide/go/feed-it.stir-in/ /guide/playbooks/feed-it/#mix-in 302" in lines
    assert "/guide/playbooks/wake-it/ /guide/playbooks/revive-it/ 301" in lines
    assert "/guide/go/feeding-log.notes/ /guide/go/feeding-log/ 302" in lines
    assert all(re.fullmatch(r"/\S+ /\S* 30[12]", line) for line in lines)
    assert len(lines) == files["hosting/nginx-redirects.conf"].count("location = ")


def test_a_short_link_in_the_ledger_stays_one(changed: Changed) -> None:
    """Nobody writes it there, but what a short link is does not hang on it."""
    files = published(changed({}))
    before = build_handbook(files, SITE)
    ledger = re.sub(rb"(?m)^(  feed-it: .*)$", rb"\1 /go/feed-it/", files["permalinks.yml"])
    assert ledger != files["permalinks.yml"]
    after = build_handbook(files | {"permalinks.yml": ledger}, SITE)
    assert [(file.path, file.content) for file in after.files] == [(file.path, file.content) for file in before.files]


# --- links to copy -----------------------------------------------------------------------------


def test_every_heading_of_a_page_has_its_permanent_link(built: BuiltHandbook) -> None:
    page = page_of(built, "playbooks/feed-it.md")
    links = {str(link["data-title"]): str(link["href"]) for link in page.select("a.copy-link")}
    assert links["Feed it"] == "../../go/feed-it/"
    assert links["Stir in flour and water"] == "../../go/feed-it.mix-in/"
    assert links["Steps"] == "../../go/feed-it/#steps"
    assert page.select("a.copy-link")[0].get_text(strip=True) == "Link to: Feed it"
    about = page_of(built, "about.md")
    assert any(str(link["href"]).startswith("../go/about.") for link in about.select("a.copy-link"))
    for path in ("scripts/hand-it-over", "worksheets/smell-check", "coach/feed-it"):
        first = page_of(built, f"{path}.md").select("a.copy-link")[0]
        id_ = "feed-it.coach" if "coach" in path else path.partition("/")[2]
        assert str(first["href"]) == f"../../go/{id_}/"
    assert page_of(built, "search/index.md").select("a.copy-link") == []


def test_what_moved_is_found_nowhere_else(built: BuiltHandbook) -> None:
    files = {file.path: file.content for file in built.files}
    index = files["search/search_index.json"]
    assert isinstance(index, bytes)
    assert b"go/" not in index
    assert b"wake-it" not in index


def test_a_sheet_s_pdf_is_found_under_its_old_name_too(changed: Changed) -> None:
    files = moved_on(changed)
    files["retired.yml"] = b"retired:\n  - {id: nothing, reason: Never there.}\n"
    files["worksheets/feed-notes.yml"] = files["worksheets/feed-notes.yml"].replace(
        b"id: feed-notes\n", b"id: feed-notes\naliases: [feeding-log]\n"
    )
    files["permalinks.yml"] = files["permalinks.yml"].replace(b"links:\n", b"links:\n  nothing: 2026-01-01 /nothing/\n")
    made = {file.path: file.content for file in build_handbook(files, SITE, Press(processes=1)).files}
    for name in ("a4", "letter", "a4-large", "letter-large"):
        assert made[f"worksheets/feeding-log-{name}.pdf"] == made[f"worksheets/feed-notes-{name}.pdf"]
