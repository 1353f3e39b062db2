"""The playbook pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.handbook import page_path
from generator.output import OutputFile
from generator.pages.writer import PageWriter


def render(writer: PageWriter) -> Iterator[OutputFile]:
    """One page for each playbook."""
    handbook = writer.handbook
    for number, playbook in enumerate(handbook.playbooks, start=1):
        yield writer.page(
            "playbook",
            page_path("playbook", playbook.id),
            f"playbooks/{playbook.id}.yml",
            playbook=playbook,
            description=writer.description(playbook.summary),
            number=number,
            total=len(handbook.playbooks),
            time=playbook.time or writer.strings.minutes(playbook.minutes),
            scripts=[handbook.script(id_) for id_ in playbook.scripts],
            worksheets=[handbook.worksheet(id_) for id_ in playbook.worksheets],
            sources=[handbook.source(id_) for id_ in playbook.all_sources],
            care_line=handbook.settings.care_line,
        )
