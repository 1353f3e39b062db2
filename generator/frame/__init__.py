"""The frame of every page: the head, header, menus and footer, and the page for an address that leads nowhere.

It is theme files, in `theme/`, that both doors lay over Material's and below an author's own. They are plain Jinja, so
that other engines read them too, and hold no words: those come with `extra.handbook`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from generator.addresses import page_url
from generator.assets import asset_path
from generator.model import WrittenPage
from generator.model.target import SEARCH_PAGE, index_path
from generator.output import OutputFile
from generator.templating import theme_text
from generator.theme_sheet import Beside, may_need_all
from generator.wording import Strings

THEME = "material"
"""The theme that the frame fits."""
FRAME_KEY = "handbook"
"""The key of `extra` that the theme files read."""
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_COLOURS = {"light": ("default", "weather-night", "dark"), "dark": ("slate", "weather-sunny", "light")}
"""What a device prefers: the scheme for it, and the sign and words of the button that leads to the other."""

_WORDS = {
    "search": "search",
    "nav": "nav",
    "tabs": "tabs",
    "toc": "toc",
    "action.skip": "skip",
    "action.edit": "edit",
}
"""The theme's names of words, and ours."""


@dataclass(frozen=True)
class Frame:
    """What the theme files have to know of one handbook.

    Attributes:
        extra: What stands in `extra.handbook` of the engine's settings.
        theme: Settings of the theme, where the author has none.
    """

    extra: dict[str, Any]
    theme: dict[str, Any]

    def extra_beside(self, beside: Beside) -> dict[str, Any]:
        """What stands there in a project with more than a handbook, which may need more of the theme's looks."""
        return self.extra | {"whole_theme": self.extra["whole_theme"] or may_need_all((), beside)}


def make_frame(strings: Strings, pages: Iterable[WrittenPage]) -> Frame:
    """The frame's words, as HTML and named as the theme names its own, and its settings.

    Args:
        strings: The words of the handbook's language.
        pages: Its hand-written pages.
    """
    return Frame(
        extra={
            "whole_theme": may_need_all((page.body for page in pages), Beside()),
            "words": {
                "language": strings.language,
                "direction": "rtl" if strings.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
                **{name: theme_text(strings.text(f"frame.{key}")) for name, key in _WORDS.items()},
            },
            "not_found": {
                "title": strings.text("frame.not_found.title"),
                "text": strings.text("frame.not_found.text"),
                "links": [
                    {"title": strings.text("nav.home"), "path": "."},
                    {"title": strings.text("nav.search"), "path": page_url(index_path(SEARCH_PAGE))},
                ],
            },
        },
        theme={
            "favicon": asset_path("mark.svg"),
            "palette": [_palette(strings, preferred) for preferred in _COLOURS],
        },
    )


def _palette(strings: Strings, preferred: str) -> dict[str, Any]:
    scheme, icon, other = _COLOURS[preferred]
    return {
        "media": f"(prefers-color-scheme: {preferred})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": strings.text(f"frame.use_{other}")},
    }


def frame_folder() -> str:
    """The folder of the theme files on this disk."""
    return str(_theme())


def frame_files() -> list[OutputFile]:
    """The theme files, sorted, each with its path in the folder."""
    return sorted(_files_below(_theme(), ""), key=lambda file: file.path)


def _theme() -> Traversable:
    return files("generator") / "frame" / "theme"


def _files_below(folder: Traversable, path: str) -> Iterator[OutputFile]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files_below(entry, f"{path}{entry.name}/")
        else:
            yield OutputFile(f"{path}{entry.name}", entry.read_bytes())
