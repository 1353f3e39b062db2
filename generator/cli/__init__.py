"""The `handbook` command: one module a subcommand."""

from __future__ import annotations

import errno
from typing import Any

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
from generator.disk import reason_of
from generator.engines import EngineError
from generator.swap import FolderError

COMMANDS = (check, explain, build, serve, links, new, schema, reference, export)


class Commands(click.Group):
    """Commands that end with a sentence, not with a traceback, where a disk, a folder or an engine fails them."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Raises `click.ClickException` with what a disk, a folder or an engine refused."""
        try:
            return super().invoke(ctx)
        except (FolderError, EngineError) as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            if error.errno == errno.EPIPE:
                # Whoever reads the output has enough: click ends quietly.
                raise
            raise click.ClickException(reason_of(error)) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turn YAML playbooks into a searchable handbook with printable worksheets."""


for command in COMMANDS:
    main.add_command(command)
