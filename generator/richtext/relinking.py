"""Changes where the links of a hand-written page lead, for an engine whose files stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.richtext.written import without_code

_DESTINATION = re.compile(
    r"(?:(?<=\]\()|^ {0,3}\[[^\]\n]+\]:)[ \t]*"
    r"(?:<(?P<pointed>[^<>\n]+)>|(?P<bare>[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*))",
    re.MULTILINE,
)


def with_other_links(text: str, other: Callable[[str], str]) -> str:
    """A Markdown page with other addresses in its links and pictures; HTML and code stay as they are.

    Args:
        text: The page.
        other: Makes the new address from what stands there.
    """
    if "](" not in text and "]:" not in text:
        return text
    parts, end = [], 0
    for match in _DESTINATION.finditer(without_code(text)):
        name = "pointed" if match["pointed"] else "bare"
        parts += [text[end : match.start(name)], other(match[name])]
        end = match.end(name)
    return "".join([*parts, text[end:]])
