"""The forms in which problems are shown: to people, to programs, beside a change on GitHub, and as SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict

from generator.problems.problem import Problem
from generator.problems.sarif import format_sarif


def format_text(problems: Sequence[Problem]) -> str:
    """Problems for people: `path:line:column: error: message [code]`, the hint on a line below."""
    return "\n".join(map(str, problems))


def format_json(problems: Sequence[Problem]) -> str:
    """Problems for programs: a JSON list of objects with the fields of `Problem`."""
    return json.dumps([asdict(problem) for problem in problems], indent=2, ensure_ascii=False)


def format_github(problems: Sequence[Problem]) -> str:
    """Problems as GitHub workflow commands, which show as notes beside the changed lines.

    The escapes are those of the workflow command syntax: `%`, carriage return and line feed in
    messages, and also `:` and `,` in properties.
    """

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    lines = []
    for problem in problems:
        body = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
        properties = (
            f"file={escape_property(problem.path)},line={problem.line},col={problem.column},"
            f"title={escape_property(problem.code)}"
        )
        lines.append(f"::{problem.severity} {properties}::{escape(body)}")
    return "\n".join(lines)


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
    "sarif": format_sarif,
}
"""The forms, by the name that `--format` takes."""
