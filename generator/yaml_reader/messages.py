"""Puts what PyYAML cannot read into an author's words, at the place where the mistake was made."""

from __future__ import annotations

import yaml

from generator.problems import Problem

_QUOTE_HINT = "put the whole text in quotes"
_OPENING = {"]": "[", "}": "{"}
_SIGNS = ("while scanning an alias", "while scanning an anchor", "while scanning a block scalar")
"""What PyYAML is at when a text starts with `*`, `&`, `|` or `>`."""


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """A YAML syntax error in an author's words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    row = lines[line - 1] if line <= len(lines) else ""
    said = error.problem or str(error)
    rest = row[column - 1 :]
    if "\t" in row and (rest.startswith("\t") or "\\t" in said):
        column = row.index("\t") + 1
        return Problem(path, line, column, "tab", "a tab cannot be used to indent", "use two spaces")
    if "mapping values are not allowed" in said:
        message = "a colon and a space stand inside plain text"
        return Problem(path, line, column, "colon", message, 'put the whole text in quotes: "like this: yes"')
    if "cannot start any token" in said:
        return _sign_first(path, line, column, rest[:1])
    if error.context in _SIGNS and error.context_mark:
        start = error.context_mark
        return _sign_first(path, start.line + 1, start.column + 1, text[start.index])
    if error.context == "while scanning a quoted scalar" and "unexpected" in said and error.context_mark:
        start = error.context_mark
        message, hint = "the quote that opens here is never closed", "close it at the end of the text"
        return Problem(path, start.line + 1, start.column + 1, "open-quote", message, hint)
    if "'<scalar>'" in said and mark and (problem := _text_goes_on(path, text, mark)):
        return problem
    if error.context and "a single document" in error.context:
        message = "a second document (---) starts here"
        return Problem(path, line, column, "second-document", message, "keep one document in a file")
    if "undefined alias" in said:
        message = "an alias (*) names nothing that was said above"
        return Problem(path, line, column, "alias", message, "put a text that starts with * in quotes")
    said = f"{error.context}: {said}" if error.context and not said.startswith("expected") else said
    hint = "look at the quotes and the indentation of this line and the one above"
    return Problem(path, line, column, "yaml", f"this is not valid YAML: {said}", hint)


def _sign_first(path: str, line: int, column: int, sign: str) -> Problem:
    message = f"a text cannot start with {sign!r}"
    return Problem(path, line, column, "quote-needed", message, _QUOTE_HINT)


def _text_goes_on(path: str, text: str, mark: yaml.Mark) -> Problem | None:
    """The problem of words behind what YAML takes for a whole value: `[a](id:b) and`, `"Mix" it`."""
    before = text[: mark.index].rstrip(" ")
    row = before[before.rfind("\n") + 1 :]
    if (opening := _OPENING.get(row[-1:])) and (column := _opening_column(row, opening)):
        return _sign_first(path, mark.line + 1, column, opening)
    token = _quoted_before(text, len(before))
    if token is None:
        return None
    line, column = token.start_mark.line + 1, token.start_mark.column + 1
    if token.end_mark.line > token.start_mark.line:
        message, hint = "the quote that opens here is not closed on its line", "close it at the end of the text"
    else:
        message = "the quote that opens here is closed before the text ends"
        hint = "put the whole text in quotes, of a kind that does not stand inside it"
    return Problem(path, line, column, "open-quote", message, hint)


def _opening_column(row: str, opening: str) -> int:
    """The column of the bracket that the last sign of a row closes; 0 where it is not in the row."""
    closing, depth = row[-1], 0
    for index in range(len(row) - 1, -1, -1):
        depth += (row[index] == closing) - (row[index] == opening)
        if depth == 0:
            return index + 1
    return 0


def _quoted_before(text: str, offset: int) -> yaml.ScalarToken | None:
    """The text in quotes that ends at an offset, if one does."""
    try:
        for token in yaml.scan(text):
            if token.end_mark.index == offset and isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                return token
    except yaml.YAMLError:
        return None
    return None
