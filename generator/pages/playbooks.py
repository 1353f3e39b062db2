"""The playbook pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.model import Playbook
from generator.model.target import page_path
from generator.pages.draft import Draft
from generator.pages.howto import render_howto
from generator.pages.writer import PageWriter
from generator.times import playbook_time


def _ideas(writer: PageWriter, playbook: Playbook) -> dict[str, list[str]]:
    """For each step the ids of the ideas behind it."""
    return {
        step.id: [page.id for page in writer.handbook.ideas if f"{playbook.id}.{step.id}" in page.head.steps]
        for step in playbook.steps
    }


def render(writer: PageWriter) -> Iterator[Draft]:
    """One page for each playbook."""
    handbook = writer.handbook
    for number, playbook in enumerate(handbook.playbooks, start=1):
        yield writer.page(
            "playbook",
            page_path("playbook", playbook.id),
            f"playbooks/{playbook.id}.yml",
            {"howto": partial(render_howto, writer, playbook)},
            playbook=playbook,
            description=writer.description(playbook.summary),
            number=number,
            total=len(handbook.playbooks),
            time=playbook_time(writer.strings, playbook),
            scripts=[handbook.script(id_) for id_ in playbook.scripts],
            worksheets=[handbook.worksheet(id_) for id_ in playbook.worksheets],
            sources=[handbook.source(id_) for id_ in playbook.all_sources],
            ideas=_ideas(writer, playbook),
            downloads=writer.offered(playbook.id, page_path("playbook", playbook.id), packs=True),
            show_help=playbook.show_help,
            has_passages=bool(playbook.situations) or any(step.situations for step in playbook.steps),
            sets_situation="",
        )
