"""Builds a site from the content to the swap, with what the last build left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

from generator.build import BuiltHandbook, build_handbook
from generator.crew import Errand, LostWorkerError, give_back_memory
from generator.disk import read_content
from generator.engines import DEFAULT
from generator.fingerprint import Fingerprints
from generator.keeping.builds import SPARE, Begun, Kept, LastBuild, folder_for
from generator.keeping.content import MANY
from generator.keeping.words import render_kept_search
from generator.loader import load_handbook
from generator.phases import phase
from generator.plugin.site import Project, new_site, write_site
from generator.problems import Problem
from generator.templating import keeping_compiled


def build_site(project: Project, folder: Path | None = None) -> tuple[Problem, ...]:
    """Build the site beside the old one, and put it in its place when it is whole: what is not as its author wants it.

    Args:
        project: The handbook's project.
        folder: Where the site goes; left out, where its `mkdocs.yml` says. Only then anything is kept for the next
            build, and what the last one left is used.

    Raises:
        ContentError: With every problem of the content. The last site stays, here and below.
        EngineError: Another engine is not installed, or refused to build.
        FolderError: The site cannot be written.
    """
    with new_build(project, folder) as build:
        built = build.read()
        build.write(built)
    return built.warnings


class Build:
    """A site that is being built in a folder of its own.

    Attributes:
        folder: The new site.
    """

    def __init__(self, project: Project, folder: Path, last: LastBuild | None) -> None:
        """Begin it, with what the last build left behind, if anything is kept."""
        self.folder = folder
        self._project = project
        self._last = last
        self._kept: Kept | None = None
        self._fingerprints = Fingerprints()
        if last:
            last.begin(folder)

    def read(self) -> BuiltHandbook:
        """Build the handbook in memory. Raises `ContentError` with every problem of the content."""
        with phase("read"):
            content = read_content(self._project.content_dir)
        files = self._last.files if self._last else None
        search = partial(render_kept_search, self._last.folder, self._last.files) if self._last else None
        is_large = len(content) > MANY
        with phase("check"):
            handbook = load_handbook(content, read=files)
        built = build_handbook(content, self._project.site_url, self._project.press, handbook, Errand, search)
        self._fingerprints = Fingerprints(files.named_models() if files else ())
        if files and is_large:
            # By another process, since to keep them takes room too.
            saving = Errand(files.save)
            files.forget()
            with suppress(LostWorkerError):
                saving.result()
            content.clear()
            give_back_memory()
        return built

    def write(self, built: BuiltHandbook) -> None:
        """Write the site. For what it raises see `write_site`."""
        last = self._last
        begun = Begun(last.begun, last.begin_spare, last.kept, last.compiled, self._fingerprints) if last else Begun()
        self._kept = write_site(self._project, self.folder, built, begun)
        if last:
            last.finish_spare()

    def stop(self) -> None:
        """Leave it as it is. What was read is kept: whoever mends a mistake builds again."""
        if self._last:
            self._last.give_back()

    def keep(self) -> None:
        """Leave behind what the next build can use, now that the site is in its place."""
        if self._last and self._kept:
            self._last.keep(self._kept)
        elif self._last:
            self._last.forget()


@contextmanager
def new_build(project: Project, folder: Path | None = None) -> Iterator[Build]:
    """A build of a site, which takes the place of the last one if the block ends without an error.

    For the arguments see `build_site`. Raises `FolderError`.
    """
    is_kept = folder is None and project.engine == DEFAULT
    kept = folder_for(project.cache, project.site_dir) if is_kept else None
    with new_site(folder or project.site_dir, kept / SPARE if kept else None) as new:
        last = LastBuild(kept, project.site_dir) if kept else None
        build = Build(project, new, last)
        try:
            with keeping_compiled(str(last.compiled)) if last and last.compiled else nullcontext():
                yield build
        except BaseException:
            build.stop()
            raise
    build.keep()
