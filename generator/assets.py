"""The style sheets and scripts that every built handbook brings along."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.output import OutputFile

FOLDER = "assets/handbook"
STYLE_SHEETS = ("variables.css", "general.css", "parts.css", "sheet.css", "chrome.css", "print.css")
"""Style sheets, in the order in which pages load them."""


def asset_path(name: str) -> str:
    """Where an asset is in the docs folder and on the site."""
    return f"{FOLDER}/{name}"


def style_sheet_paths() -> list[str]:
    """The style sheets as paths from the top of the site."""
    return [asset_path(name) for name in STYLE_SHEETS]


def asset_files() -> list[OutputFile]:
    """All assets, sorted by path."""
    return sorted(_read(files("generator") / "static"), key=lambda file: file.path)


def _read(folder: Traversable) -> Iterator[OutputFile]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _read(entry)
        elif entry.name.endswith((".css", ".js", ".svg")):
            yield OutputFile(asset_path(entry.name), entry.read_bytes())
