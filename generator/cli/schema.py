"""`handbook schema`: what editors know of the content."""

from __future__ import annotations

import click

from generator.authoring import SCHEMA_FOLDER, render_schemas, wired
from generator.cli.shared import config_file_option, fail, shown
from generator.disk import read_content, write_file, write_files
from generator.loader import read_files
from generator.plugin.site import Project, read_project
from generator.problems import ContentError


@click.command()
@config_file_option
@click.option("--wire", is_flag=True, help="Also name the schema in the first line of each file that does not.")
def schema(config_file: str, wire: bool) -> None:
    """Write the JSON Schemas from which an editor completes, explains and checks what you type.

    They go to schema/ in the content folder. One of them lists the ids of this handbook, so run this again
    when there are new ones. Editors with the YAML language server find them by the first line of a file.
    """
    project = read_project(config_file)
    try:
        written = write_schemas(project)
    except ContentError as error:
        fail(error, project)
    wired_now = _wire(project) if wire else []
    if written:
        click.echo(f"Wrote {len(written)} file{'' if len(written) == 1 else 's'}: {', '.join(written)}")
    else:
        click.echo("The schemas are as they should be.")
    if wired_now:
        click.echo(f"Named the schema in {len(wired_now)} files")


def write_schemas(project: Project) -> list[str]:
    """Write the schemas that are not there or not current, and say which; their paths in the content folder.

    Raises:
        ContentError: A file cannot be read, so that its ids are not known.
    """
    content = read_content(project.content_dir)
    loaded, problems = read_files(content)
    if problems:
        raise ContentError(problems)
    files = [file for file in render_schemas(loaded) if content.get(file.path) != str(file.content).encode()]
    write_files(files, project.content_dir)
    return [file.path for file in files]


def refresh_schemas(project: Project) -> None:
    """The same where the handbook has schemas, after a command that changed its ids."""
    if (project.content_dir / SCHEMA_FOLDER).is_dir() and (written := write_schemas(project)):
        click.echo(f"Wrote {', '.join(shown(project.content_dir / path) for path in written)}")


def _wire(project: Project) -> list[str]:
    """Give each file that has none the line that names its schema, and say which."""
    content = read_content(project.content_dir)
    changed = {path: new for path, old in content.items() if (new := wired(path, old)) != old}
    for path, new in changed.items():
        write_file(project.content_dir / path, new)
    return list(changed)
