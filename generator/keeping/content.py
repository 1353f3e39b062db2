"""Reads content files on all cores, and keeps what they were read as for the next build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.crew import LostWorkerError, share_out
from generator.keeping.store import KeptFile
from generator.keeping.version import code_key
from generator.loader.reading import Outcome, ReadFiles, read_file

MANY = 3_000
"""Of more files, nothing is held longer than it is needed, though that takes a little longer."""
FEW_BYTES = 200_000
"""So much is read as quickly by one process as by several."""
MUCH = 0.05
"""The share of files that are kept beside the others: to keep all takes as long as to read a fiftieth of them."""
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
        self._most, self._rest = KeptFile(folder / "read", code_key()), KeptFile(folder / "read-since", code_key())
        self._kept: dict[str, tuple[bytes, Outcome]] = self._most.load() or {}
        self._since: dict[str, tuple[bytes, Outcome]] = self._rest.load() or {}
        self.known = self._kept | self._since

    def save(self) -> None:
        """Keep what was read, if there is anything new: beside what is kept already, while that is little."""
        since = {path: entry for path, entry in self.known.items() if self._kept.get(path) is not entry}
        is_much = max(len(since), len(self._kept) - len(self.known)) > len(self._kept) * MUCH
        if is_much:
            self._most.save(self.known)
        if is_much or since.keys() != self._since.keys() or any(self._since[path] is not since[path] for path in since):
            self._rest.save({} if is_much else since)

    def forget(self) -> None:
        """Hold what was read no longer: there is nothing to keep then."""
        self.known = self._kept = self._since = {}

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
