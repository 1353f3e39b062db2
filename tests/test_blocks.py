"""Every block type is whole: a folder with its model, templates and example, and an entry in the registry.

The goldens in `tests/golden/blocks` show what each example becomes on a page, and those in `tests/golden/sheets`
what it becomes on paper. After a change that is meant: `pytest --update-golden`, and read the difference.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from pydantic import ValidationError

from generator.blocks import BLOCK_TYPES, Block, block_folder, block_type
from generator.fields import field_docs
from generator.loader import load_handbook
from generator.pdf import make_pdf
from generator.sheets import SheetSetter
from generator.templating import PageContext, block_template, render_page
from generator.wording import Strings, load_strings
from generator.yaml_reader import read_yaml
from tests.conftest import with_changes
from tests.paper import page_texts, widgets

BLOCKS = Path(__file__).parent.parent / "generator" / "blocks"
FOLDERS = sorted({path.parent for path in BLOCKS.glob("*/*") if path.parent.name != "__pycache__"})


# --- what a folder must hold -------------------------------------------------------------------


def missing_parts(folder: Path, registry: tuple[type[Block], ...] = BLOCK_TYPES) -> list[str]:
    """What is still to be added to a block type's folder, each as something to do."""
    name = folder.name
    to_do = []
    if not (folder / "page.html.jinja").is_file():
        to_do.append(f"add {name}/page.html.jinja: the block on a web page")
    if not (folder / "sheet.typ").is_file():
        to_do.append(f"add {name}/sheet.typ: the block on paper")
    if not (folder / "example.yml").is_file():
        to_do.append(f"add {name}/example.yml: one use of the block, for authors and for these tests")
    if not (folder / "__init__.py").is_file():
        return [*to_do, f"add {name}/__init__.py: the model of the block"]
    models = list(_models_in(_module(folder)))
    if len(models) != 1:
        return [*to_do, f"write one class with `type: Literal[...]` in {name}/__init__.py"]
    (model,) = models
    if block_folder(model) != name:
        to_do.append(f'rename {name}/ to {block_folder(model)}/: the type is "{block_type(model)}"')
    if model.__name__ != _class_name(name):
        to_do.append(f"rename {model.__name__} to {_class_name(name)}")
    if not (model.__doc__ or "").strip() or model.__doc__ == Block.__doc__:
        to_do.append(f"write the docstring of {model.__name__}: what the block is, for authors")
    to_do += [
        f"write what {model.__name__}.{field} is, in a text below the field"
        for field in model.model_fields
        if not field_docs(model).get(field)
    ]
    if model.__name__ not in [known.__name__ for known in registry]:
        to_do.append(f"add {model.__name__} to BLOCK_TYPES in generator/blocks/__init__.py")
    return to_do


def _module(folder: Path) -> ModuleType:
    if folder.parent == BLOCKS:
        return importlib.import_module(f"generator.blocks.{folder.name}")
    name = f"copy_of_{folder.name}"
    spec = importlib.util.spec_from_file_location(name, folder / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # annotations and the texts of fields are looked up there
    spec.loader.exec_module(module)
    return module


def _models_in(module: ModuleType) -> Iterator[type[Block]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Block) and value.__module__ == module.__name__:
            yield value


def _class_name(folder: str) -> str:
    return "".join(word.title() for word in folder.split("_")) + "Block"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_block_folder_is_whole(folder: Path) -> None:
    assert missing_parts(folder) == []


def test_every_registered_type_has_its_folder() -> None:
    assert sorted(block_folder(model) for model in BLOCK_TYPES) == [folder.name for folder in FOLDERS]
    assert len({block_type(model) for model in BLOCK_TYPES}) == len(BLOCK_TYPES)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BLOCKS / "rating", tmp_path / "rating"))


def test_a_whole_copy_has_nothing_missing(copied: Path) -> None:
    assert missing_parts(copied) == []


@pytest.mark.parametrize(
    ("part", "to_do"),
    [
        ("page.html.jinja", "add rating/page.html.jinja: the block on a web page"),
        ("sheet.typ", "add rating/sheet.typ: the block on paper"),
        ("example.yml", "add rating/example.yml: one use of the block, for authors and for these tests"),
        ("__init__.py", "add rating/__init__.py: the model of the block"),
    ],
)
def test_a_missing_file_is_named(copied: Path, part: str, to_do: str) -> None:
    (copied / part).unlink()
    assert missing_parts(copied) == [to_do]


