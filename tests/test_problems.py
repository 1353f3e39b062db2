"""Problems as data, and the three ways to show them."""

from __future__ import annotations

import json

from generator.problems import FORMATS, ContentError, Problem, format_github, format_json, format_text

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
