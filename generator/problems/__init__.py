"""What is wrong with the content: as data, in one table of codes, and in every form that people and programs read.

1. `problem` holds one mistake, and the error that carries all of them.
2. `codes` says of each kind of mistake what it is, why it matters and how to mend it.
3. `formats` writes problems as text, JSON, GitHub annotations or SARIF; `excerpt` shows the line with a caret;
   `reference` makes a page of the table.

Modules report problems; only the two doors (`cli` and `plugin`) show them.
"""

from generator.problems.codes import AREAS, CODES, ProblemCode
from generator.problems.excerpt import Screen, format_screen
from generator.problems.formats import FORMATS, format_github, format_json, format_text
from generator.problems.problem import ContentError, Problem
from generator.problems.reference import code_reference
from generator.problems.sarif import format_sarif
from generator.problems.signs import shortened

__all__ = [
    "AREAS",
    "CODES",
    "FORMATS",
    "ContentError",
    "Problem",
    "ProblemCode",
    "Screen",
    "code_reference",
    "format_github",
    "format_json",
    "format_sarif",
    "format_screen",
    "format_text",
    "shortened",
]
