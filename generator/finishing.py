"""What is done to a site when an engine has built it: the same, whichever engine it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.build import BuiltHandbook
from generator.disk import FolderFiles, remove_files, write_files
from generator.hosting import render_packed_sitemap
from generator.offline import FileSum, is_read, list_offline, render_offline, unused_theme_files
from generator.output import OutputFile

ENGINES_OWN = ("search.json",)
"""What an engine adds and our pages have no use for: Zensical's own search index."""


def lasting_theme_files(theme: Iterable[str], start_page: bytes) -> list[str]:
    """The files of a theme that stay in a site, by what its start page loads."""
    unused = {*unused_theme_files({**dict.fromkeys(theme, b""), "index.html": start_page})}
    return [path for path in theme if path not in unused]


def last_files(sums: Mapping[str, FileSum], sitemap: bytes, built: BuiltHandbook) -> list[OutputFile]:
    """The files that come from all others of a site: the packed list of pages, and the list for readers who keep it.

    Args:
        sums: What browsers check of every file.
        sitemap: The list of pages.
        built: The handbook.
    """
    packed = render_packed_sitemap({"sitemap.xml": sitemap})
    listed = {path: sum_ for path, sum_ in sums.items() if is_read(path)}
    return [*packed, *list_offline(listed, built.links.forwards)]


def finish_site(folder: Path, built: BuiltHandbook) -> None:
    """Take out what no page loads, pack the list of pages, and list the site for readers who keep it on a device."""
    made = FolderFiles(folder)
    own = {file.path for file in built.files}
    extra = [*unused_theme_files(made), *(path for path in ENGINES_OWN if path in made)]
    remove_files(folder, [path for path in extra if path not in own])
    site = FolderFiles(folder)
    write_files(render_packed_sitemap(site), folder)
    write_files(render_offline(site, built.links.forwards), folder)
