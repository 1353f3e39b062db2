"""`handbook new` writes files that are valid, explained, and cannot fall behind the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result
from pydantic import BaseModel

from generator.authoring import UNWRITTEN, add, kinds, render_new_handbook, render_starter
from generator.authoring.inserting import with_item
from generator.authoring.starters import OFF, explained
from generator.authoring.structure import fields_of, is_block_union, marks_of
from generator.blocks import BLOCK_TYPES, block_type
from generator.cli import main
from generator.disk import read_content
from generator.loader import load_files
from generator.loader.kinds import kind_of
from generator.yaml_reader import read_yaml
from tests.authoring.test_schemas import complaints
from tests.conftest import report_of

TODAY = date(2026, 11, 25)
STARTERS = Path(__file__).parent.parent.parent / "generator/starters"
PATHS = {
    **{f"{kind}.yml": f"{folder}/new-one.yml" for kind, folder in kinds().items()},
    "handbook/content/handbook.yml": "handbook.yml",
    "handbook/content/sources.yml": "sources.yml",
}
"""Each starter of a content file, and where such a file stands."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def whole(name: str) -> str:
    """A starter with everything in it that its author gets commented out."""
    text = (STARTERS / name).read_text(encoding="utf-8")
    words = {"$id": "new-one", "$title": "New", "$today": "2026-11-25", "$language": "en", "$block_types": "text"}
    for place, word in words.items():
        text = text.replace(place, word)
    return re.sub(f"^{re.escape(OFF)}", "", text, flags=re.MULTILINE)


def named(annotation: Any, data: Any) -> Iterator[tuple[type[BaseModel], set[str]]]:
    """Each model inside a value, with the fields that are written there."""
    bare, _ = marks_of(annotation)
    if is_block_union(bare):
        bare = next(block for block in BLOCK_TYPES if block_type(block) == data["type"])
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        yield bare, set(data)
        for name, _, field in fields_of(bare):
            if name in data:
                yield from named(field, data[name])
    elif isinstance(data, list):
        for item in data:
            yield from named(get_args(bare)[0], item)


@pytest.mark.parametrize("name", PATHS)
def test_a_starter_names_every_field_and_is_valid_with_all_of_them(name: str) -> None:
    kind = kind_of(PATHS[name])
    assert kind
    assert kind.model
    data = read_yaml(whole(name).encode(), PATHS[name]).data
    kind.model.model_validate(data)
    written: dict[type[BaseModel], set[str]] = {}
    for model, fields in named(kind.model, data):
        written[model] = written.get(model, set()) | fields
    missing = {
        model.__name__: sorted(set(model.model_fields) - fields)
        for model, fields in written.items()
        # Blocks share some fields, which are explained at the first.
        if set(model.model_fields) - fields - ({"aliases", "hint"} if "type" in model.model_fields else set())
    }
    assert missing == {}, f"add them to generator/starters/{name}"


@pytest.mark.parametrize("name", PATHS)
def test_taking_away_the_signs_gives_the_whole_starter(name: str) -> None:
    """What is commented out is right as soon as one sign is taken from each of its lines."""
    source = (STARTERS / name).read_text(encoding="utf-8")
    commented = explained(PATHS[name], source)
    uncommented = re.sub(r"^( *)#(?! (?:\S|$))", r"\1", commented, flags=re.MULTILINE)
    expected = re.sub(f"^{re.escape(OFF)}", "", source, flags=re.MULTILINE)
    assert read_yaml(uncommented.encode(), "a.yml").data == read_yaml(expected.encode(), "a.yml").data


@pytest.mark.parametrize("kind", kinds())
def test_every_field_of_a_new_file_is_explained_above_it(kind: str) -> None:
    text = render_starter(kind, "new-one", "New one", TODAY)
    assert text.startswith(f"# yaml-language-server: $schema=../schema/{kind}.schema.json\n")
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if re.match(r"#?[a-z_]+:", line):
            assert lines[number - 1].startswith("# "), line
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("kind", kinds())
def test_a_new_file_passes_the_check_as_it_is(project: Path, kind: str) -> None:
    config = ("-f", project / "mkdocs.yml")
    without_pdf(project)
    before = run("check", *config)
    told = run("new", kind, "new-one", *config)
    assert told.exit_code == 0, told.output
    assert f"/{kinds()[kind]}/new-one.yml: open it, and write where it says {UNWRITTEN}" in told.output
    after = run("check", *config)
    assert after.exit_code == 0, after.output
    new = set(after.output.splitlines()) - set(before.output.splitlines())
    assert sum("warning" in line for line in new) == 2, "one of what is to be written, one sum"
    assert "[unwritten]" in after.output
    assert "title: New one" in (project / "content" / kinds()[kind] / "new-one.yml").read_text(encoding="utf-8")


