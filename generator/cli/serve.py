"""`handbook serve`: a preview that follows what is saved."""

from __future__ import annotations

import click

from generator.cli.shared import build_project, config_file_option, fail
from generator.plugin.site import read_project, serve_site
from generator.problems import ContentError


@click.command()
@config_file_option
@click.option("-a", "--address", default="localhost:8000", show_default=True, help="Where to serve, as host:port.")
def serve(config_file: str, address: str) -> None:
    """Preview the site, and build it again whenever a file is saved."""
    project = read_project(config_file)
    try:
        build_project(project)
    except ContentError as error:
        fail(error, project)
    click.echo(f"Serving at http://{address}/ (stop with Ctrl+C)")
    serve_site(project, address)
