"""Puts what PyYAML cannot read into an author's words, at the place where the mistake was made."""

from __future__ import annotations

import re

import yaml

from generator.problems import Problem
from generator.yaml_reader import layout
from generator.yaml_reader.slip import Slip, quoted

_OPENING = {"]": "[", "}": "{"}
_SIGNS = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a block scalar",
    "while scanning a tag",
    "while parsing a tag",
    "while scanning a directive",
)
"""What PyYAML is at when a text starts with `*`, `&`, `|`, `>`, `!` or `%`."""
_CURLY_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a"
_VALUE = re.compile(r"\s*(?:- +)*(?:[^\s:#][^:#]*:\s+|- +)?")
"""What stands before the first value of a line."""


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """A YAML syntax error in an author's words."""
    slip = Slip(error, text, path)
    for rule in _RULES:
        if problem := rule(slip):
            return problem
    said = slip.said
    said = f"{slip.context}: {said}" if slip.context and not said.startswith("expected") else said
    hint = "look at the quotes and the indentation of this line and the one above"
    return slip.problem("yaml", f"this is not valid YAML: {said}", hint)


def unused_anchor(mark: yaml.Mark, text: str, path: str) -> Problem:
    """The problem of a text that starts with &, which YAML takes for the name of what follows."""
    slip = Slip(yaml.MarkedYAMLError(problem_mark=mark), text, path)
    return _cannot_start(slip, slip.line, slip.column)


def _colon(slip: Slip) -> Problem | None:
    """A colon inside a text without quotes; or a line above that did not end as its author meant."""
    if "mapping values are not allowed" not in slip.said:
        return None
    row = slip.row(slip.line)
    start = _VALUE.match(row)
    column = start.end() + 1 if start else 1
    if column > slip.column:  # the colon is the first of its line
        if problem := layout.missing_space(slip, slip.line_above):
            return problem
        if re.fullmatch(r"\s*(?:- +)*[\w-]+", row[: slip.column - 1]):
            above = layout.indent(slip.row(slip.line_above))
            if layout.indent(row) <= above:
                return layout.stray(slip, slip.line_above, above + 1)
            return layout.misplaced(slip, slip.line)
        hint = "put the whole text in quotes, with the line above where it starts there"
    elif row[column - 1] in _CURLY_QUOTES:
        message = "curly quotes do not count as quotes"
        bare = row[column - 1 :].strip(f"{_CURLY_QUOTES} ")
        return slip.problem("curly-quote", message, f"use straight quotes: {quoted(bare)}", column=column)
    else:
        hint = slip.in_quotes(slip.line, column)
    return slip.problem("colon", "a colon stands inside a text that is not in quotes", hint)


def _sign_first(slip: Slip) -> Problem | None:
    """A text that starts with a sign of YAML's own."""
    if slip.context in _SIGNS and slip.start:
        return _cannot_start(slip, slip.start.line + 1, slip.start.column + 1)
    if "cannot start any token" in slip.said or "mapping keys are not allowed" in slip.said:
        return _cannot_start(slip, slip.line, slip.column)
    if "found duplicate anchor" in slip.context:
        return _cannot_start(slip, slip.line, slip.column)
    if "sequence entries are not allowed" in slip.said:
        hint = f"{slip.in_quotes(slip.line, slip.column)}; a list starts on the line below its key"
        return slip.problem("quote-needed", "a text cannot start with a hyphen and a space", hint)
    if "undefined alias" in slip.said:
        message = "an alias (*) names nothing that was said above"
        return slip.problem("alias", message, slip.in_quotes(slip.line, slip.column))
    return None


def _cannot_start(slip: Slip, line: int, column: int) -> Problem:
    message = f"a text cannot start with {slip.row(line)[column - 1 : column]}"
    return slip.problem("quote-needed", message, slip.in_quotes(line, column), line, column)


