"""The one table of all problem codes: what is wrong, why it matters, how to mend it, in words for authors.

`handbook explain`, SARIF output and the author's reference are made from it.
"""

from __future__ import annotations

from generator.problems.codes.links import LINK_CODES
from generator.problems.codes.reading import READING_CODES
from generator.problems.codes.record import ProblemCode
from generator.problems.codes.texts import TEXT_CODES
from generator.problems.codes.values import VALUE_CODES

__all__ = ["AREAS", "CODES", "ProblemCode"]

AREAS: dict[str, dict[str, ProblemCode]] = {
    "Files that cannot be read": READING_CODES,
    "Keys and values": VALUE_CODES,
    "Files, ids and links": LINK_CODES,
    "Words and print": TEXT_CODES,
}
"""The codes by what they are about."""

CODES: dict[str, ProblemCode] = {code: entry for codes in AREAS.values() for code, entry in sorted(codes.items())}
"""Every code, area by area."""
