"""Builds a handbook's site with MkDocs, for the `handbook` command."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from generator.assets import STYLE_SHEET, asset_path
from generator.build import BuiltHandbook
from generator.disk import shown
from generator.engines import DEFAULT, run_engine, take_site
from generator.export import write_export
from generator.finishing import finish_site
from generator.keeping.builds import Begun, Kept
from generator.phases import phase
from generator.plugin import HandbookPlugin
from generator.plugin.settings import CACHE_FOLDER, edit_base, engine_of, press_for, site_address
from generator.plugin.whole import WholeSite
from generator.printing import Press
from generator.swap import FolderError, built_beside, finish_swap

_WORK_FOLDER = ".export"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Project:
    """A folder with a `mkdocs.yml`, as MkDocs reads it.

    Attributes:
        config_path: The `mkdocs.yml`.
        content_dir: Where the content is.
        site_dir: Where the site goes.
        settings: What the author wrote in `mkdocs.yml`.
        theme_dir: The author's own theme files, if there are any.
        site_url: Where the site will be, ending in a slash; empty if that is not said.
        press: What makes the PDFs and pictures; None if there are to be none.
        engine: What makes the site: a key of `ENGINES`.
        edit_base: What stands before the name of a content file in its address for editing; empty if there is none.
    """

    config_path: Path
    content_dir: Path
    site_dir: Path
    settings: dict[str, Any]
    theme_dir: Path | None
    site_url: str = ""
    press: Press | None = None
    engine: str = DEFAULT
    edit_base: str = ""

    @property
    def cache(self) -> Path:
        """Where things are kept between builds."""
        return self.config_path.parent / CACHE_FOLDER


def read_project(config_file: str) -> Project:
    """Read a `mkdocs.yml`, and finish what a killed build may have left half done.

    Raises:
        mkdocs.exceptions.ConfigurationError: Its settings are wrong. click shows it.
    """
    config = load_config(config_file)
    finish_swap(Path(config.site_dir))
    theme = config.theme.custom_dir
    return Project(
        config_path=Path(config.config_file_path),
        content_dir=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        settings=_settings(Path(config.config_file_path)),
        theme_dir=Path(theme) if theme else None,
        site_url=site_address(config),
        press=press_for(config),
        engine=engine_of(config),
        edit_base=edit_base(config),
    )


def _settings(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        return dict(yaml_load(file) or {})


@contextmanager
def new_site(folder: Path, spare: Path | None = None) -> Iterator[Path]:
    """`built_beside`, for a folder that holds a site or nothing. What is read in it is newer than the last site.

    Raises:
        FolderError: As `built_beside`, or the folder holds what no build of a handbook made. A build would delete it.
    """
    if folder.is_dir() and not (folder / asset_path(STYLE_SHEET)).is_file():
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
        if names:
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            raise FolderError(
                f"{shown(folder)} holds what no build of a handbook made, and a build would delete it: "
                f"{names[0]}{more}. Empty the folder, or name another one as site_dir in mkdocs.yml"
            )
    with built_beside(folder, spare) as new:
        yield new


_NOTHING_BEGUN = Begun()


def write_site(project: Project, folder: Path, built: BuiltHandbook, begun: Begun = _NOTHING_BEGUN) -> Kept | None:
    """Write the site into a folder: what is to be kept for the next build; None where that can use nothing.

    Args:
        project: The handbook's project.
        folder: Where the site goes.
        built: The handbook.
        begun: What it starts from; left out, from an empty folder.

    Raises:
        EngineError: Another engine is not installed, or refused to build.
    """
    if project.engine != DEFAULT:
        _write_with(project, folder, built)
        return None
    try:
        with phase("frame"):
            config = load_config(str(project.config_path), site_dir=str(folder))
            config.plugins.on_startup(command="build", dirty=False)
            site = WholeSite(config, built, project.settings, begun)
        return site.write(folder)
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as error:
        _log.debug("The site is left to MkDocs: %s", error)
    begun.files()  # nobody writes into the folder after this
    _empty(folder)
    _write_with_mkdocs(project, folder, built)
    return None


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _write_with_mkdocs(project: Project, folder: Path, built: BuiltHandbook) -> None:
    config = load_config(str(project.config_path), site_dir=str(folder), strict=True)
    plugin = config.plugins.get("handbook")
    if isinstance(plugin, HandbookPlugin):
        plugin.use(built)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def _write_with(project: Project, folder: Path, built: BuiltHandbook) -> None:
    """Export the handbook into a folder within the site's, let another engine build that, and finish its site."""
    work = folder / _WORK_FOLDER
    write_export(built, project.settings, project.theme_dir, work, project.edit_base)
    run_engine(project.engine, work)
    take_site(work, folder)
    finish_site(folder, built)
