"""Problems as SARIF 2.1.0, the form in which code hosts and editors take the findings of any checker."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.problems.codes import CODES
from generator.problems.problem import Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOP = "%SRCROOT%"
"""The name that readers of SARIF give to the top of the repository."""


def format_sarif(problems: Sequence[Problem]) -> str:
    """Problems as one SARIF run, with an entry of the table of codes as the rule behind each.

    Addresses of files are relative to the folder that the command runs in, and columns count characters.
    """
    codes = sorted({problem.code for problem in problems})
    run = {
        "tool": {"driver": {"name": "handbook", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(code: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if entry := CODES.get(code):
        rule["shortDescription"] = {"text": entry.what}
        rule["fullDescription"] = {"text": f"{entry.what} {entry.why}"}
        rule["help"] = {"text": f"{entry.why}\n\n{entry.mend}"}
    return rule


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    said = f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": said},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(problem.path),
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
    }


def _artifact(path: str) -> dict[str, str]:
    """Where a file is, as a URI. A path that starts at the top of the disk is one by itself."""
    address = quote(path, errors="surrogatepass")
    if path.startswith("/"):
        return {"uri": f"file://{address}"}
    return {"uri": address, "uriBaseId": _TOP}