def without_pdf(project: Path) -> None:
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("- handbook\n", "- handbook: {pdf: false}\n")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")


def test_a_new_playbook_is_listed_and_editors_know_it(project: Path) -> None:
    config = ("-f", project / "mkdocs.yml")
    run("schema", "--wire", *config)
    before = (project / "content/handbook.yml").read_text(encoding="utf-8")
    told = run("new", "playbook", "share-it", "--title", 'Share: "it"', *config)
    assert "Listed it in" in told.output
    after = (project / "content/handbook.yml").read_text(encoding="utf-8")
    assert after == before.replace("  - wake-it\n", "  - wake-it\n  - share-it\n")
    assert "title: 'Share: \"it\"'\n" in (project / "content/playbooks/share-it.yml").read_text(encoding="utf-8")
    assert '"share-it.first-step"' in (project / "content/schema/ids.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("script", "../x"), 'an id is lower-case words joined by hyphens, got "../x": use e.g. x'),
        (("script", "/etc/x"), 'an id is lower-case words joined by hyphens, got "/etc/x": use e.g. etc-x'),
        (("script", "Ask More"), 'an id is lower-case words joined by hyphens, got "Ask More": use e.g. ask-more'),
        (("script", "."), 'an id is lower-case words joined by hyphens, got ".": use e.g. first-step'),
        (("script", "a", "--title", "two\nlines"), "the title must be one line"),
        (("script", "go"), 'the id "go" is kept for a page that every handbook has'),
        (("path", "about"), 'the id "about" is taken: it stands at about.md:1'),
        (("script", "feed-it"), 'the id "feed-it" is taken: it stands at playbooks/feed-it.yml:1'),
        (("playbook", "feed-it"), "playbooks/feed-it.yml is there already"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "-".join(value)[:20],
)
def test_what_cannot_be_added_is_refused_and_nothing_is_written(
    project: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = read_content(project)
    told = run("new", *arguments, "-f", project / "mkdocs.yml")
    assert told.exit_code == 1
    assert message in told.output
    assert read_content(project) == before


def test_an_alias_or_a_retired_id_is_not_given_again(project: Path) -> None:
    (project / "content/retired.yml").write_text(
        "retired:\n  - {id: old-one, reason: It was wrong.}\n", encoding="utf-8"
    )
    told = run("new", "script", "old-one", "-f", project / "mkdocs.yml")
    assert told.exit_code == 1
    assert 'the id "old-one" is retired, and in use' in told.output
    assert not (project / "content/scripts/old-one.yml").exists()


def test_a_folder_that_leads_elsewhere_is_not_written_to(project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = project / "content/paths"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.symlink_to(elsewhere)
    told = run("new", "path", "new-one", "-f", project / "mkdocs.yml")
    assert told.exit_code == 1
    assert "content/paths:" in told.output
    assert list(elsewhere.iterdir()) == []


def test_other_mistakes_do_not_keep_a_file_from_being_made(sourdough: Mapping[str, bytes]) -> None:
    broken = {**sourdough, "scripts/bad.yml": b"titel: x\n"}
    assert [file.path for file in add(broken, "playbook", "new-one", "", TODAY)] == [
        "playbooks/new-one.yml",
        "handbook.yml",
    ]


LISTS = {
    "a: # all\n  - b # one\n  - c   # two\n\nd: 1\n": "a: # all\n  - b # one\n  - c   # two\n  - new\n\nd: 1\n",
    "a:\n- b": "a:\n- b\n- new\n",
    "a: [b, c] # all\n": "a: [b, c, new] # all\n",
    "a: [\n  b,\n  'c',\n]\n": "a: [\n  b,\n  'c', new,\n]\n",
    'a:\n  -   "b"\nc: 1\n': 'a:\n  -   "b"\n  -   new\nc: 1\n',
    "a:\n  - b\n# end\n": "a:\n  - b\n  - new\n# end\n",
}


@pytest.mark.parametrize("text", LISTS)
def test_a_line_is_added_as_its_author_writes_lines(text: str) -> None:
    document = read_yaml(text.encode(), "a.yml")
    changed = with_item(document, ("a",), "new")
    assert changed == LISTS[text]
    assert read_yaml(changed.encode(), "a.yml").data["a"] == [*document.data["a"], "new"]


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_a_new_handbook_is_whole(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "bread and-butter"
    told = run("new", "handbook", folder, "--language", language)
    assert told.exit_code == 0, told.output
    assert (folder / ".gitignore").is_file()
    assert "# Bread and butter\n" in (folder / "README.md").read_text(encoding="utf-8")
    content = read_content(folder / "content")
    load_files(content)
    assert ("strings.yml" in content) is (language != "en")
    assert ("translate them" in told.output) is (language != "en")

    check = run("check", "-f", folder / "mkdocs.yml")
    assert check.exit_code == 0, check.output
    problems = [line for line in check.output.splitlines() if "warning:" in line]
    assert all("[unwritten]" in line for line in problems), check.output
    assert len(problems) == len({line.split(":")[0] for line in problems}), "one a file"
    built = run("build", "-f", folder / "mkdocs.yml")
    assert built.exit_code == 0, built.output
    page = (folder / "site/index.html").read_text(encoding="utf-8")
    assert "Bread and butter" in page
    assert (folder / "site/worksheets/first-worksheet-a4.pdf").is_file()


def test_a_title_with_marks_is_shown_as_it_is() -> None:
    files = {file.path: str(file.content) for file in render_new_handbook("A *b* & <c>: #1 [d]", "en", TODAY)}
    content = {
        path.removeprefix("content/"): text.encode() for path, text in files.items() if path.startswith("content/")
    }
    assert report_of(content) == ""
    assert read_yaml(content["handbook.yml"], "handbook.yml").data["title"] == "A *b* & <c>: #1 [d]"
    assert r"# A \*b\* &amp; &lt;c&gt;: \#1 \[d\]" in files["content/index.md"]


def test_a_handbook_is_not_made_over_something(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine", encoding="utf-8")
    told = run("new", "handbook", tmp_path)
    assert told.exit_code == 1
    assert "is not empty: name a new folder" in told.output
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert "must be a code such as en or pt-BR" in run("new", "handbook", tmp_path / "b", "--language", "Dutch").output
    assert not (tmp_path / "b").exists()


def test_text_that_other_programs_would_not_take_for_text_is_told(project: Path) -> None:
    path = project / "content/playbooks/feed-it.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Feed it", "title: 007"), encoding="utf-8")
    without_pdf(project)
    told = run("check", "-f", project / "mkdocs.yml")
    assert told.exit_code == 0, told.output
    line = next(line for line in told.output.splitlines() if "[unquoted]" in line)
    assert line.endswith("warning: 007 is text here, but editors and other programs do not take it for text [unquoted]")


def test_an_editor_marks_nothing_in_a_new_handbook() -> None:
    files = {file.path.removeprefix("content/"): str(file.content) for file in render_new_handbook("New", "nl", TODAY)}
    schemas = {path.removeprefix("schema/"): json.loads(text) for path, text in files.items() if "schema/" in path}
    content = [path for path in files if kind_of(path)]
    assert len(content) == 7
    assert [mark for path in content for mark in complaints(schemas, path, files[path].encode())] == []


def test_a_playbook_is_not_made_where_it_cannot_be_listed(project: Path) -> None:
    (project / "content/handbook.yml").write_text("titel: x\n", encoding="utf-8")
    told = run("new", "playbook", "new-one", "-f", project / "mkdocs.yml")
    assert told.exit_code == 1
    assert 'content/handbook.yml:1:1: error: unknown key "titel"' in told.output
    assert not (project / "content/playbooks/new-one.yml").exists()
