"""How text from a file is shown on a terminal: no sign of it can give an order, turn the line around or hide."""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Kinds of sign that cannot be seen: controls, marks of direction, halves of signs, ends of lines."""


def visible(text: str) -> str:
    """A text with its hidden signs as escapes, such as that of U+202E. Always one line."""
    return text if text.isprintable() else "".join(map(shown, text))


def shown(sign: str) -> str:
    """One character as it can be seen."""
    if unicodedata.category(sign) not in _HIDDEN:
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """The columns that a shown text takes on a terminal: 2 for wide signs, none for marks on the sign before."""
    return sum(map(_width, text))


def _width(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def shortened(words: str) -> str:
    """Words of the content in quotes, for a message: on one line, not long, and with nothing that cannot be seen."""
    line = visible(" ".join(words[:200].split()))
    return f'"{line[:40]}..."' if len(line) > 40 else f'"{line}"'
