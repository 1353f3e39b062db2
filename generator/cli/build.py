"""`handbook build`: the site, and if wanted a zip of it that opens from a disk."""

from __future__ import annotations

import gc
import json
import time
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.shared import config_file_option, fail, seen_from_here, shown
from generator.cli.showing import show_problems
from generator.disk import FolderFiles, write_file
from generator.disk_copy import render_zip
from generator.engines import ENGINES, check_engine
from generator.phases import timing
from generator.plugin.building import new_build
from generator.plugin.site import read_project
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
@click.option(
    "--timings",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write how many seconds each phase took, as JSON.",
)
def build(config_file: str, engine: str | None, offline: bool, zip_path: Path | None, timings: Path | None) -> None:
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
    # All that a build makes is needed to its end: looking for rubbish would take a quarter of its time.
    gc.disable()
    check_engine(project.engine)
    if offline or zip_path:
        zip_path = zip_path or project.site_dir.with_name(f"{project.site_dir.name}-offline.zip")
    with timing() as phases, new_build(project) as new:
        try:
            built = new.read()
        except ContentError as error:
            fail(error, project)
        if built.warnings:
            show_problems(seen_from_here(built.warnings, project), err=True)
        new.write(built)
        if zip_path:
            content = render_zip(FolderFiles(new.folder), zip_path.stem)
            zip_path.parent.mkdir(parents=True, exist_ok=True)
            write_file(zip_path, content)
    seconds = time.perf_counter() - start
    if timings:
        write_file(timings, json.dumps({"phases": phases, "seconds": seconds}, indent=1) + "\n")
    click.echo(f"Built {shown(project.site_dir)}/ in {seconds:.1f} s")
    if zip_path:
        click.echo(f"Wrote {shown(zip_path)}, {len(content) / 1e6:.1f} MB: unpack it, and open its index.html")
