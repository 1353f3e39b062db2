"""The whole procedure: content files in, files of a docs folder out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from generator.assets import PREVIEW, SHARED_STYLES, WORKER
from generator.build import BuiltHandbook, build_handbook
from generator.problems import ContentError
from generator.scripts import bundle_scripts
from generator.wording import load_strings
from tests.conftest import Change

Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]


@pytest.fixture(scope="module")
def built(sourdough: Mapping[str, bytes]) -> BuiltHandbook:
    return build_handbook(sourdough)


def text_of(built: BuiltHandbook, path: str) -> str:
    (content,) = [file.content for file in built.files if file.path == path]
    return content if isinstance(content, str) else content.decode()


def test_every_page_is_made_from_its_content_file(built: BuiltHandbook) -> None:
    made = {file.path: file.source for file in built.files if not file.path.startswith(("assets/", "go/"))}
    assert made == {
        "index.md": "index.md",
        "about.md": "about.md",
        "jars.md": "jars.md",
        "playbooks/index.md": "playbooks/index.md",
        "playbooks/feed-it.md": "playbooks/feed-it.yml",
        "playbooks/wake-it.md": "playbooks/wake-it.yml",
        "worksheets/index.md": None,
        "worksheets/feeding-log.md": "worksheets/feeding-log.yml",
        "worksheets/smell-check.md": "worksheets/smell-check.yml",
        "scripts/index.md": None,
        "scripts/ask-for-a-spoonful.md": "scripts/ask-for-a-spoonful.yml",
        "scripts/hand-it-over.md": "scripts/hand-it-over.yml",
        "sources/index.md": "sources.yml",
        "paths/index.md": None,
        "paths/a-lazy-weekend.md": "paths/a-lazy-weekend.yml",
        "paths/first-feed.md": "paths/first-feed.yml",
        "ideas/index.md": None,
        "ideas/patience.md": "ideas/patience.md",
        "situations/fridge-keeper.md": "situations/fridge-keeper.md",
        "coach/index.md": None,
        "coach/links.csv": None,
        "coach/plan.md": None,
        "offline/index.md": None,
        "coach/feed-it.md": "playbooks/feed-it.yml",
        "glossary/index.md": "glossary.yml",
        "search/index.md": None,
        "your-data/index.md": None,
        "search/start.js": None,
        "search/words-0.js": None,
        "search/places-0.js": None,
        "search/texts-0.js": None,
        "search/search_index.json": None,
        "handbook.json": None,
        "handbook.schema.json": None,
        "objects.inv": None,
        "_headers": None,
        "hosting/nginx-headers.conf": None,
        "hosting/nginx-cache.conf": None,
        "pictures/jar.svg": "pictures/jar.svg",
        "_redirects": None,
        "hosting/nginx-redirects.conf": None,
    }


def test_every_path_is_made_once(built: BuiltHandbook) -> None:
    paths = [file.path for file in built.files]
    assert sorted(paths) == sorted(set(paths))


def test_style_sheets_and_scripts_come_along(built: BuiltHandbook) -> None:
    static = Path(__file__).parent.parent / "generator" / "static"
    modules = {path.name: path.read_text() for path in (static / "js").iterdir()}
    styles = {path.name for path in (static / "css").iterdir()}
    assert set(SHARED_STYLES) <= styles
    scripts = set(bundle_scripts(modules)) - {WORKER, *PREVIEW}
    names = {"handbook.css", "theme.css", "mark.svg"} | styles - {*SHARED_STYLES, *PREVIEW} | scripts
    paths = {file.path for file in built.files if file.path.startswith("assets/")}
    links = {path for path in paths if path.startswith("assets/handbook/links/")}
    assert {path.rpartition("/")[2] for path in links} == {"start.js", "part-0.js"}
    assert {path.rpartition("/")[2] for path in paths - links} == names


def test_what_lies_beside_the_content_is_passed_on_unless_it_is_hidden(changed: Changed) -> None:
    files = changed(
        {
            "downloads/bread.pdf": b"%PDF",
            "notes.txt": "x",
            ".env": "SECRET=1",
            "_drafts/old.txt": "x",
            "schema/playbook.schema.json": "{}",
            "strings.yml": "nav: {home: Begin}",
        }
    )
    built = build_handbook(files)
    passed_on = {file.path: file.content for file in built.files if file.path == file.source}
    assert passed_on["downloads/bread.pdf"] == b"%PDF"
    assert {path for path in passed_on if not path.endswith(".md")} == {
        "downloads/bread.pdf",
        "notes.txt",
        "pictures/jar.svg",
    }


def test_the_same_content_makes_the_same_files_in_whatever_order_it_comes(
    built: BuiltHandbook, sourdough: Mapping[str, bytes]
) -> None:
    again = build_handbook(dict(reversed(sourdough.items())))
    assert again.files == built.files
    assert again.nav == built.nav


def test_bad_content_makes_nothing(changed: Changed) -> None:
    with pytest.raises(ContentError):
        build_handbook(changed({"sources.yml": ""}))


def test_every_page_has_front_matter_with_a_title(built: BuiltHandbook) -> None:
    for file in built.files:
        if file.path.endswith(".md"):
            assert isinstance(file.content, str)
            head = yaml.safe_load(file.content.split("\n---\n")[0])
            assert head["title"], file.path


def test_the_words_of_the_pages_are_those_of_the_handbooks_own_strings(changed: Changed) -> None:
    own = build_handbook(changed({"strings.yml": 'step: {number: "No. {number}", done_when: Stop when}\n'}))
    page = text_of(own, "playbooks/feed-it.md")
    assert "No. 2" in page
    assert "Stop when" in page
    assert "Step 2" not in page


def test_a_handbook_in_another_language_shows_no_english(changed: Changed) -> None:
    def nested(words: Mapping[str, str]) -> dict[str, object]:
        top: dict[str, object] = {}
        for key, text in words.items():
            *folders, name = key.split(".")
            place = top
            for folder in folders:
                place = place.setdefault(folder, {})  # type: ignore[assignment]
            # Every letter outside of {places} becomes a Cyrillic one.
            place[name] = re.sub(r"(\{\w+\})|[A-Za-z]", lambda match: match[1] or "ж", text)
        return top

    files = changed({"handbook.yml": ("language: en", "language: xx")})
    files = {path: content for path, content in files.items() if not path.endswith(".md")}
    files["handbook.yml"] = files["handbook.yml"].replace(b"[Throw it away](id:about)", b"Throw it away")
    files["strings.yml"] = yaml.safe_dump(nested(load_strings("en").words), allow_unicode=True).encode()
    own = build_handbook(files)
    phrases = {text for text in load_strings("en").words.values() if len(text) > 9 and "{" not in text}
    for file in own.files:
        if file.path.endswith(".md"):
            found = {phrase for phrase in phrases if phrase in str(file.content)}
            assert found == set(), file.path
    assert "жжжж" in text_of(own, "search/index.md")


def test_a_handbook_without_a_start_page_gets_one_with_the_two_questions(changed: Changed) -> None:
    built = build_handbook(changed({"index.md": None}))
    (page,) = [file for file in built.files if file.path == "index.md"]
    assert page.source == "handbook.yml"
    text = str(page.content)
    assert text.startswith('---\ntitle: "Looking after a sourdough starter"\ndescription: "How to keep a jar')
    assert "\n# Looking after a sourdough starter\n" in text
    assert "and what to do when it sulks." in text.partition("# ")[2]
    assert "What happened?" in text
    assert 'href="paths/first-feed/"' in text
    assert (built.nav[0].title, built.nav[0].path) == ("Home", "index.md")


def test_a_start_page_without_paths_to_ask_for_lists_the_playbooks(changed: Changed) -> None:
    bare = {"index.md": None, "paths/first-feed.yml": None, "paths/a-lazy-weekend.yml": None}
    text = text_of(build_handbook(changed(bare)), "index.md")
    assert "What happened?" not in text
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a> <span>', text) == [
        ("playbooks/feed-it/", "Feed it"),
        ("playbooks/wake-it/", "Wake it"),
    ]


def test_a_start_page_asks_nothing_that_no_path_answers(changed: Changed) -> None:
    path = {
        "paths/a-lazy-weekend.yml": ("horizon: a-weekend\n", ""),
        "paths/first-feed.yml": ("horizon: five-minutes\n", ""),
    }
    for without in ({}, {"index.md": None}):
        text = text_of(build_handbook(changed({**path, **without})), "index.md")
        assert "What happened?" not in text
        assert "How much time" not in text
        assert 'href="paths/first-feed/"' in text


def test_a_playbook_whose_steps_only_have_a_rhythm_says_nothing_of_its_time(changed: Changed) -> None:
    built = build_handbook(changed({"playbooks/wake-it.yml": WEEKLY, "index.md": None}))
    assert ">Time<" not in text_of(built, "playbooks/wake-it.md")
    assert ">Time<" in text_of(built, "playbooks/feed-it.md")
    pages = [str(file.content) for file in built.files if file.path.endswith(".md")]
    assert not [page for page in pages if re.search(r"(?<!\d)0 minutes", page)]
    assert '<span class="entry-facts"></span>' not in text_of(built, "playbooks/index.md")


WEEKLY = """\
id: wake-it
title: Wake it
summary: Bring it back.
when: Today
who: You
ends_with: [A lively starter]
reviewed: 2026-03-05
why: It is cold.
steps:
  - {id: warm-it, title: Warm it, time: weekly, do: Wait., done_when: It moves., scripts: [hand-it-over]}
care: Stop.
comes_from: Practice.
"""


OUR_WORDS = (
    r"After the No|turned down|passed over|laid off|layoff|promotion|rejection|job|career|manager|employer|"
    r"interview|recruiter|newcomer|seek-feedback|keep-moving|evidence-log"
)


def test_the_generator_says_no_word_of_this_projects_own_handbook(built: BuiltHandbook) -> None:
    for file in built.files:
        text = file.content if isinstance(file.content, str) else file.content.decode(errors="replace")
        found = re.findall(rf"\b(?:{OUR_WORDS})\b", text, re.IGNORECASE)
        assert found == [], file.path


def test_style_sheets_close_what_they_open(built: BuiltHandbook) -> None:
    for sheet in (file for file in built.files if file.path.endswith(".css")):
        text = re.sub(
            r"/\*.*?\*/",
            "",
            bytes(sheet.content).decode() if isinstance(sheet.content, bytes) else sheet.content,
            flags=re.DOTALL,
        )
        depth, deepest = 0, 0
        for sign in re.findall(r"[{}]", text):
            depth += 1 if sign == "{" else -1
            deepest = max(deepest, depth)
            assert depth >= 0, sheet.path
        assert (depth, deepest <= 2) == (0, True), sheet.path
