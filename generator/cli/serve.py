"""`handbook serve`: a preview that follows what is saved."""

from __future__ import annotations

import errno

import click

from generator.cli.shared import config_file_option
from generator.preview import serve_preview


@click.command()
@config_file_option
@click.option("-a", "--address", default="localhost:8000", show_default=True, help="Where to serve, as host:port.")
def serve(config_file: str, address: str) -> None:
    """Preview the site, and show in the browser what is saved, or what is wrong with it."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise click.BadParameter(f"{address} is not like localhost:8000", param_hint="--address")
    try:
        serve_preview(config_file, host.strip("[]"), int(port), lambda line: click.echo(line))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            hint = f"--address {host}:{int(port) % 65535 + 1}"
            raise click.ClickException(f"{address} is in use, perhaps by another preview. Try: {hint}") from None
        raise click.ClickException(f"{address} cannot be served: {error.strerror or error}") from None
