"""What an author sees in an editor with the YAML language server, which is driven for real."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.authoring import modeline
from tests.editor import Editor


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    editor = Editor()
    yield editor
    editor.close()


@pytest.fixture(scope="module")
def content(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's content, in a folder whose name has a space."""
    return Path(shutil.copytree(root / "content", tmp_path_factory.mktemp("a handbook") / "content"))


def new(path: str, text: str) -> str:
    return modeline(path) + text


def test_no_good_file_is_marked(editor: Editor, content: Path) -> None:
    marked = {}
    for path in sorted(content.rglob("*.yml")):
        if problems := editor.problems(path, path.read_text(encoding="utf-8")):
            marked[path.name] = problems
    assert marked == {}


MISTAKES = {
    "a misspelt key": (
        "playbooks/acknowledge.yml",
        ("\ntitle:", "\ntitel:"),
        ['2:1: Missing property "title".', "3:1: Property titel is not allowed."],
    ),
    "an id that is not there": (
        "playbooks/acknowledge.yml",
        ("    scripts: [ask-to-listen", "    scripts: [ask-to-lisen"),
        ['no script has this id; where it is new, run "handbook schema"'],
    ),
    "a link to nowhere": (
        "playbooks/acknowledge.yml",
        ("\nsummary: ", "\nsummary: See [this](id:nowhere), "),
        ['4:10: an id: link names no part of the handbook; where it is new, run "handbook schema"'],
    ),
    "a situation that is not there": (
        "playbooks/acknowledge.yml",
        ("\n      searching:", "\n      serching:"),
        ['no situation has this id; where it is new, run "handbook schema"'],
    ),
    "a day that is none": (
        "playbooks/acknowledge.yml",
        ("\nreviewed: 2026", "\nreviewed: 26"),
        ["must be a date, such as 2026-11-22"],
    ),
    "a number for a text": (
        "paths/ten-minutes.yml",
        ("\ntitle: ", "\ntitle: 10 # "),
        ["3:8: must be text; put a number, true, false or null in quotes"],
    ),
    "a horizon that is not there": (
        "paths/ten-minutes.yml",
        ("\nhorizon: ", "\nhorizon: never-"),
        ['no horizon has this id; where it is new, run "handbook schema"'],
    ),
    "a field of another block": (
        "worksheets/evidence-log.yml",
        ("    id: noes\n", "    id: noes\n    maximum: 5\n"),
        ["13:5: Property maximum is not allowed."],
    ),
    "no rows in a table": (
        "worksheets/evidence-log.yml",
        ("    rows: 5\n", ""),
        ["11:5: a table has either rows or row_titles"],
    ),
    "a block type that is not there": (
        "worksheets/evidence-log.yml",
        ("  - type: table\n", "  - type: tabel\n"),
        ["11:11: a block is one of text, prompt, lines, date, rating, choice, checklist, two-column, table, "],
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_marked_where_it_stands(editor: Editor, content: Path, what: str) -> None:
    path, (old, new), expected = MISTAKES[what]
    text = (content / path).read_text(encoding="utf-8")
    assert old in text
    found = editor.problems(content / path, text.replace(old, new, 1))
    assert len(found) == len(expected), found
    for problem, words in zip(found, expected, strict=True):
        assert words in problem


def test_keys_are_completed_with_their_docs(editor: Editor, content: Path) -> None:
    offered = editor.completions(content / "playbooks/new.yml", new("playbooks/new.yml", "id: new\nsuCURSOR\n"))
    assert offered["summary"] == "What it is for, in one sentence."
    assert offered["coach"] == "How to run a session with this playbook. May be left out."
    assert "stops" not in offered


def test_block_types_are_completed_with_their_docs(editor: Editor, content: Path) -> None:
    text = new("worksheets/new.yml", "id: new\nblocks:\n  - type: CURSOR\n")
    offered = editor.completions(content / "worksheets/new.yml", text)
    assert offered["rating"] == "A row of numbers, one of which is marked."
    assert len(offered) == 12


def test_only_the_fields_of_the_chosen_block_are_completed(editor: Editor, content: Path) -> None:
    text = new("worksheets/new.yml", "id: new\nblocks:\n  - type: rating\n    CURSOR\n")
    offered = editor.completions(content / "worksheets/new.yml", text)
    assert offered["maximum"] == "The highest number, from 2 to 10. Left out, it is 10."
    assert not {"columns", "signers"} & set(offered)


@pytest.mark.parametrize("scripts", ["[CURSOR]", "\n      - CURSOR", "\n      - ask-CURSOR"])
def test_ids_are_completed_with_their_titles(editor: Editor, content: Path, scripts: str) -> None:
    text = new("playbooks/new.yml", f"id: new\nsteps:\n  - id: one\n    scripts: {scripts}\n")
    offered = editor.completions(content / "playbooks/new.yml", text)
    assert offered["ask-hiring-manager"] == "Ask a hiring manager for one pointer"
    assert "acknowledge" not in offered


def test_situations_are_completed(editor: Editor, content: Path) -> None:
    text = new("playbooks/new.yml", "id: new\nsituations:\n  CURSOR\n")
    assert set(editor.completions(content / "playbooks/new.yml", text)) == {"passed-over", "searching", "newcomer"}


def test_words_of_another_language_are_completed(editor: Editor, content: Path) -> None:
    offered = editor.completions(content / "strings.yml", new("strings.yml", "months:\n  CURSOR\n"))
    assert offered["m12"] == "In English: December"


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("playbooks/new.yml", "id: new\nsumCURSORmary: a\n", "What it is for, in one sentence."),
        ("playbooks/new.yml", "steps:\n  - done_CURSORwhen: a\n", "How the reader can tell that the step is done."),
        (
            "worksheets/new.yml",
            "blocks:\n  - type: raCURSORting\n",
            "`rating`: A row of numbers, one of which is marked.",
        ),
        (
            "worksheets/new.yml",
            "blocks:\n  - type: rating\n    maxCURSORimum: 5\n",
            "The highest number, from 2 to 10.",
        ),
        ("paths/new.yml", "stops:\n  - tiCURSORme: 5 min\n", "How long it takes: `2 min`, `30 min`, `1-2 h`"),
        ("worksheets/new.yml", "blocks:\n  - type: chCURSORoice\n", "one of them, or with `many` as many as fit."),
        ("handbook.yml", "care_CURSORline: a\n", "One line that leads to help; it stands below every care note."),
    ],
)
def test_a_field_is_explained_below_the_pointer(
    editor: Editor, content: Path, path: str, text: str, words: str
) -> None:
    assert words in editor.hover(content / path, new(path, text))
