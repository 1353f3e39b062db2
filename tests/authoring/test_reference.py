"""The author's reference is whole, current, and right: its examples are read by the generator itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from generator.authoring.reference import example_of, render_pictures, render_reference
from generator.authoring.structure import fields_of, is_block_union, marks_of
from generator.blocks import BLOCK_TYPES, block_type
from generator.cli import main
from generator.loader.kinds import kind_of, models
from generator.model import PageHead
from generator.wording import OVERLAY_FILE, load_strings
from generator.yaml_reader import read_yaml

EXAMPLES = Path(__file__).parent.parent.parent / "generator/authoring/examples"
TEXT = str(render_reference().content)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    bare, _ = marks_of(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        yield bare
        for _, _, field in fields_of(bare):
            yield from models_in(field)
    for inner in get_args(bare):
        yield from models_in(inner)


ALL_MODELS = sorted({inner for model in models() for inner in models_in(model)}, key=lambda model: model.__name__)


def unwritten(data: Any, annotation: Any) -> Iterator[str]:
    """The fields that a value could have and has not."""
    bare, _ = marks_of(annotation)
    if is_block_union(bare):
        return
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        for name, _, field in fields_of(bare):
            if name in data:
                yield from unwritten(data[name], field)
            else:
                yield f"{bare.__name__}.{name}"
    elif isinstance(data, list):
        yield from unwritten(data[0], get_args(bare)[0])


def test_the_committed_reference_is_current(root: Path) -> None:
    committed = (root / "docs/author-reference.md").read_text(encoding="utf-8")
    assert committed == TEXT, "run handbook reference"


def test_the_committed_pictures_are_current(root: Path) -> None:
    for picture in render_pictures():
        assert (root / "docs" / picture.path).read_bytes() == picture.content, "run handbook reference"
    assert len(list((root / "docs/blocks").iterdir())) == len(BLOCK_TYPES)


@pytest.mark.parametrize("model", ALL_MODELS, ids=lambda model: model.__name__)
def test_every_field_is_in_it(model: type[BaseModel]) -> None:
    for name, info, _ in fields_of(model):
        if name in ("id", "aliases", "type", "label", "hint") and "type" in model.model_fields:
            continue  # those of all blocks, which are told once
        about = " ".join((info.description or "").split()).replace("|", "\\|")
        rows = re.findall(rf"^\| `{name}` \|.*\|$", TEXT, re.MULTILINE)
        assert any(row.endswith(f"| {about} |") for row in rows), f"{model.__name__}.{name}"


@pytest.mark.parametrize("block", BLOCK_TYPES, ids=block_type)
def test_every_block_is_in_it_with_its_example_and_picture(block: type[BaseModel]) -> None:
    name = block_type(block)  # type: ignore[arg-type]
    section = TEXT.partition(f"### `{name}`\n")[2].partition("\n### ")[0]
    assert f"(blocks/{name}.png)" in section
    example = re.search(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert example
    (data,) = read_yaml(example[1].encode(), "a.yml").data
    assert block.model_validate(data).type == name  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yml")), ids=lambda path: path.stem)
def test_an_example_is_valid_and_has_every_field(path: Path) -> None:
    content = path.read_bytes()
    assert content.decode() in TEXT
    if path.name == OVERLAY_FILE:
        assert load_strings("en", content).text("months.m1") == "Jan"
        return
    data = read_yaml(content, path.name).data
    model = PageHead if path.stem == "page" else None
    if model is None:
        kind = kind_of(path.name) or kind_of(f"{path.stem}s/a.yml")
        assert kind
        model = kind.model
        assert model
    model.model_validate(data)
    assert list(unwritten(data, model)) == []


def test_every_kind_has_an_example() -> None:
    held = {path.stem for path in EXAMPLES.glob("*.yml")}
    schemas = {path.name.removesuffix(".schema.json") for path in (EXAMPLES.parents[2] / "content/schema").iterdir()}
    assert schemas - held == {"ids"}
    assert example_of("playbook")


def test_every_link_inside_it_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for target in re.findall(r"\]\(#([^)]*)\)", TEXT):
        assert target in anchors


def test_the_command_writes_it(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["reference", str(tmp_path / "help")])
    assert told.exit_code == 0, told.output
    assert "and 12 pictures of blocks beside it" in told.output
    assert (tmp_path / "help/author-reference.md").read_text(encoding="utf-8") == TEXT
    assert (tmp_path / "help/blocks/weekly-grid.png").read_bytes().startswith(b"\x89PNG")
