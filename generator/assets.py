"""The style sheets and scripts that every built handbook brings along."""

from __future__ import annotations

import re
from importlib.resources import files

from generator.output import AnyOutput, KeptOutput, OutputFile
from generator.scripts import bundle_scripts
from generator.theme_sheet import sheet_names, theme_sheet

FOLDER = "assets/handbook"
SHARED_STYLES = (
    "variables.css",
    "general.css",
    "parts.css",
    "ways.css",
    "guided.css",
    "letters.css",
    "links.css",
    "sheet.css",
    "chrome.css",
    "print.css",
)
"""The style sheets that every page needs, in their order. Readers load them as one; others go with a kind of page."""
STYLE_SHEET = "handbook.css"
THEME_SHEET = "theme.css"
"""What pages need of the theme's style sheets. The frame loads it."""
_NOTE = re.compile(r"^[ \t]*/\*(?:(?!\*/)[\s\S])*\*/[ \t]*\n", re.MULTILINE)
"""A comment with lines of its own, which browsers need not load."""
WORKER = "service-worker.js"
PREVIEW = {"preview.js", "preview.css"}
"""What only a preview loads."""
PAGE_SCRIPTS = ("page.js",)
"""Scripts that every page loads. The others belong to one kind of page, whose template loads them."""


def asset_path(name: str) -> str:
    """Where an asset is in the docs folder and on the site."""
    return f"{FOLDER}/{name}"


def style_sheet_paths() -> list[str]:
    """The style sheets that every page loads, as paths from the top of the site."""
    return [asset_path(STYLE_SHEET)]


def script_paths() -> list[str]:
    """The scripts that every page loads, as paths from the top of the site."""
    return [asset_path(name) for name in PAGE_SCRIPTS]


def light_colours() -> dict[str, str]:
    """The colours of the light scheme by name, such as `accent`: each like `#0b5a5e`."""
    light = _texts("css")["variables.css"].partition('body[data-md-color-scheme="slate"]')[0]
    return dict(re.findall(r"--hb-([a-z-]+): (#[0-9a-f]{6});", light))


def asset_files() -> list[AnyOutput]:
    """All assets, sorted by path."""
    single = _scripts() | _styles()
    made: list[AnyOutput] = [
        OutputFile(asset_path(name), text) for name, text in single.items() if name not in {WORKER, *PREVIEW}
    ]
    icons = [entry for entry in (files("generator") / "static").iterdir() if entry.name.endswith(".svg")]
    made += [OutputFile(asset_path(entry.name), entry.read_bytes()) for entry in icons]
    if names := " ".join(sheet_names()):
        made.append(KeptOutput(asset_path(THEME_SHEET), names, lambda: theme_sheet().encode()))
    return sorted(made, key=lambda file: file.path)


def preview_files() -> dict[str, str]:
    """What a preview loads besides the pages' own files: name -> text."""
    single = _scripts() | _styles()
    return {name: single[name] for name in (*PREVIEW, STYLE_SHEET, "early.js")}


def worker_script() -> str:
    """The script of the service worker, which is no asset: it stands at the top of the site, with a list of files."""
    return _scripts()[WORKER]


def _scripts() -> dict[str, str]:
    return bundle_scripts(_texts("js"))


def _styles() -> dict[str, str]:
    """The one sheet of every page, and those of single kinds of page."""
    sheets = {name: _NOTE.sub("", text) for name, text in _texts("css").items()}
    shared = "\n".join(sheets.pop(name) for name in SHARED_STYLES)
    return {STYLE_SHEET: shared, **sheets}


def _texts(folder: str) -> dict[str, str]:
    """The sources of one folder: file name -> text."""
    return {
        entry.name: entry.read_text(encoding="utf-8") for entry in (files("generator") / "static" / folder).iterdir()
    }
