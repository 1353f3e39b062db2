"""The `handbook` command: one module a subcommand."""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from generator import __version__

COMMANDS = ("check", "explain", "build", "serve", "links", "new", "schema", "reference", "export")
"""Each is a module of this name, which is loaded only when it is wanted."""


class Commands(click.Group):
    """Commands that end with a sentence, not with a traceback, where a disk, a folder or an engine fails them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the name is click's
        """The names of all commands, as `--help` shows them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """A command; None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        gc.disable()  # else Python looks for rubbish among the code that it loads
        command = getattr(import_module(f"generator.cli.{cmd_name}"), cmd_name)
        gc.freeze()
        gc.enable()
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Raises `click.ClickException` with what a disk, a folder or an engine refused."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # whoever reads the output has enough: click ends quietly
            if told := _told(error):
                raise click.ClickException(told) from None
            raise


def _told(error: Exception) -> str:
    """What a disk, a folder or an engine refused, as a sentence; empty for any other error."""
    # Here, since the command loads all that it needs first, and that takes longer from up there.
    from generator.disk import reason_of
    from generator.engines import EngineError
    from generator.swap import FolderError

    if isinstance(error, (FolderError, EngineError)):
        return str(error)
    return reason_of(error) if isinstance(error, OSError) else ""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turn YAML playbooks into a searchable handbook with printable worksheets."""


def run() -> NoReturn:
    """The command as a program, which ends at once.

    Python would first take down all that a build made, piece by piece, which takes as long as writing a hundred pages.
    """
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))
