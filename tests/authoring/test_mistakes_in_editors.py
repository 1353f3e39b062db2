"""Of the mistakes that an author can make, an editor marks all that show in one file and have a shape."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest

from generator.authoring import render_schemas
from generator.loader import load_files
from generator.problems import ContentError
from tests.authoring.test_schemas import complaints
from tests.test_mistakes import CASES, FILES, USUAL, Case, problems_of

SHAPES = (
    *("unknown-key", "missing-key", "wrong-type", "wrong-value", "bad-id", "bad-part-id", "blank", "one-line"),
    *("too-long-line", "duration", "rows", "one-end", "no-way-on", "duplicate-reference", "unknown-block-type"),
    *("unknown-id", "strings"),
)
"""The codes of mistakes that a schema can see."""

UNSEEN = {
    "times-and-days: a time: 10-5 min": "a pattern cannot compare numbers",
    "values: time backwards": "a pattern cannot compare numbers",
    "times-and-days: a day: 2026-02-30": "a pattern does not know the calendar",
    "together: a date that the calendar has not": "a pattern does not know the calendar",
    "together: a link in a line that would open code in a text": "a text with a code sign is left to handbook check",
}


@cache
def schemas() -> dict[str, Any]:
    files = render_schemas(load_files(FILES))
    return {file.path.rpartition("/")[2]: json.loads(file.content) for file in files}


def seen(case: Case) -> tuple[int, int]:
    """Of the mistakes with a shape in a case, how many an editor marks, and how many there are."""
    files = case.files()
    marked = total = 0
    for problem in problems_of(files):
        if problem in USUAL or problem.code not in SHAPES or not problem.path.endswith(".yml"):
            continue
        try:
            marked += bool(complaints(schemas(), problem.path, files[problem.path]))
        except ContentError:
            continue  # it is no YAML, which an editor says as well
        total += 1
    return marked, total


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.area}: {case.name}")
def test_an_editor_marks_it_too(case: Case) -> None:
    marked, total = seen(case)
    assert (marked < total) == (f"{case.area}: {case.name}" in UNSEEN)


def test_most_mistakes_are_marked() -> None:
    codes = Counter(problem.code for case in CASES for problem in problems_of(case.files()) if problem not in USUAL)
    assert sum(codes[code] for code in SHAPES) > 200
    assert set(UNSEEN) <= {f"{case.area}: {case.name}" for case in CASES}
