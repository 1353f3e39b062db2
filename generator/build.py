"""The whole procedure, from the files of a content folder to the files of a docs folder.

1. Load every content file, or stop with every problem: `loader`.
2. Load the words of the handbook's language: `wording`.
3. Render the pages: `pages`.
4. List what search can find: `search`.
5. Add the style sheets and scripts: `assets`.
6. Pass on what the author put beside the content: pictures, downloads.
7. Put the pages in order: `nav`.

Nothing here reads or writes a disk: the doors do (`plugin` for MkDocs, `export` for a folder).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.assets import asset_files
from generator.loader import load_handbook
from generator.model import Handbook
from generator.nav import NavEntry, build_nav
from generator.output import OutputFile
from generator.pages import render_pages
from generator.search import render_search_index
from generator.wording import OVERLAY_FILE, load_strings


@dataclass(frozen=True)
class BuiltHandbook:
    """A handbook and all its files.

    Attributes:
        handbook: The checked content.
        files: Every file of the docs folder, each path once.
        nav: The order of the pages.
    """

    handbook: Handbook
    files: tuple[OutputFile, ...]
    nav: tuple[NavEntry, ...]


def build_handbook(content: Mapping[str, bytes]) -> BuiltHandbook:
    """Build a handbook in memory.

    Args:
        content: Every file of the content folder: path relative to it, and bytes.

    Raises:
        ContentError: With every problem of the content.
    """
    handbook = load_handbook(content)
    strings = load_strings(handbook.settings.language, content.get(OVERLAY_FILE))
    files = [
        *render_pages(handbook, strings),
        render_search_index(handbook, strings),
        *asset_files(),
        *(OutputFile(path, content[path], path) for path in sorted(content) if _is_passed_on(path)),
    ]
    return BuiltHandbook(handbook, tuple(files), build_nav(handbook, strings))


def _is_passed_on(path: str) -> bool:
    """Whether a content file goes to the site as it is. Content and hidden files do not."""
    return not path.endswith((".md", ".yml", ".yaml", ".schema.json")) and not any(
        part.startswith((".", "_")) for part in path.split("/")
    )
