"""The start page: its two questions, and the whole page where no author wrote one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.model import Handbook, Horizon, Path, Situation
from generator.model.target import START_PAGE, index_path
from generator.pages.draft import Draft
from generator.pages.long_lists import LONG
from generator.pages.writer import PageWriter

START_PATH = index_path(START_PAGE)
FIRST = 12
"""So many of the playbooks of a large handbook stand on its start page; their list has all."""


@dataclass(frozen=True)
class StartColumn:
    """A situation and the path for each time horizon that has one."""

    situation: Situation
    paths: list[tuple[Horizon, Path]]
    page: str


def render(writer: PageWriter) -> Iterator[Draft]:
    """A start page made from the handbook's title and summary; none where an author wrote `index.md`."""
    settings, playbooks = writer.handbook.settings, writer.handbook.playbooks
    shown = playbooks[:FIRST] if len(playbooks) > LONG else playbooks
    if writer.written(START_PATH) is None:
        yield writer.page(
            "start",
            START_PATH,
            "handbook.yml",
            title=settings.title,
            summary=settings.summary,
            description=writer.description(settings.summary),
            playbooks=shown,
            more=len(playbooks) if len(playbooks) > len(shown) else 0,
            **start_choices(writer.handbook),
        )


def start_questions(writer: PageWriter) -> str:
    """What happened, and how much time there is: the part of a start page that leads to a path."""
    return writer.part("start", START_PATH, **start_choices(writer.handbook))


def start_choices(handbook: Handbook) -> dict[str, Any]:
    """What the two questions offer."""
    columns = start_columns(handbook)
    is_asked = any(column.paths for column in columns)
    others = [path for path in handbook.paths if path.horizon is None or not is_asked]
    return {"columns": columns if is_asked else [], "others": others}


def start_columns(handbook: Handbook) -> list[StartColumn]:
    """What the start page offers: a column for each situation."""
    pages = {page.id for page in handbook.pages if page.kind == "situation"}
    return [
        StartColumn(
            situation,
            [
                (horizon, path)
                for horizon in handbook.settings.horizons
                for path in handbook.paths
                if path.horizon == horizon.id and situation.id in (path.situations or (situation.id,))
            ],
            situation.id if situation.id in pages else "",
        )
        for situation in handbook.settings.situations
    ]
