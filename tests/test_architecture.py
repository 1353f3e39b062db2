"""The house rules, read from the source: layers, doors, size, and who may touch the world outside."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"

# What each part may import: parts of its own or a lower layer, and never in a circle. A package is one part.
# The table in ARCHITECTURE.md says the same.
LAYERS: dict[int, set[str]] = {
    0: {"problems", "output", "phases"},
    1: {"yaml_reader", "richtext", "fields", "leaves", "durations", "blocks", "qr", "locks", "fonts", "filenames"}
    | {"fingerprint"},
    2: {"model"},
    3: {"loader", "wording", "addresses", "scripts", "assets", "templating", "theme_sheet"},
    4: {"permalinks", "ledger", "redirects", "pages", "listing", "lists", "catalogue", "catalogue_form", "cards"}
    | {"search", "nav", "style", "sheets", "link_sheet", "pdf", "frame", "hosting", "offline", "disk_copy", "authoring"}
    | {"times", "portable"},
    5: {"build", "disk", "swap", "export", "engines", "finishing", "printing", "progress", "outside"}
    | {"crew", "keeping", "prints", "print_folder"},
    6: {"plugin", "preview", "cli"},
}
LAYER_OF = {part: layer for layer, parts in LAYERS.items() for part in parts} | {"": 0}
"""The layer of each part; without a name, generator/__init__.py, which holds the version."""

# The parts that each library of others is used in, and nowhere else.
DOORS: dict[str, set[str]] = {
    "yaml": {"yaml_reader"},
    "markdown_it": {"richtext"},
    "jinja2": {"templating"},
    "markupsafe": {"templating", "pages"},
    "mkdocs": {"plugin"},
    "markdown": {"plugin"},
    "click": {"cli"},
    "typst": {"pdf"},
    "pikepdf": {"pdf"},
    "segno": {"qr"},
    "pydantic": {"fields", "fingerprint", "leaves", "blocks", "model", "loader", "style", "authoring"},
    "pydantic_core": {"fields", "leaves", "blocks", "model", "loader"},
}

# Who may read or write files and show things, and who may read the files of this package itself.
OUTSIDE = {"locks", "disk", "swap", "cli", "plugin", "preview", "export", "engines", "finishing", "printing"}
OUTSIDE |= {"print_folder", "progress", "fonts", "crew", "keeping"}
NETWORK = {"outside/asking.py", "preview/serving.py"}
"""Who asks other hosts, and who answers browsers on this machine."""
OWN_FILES = {"authoring", "keeping", "assets", "wording", "pdf", "printing", "fonts", "frame", "theme_sheet"}
OUTSIDE_MODULES = {"os", "shutil", "tempfile", "glob", "subprocess"}
NETWORK_MODULES = ("socket", "ssl", "asyncio", "http.client", "http.server", "urllib.request", "requests", "urllib3")
CHANGING_MODULES = {"time", "random", "uuid", "secrets"}
MAX_LINES = 250

MODULES = sorted(GENERATOR.rglob("*.py"))
IDS = [path.relative_to(GENERATOR).as_posix() for path in MODULES]
each_module = pytest.mark.parametrize("path", MODULES, ids=IDS)


def part_of(path: Path) -> str:
    """The part that a module belongs to: its file at the top, or its package."""
    first = path.relative_to(GENERATOR).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported: `generator.model.Handbook`, `yaml`, `pathlib.Path`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write the import with its full name"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def tree_of(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def own_imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and part of everything imported from this package."""
    for line, name in imports_of(tree):
        if name.split(".")[0] == "generator":
            part = name.split(".")[1]
            yield line, part if part in LAYER_OF or (GENERATOR / part).exists() else ""


def test_every_part_has_its_layer() -> None:
    assert {part_of(path) for path in MODULES} == set(LAYER_OF)


def test_architecture_md_tells_the_same_layers(root: Path) -> None:
    rows = re.findall(r"^\| (\d) \| (`.*?) \|", (root / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {int(layer): {name.strip("/") for name in re.findall(r"`([^`]+)`", names)} for layer, names in rows}
    assert told == LAYERS


@each_module
def test_a_module_imports_only_from_its_own_or_a_lower_layer(path: Path) -> None:
    here = part_of(path)
    for line, there in own_imports_of(tree_of(path)):
        assert LAYER_OF[there] <= LAYER_OF[here], (
            f"line {line}: {here} (layer {LAYER_OF[here]}) imports {there} (layer {LAYER_OF[there]})"
        )


def test_no_parts_import_each_other_in_a_circle() -> None:
    needs: dict[str, set[str]] = {part: set() for part in LAYER_OF}
    for path in MODULES:
        here = part_of(path)
        needs[here] |= {there for _, there in own_imports_of(tree_of(path)) if there != here}
    try:
        list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        pytest.fail(f"these parts need each other: {' -> '.join(error.args[1])}")


@each_module
def test_each_library_has_its_door(path: Path) -> None:
    here = part_of(path)
    for line, name in imports_of(tree_of(path)):
        library = name.split(".")[0]
        if library not in sys.stdlib_module_names and library != "generator":
            assert here in DOORS.get(library, set()), f"line {line}: {library} is not for {here or '__init__'}"


@each_module
def test_only_the_doors_touch_the_world_outside(path: Path) -> None:
    here = part_of(path)
    tree = tree_of(path)
    for line, name in imports_of(tree):
        if here not in OUTSIDE:
            assert name.split(".")[0] not in OUTSIDE_MODULES, f"line {line}: {name} is for {OUTSIDE}"
            assert name not in ("pathlib", "pathlib.Path"), f"line {line}: {name} is for {OUTSIDE}"
        if here not in OUTSIDE | OWN_FILES:
            assert not name.startswith("importlib.resources"), f"line {line}: {name} is for {OWN_FILES}"
    if here not in OUTSIDE:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "open", "input"), f"line {node.lineno}: {node.func.id}()"
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("stdout", "stderr"), f"line {node.lineno}: {node.attr}"


@each_module
def test_two_modules_may_use_the_network(path: Path) -> None:
    if path.relative_to(GENERATOR).as_posix() in NETWORK:
        return
    for line, name in imports_of(tree_of(path)):
        assert not f"{name}.".startswith(tuple(f"{module}." for module in NETWORK_MODULES)), (
            f"line {line}: {name} is for {NETWORK}"
        )


@each_module
def test_nothing_that_is_made_hangs_on_the_day_or_on_chance(path: Path) -> None:
    if part_of(path) in ("cli", "plugin", "preview", "outside", "phases"):
        return
    tree = tree_of(path)
    for line, name in imports_of(tree):
        assert name.split(".")[0] not in CHANGING_MODULES, f"line {line}: {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("today", "now", "utcnow"), f"line {node.lineno}: .{node.attr}"


@each_module
def test_a_module_is_short_enough_to_read_at_once(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{lines} lines: split it"


@each_module
def test_a_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, "begin the module with a docstring"


@each_module
def test_block_types_are_named_only_in_their_folders(path: Path) -> None:
    if part_of(path) == "blocks":
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                assert not (isinstance(side, ast.Attribute) and side.attr == "type" and _is_block(side)), (
                    f"line {node.lineno}: ask the block, not its type"
                )


def _is_block(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == "block"
