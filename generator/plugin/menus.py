"""What of the navigation a page shows, so that a page is made again when that is another, and only then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.fingerprint import Fingerprints
from generator.nav import NavEntry

WHOLE = 40
"""Sections of so many pages are shown whole, as `beside.html` has it."""
REACH = 18
"""How far the pages can be away of which another page shows something."""
_AROUND = re.compile(rb"\b(nav|pages|file|files|previous_page|next_page|parent|ancestors|children|toc)\b")


def looks_around(path: str, content: bytes) -> bool:
    """Whether a theme file may show something of other pages than its own: by the names that it uses."""
    return path.endswith((".html", ".xml")) and _AROUND.search(content) is not None


class Menus:
    """The navigation of one handbook."""

    def __init__(self, nav: Sequence[NavEntry], fingerprints: Fingerprints) -> None:
        self._fingerprints = fingerprints
        self._top = fingerprints.of([(entry.title, entry.path, bool(entry.children)) for entry in nav])
        self._pages: list[tuple[str, str, str]] = []
        self._sections: dict[str, str] = {}
        for entry in nav:
            self._pages += [(page.title, page.path, entry.path) for page in (entry, *entry.children)]
            is_whole = 0 < len(entry.children) < WHOLE
            shown = [(child.title, child.path) for child in entry.children] if is_whole else len(entry.children) > 0
            self._sections[entry.path] = fingerprints.of(shown)
        self._numbers = {path: number for number, (_, path, _) in enumerate(self._pages)}

    def around(self, path: str) -> str:
        """The fingerprint of all that the page of a docs file shows of the navigation."""
        number = self._numbers.get(path)
        if number is None:
            return self._top
        near = self._pages[max(0, number - REACH) : number + REACH + 1]
        return self._fingerprints.of((self._top, self._sections[self._pages[number][2]], number == 0, near))
