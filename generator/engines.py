"""Runs the engine that an author chose on an exported handbook, as a program of its own."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXPORT_SITE = "site"
"""Where engines put the site of an export, in its folder."""
_LAST_LINES = 20


@dataclass(frozen=True)
class Engine:
    """A program that makes a site out of a docs folder, Material's theme files and a `mkdocs.yml`.

    Attributes:
        title: What people call it.
        module: The Python module that it is run as.
        needs: What `pip install` has to be told where it is missing.
    """

    title: str
    module: str
    needs: str


DEFAULT = "mkdocs"
ENGINES = {
    "mkdocs": Engine("MkDocs", "mkdocs", "mkdocs mkdocs-material"),
    "properdocs": Engine("ProperDocs", "properdocs", "properdocs mkdocs-material"),
    "zensical": Engine("Zensical", "zensical", "zensical"),
}
"""The engines by the names that `mkdocs.yml` has for them."""


class EngineError(Exception):
    """An engine is not installed, or refused to build."""


def check_engine(name: str) -> None:
    """Raise `EngineError` if an engine is not installed."""
    engine = ENGINES[name]
    if importlib.util.find_spec(engine.module) is None:
        raise EngineError(
            f"{engine.title} is not installed. Install it: pip install {engine.needs}. "
            f"Or build with another engine: handbook build --engine {DEFAULT}"
        )


def run_engine(name: str, folder: Path) -> None:
    """Build an export with an engine, into its folder `site`; a warning counts as a failure.

    Args:
        name: A key of `ENGINES`.
        folder: Where the export is.

    Raises:
        EngineError: The engine is not installed, or found something wrong, which it says.
    """
    check_engine(name)
    engine = ENGINES[name]
    command = [sys.executable, "-m", engine.module, "build", "--strict", "--config-file", "mkdocs.yml"]
    # Material prints an advertisement without it.
    surroundings = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    told = subprocess.run(
        command,
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if told.returncode or not (folder / EXPORT_SITE / "index.html").is_file():
        lines = (told.stdout + told.stderr).strip().splitlines()[-_LAST_LINES:]
        raise EngineError("\n".join([f"{engine.title} could not build the site. It says:", *lines]))


def take_site(folder: Path, to: Path) -> None:
    """Move a site that an engine made out of an export's folder, and delete that folder.

    Args:
        folder: Where the export is.
        to: Where the site goes: the folder that `folder` stands in.
    """
    for entry in (folder / EXPORT_SITE).iterdir():
        entry.replace(to / entry.name)
    shutil.rmtree(folder)