@pytest.mark.parametrize(
    ("pattern", "to_do"),
    [
        (r'    """A row of numbers.*?"""\n', "write the docstring of RatingBlock: what the block is, for authors"),
        (r'    """The highest number.*?"""\n', "write what RatingBlock.maximum is, in a text below the field"),
        (r"class RatingBlock.*", "write one class with `type: Literal[...]` in rating/__init__.py"),
    ],
)
def test_a_missing_part_of_the_model_is_named(copied: Path, pattern: str, to_do: str) -> None:
    module = copied / "__init__.py"
    flags = re.DOTALL if pattern.startswith("class") else 0
    module.write_text(re.sub(pattern, "", module.read_text(), count=1, flags=flags))
    assert missing_parts(copied) == [to_do]


def test_a_type_with_another_name_than_its_folder_is_named(copied: Path) -> None:
    module = copied / "__init__.py"
    module.write_text(module.read_text().replace('Literal["rating"]', 'Literal["star-rating"]'))
    assert missing_parts(copied) == ['rename rating/ to star_rating/: the type is "star-rating"']


def test_a_type_that_is_not_registered_is_named(copied: Path) -> None:
    others = tuple(model for model in BLOCK_TYPES if block_type(model) != "rating")
    assert missing_parts(copied, others) == ["add RatingBlock to BLOCK_TYPES in generator/blocks/__init__.py"]


# --- examples ----------------------------------------------------------------------------------


def example_of(model: type[Block]) -> Block:
    path = BLOCKS / block_folder(model) / "example.yml"
    return model.model_validate(read_yaml(path.read_bytes(), path.name).data)


def html_of(block: Block, strings: Strings) -> str:
    return render_page(block_template(block), PageContext(strings, "../{}/".format), block=block)


@pytest.mark.parametrize("model", BLOCK_TYPES, ids=block_type)
def test_every_example_looks_as_agreed(
    model: type[Block], strings: Strings, golden: Callable[[str, str], None]
) -> None:
    golden(f"blocks/{block_type(model)}.html", html_of(example_of(model), strings))


def pdf_of(block: type[Block], sourdough: Mapping[str, bytes]) -> bytes:
    """The example of a block as the one block of a printed sheet."""
    example = (BLOCKS / block_folder(block) / "example.yml").read_text(encoding="utf-8")
    head = "id: smell-check\ntitle: Sheet\nsummary: S.\nintro: Intro.\nblocks:\n  -\n"
    sheet = head + textwrap.indent(example, "    ")
    handbook = load_handbook(with_changes(sourdough, {"worksheets/smell-check.yml": sheet}))
    documents = {document.path: document for document in SheetSetter(handbook, load_strings("en"), "").documents()}
    return make_pdf(documents["worksheets/smell-check-a4.pdf"].data)[0]


@pytest.mark.parametrize("model", BLOCK_TYPES, ids=block_type)
def test_every_example_is_set_on_paper_as_agreed(
    model: type[Block], sourdough: Mapping[str, bytes], golden: Callable[[str, str], None]
) -> None:
    pdf = pdf_of(model, sourdough)
    places = [f"{place.kind} {place.name} {place.value}".rstrip() + f": {place.tip}" for place in widgets(pdf)]
    lines = [line.rstrip() for text in page_texts(pdf) for line in text.splitlines()]
    golden(f"sheets/{block_type(model)}.txt", "\n".join([*lines, "", *places, ""]))


@pytest.mark.parametrize("folder", ["blocks", "sheets"])
def test_every_golden_file_belongs_to_a_block(folder: str) -> None:
    files = (Path(__file__).parent / "golden" / folder).iterdir()
    assert sorted(file.stem for file in files) == sorted(block_type(model) for model in BLOCK_TYPES)


@pytest.mark.parametrize("model", BLOCK_TYPES, ids=block_type)
def test_every_example_is_an_element_with_the_name_of_its_type(model: type[Block], strings: Strings) -> None:
    block = example_of(model)
    (top,) = BeautifulSoup(html_of(block, strings), "html.parser").find_all(True, recursive=False)
    assert f"block-{block_type(model)}" in top["class"]
    assert top.get("id") == getattr(block, "id", None)


