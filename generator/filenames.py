"""Says which names a file can have on every system and in every address, so that a handbook is the same everywhere."""

from __future__ import annotations

import re
import unicodedata

_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"}
_DEVICES |= {f"{port}{number}" for port in ("com", "lpt") for number in (*"123456789", "\u00b9", "\u00b2", "\u00b3")}
_USUAL = re.compile(r"[a-z0-9-](?:[a-z0-9.-]{0,150}[a-z0-9-])?")
"""What ids are like, of which there are many: no more need be asked of them but whether they are a device."""
_SIGNS = '<>:"|?*\\/'
MOST_BYTES = 200
"""Less than the 255 that file systems take, so that an ending and a number still fit."""


def name_fault(name: str) -> str:
    """Why a file or folder cannot have a name, without its path; empty if it can."""
    if _USUAL.fullmatch(name) and name.partition(".")[0] not in _DEVICES:
        return ""
    if not name.isprintable():
        return "has a character that cannot be seen"
    if signs := [sign for sign in name if sign in _SIGNS]:
        return f"has {signs[0]} in it"
    if name != name.strip(" ") or name.endswith("."):
        return "begins or ends with a space, or ends with a full stop"
    if name.partition(".")[0].rstrip(" ").lower() in _DEVICES:
        return "is one that Windows keeps for a device"
    if len(name.encode()) > MOST_BYTES:
        return f"is longer than {MOST_BYTES} bytes"
    return "" if name else "is empty"


def path_fault(path: str) -> str:
    """Why a file cannot have a path of names with slashes between them; empty if it can."""
    return next(filter(None, map(name_fault, path.split("/"))), "")


def folded(path: str) -> str:
    """What two paths have in common that some systems take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def shown_path(path: str) -> str:
    """A path as it can be printed, whatever is in it."""
    if path.isprintable():
        return path
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in path)
