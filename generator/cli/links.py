"""`handbook links`: the published links, and the ledger that keeps them."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import click

from generator.authoring import SCHEMA_FOLDER, wired
from generator.cli.schema import refresh_schemas
from generator.cli.shared import config_file_option, fail, shown
from generator.disk import read_content, replacing
from generator.ledger import accepted_ledger, compare_ledger, format_report
from generator.loader import load_handbook
from generator.model.permalinks import LEDGER_FILE
from generator.output import OutputFile
from generator.permalinks import Permalinks
from generator.plugin.site import read_project
from generator.problems import ContentError


@click.command()
@config_file_option
@click.option("--accept", is_flag=True, help="Write new and moved ids to the ledger. Takes nothing out.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which the new ids were published.  [default: today]",
)
def links(config_file: str, accept: bool, day: datetime | None) -> None:
    """Show which published links are new, moved, renamed, retired and lost.

    The ledger, permalinks.yml, lists every id that was ever published. A check or build fails where one
    of them leads nowhere. Exits with 1 if one does.
    """
    project = read_project(config_file)
    path = project.content_dir / LEDGER_FILE
    # Nobody else may add lines between reading the ledger and writing it.
    with replacing(path) if accept else nullcontext() as write:
        try:
            permalinks = Permalinks(load_handbook(read_content(project.content_dir), keeps_promises=False))
        except ContentError as error:
            fail(error, project)
        report = compare_ledger(permalinks)
        click.echo(format_report(report))
        if write and (report.new or report.moved):
            ledger = accepted_ledger(permalinks, (day.date() if day else date.today()))
            write(_like_the_others(ledger, project.content_dir))
            click.echo(f"Wrote {shown(path)}")
    if accept and (report.new or report.moved):
        refresh_schemas(project)
    elif report.new or report.moved:
        click.echo("When they are published: handbook links --accept")
    if report.lost:
        sys.exit(1)


def _like_the_others(ledger: OutputFile, folder: Path) -> bytes:
    """The ledger, with the line that names its schema where the handbook has schemas."""
    content = str(ledger.content).encode()
    return wired(ledger.path, content) if (folder / SCHEMA_FOLDER).is_dir() else content
