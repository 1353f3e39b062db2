"""`handbook export`: the same files for another engine."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.shared import build_project, config_file_option, fail, shown
from generator.export import ExportError, check_folder, export_handbook
from generator.plugin.site import read_project
from generator.problems import ContentError


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@config_file_option
def export(folder: Path, config_file: str) -> None:
    """Write the pages and a configuration into FOLDER, for another engine.

    FOLDER is then built with MkDocs and Material, ProperDocs or Zensical, without this package.
    """
    project = read_project(config_file)
    try:
        check_folder(folder)
        built = build_project(project)
        export_handbook(built, project.settings, project.theme_dir, folder, project.edit_base)
    except ContentError as error:
        fail(error, project)
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Wrote {len(built.files)} files to {shown(folder)}/docs")
