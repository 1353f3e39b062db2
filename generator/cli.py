"""The `handbook` command: check, build, serve, export and keep the links of a handbook with a `mkdocs.yml`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.build import BuiltHandbook, build_handbook
from generator.disk import FolderFiles, read_content, write_file
from generator.disk_copy import render_zip
from generator.export import ExportError, check_folder, export_handbook
from generator.ledger import accepted_ledger, compare_ledger, format_report, ledger_warnings
from generator.loader import load_files, load_handbook
from generator.loader.kinds import Loaded
from generator.outside import check_addresses, collect_content, collect_settings
from generator.permalinks import Permalinks
from generator.plugin.site import Project, build_site, read_project, serve_site
from generator.problems import FORMATS, ContentError, Problem, format_text
from generator.progress import leave_progress, show_progress
from generator.style import check_style, read_grades

_COUNTED = ("playbooks", "worksheets", "scripts", "sources", "pages")

_config_file = click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(dir_okay=False),
    help="The handbook's mkdocs.yml.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turn YAML playbooks into a searchable handbook with printable worksheets."""


@main.command()
@_config_file
@click.option(
    "--format",
    "format_name",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to print the problems.",
)
@click.option("--external", is_flag=True, help="Also ask each address of another host whether it still answers.")
def check(config_file: str, format_name: str, external: bool) -> None:
    """Find every mistake in the content, and every text that breaks the limits of style.yml.

    Prints each with file, line, column and what to do. Exits with 1 if there is an error. Without
    --external nothing is asked of the network; with it, an address that does not answer is a warning.
    """
    project = read_project(config_file)
    problems: tuple[Problem, ...] = ()
    try:
        content = read_content(project.content_dir)
        built = build_handbook(content, project.site_url, project.press)
        loaded = load_files(content)
        warnings = [*built.warnings, *ledger_warnings(built.links), *check_style(loaded, date.today())]
        problems = _seen_from_here(warnings, project)
        problems = tuple(sorted([*problems, *(_ask_outside(loaded, project) if external else ())]))
    except ContentError as error:
        problems = _seen_from_here(error.problems, project)
    if problems or format_name == "json":
        click.echo(FORMATS[format_name](problems))
    if any(problem.severity == "error" for problem in problems):
        _summarise(len(problems))
        sys.exit(1)
    if format_name == "text":
        book = built.handbook
        report = read_grades(loaded)
        click.echo(
            f"Reading grade: median {report.median:.1f}, worst {report.worst[1]:.1f} ({report.worst[0]}), "
            f"over {len(report.grades)} pages"
        )
        counts = ", ".join(f"{len(getattr(book, kind))} {kind}" for kind in _COUNTED)
        found = f"{len(problems)} warning{'' if len(problems) == 1 else 's'}" if problems else "no problems found"
        click.echo(f"{_shown(project.content_dir)}: {counts}: {found}")


@main.command()
@_config_file
@click.option("--offline", is_flag=True, help="Also write the site as a zip that opens from a disk.")
@click.option(
    "--zip",
    "zip_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Name of that zip.  [default: that of the site, then -offline.zip]",
)
def build(config_file: str, offline: bool, zip_path: Path | None) -> None:
    """Build the site.

    It is built beside the last one and takes its place when it is whole. Content with mistakes is
    not built: they are printed, and the last good site stays. So does the last zip of --offline, which a
    reader unpacks and opens with a double-click on its index.html.
    """
    if zip_path and zip_path.suffix != ".zip":
        raise click.BadParameter(f"{zip_path} must end in .zip", param_hint="--zip")
    project = read_project(config_file)
    start = time.perf_counter()
    try:
        built = _build(project)
    except ContentError as error:
        _fail(error, project)
    if built.warnings:
        click.echo(format_text(_seen_from_here(built.warnings, project)), err=True)
    build_site(project)
    click.echo(f"Built {_shown(project.site_dir)}/ in {time.perf_counter() - start:.1f} s")
    if offline or zip_path:
        path = zip_path or project.site_dir.with_name(f"{project.site_dir.name}-offline.zip")
        content = render_zip(FolderFiles(project.site_dir), path.stem)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content)
        click.echo(f"Wrote {_shown(path)}, {len(content) / 1e6:.1f} MB: unpack it, and open its index.html")


@main.command()
@_config_file
@click.option("-a", "--address", default="localhost:8000", show_default=True, help="Where to serve, as host:port.")
def serve(config_file: str, address: str) -> None:
    """Preview the site, and build it again whenever a file is saved."""
    project = read_project(config_file)
    try:
        _build(project)
    except ContentError as error:
        _fail(error, project)
    click.echo(f"Serving at http://{address}/ (stop with Ctrl+C)")
    serve_site(project, address)


@main.command()
@_config_file
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
    try:
        permalinks = Permalinks(load_handbook(read_content(project.content_dir), keeps_promises=False))
    except ContentError as error:
        _fail(error, project)
    report = compare_ledger(permalinks)
    click.echo(format_report(report))
    if accept and (report.new or report.moved):
        ledger = accepted_ledger(permalinks, (day.date() if day else date.today()))
        write_file(project.content_dir / ledger.path, ledger.content)
        click.echo(f"Wrote {_shown(project.content_dir / ledger.path)}")
    elif report.new or report.moved:
        click.echo("When they are published: handbook links --accept")
    if report.lost:
        sys.exit(1)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@_config_file
def export(folder: Path, config_file: str) -> None:
    """Write the pages and a configuration into FOLDER, for another engine.

    FOLDER is then built with MkDocs and Material, ProperDocs or Zensical, without this package.
    """
    project = read_project(config_file)
    try:
        check_folder(folder)
        built = _build(project)
        export_handbook(built, project.settings, project.theme_dir, folder)
    except ContentError as error:
        _fail(error, project)
    except ExportError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Wrote {len(built.files)} files to {_shown(folder)}/docs")


def _build(project: Project) -> BuiltHandbook:
    return build_handbook(read_content(project.content_dir), project.site_url, project.press)


def _ask_outside(loaded: Loaded, project: Project) -> tuple[Problem, ...]:
    """Ask the addresses of other hosts, and say on standard error how many there were."""
    settings_text = project.config_path.read_text(encoding="utf-8")
    addresses = [
        *(address.under(_shown(project.content_dir)) for address in collect_content(loaded, project.site_url)),
        *collect_settings(project.settings, settings_text, _shown(project.config_path), project.site_url),
    ]
    report = check_addresses(addresses, partial(show_progress, "Links"))
    if report.stopped:
        leave_progress()
    click.echo(report.summary, err=True)
    return report.problems


def _fail(error: ContentError, project: Project) -> NoReturn:
    problems = _seen_from_here(error.problems, project)
    click.echo(format_text(problems), err=True)
    _summarise(len(problems))
    sys.exit(1)


def _summarise(number: int) -> None:
    click.echo(f"{number} problem{'' if number == 1 else 's'} found", err=True)


def _seen_from_here(problems: Iterable[Problem], project: Project) -> tuple[Problem, ...]:
    return tuple(problem.under(_shown(project.content_dir)) for problem in problems)


def _shown(path: Path) -> str:
    """A path as the person at the terminal would write it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else Path(relative).as_posix()
