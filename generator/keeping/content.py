"""Reads content files on all cores, and keeps what they were read as for the next build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.crew import LostWorkerError, share_out
from generator.keeping.store import KeptTable
from generator.keeping.version import code_key
from generator.loader.reading import Outcome, ReadFiles, read_file

MANY = 3_000
"""Of more files, nothing is held longer than it is needed, though that takes a little longer."""
FEW_BYTES = 200_000
"""So much is read as quickly by one process as by several."""
AT_A_TIME = 20
"""How many files a core takes at a time."""


class KeptFiles(ReadFiles):
    """The files that were read, also in earlier builds."""

    def __init__(self, folder: Path) -> None:
        """Look what an earlier build kept.

        Args:
            folder: Where it is kept.
        """
        super().__init__()
        self._table: KeptTable | None = KeptTable(folder / "read", code_key())
        self.known = self._table.entries

    def save(self) -> None:
        """Keep what was read, if there is anything new."""
        if self._table:
            self._table.save(self.known)

    def forget(self) -> None:
        """Hold what was read no longer: there is nothing to keep then."""
        self.known, self._table = {}, None

    def read_anew(self, paths: Sequence[str], files: Mapping[str, bytes]) -> list[Outcome]:
        """Read files on all cores, if they are many."""
        if sum(len(files[path]) for path in paths) < FEW_BYTES:
            return super().read_anew(paths, files)
        some = [paths[at : at + AT_A_TIME] for at in range(0, len(paths), AT_A_TIME)]
        try:
            chunks = share_out(partial(_read_some, files), some)
        except LostWorkerError:
            return super().read_anew(paths, files)
        return [outcome for chunk in chunks for outcome in chunk]


def _read_some(files: Mapping[str, bytes], paths: Sequence[str]) -> list[Outcome]:
    return [read_file(path, files[path]) for path in paths]
