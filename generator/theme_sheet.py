"""The theme's style sheet without what no page of a handbook has: phones load it before they show a word.

The frame uses few of the theme's parts, and Markdown without extensions makes few of those that the theme has looks
for: a third is left. A handbook that may have others gets the theme's own sheets: see `may_need_all`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

USED = frozenset(
    {
        *("md-container", "md-content", "md-content__inner", "md-dialog", "md-dialog__inner", "md-grid", "md-header"),
        *("md-header__button", "md-header__inner", "md-icon", "md-main", "md-main__inner", "md-overlay", "md-sidebar"),
        *("md-sidebar--primary", "md-sidebar--secondary", "md-sidebar__inner", "md-sidebar__scrollwrap", "md-skip"),
        *("md-tabs", "md-toggle", "md-typeset", "no-js", "block", "card", "example"),
    }
)
"""The classes that pages have and the theme knows."""
KNOWN_EXTENSIONS = frozenset({"abbr", "attr_list", "fenced_code", "tables", "toc"})
"""Extensions of Markdown that make no other classes, but where an author names them; they also leave headings of plain
text and blocks of HTML as they are."""

_NAMED_CLASS = re.compile(r"\{[^{}\n]*\.[a-zA-Z]|class\s*=")
"""What names a class in a Markdown page."""
_THEME_CLASS = re.compile(r"\bmd-[a-z_-]+")
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_NOT = re.compile(r":not\([^()]*\)")
_HEAD = re.compile(r"""(?:[^{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*""", re.DOTALL)
_BODY = re.compile(r"""[^{}"']+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]""", re.DOTALL)
_COMMA = re.compile(r",(?![^()]*\))")
_ICON = re.compile(r"""(--[\w-]*icon[\w-]*):url\("(?:[^"\\]|\\.)*"\);?""", re.DOTALL)


def may_need_all(pages: Iterable[str], extensions: Iterable[str] = (), theme_files: Iterable[str] = ()) -> bool:
    """Whether a handbook may have parts that the theme has looks for and `theme_sheet` has not.

    Args:
        pages: The Markdown of its hand-written pages.
        extensions: The extensions of Markdown that it uses.
        theme_files: The author's own theme files.
    """
    names = {name.removeprefix("markdown.extensions.") for name in extensions}
    own = {name for text in theme_files for name in _THEME_CLASS.findall(text)}
    return not names <= KNOWN_EXTENSIONS or not own <= USED or any(map(_NAMED_CLASS.search, pages))


def sheet_names() -> tuple[str, ...]:
    """The names of the theme's sheets, which change with what they hold."""
    return tuple(sheet.name for sheet in _sheets())


def sheet_texts() -> list[str]:
    """The theme's sheets, in the order in which pages load them."""
    return [sheet.read_text(encoding="utf-8") for sheet in _sheets()]


@cache
def theme_sheet() -> str:
    """What pages need of the theme's sheets."""
    sheet = "".join(reduced(one, USED) for one in sheet_texts())
    return _ICON.sub(lambda icon: icon[0] if f"var({icon[1]})" in sheet else "", sheet)


def reduced(sheet: str, used: frozenset[str]) -> str:
    """A style sheet without the rules for classes that are not used."""
    kept = []
    for head, body in _rules(sheet):
        if head.startswith(("@media", "@supports")):
            body = reduced(body, used)
        elif not head.startswith("@"):
            head = ",".join(one for one in _selectors(head) if used.issuperset(_CLASS.findall(_NOT.sub("", one))))
        if head and body:
            kept.append(f"{head}{{{body}}}")
    return "".join(kept)


def _selectors(head: str) -> list[str]:
    return _COMMA.split(head)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """What stands before the braces of each rule, and in them."""
    at = 0
    while (head := _HEAD.match(sheet, at)) and head.end() < len(sheet):
        depth = 0
        for part in _BODY.finditer(sheet, head.end()):
            depth += {"{": 1, "}": -1}.get(part[0], 0)
            if depth == 0:
                yield head[0].strip(), sheet[head.end() + 1 : part.start()]
                at = part.end()
                break
        else:
            return


def _sheets() -> list[Traversable]:
    folder = files("material") / "templates/assets/stylesheets"
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(".css")), key=lambda entry: entry.name)
