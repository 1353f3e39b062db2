"""What a preview shows at the moment: the handbook as it was saved last, or what is wrong with it."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.build import build_handbook
from generator.disk import read_content, shown
from generator.loader import ReadFiles, load_handbook
from generator.plugin.live import LiveProject, read_live
from generator.preview.pressing import PreviewPress
from generator.preview.watching import Look, changed_between, look_at
from generator.print_folder import Print
from generator.problems import ContentError, Problem

SETTLES_IN = 0.04
"""Seconds without a change after which a burst of saves is over."""
PRESSES_AFTER = 1.0
"""Seconds without another save after which what is printed is made."""
LONGEST_BURST = 25
"""How many times that is waited for."""


@dataclass(frozen=True)
class Rebuilt:
    """What one build came to.

    Attributes:
        changed: The files that it was about, as whoever started the preview would write them.
        problems: What is wrong, if there is no site.
        seconds: How long it took.
    """

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]
    seconds: float


class Preview:
    """A handbook that is built again when it was saved. Several threads may ask it at once."""

    def __init__(self, config_file: str) -> None:
        self._config_file = config_file
        self._places: tuple[Path, ...] = (Path(config_file),)
        self._look: Look | None = None
        self._inputs: object = None
        self._read = ReadFiles()
        self._press: PreviewPress | None = None
        self._project: LiveProject | None = None
        self._content: Mapping[str, bytes] = {}
        self._site: Mapping[str, bytes] | None = None
        self._waiting: set[str] = set()
        self._number = 0
        # Pages of a preview that was started before are older than any of this one.
        self._start = time.time_ns()
        self._building = threading.Lock()
        self._rendering = threading.Lock()
        self._changed = threading.Condition()
        self.problems: tuple[Problem, ...] = ()
        self.seconds_to_look = 0.0

    @property
    def version(self) -> str:
        """Another with every change that readers can see."""
        return f"{self._start}-{self._number}"

    @property
    def base(self) -> str:
        """Where the site stands on its host: `/`, or a path with slashes around."""
        return urlsplit(self._project.site_url).path or "/" if self._project else "/"

    @property
    def has_site(self) -> bool:
        """Whether there was ever a handbook without mistakes."""
        return self._site is not None

    def __contains__(self, path: str) -> bool:
        """Whether the last good site has a file."""
        return self._site is not None and path in self._site

    def read(self, path: str) -> bytes:
        """A file of the last good site; a PDF that is being made is waited for.

        Raises:
            KeyError: There is no such file. A theme's template may raise anything.
        """
        with self._changed:
            self._changed.wait_for(lambda: path not in self._waiting, timeout=120)
        made = self._press.made.get(path) if self._press else None
        if made and isinstance(made[1], Print):
            return made[1].content
        with self._rendering:
            return (self._site or {})[path]

    def wait_for_other(self, version: str, timeout: float) -> bool:
        """Whether what is shown is another version than the given one, or becomes one in so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self.version != version, timeout)

    def look(self) -> Rebuilt | None:
        """Look at the files, and build if something was saved. None where nothing was."""
        start = time.perf_counter()
        now = look_at(self._places)
        self.seconds_to_look = time.perf_counter() - start
        if now == self._look:
            return None
        for _ in range(LONGEST_BURST if self._look is not None else 0):
            before = now
            time.sleep(SETTLES_IN)
            now = look_at(self._places)
            if now == before:
                break
        changed = changed_between(self._look or {}, now)
        # What is saved from here on is seen by the next look.
        self._look = now
        with self._building:
            is_other = self._build()
        names = tuple(shown(Path(path)) for path in changed)
        return Rebuilt(names, self.problems, time.perf_counter() - start) if is_other else None

    def _build(self) -> bool:
        """Build what is saved now. False where that is what was saved before."""
        try:
            project = read_live(self._config_file)
        except ContentError as error:
            return self._show_problems(error.problems)
        if project.places != self._places:
            self._places = project.places
            self._look = look_at(self._places)
        try:
            content = read_content(project.content_dir)
        except ContentError as error:
            return self._show_problems(_under(project, error))
        inputs = (content, self._bytes_beside(project))
        if inputs == self._inputs:
            return False
        self._inputs, self._content, self._project = inputs, content, project
        kept = self._press.made if self._press else {}
        self._press = PreviewPress(project.press.folder, made=kept) if project.press else None
        self._make(project)
        return True

    def _bytes_beside(self, project: LiveProject) -> dict[str, bytes]:
        """The settings and theme files."""
        found = {}
        for path in self._look or {}:
            if not Path(path).is_relative_to(project.content_dir):
                with suppress(OSError):
                    found[path] = Path(path).read_bytes()
        return found

    def _make(self, project: LiveProject, *, is_quiet: bool = False) -> None:
        """Build what was read, and show it, or what is wrong with it."""
        try:
            handbook = load_handbook(self._content, read=self._read)
            built = build_handbook(self._content, project.site_url, self._press, handbook)
            site = project.site(built)
        except ContentError as error:
            self._show_problems(_under(project, error))
        except Exception as error:
            # Theme files, hooks and other plugins may fail in any way.
            self._show_problems((project.problem_of(error),))
        else:
            with self._changed:
                self._site = site
                self._waiting = set(self._press.waiting) if self._press else set()
                self.problems = ()
                self._number += 0 if is_quiet else 1
                self._changed.notify_all()

    def _show_problems(self, problems: tuple[Problem, ...]) -> bool:
        if problems == self.problems:
            return False
        with self._changed:
            self.problems = problems
            # What is saved next is another thing, also if it is what it was before the mistake.
            self._inputs = None
            self._number += 1
            self._changed.notify_all()
        return True

    def problem_of(self, error: Exception) -> Problem:
        """Why a page cannot be put into its frame."""
        assert self._project is not None, "there is a page, so there is a project"
        return self._project.problem_of(error)

    def keep_pressing(self) -> None:
        """Make what builds put off, for ever."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting and not self.problems)
                # The browser first shows the page, and whoever writes may save again.
                number = self._number
                if self._changed.wait_for(lambda: self._number != number, PRESSES_AFTER):  # noqa: B023
                    continue
            self.press_once()

    def press_once(self) -> None:
        """Make what the last build put off, unless another build comes first."""
        number, press = self._number, self._press
        if press is None:
            return
        is_shown = press.make(list(press.waiting.values()), lambda: self._number == number)
        with self._building:
            if self._number != number or self._project is None:
                return
            if is_shown:
                self._make(self._project, is_quiet=True)
                return
            with self._changed:
                self._waiting = set()
                self._changed.notify_all()


def _under(project: LiveProject, error: ContentError) -> tuple[Problem, ...]:
    return tuple(problem.under(shown(project.content_dir)) for problem in error.problems)
