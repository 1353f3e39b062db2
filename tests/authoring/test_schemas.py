"""The schemas for editors say of a file what the generator says of it, as far as a schema can."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from pydantic import TypeAdapter, ValidationError
from referencing import Registry, Resource

from generator.authoring import modeline, render_schemas, stale_schemas, wired
from generator.authoring.schemas import ENDING
from generator.authoring.structure import schema_of
from generator.build import build_handbook
from generator.cli import main
from generator.disk import read_content
from generator.fields import Day, Id, Line, PartId, Plain, RichText, TimeText
from generator.loader import load_files
from generator.loader.kinds import SINGLE_FILES, kind_of, models
from generator.model import Step
from generator.wording import OVERLAY_FILE
from generator.yaml_reader import read_yaml
from tests.conftest import ROOT, SOURDOUGH, Change, report_of

BLOCKS = ROOT / "generator/blocks"


@cache
def schemas_of(folder: Path) -> dict[str, dict[str, Any]]:
    """The schemas of a content folder, by file name."""
    files = render_schemas(load_files(read_content(folder)))
    return {file.path.rpartition("/")[2]: json.loads(file.content) for file in files}


def complaints(schemas: Mapping[str, dict[str, Any]], path: str, content: bytes) -> list[str]:
    """What an editor would mark in a content file."""
    address = modeline(path).strip().rpartition("/")[2].rpartition("=")[2]
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    validator = Draft7Validator({"$ref": address}, registry=registry)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(read_yaml(content, path).data)]


def yaml_files(content: Mapping[str, bytes]) -> Iterator[str]:
    return (path for path in content if path.endswith(".yml"))


@pytest.mark.parametrize("folder", [ROOT / "content", SOURDOUGH / "content"], ids=["own", "sourdough"])
def test_every_good_file_is_good_for_an_editor(folder: Path) -> None:
    content = read_content(folder)
    marked = {path: complaints(schemas_of(folder), path, content[path]) for path in yaml_files(content)}
    assert {path: found for path, found in marked.items() if found} == {}


def test_every_schema_is_valid_and_names_its_file(root: Path) -> None:
    schemas = schemas_of(root / "content")
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)
    names = {modeline(path).strip().rpartition("/")[2].rpartition("=")[2] for path in SINGLE_FILES}
    names |= {f"{kind}{ENDING}" for kind in ("playbook", "worksheet", "script", "path", "page", "ids")}
    assert set(schemas) == names


def test_every_field_is_explained() -> None:
    for model in models():
        schema = schema_of(model)
        for name, held in [("", schema), *schema.get("definitions", {}).items()]:
            for key, field in held.get("properties", {}).items():
                assert field.get("description"), f"{model.__name__} {name} {key}: write a text below the field"


# What is changed in the sourdough handbook, and where an editor marks it.
BAD: list[tuple[str, Change, str]] = [
    ("playbooks/feed-it.yml", ("summary:", "sumary:"), "$: "),
    ("playbooks/feed-it.yml", ("id: feed-it", "id: Feed it"), "$.id: "),
    ("playbooks/feed-it.yml", ("title: Feed it", "title: 5"), "$.title: "),
    ("playbooks/feed-it.yml", ("title: Feed it", "title: ''"), "$.title: "),
    ("playbooks/feed-it.yml", ("title: Feed it", "title: |\n  Feed\n  it"), "$.title: "),
    ("playbooks/feed-it.yml", ("title: Feed it", f"title: {'x' * 501}"), "$.title: "),
    ("playbooks/feed-it.yml", ("title: Feed it", "title:"), "$.title: "),
    ("playbooks/feed-it.yml", ("reviewed: 2026", "reviewed: 26"), "$.reviewed: "),
    ("playbooks/feed-it.yml", ("warm-kitchen:", "cold-kitchen:"), "situations"),
    ("handbook.yml", ("  - feed-it\n", "  - feed-them\n"), "$.playbooks[0]: "),
    ("handbook.yml", ("  - feed-it\n", "  - wake-it\n"), "$.playbooks: "),
    ("handbook.yml", ("language: en", "language: English"), "$.language: "),
    ("handbook.yml", ("coach_session: 20", "coach_session: 2"), "$.coach_session: "),
    ("handbook.yml", ("(id:about)", "(id:abuot)"), "$.care_line: "),
    ("worksheets/feeding-log.yml", ("type: table", "type: tabel"), "type: "),
    ("strings.yml", "duration:\n  rhythm: {dayly: each day}\n", "$.duration.rhythm: "),
    ("strings.yml", 'duration:\n  range: "{from} to {high}"\n', "$.duration.range: "),
    ("strings.yml", "months: {m1: 1}\n", "$.months.m1: "),
    ("retired.yml", "retired:\n  - id: old\n", "$.retired[0]: "),
    ("permalinks.yml", "links:\n  feed-it: yesterday\n", "$.links"),
]


@pytest.mark.parametrize(("path", "change", "place"), BAD, ids=[f"{one[0]}-{number}" for number, one in enumerate(BAD)])
def test_an_editor_marks_what_the_generator_refuses(
    changed: Callable[[Mapping[str, Change]], dict[str, bytes]], path: str, change: Change, place: str
) -> None:
    content = changed({path: change})
    assert report_of(content), "the generator takes it"
    found = complaints(schemas_of(SOURDOUGH / "content"), path, content[path])
    assert found, "the editor takes it"
    assert place in found[0]


BAD_BLOCKS: dict[str, tuple[str, str]] = {
    "an unknown field": ("label:", "labbel:"),
    "a field of another type": ("rows: 2", "rows: 2\nmaximum: 5"),
    "rows in two ways": ("rows: 2", "rows: 2\nrow_titles: [{id: a, title: A}]"),
    "rows in no way": ("rows: 2", "rows:"),
    "a list that is too short": ("  - {id: date, title: Date, width: narrow}\n", ""),
    "a word that is none of the choices": ("width: narrow", "width: thin"),
}


@pytest.mark.parametrize("what", BAD_BLOCKS)
def test_an_editor_marks_a_bad_block_by_its_own_type(what: str) -> None:
    old, new = BAD_BLOCKS[what]
    example = (BLOCKS / "table/example.yml").read_text(encoding="utf-8")
    assert old in example
    assert block_complaints(example) == []
    found = block_complaints(example.replace(old, new))
    assert found
    assert not any("prompt" in one for one in found), "it speaks of other types"


def test_an_editor_wants_both_ends_of_a_rating_or_none() -> None:
    example = (BLOCKS / "rating/example.yml").read_text(encoding="utf-8")
    assert block_complaints(example.replace("low: not at all\n", ""))
    assert block_complaints(example.replace("low: not at all\nhigh: fully\n", "")) == []


@pytest.mark.parametrize("path", sorted(BLOCKS.glob("*/example.yml")), ids=lambda path: path.parent.name)
def test_every_example_of_a_block_is_good_for_an_editor(path: Path) -> None:
    assert block_complaints(path.read_text(encoding="utf-8")) == []


def block_complaints(block: str) -> list[str]:
    lines = block.splitlines()
    head = "id: sheet\ntitle: A\nsummary: B\nintro: C\nblocks:\n"
    body = "\n".join([f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])])
    return complaints(schemas_of(SOURDOUGH / "content"), "worksheets/sheet.yml", (head + body).encode())


TEXTS = [
    *("", " ", "\n", "a", "a ", " a", "a\n", "\na", "a\nb", "\n\na b\n\n", "\t", "a\tb", "é", "😀"),
    *("x" * 500, "x" * 501, "😀" * 500, "😀" * 501, " " * 600 + "x", "x" + "\n" * 600),
    *("a-b", "a--b", "-a", "A", "a.b", "a.b.c", "a_b", "ä", "no", "007", "1:30"),
    *("15 min", "1-2 h", "0 min", "00 h", "10-20 min", "2-1 h", "1 day", "2 days a week", "daily", "Daily"),
    *("15min", "15  min", "15 min each", "15 min a year", "1000 min", "\u0663 min"),
    *("2026-11-22", "2026-13-01", "2026-02-30", "26-1-1", "2026-11-22 ", "\u0662\u0660\u0662\u0666-11-22"),
    *("[a](id:about)", "[a](https://example.org)"),
]


FORMS = {"id": Id, "part": PartId, "plain": Plain, "line": Line, "rich": RichText, "time": TimeText, "day": Day}


@pytest.mark.parametrize("name", FORMS)
def test_what_the_generator_takes_an_editor_takes(name: str) -> None:
    form = FORMS[name]

    class Holder(Step.__base__):  # type: ignore[name-defined,misc]
        text: form

    pattern = {"properties": {"text": {"pattern": schema_of(Holder)["properties"]["text"]["pattern"]}}}
    taken = [text for text in TEXTS if _is_valid(form, text)]
    assert taken
    assert [text for text in taken if not Draft7Validator(pattern).is_valid({"text": text})] == []


def _is_valid(form: Any, text: str) -> bool:
    try:
        TypeAdapter(form).validate_python(text)
    except ValidationError:
        return False
    return True


LINKS = {
    "[a](id:about)": True,
    "[a](id:feed-it.mix) and [b](id:nowhere)": False,
    "[a](id:abou)": False,
    "[a](id:about-us)": False,
    "[a](id:about.us)": False,
    '[a](id:nowhere "title")': False,
    "[two\nlines](id:nowhere)": False,
    "[two\n\nparagraphs](id:nowhere)": True,
    "write `[a](id:nowhere)`": True,
    r"\[a](id:nowhere)": True,
    "a](id:nowhere)": True,
    "[a](https://example.org/id:nowhere)": True,
    "    [a](id:nowhere)": True,
}


@pytest.mark.parametrize("text", LINKS)
def test_an_editor_follows_links(text: str) -> None:
    links = schemas_of(SOURDOUGH / "content")["ids.schema.json"]["definitions"]["links"]
    assert Draft7Validator(links).is_valid(text) is LINKS[text]


def test_the_committed_schemas_are_current(root: Path) -> None:
    content = read_content(root / "content")
    assert list(stale_schemas(content, load_files(content))) == [], "run handbook schema"


def test_every_content_file_names_its_schema(root: Path) -> None:
    content = read_content(root / "content")
    assert [path for path in yaml_files(content) if wired(path, content[path]) != content[path]] == [], (
        "run handbook schema --wire"
    )
    for path in yaml_files(content):
        named = content[path].decode().split("\n", 1)[0].partition("$schema=")[2]
        assert ((root / "content" / path).parent / named).is_file(), path


def test_schemas_are_not_published(sourdough: Mapping[str, bytes]) -> None:
    schemas = {file.path: str(file.content).encode() for file in render_schemas(load_files(sourdough))}
    content = {**sourdough, **schemas}
    assert [file.path for file in build_handbook(content).files if "schema/" in file.path] == []


def test_a_wired_file_keeps_its_text() -> None:
    line = b"# yaml-language-server: $schema=../schema/playbook.schema.json\n"
    assert wired("playbooks/a.yml", b"\xef\xbb\xbfid: a\n") == line + b"id: a\n"
    assert wired("playbooks/a.yml", line + b"id: a\n") == line + b"id: a\n"
    assert wired("playbooks/a.yml", b"# yaml-language-server: $schema=old.json\nid: a\n") == line + b"id: a\n"
    assert wired("sources.yml", b"x") == b"# yaml-language-server: $schema=schema/sources.schema.json\nx"
    assert wired("pictures/jar.svg", b"<svg/>") == b"<svg/>"
    assert kind_of(OVERLAY_FILE), "an overlay has a schema too"


def test_the_command_writes_what_differs_and_check_says_when_it_must(project: Path) -> None:
    run = CliRunner()
    config = ["-f", str(project / "mkdocs.yml")]
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("- handbook", "- handbook: {pdf: false}")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert "stale-schema" not in run.invoke(main, ["check", *config]).output, "a handbook need not have schemas"
    told = run.invoke(main, ["schema", "--wire", *config])
    assert "Wrote 15 files" in told.output
    assert "Named the schema in 14 files" in told.output
    again = run.invoke(main, ["schema", "--wire", *config])
    assert again.output == "The schemas are as they should be.\n"
    assert "stale-schema" not in run.invoke(main, ["check", *config]).output

    (project / "content/pictures.md").write_text("# Pictures\n", encoding="utf-8")
    report = run.invoke(main, ["check", *config])
    assert report.exit_code == 0
    assert "schema/ids.schema.json:1:1: warning: what editors know of this handbook is not" in report.output
    assert "Wrote 1 file: schema/ids.schema.json" in run.invoke(main, ["schema", *config]).output

    accepted = run.invoke(main, ["links", "--accept", *config])
    assert accepted.exit_code == 0
    ledger = (project / "content/permalinks.yml").read_text(encoding="utf-8")
    assert ledger.startswith("# yaml-language-server: $schema=schema/permalinks.schema.json\n# Every public id")
    assert "stale-schema" not in run.invoke(main, ["check", *config]).output


def test_ids_of_files_that_cannot_be_read_are_not_forgotten(project: Path) -> None:
    config = ["-f", str(project / "mkdocs.yml")]
    run = CliRunner()
    run.invoke(main, ["schema", *config])
    before = (project / "content/schema/ids.schema.json").read_bytes()
    (project / "content/sources.yml").write_text("sources: [\n", encoding="utf-8")
    told = run.invoke(main, ["schema", *config])
    assert told.exit_code == 1
    assert "content/sources.yml:" in told.output
    assert (project / "content/schema/ids.schema.json").read_bytes() == before


def test_a_link_to_nowhere_does_not_keep_new_ids_from_editors(project: Path) -> None:
    config = ["-f", str(project / "mkdocs.yml")]
    (project / "content/new.md").write_text("# New\n\nSee [this](id:nowhere).\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["schema", *config]).exit_code == 0
    assert '"new"' in (project / "content/schema/ids.schema.json").read_text(encoding="utf-8")
