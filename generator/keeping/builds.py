"""What the last build of a site left behind for the next one: how its pages were made, and the files themselves."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from generator.crew import Errand, LostWorkerError, cores
from generator.fingerprint import Fingerprints
from generator.keeping.content import KeptFiles
from generator.keeping.sites import Manifest, Packed, Written, begin, link_all, packed, unpacked
from generator.keeping.store import KeptFile
from generator.keeping.version import code_key


class Record(NamedTuple):
    """How a page was made.

    Attributes:
        key: The fingerprint of what it was made from.
        asked: The ids that it looked up.
        answers: The fingerprint of what it found.
        robots: What it tells search engines.
        linked: The anchors of pages that it links to, each with the docs file.
    """

    key: str
    asked: tuple[str, ...]
    answers: str
    robots: str
    linked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kept:
    """All that is kept of a build.

    Attributes:
        records: How each page was made, by its place in the site.
        files: The files of the site.
        key: The fingerprint of what every page was made from.
        theme: Which of them came from the theme.
        links: The fingerprint of all that was known of what can be linked.
        list_paths: Where the lists of it are.
        named: The names of files that are known by a name (`KeptOutput`), such as PDFs and pictures, by their places.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    files: Manifest = field(default_factory=dict)
    key: str = ""
    theme: tuple[str, ...] = ()
    links: str = ""
    list_paths: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """What a build starts from.

    Attributes:
        files: Gives the files that are in the new site already, and waits for them.
        begin_spare: Told of the files of a site that began with none, while others are still made.
        kept: What was kept of the build that they come from.
        compiled: Where compiled templates are kept; None to keep none.
        fingerprints: Makes those of what pages are made from.
    """

    files: Callable[[], Mapping[str, Written]] = dict
    begin_spare: Callable[[Manifest], None] = lambda _files: None
    kept: Kept = field(default_factory=Kept)
    compiled: Path | None = None
    fingerprints: Fingerprints = field(default_factory=Fingerprints)


_Plain = dict[str, tuple[Any, ...]]
_NO_FILES = packed({})

SPARE = "spare"
"""Where the site before the last one is, or the pages of the first one once more."""


def folder_for(cache: Path, site: Path) -> Path:
    """Where builds of one site keep things.

    Args:
        cache: Where a handbook's are kept.
        site: The folder of the site.
    """
    name = hashlib.blake2b(os.fsencode(os.path.realpath(site)), digest_size=4).hexdigest()
    return cache / f"build-{name}"


class LastBuild:
    """The last build of one site. Use it once, for the next.

    Attributes:
        files: The content files as they were read.
        kept: How the pages were made; of no use where `begin` was not called.
        compiled: Where compiled templates are; None where the disk does not let them be kept.
    """

    def __init__(self, folder: Path, site: Path) -> None:
        """Look what was left behind.

        Args:
            folder: Where it is: see `folder_for`.
            site: The folder of the site.
        """
        self.folder = folder
        self.spare = folder / SPARE
        self._site = site
        self._file = KeptFile(self.folder / "pages", code_key())
        self.files = KeptFiles(self.folder)
        self._last_files: Packed
        self._spare_files: Packed
        nothing: Any = ({}, _NO_FILES, _NO_FILES, ())
        records, self._last_files, self._spare_files, rest = self._file.load() or nothing
        self.kept = Kept(_as_records(records), unpacked(self._last_files), *rest) if rest else Kept()
        self.compiled = _folder_for_templates(self.folder / "compiled")
        self._errand: Errand[dict[str, Written]] | None = None
        self._sparing: Errand[dict[str, Written]] | None = None

    def begin(self, new: Path) -> None:
        """Begin to fill a new site, an empty folder, with the files of the last one."""
        self._new = new
        self._errand = Errand(lambda: begin(new, self._site, self.kept.files, self.spare, unpacked(self._spare_files)))

    def begun(self) -> dict[str, Written]:
        """The files that are in the new site now, all as they were written. It waits for what was begun."""
        errand, self._errand = self._errand, None
        try:
            return errand.result() if errand else {}
        except (OSError, LostWorkerError):
            shutil.rmtree(self._new, ignore_errors=True)
            self._new.mkdir(exist_ok=True)
            return {}

    def begin_spare(self, files: Manifest) -> None:
        """Begin to make the spare of the next build from files of a first site, where a core has nothing else to do."""
        if cores() > 1 and not self._site.exists():
            shutil.rmtree(self.spare, ignore_errors=True)
            with suppress(OSError):
                self._sparing = Errand(lambda: link_all(self.spare, self._new, files))

    def finish_spare(self) -> None:
        """Wait for it, before the new site is moved."""
        errand, self._sparing = self._sparing, None
        if errand:
            with suppress(OSError, LostWorkerError):
                self._last_files = packed(errand.result())
            if self._last_files == _NO_FILES:
                shutil.rmtree(self.spare, ignore_errors=True)

    def keep(self, kept: Kept) -> None:
        """Keep what the next build needs, once the new site stands in its place."""
        self._save(kept, packed(kept.files), self._last_files if self.spare.is_dir() else _NO_FILES)
        self.files.save()

    def give_back(self) -> None:
        """Let what was begun be the spare of the next build, where this one comes to nothing before it is written.

        Later, nothing is left: the pages may be what has filled the disk.
        """
        if files := self.begun():
            with suppress(OSError):
                self._new.rename(self.spare)
                self._save(self.kept, self._last_files, packed(files))
        elif self._sparing:
            self.finish_spare()
            shutil.rmtree(self.spare, ignore_errors=True)
        self.files.save()

    def _save(self, kept: Kept, files: Packed, spare: Packed) -> None:
        rest = (kept.key, kept.theme, kept.links, kept.list_paths, kept.named)
        self._file.save((_as_plain(kept.records), files, spare, rest))

    def forget(self) -> None:
        """Take away what would not fit the site that stands there now."""
        with suppress(OSError):
            (self.folder / "pages").unlink(missing_ok=True)
        shutil.rmtree(self.spare, ignore_errors=True)
        self.files.save()


def _as_plain(records: Mapping[str, Record]) -> _Plain:
    """Records in a form that is quickly kept, each id in it once."""
    ids = {id_: id_ for record in records.values() for id_ in record.asked}
    return {
        place: (record.key, tuple(ids[id_] for id_ in record.asked), *record[2:]) for place, record in records.items()
    }


def _as_records(plain: _Plain) -> dict[str, Record]:
    """The same back again."""
    return {place: Record(*said) for place, said in plain.items()}


def _folder_for_templates(folder: Path) -> Path | None:
    """The folder for those of this version; those of others are deleted."""
    own = folder / code_key()
    try:
        if not own.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            own.mkdir(parents=True)
    except OSError:
        return None
    return own
