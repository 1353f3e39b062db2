"""The second door: the same files in a docs folder, for any engine that reads MkDocs' configuration.

The folder builds without this package: with MkDocs and Material, with ProperDocs, with Zensical.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from generator.assets import script_paths, style_sheet_paths
from generator.build import BuiltHandbook
from generator.disk import FolderFiles, write_files
from generator.frame import FRAME_KEY, frame_files
from generator.hosting import content_policy
from generator.nav import as_config
from generator.output import OutputFile
from generator.pages import missing_extensions
from generator.portable import portable_files, portable_nav
from generator.swap import built_beside
from generator.theme_sheet import Beside, has_permalinks, page_makers
from generator.yaml_reader import render_yaml

MARK = ".handbook-export"
"""A file that says that a folder was made by an export, and may be replaced by the next."""

THEME_FOLDER = "overrides"
"""Where an export has the theme files."""

_LEFT_OUT = re.compile(r"(^|.*/)\..*|.*\.(py|pyc|md|markdown|mdown|mkd)", re.IGNORECASE)
"""What MkDocs does not take out of a folder of theme files, but other engines would publish."""


_THEME = {"variant": "classic"}
"""Zensical has two looks; the frame fits the one of Material, which does not ask."""


class ExportError(Exception):
    """The folder cannot be written: it holds something that no export made, or is in use."""


def check_folder(folder: Path) -> None:
    """Raise `ExportError` if a folder holds something that no export made, or is the one that the command runs in."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise ExportError(f"{folder} is not empty and was not made by an export: name another folder")
    if Path.cwd().is_relative_to(folder.resolve()):
        raise ExportError(f"{folder} is the folder you are in, which an export would replace: name another folder")


def export_handbook(
    built: BuiltHandbook, settings: dict[str, Any], theme_dir: Path | None, folder: Path, edit_base: str = ""
) -> None:
    """Write a docs folder, its configuration and the theme files: the frame's, with the author's laid over them.

    Args:
        built: The handbook.
        settings: The author's `mkdocs.yml`.
        theme_dir: The author's theme files.
        folder: Where to write: a new or empty folder, or an earlier export.
        edit_base: What stands before the name of a content file in its address for editing; empty for no such links.

    Raises:
        ExportError: See `check_folder`.
    """
    check_folder(folder)
    with built_beside(folder) as new:
        write_export(built, settings, theme_dir, new, edit_base)


def write_export(
    built: BuiltHandbook, settings: dict[str, Any], theme_dir: Path | None, folder: Path, edit_base: str = ""
) -> None:
    """`export_handbook`, into a folder that is empty or not there."""
    own = FolderFiles(theme_dir) if theme_dir is not None else {}
    theme_files = [*frame_files(), *(OutputFile(path, own[path]) for path in own if not _LEFT_OUT.fullmatch(path))]
    config = render_yaml(_configuration(built, settings, page_makers(own), edit_base))
    write_files(portable_files(built.files), folder / "docs")
    write_files([OutputFile("mkdocs.yml", config), OutputFile(MARK, "")], folder)
    write_files(theme_files, folder / THEME_FOLDER)


def _configuration(
    built: BuiltHandbook, settings: dict[str, Any], theme_files: list[str], edit_base: str
) -> dict[str, Any]:
    """The author's settings without this package's plugin, with what the plugin sets itself."""
    config = {key: value for key, value in settings.items() if key not in ("plugins", "watch", "site_dir", "hooks")}
    theme = config.get("theme")
    theme = {"name": theme} if isinstance(theme, str) else dict(theme or {})
    theme = _THEME | built.frame.theme | theme | {"custom_dir": THEME_FOLDER}
    extensions = _entries(settings.get("markdown_extensions"))
    plugins = [entry for entry in _entries(settings.get("plugins")) if _name(entry) != "handbook"]
    extra = built.frame.extra_beside(
        Beside(
            plugins=[*map(_name, plugins)],
            extensions=[*map(_name, extensions)],
            has_permalinks=any(has_permalinks(entry.get("toc")) for entry in extensions if isinstance(entry, dict)),
            features=theme.get("features") or (),
            extras=config.get("extra") or (),
            theme_files=theme_files,
        )
    )
    return config | {
        "docs_dir": "docs",
        "theme": theme,
        "plugins": plugins,
        "markdown_extensions": [*extensions, *missing_extensions(map(_name, extensions))],
        "nav": portable_nav(config.get("nav") or as_config(built.nav)),
        "extra": {"content_policy": content_policy(in_page=True)}
        | config.get("extra", {})
        | {FRAME_KEY: extra | {"edit_base": edit_base}},
        "extra_css": [*style_sheet_paths(), *config.get("extra_css", [])],
        "extra_javascript": [*script_paths(), *config.get("extra_javascript", [])],
        # An exported page is not what an author edits: the frame links to what it was made from.
        "edit_uri": "",
    }


def _entries(listed: Any) -> list[Any]:
    """A setting that names things with or without options, as a list: MkDocs takes a list or a mapping."""
    return [{name: options} for name, options in listed.items()] if isinstance(listed, dict) else list(listed or [])


def _name(entry: Any) -> str:
    return str(next(iter(entry)) if isinstance(entry, dict) else entry)
