"""The reading paths."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Path, Stop
from generator.model.target import page_path
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter
from generator.richtext import links
from generator.times import path_time


def render(writer: PageWriter) -> Iterator[Draft]:
    """One page for each path."""
    handbook = writer.handbook
    for path in handbook.paths:
        yield writer.page(
            "path",
            page_path("path", path.id),
            f"paths/{path.id}.yml",
            route=path,
            description=writer.description(path.summary),
            for_whom=path.readers or ", ".join(handbook.situation(id_).title for id_ in path.situations),
            time=path_time(writer.strings, path),
            more={stop.id: _unsaid(stop) | {"ticks": _own_steps(path, stop)} for stop in path.stops},
            scripts=[handbook.script(id_) for id_ in path.scripts],
            worksheets=[handbook.worksheet(id_) for id_ in path.worksheets],
            paths={id_: handbook.path(id_) for id_ in path.next},
            downloads=writer.offered(path.id, page_path("path", path.id), packs=True),
            show_help=_shows_help(writer, path),
            has_passages=any(stop.situations for stop in path.stops),
            sets_situation=path.situations[0] if len(path.situations) == 1 else "",
            page_id=path.id,
        )


def _shows_help(writer: PageWriter, path: Path) -> bool:
    """Whether a path uses a playbook that wants the line to help, and does not open with that link itself."""
    wants = any(writer.shows_help(step.split(".")[0]) for stop in path.stops for step in stop.steps)
    says = set(links(path.opening or "")) & set(links(writer.handbook.settings.care_line, inline=True))
    return wants and not says


def _own_steps(path: Path, stop: Stop) -> list[str]:
    """The steps whose ticks also tick a stop: none where another stop of the path uses one of them too."""
    others = {step for other in path.stops if other.id != stop.id for step in other.steps}
    return [] if others & set(stop.steps) else list(stop.steps)


def _unsaid(stop: Stop) -> dict[str, list[str]]:
    """The ids of a stop's steps, scripts and worksheets that its text does not link to."""
    said = {link for text in (stop.do, *stop.situations.values()) for link in links(text)}
    return {
        kind: [id_ for id_ in getattr(stop, kind) if f"id:{id_}" not in said]
        for kind in ("steps", "scripts", "worksheets")
    }
