"""What every command does alike: find the handbook, and show what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from generator.build import BuiltHandbook, build_handbook
from generator.cli.showing import show_problems, summarise
from generator.disk import read_content
from generator.disk import shown as shown
from generator.plugin.site import Project
from generator.problems import ContentError, Problem

config_file_option = click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(dir_okay=False),
    help="The handbook's mkdocs.yml.",
)


def build_project(project: Project) -> BuiltHandbook:
    """Build the handbook in memory. Raises `ContentError` with every problem of the content."""
    return build_handbook(read_content(project.content_dir), project.site_url, project.press)


def fail(error: ContentError, project: Project) -> NoReturn:
    """Show every problem, and end with 1."""
    problems = seen_from_here(error.problems, project)
    show_problems(problems, err=True)
    summarise(len(problems))
    sys.exit(1)


def seen_from_here(problems: Iterable[Problem], project: Project) -> tuple[Problem, ...]:
    """The same problems, with their files as the person at the terminal would write them."""
    return tuple(problem.under(shown(project.content_dir)) for problem in problems)
