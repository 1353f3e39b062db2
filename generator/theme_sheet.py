"""The theme's style sheets without what no page of a handbook has: phones load them before they show a word.

The frame uses few of the theme's parts, and Markdown without extensions makes few of those that the theme has looks
for: a quarter is left. A handbook that may have others gets the theme's own sheets: see `may_need_all`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

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

_SHOWN_FEATURES = frozenset({"announce.dismiss", "navigation.instant.progress", "navigation.path", "navigation.top"})
_SHOWN_EXTRAS = frozenset({"alternate", "annotate", "consent", "polyfills", "tags", "version"})
"""What the theme shows parts for that the frame has none of: settings `theme.features`, and below `extra`."""

_NAMED_CLASS = re.compile(r"\{[^{}\n]*\.[a-zA-Z]|class\s*=", re.IGNORECASE)
"""What names a class in a Markdown page."""
_CLASSES = re.compile(r"class\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_WORD = re.compile(r"-?[a-zA-Z_][\w-]*")
_TAKES_FROM_THEME = re.compile(r"\{%-?\s*(extends|block|include|import|from)\b")
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_NOTE = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/""", re.DOTALL)
"""A comment, or a text in quotes, which is no comment."""
_OPEN = re.compile(r""":(?:not|is|where)\((?:[^()]|\([^()]*\))*\)|"[^"]*"|'[^']*'""")
"""What says nothing about which classes an element must have, at most one level deep."""
_HEAD = re.compile(r"""(?:[^{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*""", re.DOTALL)
_BODY = re.compile(r"""[^{}"']+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]""", re.DOTALL)
_COMMA = re.compile(r",(?![^()]*\))")
_ICON = re.compile(r"""(--[\w-]*icon[\w-]*):url\("(?:[^"\\]|\\.)*"\);?""", re.DOTALL)


@dataclass(frozen=True)
class Beside:
    """What takes part in a site beside the handbook's own parts.

    Attributes:
        plugins: Names of plugins, ours among them or not, and of hooks.
        extensions: Names of the extensions of Markdown.
        has_permalinks: Whether one of them puts a sign at each heading.
        features: The features of the theme that are on.
        extras: The names below `extra`.
        theme_files: What the author's own theme files hold that make pages.
    """

    plugins: Collection[str] = ()
    extensions: Collection[str] = ()
    has_permalinks: bool = False
    features: Collection[str] = ()
    extras: Collection[str] = ()
    theme_files: Collection[str] = ()


def has_permalinks(toc: Any) -> bool:
    """Whether the options of the extension `toc`, if there are any, put a sign at each heading."""
    return isinstance(toc, Mapping) and bool(toc.get("permalink"))


def page_makers(theme: Mapping[str, bytes]) -> list[str]:
    """What those of an author's theme files hold that make pages: from path and bytes of each."""
    return [theme[path].decode(errors="replace") for path in theme if path.endswith((".html", ".xml"))]


def may_need_all(pages: Iterable[str], beside: Beside) -> bool:
    """Whether a handbook may have parts that the theme has looks for and `theme_sheet` has not.

    Args:
        pages: The Markdown of its hand-written pages.
        beside: What else takes part.
    """
    return (
        not sheet_names()
        or bool({*beside.plugins} - {"handbook"})
        or not {name.removeprefix("markdown.extensions.") for name in beside.extensions} <= KNOWN_EXTENSIONS
        or beside.has_permalinks
        or bool(_SHOWN_FEATURES.intersection(beside.features) or _SHOWN_EXTRAS.intersection(beside.extras))
        or any(map(_NAMED_CLASS.search, pages))
        or any(map(_shows_more, beside.theme_files))
    )


def _shows_more(theme_file: str) -> bool:
    """Whether a theme file takes parts from the theme, or has a class that the theme has a look for."""
    if _TAKES_FROM_THEME.search(theme_file):
        return True
    unused = {name for sheet in sheet_texts() for name in _CLASS.findall(sheet)} - USED
    return not unused.isdisjoint(word for named in _CLASSES.findall(theme_file) for word in _WORD.findall(named))


def sheet_names() -> tuple[str, ...]:
    """The names of the theme's sheets, which change with what they hold; none where they are not the known ones."""
    names = tuple(sheet.name for sheet in _sheets())
    return names if [name.partition(".")[0] for name in names] == ["main", "palette"] else ()


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
    for head, body in _rules(_NOTE.sub(lambda found: found[1] or "", sheet)):
        if head.startswith(("@media", "@supports")):
            body = reduced(body, used)
        elif not head.startswith("@"):
            head = ",".join(one for one in _selectors(head) if used.issuperset(_CLASS.findall(_OPEN.sub("", one))))
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
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".css")) if folder.is_dir() else ()
    return sorted(found, key=lambda entry: entry.name)
