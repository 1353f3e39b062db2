"""The style sheets and scripts that every built handbook brings along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.output import OutputFile
from generator.scripts import bundle_scripts

FOLDER = "assets/handbook"
STYLE_SHEETS = ("variables.css", "general.css", "parts.css", "sheet.css", "chrome.css", "print.css")
"""Style sheets, in the order in which pages load them."""
WORKER = "service-worker.js"
PAGE_SCRIPTS = ("page.js",)
"""Scripts that every page loads. The others belong to one kind of page, whose template loads them."""


def asset_path(name: str) -> str:
    """Where an asset is in the docs folder and on the site."""
    return f"{FOLDER}/{name}"


def style_sheet_paths() -> list[str]:
    """The style sheets as paths from the top of the site."""
    return [asset_path(name) for name in STYLE_SHEETS]


def script_paths() -> list[str]:
    """The scripts that every page loads, as paths from the top of the site."""
    return [asset_path(name) for name in PAGE_SCRIPTS]


def light_colours() -> dict[str, str]:
    """The colours of the light scheme by name, such as `accent`: each like `#0b5a5e`."""
    text = (files("generator") / "static/css/variables.css").read_text(encoding="utf-8")
    light = text.partition('body[data-md-color-scheme="slate"]')[0]
    return dict(re.findall(r"--hb-([a-z-]+): (#[0-9a-f]{6});", light))


def asset_files() -> list[OutputFile]:
    """All assets, sorted by path."""
    scripts = (OutputFile(asset_path(name), script) for name, script in _scripts().items() if name != WORKER)
    return sorted([*_read(files("generator") / "static"), *scripts], key=lambda file: file.path)


def worker_script() -> str:
    """The script of the service worker, which is no asset: it stands at the top of the site, with a list of files."""
    return _scripts()[WORKER]


def _scripts() -> dict[str, str]:
    folder = files("generator") / "static/js"
    return bundle_scripts({entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir()})


def _read(folder: Traversable) -> Iterator[OutputFile]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _read(entry)
        elif entry.name.endswith((".css", ".svg")):
            yield OutputFile(asset_path(entry.name), entry.read_bytes())
