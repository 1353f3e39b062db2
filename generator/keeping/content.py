"""Reads content files on all cores, and keeps what they were read as for the next build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.crew import share_out
from generator.keeping.store import KeptFile
from generator.keeping.version import code_key
from generator.loader.reading import Outcome, ReadFiles, read_file

FEW_BYTES = 200_000
"""So much is read as quickly by one process as by several."""


class KeptFiles(ReadFiles):
    """The files that were read, also in earlier builds."""

    def __init__(self, folder: Path) -> None:
        """Look what an earlier build kept.

        Args:
            folder: Where it is kept.
        """
        super().__init__()
        self._file = KeptFile(folder / "read", code_key())
        self.known = self._file.load() or {}
        self._before = self.known

    def save(self) -> None:
        """Keep what was read, if there is anything new."""
        if self.known.keys() != self._before.keys() or any(
            self.known[path] is not before for path, before in self._before.items()
        ):
            self._file.save(self.known)

    def read_anew(self, paths: Sequence[str], files: Mapping[str, bytes]) -> list[Outcome]:
        """Read files on all cores, if they are many."""
        if sum(len(files[path]) for path in paths) < FEW_BYTES:
            return super().read_anew(paths, files)
        chunks = share_out(partial(_read_some, files), paths, size=20)
        return [outcome for chunk in chunks for outcome in chunk]


def _read_some(files: Mapping[str, bytes], paths: Sequence[str]) -> list[Outcome]:
    return [read_file(path, files[path]) for path in paths]
