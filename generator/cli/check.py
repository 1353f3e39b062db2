"""`handbook check`: every mistake in the content."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial

import click

from generator.authoring import stale_schemas, unfinished
from generator.build import build_handbook
from generator.cli.shared import config_file_option, seen_from_here, shown
from generator.cli.showing import show_problems, summarise
from generator.disk import read_content
from generator.ledger import ledger_warnings
from generator.loader import load_files
from generator.loader.loaded import Loaded
from generator.outside import check_addresses, collect_content, collect_settings
from generator.plugin.site import Project, read_project
from generator.problems import FORMATS, ContentError, Problem
from generator.progress import leave_progress, show_progress
from generator.style import check_style, read_grades

_COUNTED = ("playbooks", "worksheets", "scripts", "sources", "pages")


@click.command()
@config_file_option
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
        warnings = [*built.warnings, *loaded.warnings, *ledger_warnings(built.links)]
        warnings += check_style(loaded, date.today())
        warnings += [*stale_schemas(content, loaded), *unfinished(loaded)]
        problems = seen_from_here(warnings, project)
        problems = tuple(sorted([*problems, *(_ask_outside(loaded, project) if external else ())]))
    except ContentError as error:
        problems = seen_from_here(error.problems, project)
    if problems or format_name in ("json", "sarif"):
        show_problems(problems, format_name)
    if any(problem.severity == "error" for problem in problems):
        summarise(len(problems))
        sys.exit(1)
    if format_name == "text":
        book = built.handbook
        if book.settings.language.startswith("en"):  # the grade is one of English
            report = read_grades(loaded)
            click.echo(
                f"Reading grade: median {report.median:.1f}, worst {report.worst[1]:.1f} ({report.worst[0]}), "
                f"over {len(report.grades)} pages"
            )
        counts = ", ".join(f"{len(getattr(book, kind))} {kind}" for kind in _COUNTED)
        found = f"{len(problems)} warning{'' if len(problems) == 1 else 's'}" if problems else "no problems found"
        click.echo(f"{shown(project.content_dir)}: {counts}: {found}")


def _ask_outside(loaded: Loaded, project: Project) -> tuple[Problem, ...]:
    """Ask the addresses of other hosts, and say on standard error how many there were."""
    settings_text = project.config_path.read_text(encoding="utf-8")
    addresses = [
        *(address.under(shown(project.content_dir)) for address in collect_content(loaded, project.site_url)),
        *collect_settings(project.settings, settings_text, shown(project.config_path), project.site_url),
    ]
    report = check_addresses(addresses, partial(show_progress, "Links"))
    if report.stopped:
        leave_progress()
    click.echo(report.summary, err=True)
    return report.problems
