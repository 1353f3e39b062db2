"""Builds and serves a handbook's site with MkDocs, for the `handbook` command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from generator.build import BuiltHandbook
from generator.disk import built_beside
from generator.engines import DEFAULT, run_engine, take_site
from generator.export import write_export
from generator.finishing import finish_site
from generator.plugin import HandbookPlugin
from generator.plugin.settings import edit_base, engine_of, press_for, site_address
from generator.printing import Press

_WORK_FOLDER = ".export"


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


def read_project(config_file: str) -> Project:
    """Read a `mkdocs.yml`. Raises `mkdocs.exceptions.ConfigurationError`, which click shows."""
    config = load_config(config_file)
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


def build_site(project: Project, built: BuiltHandbook | None = None, folder: Path | None = None) -> None:
    """Build the site beside the old one, and put it in its place when it is whole.

    Args:
        project: The handbook's project.
        built: The handbook, if it is built already.
        folder: Where the site goes; left out, where its `mkdocs.yml` says.

    Raises:
        EngineError: The engine is not installed, or refused to build. The last site stays.
    """
    with built_beside(folder or project.site_dir) as new:
        if project.engine == DEFAULT:
            _run(load_config(str(project.config_path), site_dir=str(new), strict=True), built)
        else:
            assert built is not None, "the other engines know no content"
            _run_other(project, built, new)


def _run_other(project: Project, built: BuiltHandbook, folder: Path) -> None:
    """Export the handbook into a folder within the site's, build that, and put the site in its place."""
    work = folder / _WORK_FOLDER
    write_export(built, project.settings, project.theme_dir, work, project.edit_base)
    run_engine(project.engine, work)
    take_site(work, folder)
    finish_site(folder, built)


def _run(config: MkDocsConfig, built: BuiltHandbook | None) -> None:
    plugin = config.plugins.get("handbook")
    if built and isinstance(plugin, HandbookPlugin):
        plugin.use(built)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


def serve_site(project: Project, address: str) -> None:
    """Serve the site and build it again whenever a file changes, until the process is stopped."""
    serve(str(project.config_path), livereload=True, dev_addr=address)
