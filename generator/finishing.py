"""What is done to a site when an engine has built it: the same, whichever engine it was."""

from __future__ import annotations

from pathlib import Path

from generator.build import BuiltHandbook
from generator.disk import FolderFiles, remove_files, write_files
from generator.hosting import render_packed_sitemap
from generator.offline import render_offline, unused_theme_files
from generator.redirects import forwards

ENGINES_OWN = ("search.json",)
"""What an engine adds and our pages have no use for: Zensical's own search index."""


def finish_site(folder: Path, built: BuiltHandbook) -> None:
    """Take out what no page loads, pack the list of pages, and list the site for readers who keep it on a device."""
    made = FolderFiles(folder)
    own = {file.path for file in built.files}
    extra = [*unused_theme_files(made), *(path for path in ENGINES_OWN if path in made)]
    remove_files(folder, [path for path in extra if path not in own])
    site = FolderFiles(folder)
    write_files(render_packed_sitemap(site), folder)
    write_files(render_offline(site, forwards(built.links)), folder)
