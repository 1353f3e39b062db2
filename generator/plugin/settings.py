"""What a `mkdocs.yml` says about a handbook, and what is added to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.disk import FolderFiles
from generator.engines import DEFAULT
from generator.frame import THEME, frame_folder
from generator.printing import Press
from generator.progress import show_note, show_progress
from generator.theme_sheet import Beside, has_permalinks, page_makers

CACHE_FOLDER = ".cache/handbook"
"""Where finished PDFs and pictures are kept, beside `mkdocs.yml`."""

_THEMES_OWN = {"favicon": "assets/images/favicon.png"}
"""What the theme has where the author says nothing."""


def site_address(config: MkDocsConfig) -> str:
    """Where the site will be, ending in a slash; empty where `mkdocs.yml` does not say."""
    return f"{config.site_url.rstrip('/')}/" if config.site_url else ""


def engine_of(config: MkDocsConfig) -> str:
    """What makes the site: the plugin's option `engine`."""
    plugin = config.plugins.get("handbook")
    return DEFAULT if plugin is None else str(plugin.config["engine"])


def is_alone(config: MkDocsConfig) -> bool:
    """Whether no other plugin, and no hook, takes part in a build."""
    return list(config.plugins) == ["handbook"] and not config.hooks


def edit_base(config: MkDocsConfig) -> str:
    """What MkDocs puts before the name of a content file to edit it; empty where `mkdocs.yml` does not say."""
    if not config.edit_uri or config.edit_uri_template:
        return ""
    is_folder = config.repo_url and not config.edit_uri.startswith(("?", "#"))
    return urljoin((config.repo_url or "").rstrip("/") + "/" * bool(is_folder), config.edit_uri)


def published_address(config: MkDocsConfig) -> str:
    """The same while MkDocs serves a preview, which puts its own address in the place of the real one.

    Sheets carry the real one, also so that a preview finds the PDFs of the last build.
    """
    return site_address(load_config(config.config_file_path))


def press_for(config: MkDocsConfig) -> Press | None:
    """What makes the PDFs and pictures; None where the plugin's option `pdf` is off."""
    plugin = config.plugins.get("handbook")
    if plugin is None or not plugin.config.get("pdf", True):
        return None
    return Press(Path(config.config_file_path).parent / CACHE_FOLDER, partial(show_progress, "Printing"), _say_not_kept)


def _say_not_kept(reason: str) -> None:
    show_note(f"PDFs and pictures are not kept for the next build: {reason}")


def lay_frame(config: MkDocsConfig) -> None:
    """Put the frame's folder between an author's own theme files and those of the theme that it fits."""
    folder = frame_folder()
    if config.theme.name == THEME and folder not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, folder)


def beside_handbook(config: MkDocsConfig) -> Beside:
    """What takes part in a site beside the handbook's own parts."""
    return Beside(
        plugins=[*config.plugins, *map(str, config.hooks)],
        extensions=config.markdown_extensions,
        has_permalinks=has_permalinks(config.mdx_configs.get("toc")),
        features=config.theme.get("features") or (),
        extras=config.extra,
        theme_files=page_makers(FolderFiles(Path(config.theme.custom_dir)) if config.theme.custom_dir else {}),
    )


def set_theme(config: MkDocsConfig, defaults: Mapping[str, Any]) -> None:
    """Set what the author's own `theme` does not say, where it is the theme that the frame fits."""
    if config.theme.name != THEME:
        return
    for key, value in defaults.items():
        if config.theme.get(key) in (None, _THEMES_OWN.get(key)):
            config.theme[key] = value
