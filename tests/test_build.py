"""The whole procedure: content files in, files of a docs folder out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from generator.build import BuiltHandbook, build_handbook
from generator.problems import ContentError
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
    made = {file.path: file.source for file in built.files if not file.path.startswith("assets/")}
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
        "coach/feed-it.md": "playbooks/feed-it.yml",
        "glossary/index.md": "glossary.yml",
        "search/index.md": None,
        "search/search_index.json": None,
        "pictures/jar.svg": "pictures/jar.svg",
    }


def test_every_path_is_made_once(built: BuiltHandbook) -> None:
    paths = [file.path for file in built.files]
    assert sorted(paths) == sorted(set(paths))


def test_style_sheets_and_scripts_come_along(built: BuiltHandbook) -> None:
    static = Path(__file__).parent.parent / "generator" / "static"
    names = {path.name for path in static.rglob("*") if path.is_file()}
    assert {file.path.rpartition("/")[2] for file in built.files if file.path.startswith("assets/")} == names


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


OUR_WORDS = (
    r"After the No|turned down|passed over|laid off|layoff|promotion|rejection|job|career|manager|employer|"
    r"interview|recruiter|newcomer|seek-feedback|keep-moving|evidence-log"
)


def test_the_generator_says_no_word_of_this_projects_own_handbook(built: BuiltHandbook) -> None:
    for file in built.files:
        text = file.content if isinstance(file.content, str) else file.content.decode()
        found = re.findall(rf"\b(?:{OUR_WORDS})\b", text, re.IGNORECASE)
        assert found == [], file.path
