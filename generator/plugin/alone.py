"""Tells where nobody but this package has a say in what a site is, and MkDocs nothing to say about it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.disk import FolderFiles
from generator.frame import THEME
from generator.plugin.menus import looks_around
from generator.plugin.settings import is_alone


class LeftToMkDocsError(Exception):
    """Somebody else has a say in the site, or MkDocs something to say about it."""


def check_alone(config: MkDocsConfig) -> None:
    """Raise `LeftToMkDocsError` if anybody but this package has a say in what a site is."""
    own = config.theme.custom_dir
    theme = FolderFiles(Path(own)) if own else {}
    is_usual = (
        is_alone(config)
        and config.nav is None
        and config.theme.name == THEME
        and config.use_directory_urls
        and not config.extra_templates
        and not any(config.get(key) for key in ("exclude_docs", "draft_docs", "not_in_nav"))
        and not any(looks_around(path, theme[path]) for path in theme)
    )
    if not is_usual:
        raise LeftToMkDocsError("other plugins, settings or theme files take part")


@contextmanager
def silent() -> Iterator[None]:
    """Raise `LeftToMkDocsError` where MkDocs would warn, and say nothing: MkDocs then says it itself."""
    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("mkdocs")
    handlers, propagate = log.handlers, log.propagate
    log.handlers, log.propagate = [handler], False
    try:
        yield
    finally:
        log.handlers, log.propagate = handlers, propagate
    if told:
        raise LeftToMkDocsError("\n".join(told))
