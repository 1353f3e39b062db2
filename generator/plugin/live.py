"""What a preview needs of MkDocs: the settings as they are saved now, and what is wrong with them as problems."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from generator.build import BuiltHandbook
from generator.disk import shown
from generator.plugin.pages import LazySite
from generator.plugin.settings import press_for, site_address
from generator.printing import Press
from generator.problems import ContentError, Problem


@dataclass(frozen=True)
class LiveProject:
    """A handbook's project at one moment.

    Attributes:
        config_path: Its `mkdocs.yml`.
        content_dir: Where the content is.
        site_url: Where the site will be, ending in a slash; empty if that is not said.
        press: Where prints are kept; None if there are to be none.
        places: The files and folders that the site is made from.
    """

    config_path: Path
    content_dir: Path
    site_url: str
    press: Press | None
    places: tuple[Path, ...]

    def site(self, built: BuiltHandbook) -> LazySite:
        """The site of a handbook."""
        return LazySite(load_config(str(self.config_path)), built)

    def problem_of(self, error: Exception) -> Problem:
        """What the theme files, hooks or plugins of a project did wrong, as far as they say."""
        name, line = getattr(error, "name", None), getattr(error, "lineno", None)
        path = self.config_path
        if isinstance(name, str) and line and (theme := load_config(str(self.config_path)).theme.custom_dir):
            path = Path(theme) / name
        message = str(error).strip() or type(error).__name__
        return Problem(shown(path), int(line or 1), 1, "theme", message.splitlines()[0])


def read_live(config_file: str) -> LiveProject:
    """Read a `mkdocs.yml`.

    Raises:
        ContentError: With everything that is wrong in it.
    """
    with _errors() as told:
        try:
            config = load_config(config_file)
        except (Abort, ConfigurationError) as error:
            raise ContentError(
                Problem(shown(Path(config_file)), 1, 1, "settings", message) for message in told or [str(error)]
            ) from None
    if "handbook" not in config.plugins:
        hint = "add handbook to the list"
        raise ContentError([Problem(shown(Path(config_file)), 1, 1, "settings", "plugins has no handbook", hint)])
    return LiveProject(
        config_path=Path(config.config_file_path),
        content_dir=Path(config.docs_dir),
        site_url=site_address(config),
        press=press_for(config),
        places=tuple(_places(config)),
    )


def _places(config: MkDocsConfig) -> Iterator[Path]:
    yield Path(config.config_file_path)
    yield Path(config.docs_dir)
    if config.theme.custom_dir:
        yield Path(config.theme.custom_dir)
    yield from map(Path, config.watch)


@contextmanager
def _errors() -> Iterator[list[str]]:
    """What MkDocs says of mistakes in its settings, which it shows and does not raise."""
    told: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        yield told
    finally:
        log.removeHandler(handler)
