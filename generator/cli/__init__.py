"""The `handbook` command: one module a subcommand."""

from __future__ import annotations

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.explain import explain
from generator.cli.export import export
from generator.cli.links import links
from generator.cli.new import new
from generator.cli.reference import reference
from generator.cli.schema import schema
from generator.cli.serve import serve

COMMANDS = (check, explain, build, serve, links, new, schema, reference, export)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turn YAML playbooks into a searchable handbook with printable worksheets."""


for command in COMMANDS:
    main.add_command(command)
