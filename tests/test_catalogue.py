"""What programs read of a handbook: the catalogue with its schema, and the inventory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import sphobjinv
from jsonschema import Draft202012Validator

from generator.build import BuiltHandbook, build_handbook
from generator.catalogue import catalogue_schema
from generator.disk import read_content
from generator.printing import Press
from tests.conftest import Change

SITE = "https://handbook.example.org/after-the-no/"
Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]


def bytes_of(built: BuiltHandbook, path: str) -> bytes:
    (content,) = [file.content for file in built.files if file.path == path]
    return content if isinstance(content, bytes) else content.encode()


def catalogue_of(built: BuiltHandbook) -> dict[str, Any]:
    return dict(json.loads(bytes_of(built, "handbook.json")))


def entries_of(built: BuiltHandbook) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in catalogue_of(built)["entries"]}


@pytest.fixture(scope="module")
def built(sourdough: Mapping[str, bytes]) -> BuiltHandbook:
    return build_handbook(sourdough, SITE)


@pytest.fixture(scope="module")
def printed(sourdough: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> BuiltHandbook:
    return build_handbook(sourdough, SITE, Press(tmp_path_factory.mktemp("press")))


# --- the catalogue -----------------------------------------------------------------------------


def test_the_catalogue_follows_its_schema(printed: BuiltHandbook, root: Path) -> None:
    own = build_handbook(read_content(root / "content"), SITE)
    for built in (printed, own):
        schema = json.loads(bytes_of(built, "handbook.schema.json"))
        Draft202012Validator.check_schema(schema)
        assert list(Draft202012Validator(schema).iter_errors(catalogue_of(built))) == []


def test_the_schema_refuses_what_is_not_in_it(built: BuiltHandbook) -> None:
    check = Draft202012Validator(catalogue_schema(SITE))
    for change in ({"format": "1"}, {"entries": [{"id": "feed-it"}]}, {"more": 1}):
        assert not check.is_valid(catalogue_of(built) | change), change


def test_the_schema_says_what_every_field_means() -> None:
    schema = catalogue_schema()
    for model in (schema, *schema["$defs"].values()):
        assert model["description"]
        for name, field in model["properties"].items():
            assert field["description"], name


def test_every_public_id_is_there_once_in_reading_order(built: BuiltHandbook) -> None:
    ids = [entry["id"] for entry in catalogue_of(built)["entries"]]
    assert ids == list(built.handbook.targets)


def test_what_the_catalogue_says_of_the_handbook(built: BuiltHandbook) -> None:
    catalogue = catalogue_of(built)
    assert (catalogue["format"], catalogue["$schema"]) == (1, "handbook.schema.json")
    assert catalogue["title"] == "Looking after a sourdough starter"
    assert catalogue["summary"].startswith("How to keep a jar")
    assert (catalogue["language"], catalogue["site"]) == ("en", SITE)
    assert {"id": "fridge-keeper", "title": "Fridge keeper"} in catalogue["situations"]


def test_what_it_says_of_a_step(built: BuiltHandbook) -> None:
    step = entries_of(built)["feed-it.stir-in"]
    assert (step["kind"], step["title"], step["part_of"], step["minutes"]) == (
        "step",
        "Stir in flour and water",
        "feed-it",
        10,
    )
    assert step["address"] == SITE + "playbooks/feed-it/#stir-in"
    assert step["permalink"] == SITE + "go/feed-it.stir-in/"


def test_where_each_pdf_is_and_what_it_is(printed: BuiltHandbook) -> None:
    entries = entries_of(printed)
    made = {file.path: len(file.content) for file in printed.files if file.path.endswith(".pdf")}
    told = {pdf["address"]: pdf["bytes"] for entry in entries.values() for pdf in entry["pdfs"]}
    assert told == {SITE + path: size for path, size in made.items()}
    large = [pdf for pdf in entries["smell-check"]["pdfs"] if pdf["address"].endswith("-letter-large.pdf")]
    assert [(pdf["paper"], pdf["large_print"], pdf["pages"] > 0) for pdf in large] == [("us-letter", True, True)]
    assert SITE + "packs/workbook-a4.pdf" in [pdf["address"] for pdf in entries["worksheets"]["pdfs"]]
    assert SITE + "packs/feed-it-a4.pdf" in [pdf["address"] for pdf in entries["feed-it"]["pdfs"]]


def test_without_a_site_address_all_addresses_start_from_the_file(sourdough: Mapping[str, bytes]) -> None:
    built = build_handbook(sourdough)
    entries = entries_of(built)
    assert catalogue_of(built)["site"] == ""
    assert entries["feed-it.stir-in"]["address"] == "playbooks/feed-it/#stir-in"
    assert entries["feed-it"]["permalink"] == "go/feed-it/"
    assert entries["index"]["address"] == "./"
    assert "$id" not in json.loads(bytes_of(built, "handbook.schema.json"))


def test_no_text_holds_marks(changed: Changed) -> None:
    sheet = {"worksheets/smell-check.yml": ("label: It smells of", "label: It **smells** of")}
    entries = entries_of(build_handbook(changed(sheet))).values()
    assert "It smells of" in [entry["title"] for entry in entries]
    assert [entry["id"] for entry in entries if "**" in entry["title"] + entry["summary"]] == []


# --- the inventory -----------------------------------------------------------------------------


def test_sphinx_reads_the_inventory(built: BuiltHandbook) -> None:
    inventory = sphobjinv.Inventory(bytes_of(built, "objects.inv"))
    assert inventory.project == "Looking after a sourdough starter"
    labels = {one.name: one for one in inventory.objects}
    assert list(labels) == list(built.handbook.targets)
    assert {(one.domain, one.role) for one in inventory.objects} == {("std", "label")}
    assert {one.uri for one in inventory.objects} == {f"go/{id_}/" for id_ in built.handbook.targets}
    assert labels["feed-it.stir-in"].dispname == "Stir in flour and water"


@pytest.mark.parametrize("title", ["Say: 'no' -1 std:label x", "-", "日本 <b>"])
def test_odd_titles_stay_titles(changed: Changed, title: str) -> None:
    text = json.dumps(title)
    built = build_handbook(changed({"playbooks/wake-it.yml": ("title: Wake it", f"title: {text}")}))
    inventory = sphobjinv.Inventory(bytes_of(built, "objects.inv"))
    assert [one.name for one in inventory.objects] == list(built.handbook.targets)
    (wake,) = [one for one in inventory.objects if one.name == "wake-it"]
    assert wake.dispname == ("\N{EN DASH}" if title == "-" else " ".join(title.split()))
