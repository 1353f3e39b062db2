"""`handbook new`: a new file that says what belongs into it, or a whole new handbook."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from generator.authoring import CannotAddError, add, kinds, languages, render_new_handbook, title_of
from generator.cli.schema import refresh_schemas
from generator.cli.shared import config_file_option, fail, shown
from generator.disk import read_content, write_file, write_files, write_new_file
from generator.plugin.site import read_project
from generator.problems import ContentError


@click.group()
def new() -> None:
    """Make a new file that says what belongs into it, or a whole new handbook.

    The file is valid as it is: each field is explained above it, and WRITE HERE marks what is yours to write.
    handbook check lists what is left of it. No file is ever written over.
    """


def _command(kind: str, folder: str) -> click.Command:
    @click.argument("id_", metavar="NAME")
    @click.option("--title", default="", help="Its title.  [default: made from the name]")
    @config_file_option
    def make(id_: str, title: str, config_file: str) -> None:
        project = read_project(config_file)
        try:
            content = read_content(project.content_dir)
            first, *changed = add(content, kind, id_, title, date.today())
        except CannotAddError as error:
            raise click.ClickException(str(error)) from None
        except ContentError as error:
            fail(error, project)
        place = project.content_dir / first.path
        if not place.parent.resolve().is_relative_to(project.content_dir.resolve()):
            raise click.ClickException(f"{shown(place.parent)} leads out of the content folder")
        try:
            write_new_file(place, first.content)
        except FileExistsError:
            raise click.ClickException(f"{shown(place)} is there already") from None
        for file in changed:
            write_file(project.content_dir / file.path, file.content)
        click.echo(f"Wrote {shown(place)}: open it, and write where it says WRITE HERE")
        for file in changed:
            click.echo(f"Listed it in {shown(project.content_dir / file.path)}")
        try:
            refresh_schemas(project)
        except ContentError as error:
            fail(error, project)

    text = f"Make a new {kind}: {folder}/NAME.yml in the content folder. NAME is its id, such as ask-for-more."
    return click.command(kind, help=text)(make)


for _kind, _folder in kinds().items():
    new.add_command(_command(_kind, _folder))


@new.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--title", default="", help="Its title.  [default: made from the folder's name]")
@click.option("--language", default="en", show_default=True, help="The language it is written in, such as en or pt-BR.")
def handbook(folder: Path, title: str, language: str) -> None:
    """Make a whole small handbook in the new or empty folder DIR.

    It builds as it is. For a language of which the generator has no words, content/strings.yml holds
    them in English, to be translated.
    """
    title = title.strip() or title_of(re.sub(r"[\W_]+", "-", folder.resolve().name).strip("-")) or "Handbook"
    if folder.is_dir() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty: name a new folder")
    try:
        files = render_new_handbook(title, language, date.today())
    except CannotAddError as error:
        raise click.ClickException(str(error)) from None
    write_files(files, folder)
    click.echo(f"Wrote {len(files)} files to {shown(folder)}/")
    if language not in languages():
        words = shown(folder / "content/strings.yml")
        click.echo(f"The words of the generator stand in English in {words}: translate them")
    click.echo(f"Next: cd {shown(folder)}, then handbook build, or handbook serve to see it while you write")
