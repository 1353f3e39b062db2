"""Everything that can be linked, as one list: the coach's table, the plan page and the files for programs show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.addresses import permanent_url, target_url
from generator.durations import read_duration
from generator.model import Handbook, Path, Playbook, Step, Stop, Target, Worksheet
from generator.model.target import KIND_INDEXES, TOOL_PAGES
from generator.richtext import render_text
from generator.wording import Strings

MAIN_KINDS = ("path", "situation", "playbook", "step", "worksheet", "script", "idea", "coach", "page")
"""The kinds that people link to, in the order in which lists show them."""


_MADE = frozenset((*KIND_INDEXES.values(), *TOOL_PAGES))
"""Ids of the pages that the generator makes itself."""


class Listed(NamedTuple):
    """One thing that can be linked.

    Attributes:
        id: Its public id.
        kind: As in `Target`.
        title: What it is called.
        part_of: Title of the page that it is a part of; empty for a whole page.
        summary: What it is for, as plain text; empty where its author wrote none.
        address: Where it is now, relative to the top of the site.
        permanent: Its short link, relative to the top of the site.
        minutes: How long it takes, at most; None where that is no number of minutes spent once.
        situations: Ids of the situations it is for; empty where it is for all.
        pdfs: Its PDFs, relative to the top of the site.
    """

    id: str
    kind: str
    title: str
    part_of: str
    summary: str
    address: str
    permanent: str
    minutes: int | None = None
    situations: tuple[str, ...] = ()
    pdfs: tuple[str, ...] = ()


def list_handbook(
    handbook: Handbook, strings: Strings, pdfs: Mapping[str, Sequence[str]] | None = None
) -> tuple[Listed, ...]:
    """Every public id of a handbook, in reading order.

    Args:
        handbook: The handbook.
        strings: The words of its language.
        pdfs: Id of a worksheet or pack -> the paths of its PDFs.
    """
    last = _last[0] if pdfs is None and _last else None
    if last and last[0] is handbook and last[1] is strings:
        return last[2]
    listed = _list(handbook, strings, pdfs or {})
    if pdfs is None:
        _last[:] = [(handbook, strings, listed)]
    return listed


_last: list[tuple[Handbook, Strings, tuple[Listed, ...]]] = []
"""The list that was made last: several pages and files of one handbook come from it."""


def _list(handbook: Handbook, strings: Strings, pdfs: Mapping[str, Sequence[str]]) -> tuple[Listed, ...]:
    parts = dict(_parts(handbook))
    wholes = {target.page: _title(target, strings) for target in handbook.targets.values() if not target.anchor}

    def listed(target: Target) -> Listed:
        id_, kind, _, page, anchor = target
        part = parts.get(id_)
        return Listed(
            id_,
            kind,
            _title(target, strings) if anchor else wholes[page],
            wholes.get(page, "") if anchor else "",
            render_text(_summary(handbook, target, part), inline=True),
            target_url(target),
            permanent_url(id_),
            _minutes(part) if part else None,
            _situations(target, part),
            tuple(pdfs.get(id_, ())),
        )

    return tuple(map(listed, handbook.targets.values()))


def _parts(handbook: Handbook) -> Iterator[tuple[str, object]]:
    """What stands behind the ids of pages and of parts that take time."""
    for playbook in handbook.playbooks:
        yield playbook.id, playbook
        yield from ((f"{playbook.id}.{step.id}", step) for step in playbook.steps)
    for path in handbook.paths:
        yield path.id, path
        yield from ((f"{path.id}.{stop.id}", stop) for stop in path.stops)
    yield from ((sheet.id, sheet) for sheet in handbook.worksheets)
    yield from ((script.id, script) for script in handbook.scripts)
    yield from ((page.id, page) for page in handbook.pages)


def _title(target: Target, strings: Strings) -> str:
    if target.kind == "coach":
        return strings.text("coach.title", playbook=target.title)
    if target.kind == "block":
        return render_text(target.title, inline=True)
    made = target.title == target.id and target.id in _MADE
    return strings.text(f"nav.{target.id}") if made else target.title


def _summary(handbook: Handbook, target: Target, part: object) -> str:
    if isinstance(part, Step):
        return part.done_when
    if target.kind == "coach":
        return handbook.playbook(target.id.partition(".")[0]).summary
    if target.kind == "source":
        return handbook.source(target.id).finding
    if target.kind == "term":
        return next(term.meaning for term in handbook.terms if target.id.endswith(f".{term.id}"))
    return getattr(part, "summary", None) or getattr(getattr(part, "head", None), "description", None) or ""


def _minutes(part: object) -> int | None:
    match part:
        case Playbook():
            return part.minutes or None
        case Step() | Stop():
            return part.duration.minutes
        case Worksheet():
            duration = read_duration(part.time) if part.time else None
            return duration.minutes if duration else None
        case Path():
            times = [stop.duration.minutes for stop in part.stops]
            return None if None in times else sum(minutes or 0 for minutes in times)
    return None


def _situations(target: Target, part: object) -> tuple[str, ...]:
    if target.kind == "situation":
        return (target.id,)
    found = getattr(part, "situations", ())
    return tuple(found) if isinstance(found, tuple) else ()