@pytest.mark.parametrize("model", BLOCK_TYPES, ids=block_type)
def test_every_control_has_a_name_and_a_label(model: type[Block], strings: Strings) -> None:
    page = BeautifulSoup(html_of(example_of(model), strings), "html.parser")
    controls = page.find_all(["input", "textarea", "select"])
    assert bool(controls) == hasattr(example_of(model), "id")
    seen = set()
    for control in controls:
        assert control["name"].split(".")[0] == example_of(model).id  # type: ignore[attr-defined]
        labelled = control.get("aria-label") or control.find_parent("label")
        labelled = labelled or page.find("label", attrs={"for": control.get("id")})
        assert labelled, control
        for id_ in (control.get("aria-describedby") or "").split():
            assert page.find(id=id_), f"{control} is described by nothing"
        seen.add((control["name"], control.get("value")))
    assert len(seen) == len(controls), "two controls would save their answer in one place"


# --- what each type takes and refuses ----------------------------------------------------------

ITEM = {"id": "a", "text": "A"}
ROW = {"id": "a", "title": "A"}
COLUMNS = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
REFUSED = [
    ("prompt", {"lines": 0}, "greater_than_equal"),
    ("prompt", {"lines": 21}, "less_than_equal"),
    ("prompt", {"lines": "3"}, "int_type"),
    ("rating", {"minimum": 2}, "less_than_equal"),
    ("rating", {"maximum": 1}, "greater_than_equal"),
    ("rating", {"maximum": 11}, "less_than_equal"),
    ("rating", {"low": "none"}, "one-end"),
    ("rating", {"high": "much"}, "one-end"),
    ("choice", {"options": [ITEM]}, "too_short"),
    ("choice", {"options": [ITEM, ITEM], "own": 11}, "less_than_equal"),
    ("checklist", {"items": []}, "too_short"),
    ("checklist", {"items": [ITEM], "own": -1}, "greater_than_equal"),
    ("two-column", {"left": {"title": "L"}, "right": {"title": "R"}, "rows": 0}, "greater_than_equal"),
    ("table", {"columns": COLUMNS[:1], "rows": 1}, "too_short"),
    ("table", {"columns": COLUMNS}, "rows"),
    ("table", {"columns": COLUMNS, "rows": 1, "row_titles": [ROW]}, "rows"),
    ("table", {"columns": COLUMNS, "rows": 1, "example": {"c": "x"}}, "example"),
    ("sentence-starters", {"starters": []}, "too_short"),
    ("weekly-grid", {"rows": []}, "too_short"),
    ("date", {"with_time": "yes"}, "bool_type"),
    ("lines", {"label": "two\nlines"}, "one-line"),
    ("lines", {"rows": 3}, "extra_forbidden"),
]


@pytest.mark.parametrize(("name", "values", "error"), REFUSED)
def test_what_a_block_refuses(name: str, values: dict[str, object], error: str) -> None:
    model = next(model for model in BLOCK_TYPES if block_type(model) == name)
    with pytest.raises(ValidationError) as caught:
        model.model_validate({"type": name, "id": "x", "label": "X"} | values)
    assert [found["type"] for found in caught.value.errors()] == [error]


def test_a_table_with_much_to_write_is_turned_on_its_side(strings: Strings) -> None:
    model = next(model for model in BLOCK_TYPES if block_type(model) == "table")
    for width, is_wide in (("narrow", False), ("wide", True)):
        columns = [{"id": f"c{n}", "title": "C", "width": width} for n in range(6)]
        block = model.model_validate({"type": "table", "id": "x", "label": "X", "columns": columns, "rows": 1})
        assert ("landscape" in html_of(block, strings)) is is_wide


def test_a_table_with_named_rows_shows_them_and_its_example(strings: Strings) -> None:
    model = next(model for model in BLOCK_TYPES if block_type(model) == "table")
    values = {"columns": COLUMNS, "row_titles": [ROW], "example": {"b": "<made up>"}}
    block = model.model_validate({"type": "table", "id": "x", "label": "X"} | values)
    page = BeautifulSoup(html_of(block, strings), "html.parser")
    rows = [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")]
    assert rows == [["", "A", "B"], ["Example, made up", "", "<made up>"], ["A", "", ""]]
    assert [field["name"] for field in page.find_all("textarea")] == ["x.a.a", "x.a.b"]


def test_one_of_a_choice_or_as_many_as_fit(strings: Strings) -> None:
    model = next(model for model in BLOCK_TYPES if block_type(model) == "choice")
    values = {"type": "choice", "id": "x", "label": "X", "options": [ITEM, {"id": "b", "text": "B"}], "own": 1}
    for many, kind in ((False, "radio"), (True, "checkbox")):
        page = BeautifulSoup(html_of(model.model_validate(values | {"many": many}), strings), "html.parser")
        assert [box["type"] for box in page.find_all("input")] == [kind] * 3
