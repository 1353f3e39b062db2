"""The tools that are measured: how each lays out its project and which command builds it."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import yaml

from benchmarks.handbooks import write_handbook
from benchmarks.installing import (
    MissingToolError,
    eleventy_version,
    find_eleventy,
    find_hugo,
    find_package,
    said_version,
)
from benchmarks.measuring import measure
from benchmarks.peers import (
    Pages,
    lay_out_eleventy,
    lay_out_hugo,
    lay_out_material,
    read_pages,
    write_files,
)
from benchmarks.plain import write_plain

ROOT = Path(__file__).parent.parent
OWN = [sys.executable, "-c", "from generator.cli import run; run()"]
OWN_ENV = {"PYTHONPATH": str(ROOT)}
OWN_SETTINGS = """\
site_name: Bread
site_url: https://bread.example.org/
docs_dir: content
theme: {name: material, font: false, features: [navigation.tabs, navigation.indexes, navigation.prune]}
plugins: [{handbook: {pdf: false}}]
markdown_extensions: [abbr, attr_list, tables, toc]
"""
MKDOCS_ENV = {"NO_MKDOCS_2_WARNING": "1"}
TIMINGS = "timings.json"
"""Where this project's build says how long each phase took."""
SAME, PLAIN = "export/docs", "plain"
"""The two kinds of pages that the peers are given."""


@dataclass(frozen=True)
class Tool:
    """A tool, or a way to use one.

    Attributes:
        name: What the results call it.
        label: What people are told.
        version: Its version.
        command: What builds the project in the folder where it runs.
        lay_out: Writes the project into an empty folder, from the folder with all content of one size.
        site: The folder of the site in that of the project.
        env: What is added to the environment.
        index: The one-file search index in the site; None if there is none.
        again: The tool in whose project of the same round it runs once more, if it does.
    """

    name: str
    label: str
    version: str
    command: Sequence[str]
    lay_out: Callable[[Path, Path], None]
    site: str = "site"
    env: Mapping[str, str] = field(default_factory=dict)
    index: str | None = None
    again: str | None = None


def write_content(top: Path, size: int) -> None:
    """The content for all tools, below a new folder.

    - `own`: a handbook of this project, without PDFs;
    - `export/docs`: its pages, as `handbook export` gives them;
    - `plain`: the same as plain Markdown.

    Args:
        top: That folder.
        size: How many playbooks there are.

    Raises:
        RunError: The handbook cannot be exported.
    """
    write_files(top / "own/content", write_handbook(size))
    (top / "own/mkdocs.yml").write_text(OWN_SETTINGS, encoding="utf-8")
    write_files(top / "plain", write_plain(write_handbook(size)))
    measure([*OWN, "export", str(top / "export")], top / "own", OWN_ENV, top / "export.log")


def edit_step(folder: Path, edit: int) -> str:
    """Change what to do in one step of one playbook of a handbook, another one each time: the playbook's id."""
    files = sorted((folder / "content/playbooks").glob("*.yml"))
    chance = random.Random(edit)
    file = files[(edit * 7919 + 1) % len(files)]
    about = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    step = chance.choice(about["steps"])
    step["do"] = f"Bake for {edit + 1} more minutes. {step['do']}"
    text = yaml.safe_dump(about, sort_keys=False, allow_unicode=True, width=110)
    file.write_text(text, encoding="utf-8")
    return str(about["id"])


def all_tools(only: Collection[str] = ()) -> tuple[list[Tool], dict[str, str]]:
    """The tools that are there, and for the others why they are not: label and reason.

    Args:
        only: Names of tools; if there are any, others are neither looked for nor installed.
    """
    found: list[Tool] = []
    missing: dict[str, str] = {}
    for label, (names, make) in _MAKERS.items():
        if only and not names & set(only):
            continue
        try:
            found += [tool for tool in make() if not only or tool.name in only]
        except MissingToolError as error:
            missing[label] = str(error)
    return found, missing


def _own() -> list[Tool]:
    def lay_out(content: Path, folder: Path) -> None:
        shutil.copytree(content / "own", folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".cache"))

    tool = partial(
        Tool,
        version=find_package("handbook-generator"),
        command=[*OWN, "build", "--timings", TIMINGS],
        lay_out=lay_out,
        env=OWN_ENV,
    )
    return [
        tool("own", "This project, cold"),
        tool("own-unchanged", "This project, unchanged", again="own"),
        tool("own-edit", "This project, one edit", again="own"),
    ]


def _mkdocs() -> list[Tool]:
    version = f"{find_package('mkdocs')} with Material {find_package('mkdocs-material')}"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    tool = partial(Tool, lay_out=_layout(lay_out_material, SAME), index="search/search_index.json", env=MKDOCS_ENV)
    return [tool("mkdocs", "MkDocs + Material, pruned", version, command)]


def _zensical() -> list[Tool]:
    command = [sys.executable, "-m", "zensical", "build"]
    tool = partial(Tool, lay_out=_layout(lay_out_material, SAME), index="search.json")
    return [tool("zensical", "Zensical, pruned", find_package("zensical"), command)]


def _hugo() -> list[Tool]:
    program = str(find_hugo())
    version = said_version([program, "version"])
    tool = partial(Tool, version=version, command=[program, "--quiet"], site="public", index="index.json")
    return [
        tool("hugo", "Hugo, same pages", lay_out=_layout(lay_out_hugo, SAME)),
        tool("hugo-plain", "Hugo, plain Markdown", lay_out=_layout(lay_out_hugo, PLAIN)),
    ]


def _eleventy() -> list[Tool]:
    command = [*find_eleventy(), "--quiet"]
    tool = partial(Tool, version=eleventy_version(), command=command, site="_site", index="search.json")
    return [
        tool("eleventy", "Eleventy, same pages", lay_out=_layout(lay_out_eleventy, SAME)),
        tool("eleventy-plain", "Eleventy, plain Markdown", lay_out=_layout(lay_out_eleventy, PLAIN)),
    ]


def _layout(lay_out: Callable[[Path, Pages], None], pages: str) -> Callable[[Path, Path], None]:
    return lambda content, folder: lay_out(folder, read_pages(content / pages))


_MAKERS: dict[str, tuple[set[str], Callable[[], list[Tool]]]] = {
    "This project": ({"own", "own-unchanged", "own-edit"}, _own),
    "MkDocs + Material": ({"mkdocs"}, _mkdocs),
    "Zensical": ({"zensical"}, _zensical),
    "Hugo": ({"hugo", "hugo-plain"}, _hugo),
    "Eleventy": ({"eleventy", "eleventy-plain"}, _eleventy),
}
