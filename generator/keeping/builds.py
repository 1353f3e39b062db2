"""What the last build of a site left behind for the next one: how its pages were made, and the files themselves."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.crew import Errand, LostWorkerError
from generator.keeping.content import KeptFiles
from generator.keeping.sites import Manifest, Written, begin, packed, unpacked
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
    asked: tuple[str, ...] = ()
    answers: str = ""
    robots: str = ""
    linked: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Kept:
    """All that is kept of a build.

    Attributes:
        key: The fingerprint of what every page was made from.
        records: How each page was made, by its place in the site.
        files: The files of the site.
        theme: Which of them came from the theme.
        forwards: The fingerprint of what all pages were made from that only lead on.
    """

    key: str = ""
    records: Mapping[str, Record] = field(default_factory=dict)
    files: Manifest = field(default_factory=dict)
    theme: tuple[str, ...] = ()
    forwards: str = ""


SPARE = "spare"
"""Where the site before the last one is."""


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
        empty = ("", ((),) * 6, packed({}), packed({}), (), "")
        key, records, files, spare, theme, forwards = self._file.load() or empty
        paths, *columns = records
        listed = dict(zip(paths, map(Record, *columns), strict=True)) if paths else {}
        self.kept = Kept(key, listed, unpacked(files), theme, forwards)
        self._spare_files = unpacked(spare)
        self.compiled = _folder_for_templates(self.folder / "compiled")
        self._errand: Errand[dict[str, Written]] | None = None

    def begin(self, new: Path) -> None:
        """Begin to fill a new site, an empty folder, with the files of the last one."""
        self._new = new
        self._errand = Errand(partial(begin, new, self._site, self.kept.files, self.spare, self._spare_files))

    def begun(self) -> dict[str, Written]:
        """The files that are in the new site now, all as they were written. It waits for what was begun."""
        errand, self._errand = self._errand, None
        try:
            return errand.result() if errand else {}
        except (OSError, LostWorkerError):
            shutil.rmtree(self._new, ignore_errors=True)
            self._new.mkdir(exist_ok=True)
            return {}

    def keep(self, kept: Kept) -> None:
        """Keep what the next build needs, once the new site stands in its place."""
        known = {id_: id_ for record in kept.records.values() for id_ in record.asked}
        shared = (record._replace(asked=tuple(known[id_] for id_ in record.asked)) for record in kept.records.values())
        records = (tuple(kept.records), *zip(*shared, strict=True))
        spare = self.kept.files if self.spare.is_dir() else {}
        self._file.save((kept.key, records, packed(kept.files), packed(spare), kept.theme, kept.forwards))
        self.files.save()

    def forget(self) -> None:
        """Take away what would not fit the site that stands there now."""
        with suppress(OSError):
            (self.folder / "pages").unlink(missing_ok=True)
        shutil.rmtree(self.spare, ignore_errors=True)
        self.files.save()


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
