"""`handbook build`: the site, and if wanted a zip of it that opens from a disk."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.shared import build_project, config_file_option, fail, seen_from_here, shown
from generator.cli.showing import show_problems
from generator.disk import FolderFiles, write_file
from generator.disk_copy import render_zip
from generator.engines import ENGINES, check_engine
from generator.plugin.site import new_site, read_project, write_site
from generator.problems import ContentError


@click.command()
@config_file_option
@click.option(
    "--engine",
    type=click.Choice(sorted(ENGINES)),
    help="What makes the site.  [default: what mkdocs.yml says, or mkdocs]",
)
@click.option("--offline", is_flag=True, help="Also write the site as a zip that opens from a disk.")
@click.option(
    "--zip",
    "zip_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Name of that zip.  [default: that of the site, then -offline.zip]",
)
def build(config_file: str, engine: str | None, offline: bool, zip_path: Path | None) -> None:
    """Build the site.

    It is built beside the last one and takes its place when it is whole. Content with mistakes is
    not built: they are printed, and the last good site stays. So does the last zip of --offline, which a
    reader unpacks and opens with a double-click on its index.html.
    """
    if zip_path and zip_path.suffix != ".zip":
        raise click.BadParameter(f"{zip_path} must end in .zip", param_hint="--zip")
    project = read_project(config_file)
    if engine:
        project = replace(project, engine=engine)
    start = time.perf_counter()
    check_engine(project.engine)
    if offline or zip_path:
        zip_path = zip_path or project.site_dir.with_name(f"{project.site_dir.name}-offline.zip")
    with new_site(project.site_dir) as new:
        try:
            built = build_project(project)
        except ContentError as error:
            fail(error, project)
        if built.warnings:
            show_problems(seen_from_here(built.warnings, project), err=True)
        write_site(project, new, built)
        if zip_path:
            content = render_zip(FolderFiles(new), zip_path.stem)
            zip_path.parent.mkdir(parents=True, exist_ok=True)
            write_file(zip_path, content)
    click.echo(f"Built {shown(project.site_dir)}/ in {time.perf_counter() - start:.1f} s")
    if zip_path:
        click.echo(f"Wrote {shown(zip_path)}, {len(content) / 1e6:.1f} MB: unpack it, and open its index.html")
