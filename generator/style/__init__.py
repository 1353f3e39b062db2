"""Holds the text to the limits that editors set in `style.yml`, for `handbook check`.

A limit that is broken is a problem like any other, but it does not keep a handbook from being built.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.authoring import UNWRITTEN
from generator.loader.loaded import Loaded
from generator.model import Playbook, Script, Sources, Style, Worksheet
from generator.problems import Problem
from generator.style.limits import check_texts
from generator.style.reading import ReadingReport, reading_report
from generator.style.texts import texts_of
from generator.yaml_reader import Place

__all__ = ["ReadingReport", "check_style", "read_grades"]


def check_style(loaded: Loaded, today: date) -> Iterator[Problem]:
    """Every limit that the text breaks. Without a `style.yml` only what nothing leads to is said.

    Args:
        loaded: All files, without problems: `loader.load_files`.
        today: The day against which `reviewed` dates are held.
    """
    yield from _unused(loaded)
    style = _style(loaded)
    if style is None:
        return
    texts = list(texts_of(loaded))
    yield from check_texts(texts, style, reading_report(texts))
    if style.reviewed_within_days:
        yield from _overdue(loaded, today, style.reviewed_within_days)


def read_grades(loaded: Loaded) -> ReadingReport:
    """The reading grade of every page."""
    return reading_report(list(texts_of(loaded)))


def _style(loaded: Loaded) -> Style | None:
    return next((model for model in loaded.models.values() if isinstance(model, Style)), None)


def _unused(loaded: Loaded) -> Iterator[Problem]:
    """Sources that nobody cites; worksheets and scripts that no step leads to, once they are written."""
    playbooks = [model for model in loaded.models.values() if isinstance(model, Playbook)]
    used = {id_ for book in playbooks for id_ in (*book.worksheets, *book.scripts, *book.all_sources)}
    for path, model in loaded.models.items():
        document = loaded.documents[path]
        if isinstance(model, Sources):
            for index, source in enumerate(model.sources):
                if source.id not in used:
                    place = document.place(("sources", index, "id"))
                    hint = "name it in the sources of a step or playbook, or delete it"
                    yield _problem(path, place, "unused", f'nothing cites the source "{source.id}"', hint)
        elif isinstance(model, Worksheet | Script) and model.id not in used and UNWRITTEN not in document.text:
            kind = type(model).__name__.lower()
            hint = f"name it in the {kind}s of a step, or delete the file"
            yield _problem(path, document.place(("id",)), "unused", f'no step leads to the {kind} "{model.id}"', hint)


def _overdue(loaded: Loaded, today: date, days: int) -> Iterator[Problem]:
    for path, model in loaded.models.items():
        if isinstance(model, Playbook) and (today - model.reviewed).days > days:
            place = loaded.documents[path].place(("reviewed",))
            message = f"last reviewed on {model.reviewed.isoformat()}, more than {days} days ago"
            hint = "read the playbook whole, mend it, and write today's date"
            yield Problem(path, place.line, place.column, "overdue", message, hint, severity="warning")


def _problem(path: str, place: Place, code: str, message: str, hint: str) -> Problem:
    return Problem(path, place.line, place.column, code, message, hint)
