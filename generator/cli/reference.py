"""`handbook reference`: every kind of file, field and block, for authors."""

from __future__ import annotations

from pathlib import Path

import click

from generator.authoring.reference import render_pictures, render_reference
from generator.cli.shared import shown
from generator.disk import write_files


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="docs")
def reference(folder: Path) -> None:
    """Write the author's reference into FOLDER (docs, if left out): every field and block, with examples."""
    page = render_reference()
    pictures = list(render_pictures())
    write_files([page, *pictures], folder)
    click.echo(f"Wrote {shown(folder / page.path)}, and {len(pictures)} pictures of blocks beside it")