def _quote(slip: Slip) -> Problem | None:
    """A quote that is never closed, or a backslash in one that stands for nothing."""
    if slip.context == "while scanning a quoted scalar" and "unexpected" in slip.said and slip.start:
        message, hint = "the quote that opens here is never closed", "close it at the end of the text"
        return slip.problem("open-quote", message, hint, slip.start.line + 1, slip.start.column + 1)
    if slip.context == "while scanning a double-quoted scalar" and "escape" in slip.said:
        column = slip.row(slip.line).rfind("\\", 0, slip.column) + 1
        sign = slip.row(slip.line)[column - 1 : column + 1]
        message = f"in double quotes a backslash begins another sign, and {sign} is none that is known"
        hint = "use single quotes around the text: in them a backslash is only a backslash"
        return slip.problem("escape", message, hint, column=column)
    return None


def _text_goes_on(slip: Slip) -> Problem | None:
    """The problem of words behind what YAML takes for a whole value: `[a](id:b) and`, `"Mix" it`."""
    if not slip.mark or not slip.said.startswith("expected"):
        return None
    before = slip.text[: slip.mark.index].rstrip(" ")
    row = before[before.rfind("\n") + 1 :]
    closing = row[-1:]
    if "'<scalar>'" not in slip.said and "<block end>" not in slip.said:
        return None
    if (opening := _OPENING.get(closing)) and (column := _opening_column(row, opening)):
        return _cannot_start(slip, slip.line, column)
    token = _quoted_before(slip.text, len(before))
    if token is None:
        return None
    line, column = token.start_mark.line + 1, token.start_mark.column + 1
    if token.end_mark.line > token.start_mark.line:
        message, hint = "the quote that opens here is not closed on its line", "close it at the end of the text"
    else:
        message = "the quote that opens here is closed before the text ends"
        text = slip.row(line)[column - 1 :].rstrip()
        hint = slip.in_quotes(line, column)
        if ": " not in hint:
            hint += ", of a kind that does not stand inside it"
        elif text.count(text[0]) == 3 and text.endswith(text[0]):  # as in 'don't'
            hint = f"use the other kind of quotes: {quoted(text[1:-1])}"
    return slip.problem("open-quote", message, hint, line, column)


def _bracket(slip: Slip) -> Problem | None:
    """A list in brackets that does not end, or has an empty place."""
    if not slip.said.startswith("expected"):
        return None
    if not (token := slip.open_bracket):
        return _cannot_start(slip, slip.line, slip.column) if "found ','" in slip.said else None
    if "found ','" in slip.said:
        return slip.problem("yaml", "there is nothing before this comma", "delete the comma, or write the item")
    line, column = token.start_mark.line + 1, token.start_mark.column + 1
    opening = slip.row(line)[column - 1 : column]
    closing = {"[": "]", "{": "}"}.get(opening, "")
    message = f"the bracket {opening} that opens here is not closed"
    hint = f"close it with {closing} where the list ends; if it is part of a text, put the whole text in quotes"
    return slip.problem("open-bracket", message, hint, line, column)


def _closes_nothing(slip: Slip) -> Problem | None:
    """A closing bracket that no other opens."""
    if not (match := re.search("but (?:found|got) '([]}])'", slip.said)) or slip.open_bracket:
        return None
    message = f"the bracket {match[1]} closes nothing"
    hint = (
        f"delete it, or open the list with {_OPENING[match[1]]}; if it is part of a text, put the whole text in quotes"
    )
    return slip.problem("open-bracket", message, hint)


def _second_document(slip: Slip) -> Problem | None:
    if "a single document" not in slip.context:
        return None
    return slip.problem("second-document", "a second document (---) starts here", "keep one document in a file")


_RULES = (
    layout.tab,
    layout.other_space,
    _colon,
    _sign_first,
    _quote,
    _closes_nothing,
    _text_goes_on,
    layout.stray_line,
    layout.indentation,
    _bracket,
    _second_document,
)
"""Each finds one kind of slip; the first that does has the word."""


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
