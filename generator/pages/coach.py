"""The coach guides: one page for each playbook that has one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Part
from generator.model.target import page_path
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter


def render(writer: PageWriter) -> Iterator[Draft]:
    """One page for each guide."""
    for playbook in writer.handbook.playbooks:
        guide = playbook.coach
        if guide is None:
            continue
        yield writer.page(
            "coach",
            page_path("coach", playbook.id),
            f"playbooks/{playbook.id}.yml",
            playbook=playbook,
            guide=guide,
            title=writer.strings.text("coach.title", playbook=playbook.title),
            description=writer.description(playbook.summary),
            outlines=[
                ("session", guide.session, _total(writer, guide.session)),
                ("group", guide.group, _total(writer, guide.group)),
            ],
            lists=[(name, getattr(guide, name)) for name in ("questions", "homework", "not_when", "more_help")],
            worksheets=[writer.handbook.worksheet(id_) for id_ in playbook.worksheets],
            downloads=writer.offered(playbook.id, page_path("coach", playbook.id), packs=True),
            show_help=playbook.show_help,
        )


def _total(writer: PageWriter, parts: tuple[Part, ...]) -> str:
    return writer.strings.count("duration.min", sum(part.duration.minutes or 0 for part in parts))
