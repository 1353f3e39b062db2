"""What a `mkdocs.yml` says about a handbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.printing import Press
from generator.progress import show_note, show_progress

CACHE_FOLDER = ".cache/handbook"
"""Where finished PDFs and pictures are kept, beside `mkdocs.yml`."""


def site_address(config: MkDocsConfig) -> str:
    """Where the site will be, ending in a slash; empty where `mkdocs.yml` does not say."""
    return f"{config.site_url.rstrip('/')}/" if config.site_url else ""


def published_address(config: MkDocsConfig) -> str:
    """The same while MkDocs serves a preview, which puts its own address in the place of the real one.

    Sheets carry the real one, also so that a preview finds the PDFs of the last build.
    """
    return site_address(load_config(config.config_file_path))


def press_for(config: MkDocsConfig) -> Press | None:
    """What makes the PDFs and pictures; None where the plugin's option `pdf` is off."""
    plugin = config.plugins.get("handbook")
    if plugin is None or not plugin.config.get("pdf", True):
        return None
    return Press(Path(config.config_file_path).parent / CACHE_FOLDER, partial(show_progress, "Printing"), _say_not_kept)


def _say_not_kept(reason: str) -> None:
    show_note(f"PDFs and pictures are not kept for the next build: {reason}")
