"""What of the navigation a page shows, so that a page is made again when that is another, and only then."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.fingerprint import Fingerprints
from generator.nav import NavEntry

WHOLE = 40
"""Sections of so many pages are shown whole, as `beside.html` has it."""
REACH = 18
"""How far the pages can be away of which another page shows something. Pages are compared in groups of so many."""
_AROUND = re.compile(rb"\b(nav|pages|file|files|previous_page|next_page|parent|ancestors|children|toc)\b")


def looks_around(path: str, content: bytes) -> bool:
    """Whether a theme file may show something of other pages than its own: by the names that it uses."""
    return path.endswith((".html", ".xml")) and _AROUND.search(content) is not None


class Menus:
    """The navigation of one handbook."""

    def __init__(self, nav: Sequence[NavEntry], fingerprints: Fingerprints) -> None:
        self._top = fingerprints.of([(entry.title, entry.path, bool(entry.children)) for entry in nav])
        pages: list[tuple[str, str, str]] = []
        self._sections: dict[str, str] = {}
        for entry in nav:
            pages += [(page.title, page.path, entry.path) for page in (entry, *entry.children)]
            is_whole = 0 < len(entry.children) < WHOLE
            shown = [(child.title, child.path) for child in entry.children] if is_whole else len(entry.children) > 0
            self._sections[entry.path] = fingerprints.of(shown)
        self._places = {path: (number, section) for number, (_, path, section) in enumerate(pages)}
        groups = [pages[at : at + REACH] for at in range(0, len(pages), REACH)]
        self._near = [fingerprints.of(groups[max(0, at - 1) : at + 2]) for at in range(len(groups))]

    def around(self, path: str) -> str:
        """The fingerprint of all that the page of a docs file shows of the navigation."""
        if path not in self._places:
            return self._top
        number, section = self._places[path]
        return f"{self._top} {self._sections[section]} {self._near[number // REACH]} {number == 0}"
