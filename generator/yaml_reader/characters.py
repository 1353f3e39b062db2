"""Says which characters content cannot hold: those that nobody sees, and that break a page or a file.

Whatever can be seen is taken, and so is what only joins, parts or turns the letters beside it: joiners in emoji
and Persian, zero-width spaces in Thai, soft hyphens, direction marks, combining accents.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TURNING = "\u202a-\u202e\u2066-\u2069"
_BREAKS = "\u0085\u2028\u2029"
_UNSEEN = "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_ODD = re.compile(f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff{_TURNING}{_BREAKS}{_UNSEEN}]")
_USUAL = b"\t\n" + bytes(range(0x20, 0x7F))
"""All of ASCII that is not odd, which is looked for ten times as fast."""
_HINT = "delete it: it cannot be seen, and is often pasted in by mistake"


class OddCharacter(NamedTuple):
    """A character that content cannot hold.

    Attributes:
        offset: Where it stands in its text.
        message: What is wrong with it.
        hint: What to do about it.
    """

    offset: int
    message: str
    hint: str


def find_odd_character(text: str) -> OddCharacter | None:
    """The first character of a text that content cannot hold. Lines must end in line feeds alone."""
    if text.isascii() and not text.encode().translate(None, _USUAL):
        return None
    if not (match := _ODD.search(text)):
        return None
    name = f"U+{ord(match[0]):04X}"
    if re.match(f"[{_TURNING}]", match[0]):
        hint = "delete it: letters know their direction; where signs need help, use U+200E or U+200F"
        return OddCharacter(match.start(), f"the character {name} would turn round the rest of the page", hint)
    if re.match(f"[{_BREAKS}]", match[0]):
        return OddCharacter(match.start(), f"the line break {name} is not allowed", "break the line with Enter")
    return OddCharacter(match.start(), f"the character {name} is not allowed", _HINT)
