"""Kept entries of which there may be so many that only those in use are held in memory: a small database."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.keeping.store import checksum, unpickled

_SETUP = """
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS entries (name TEXT PRIMARY KEY, data BLOB NOT NULL, digest BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY);
"""


class Shelf:
    """Kept entries, each under a name that no other entry ever has. `save` lets those be found again that were in use.

    What cannot be read is as good as not there, and where the disk does not let it, nothing is kept.
    """

    def __init__(self, path: Path, key: str) -> None:
        """Look what was kept.

        Args:
            path: Where it is.
            key: What it is kept under: with another key, nothing is found.
        """
        self._path = path
        self._names: set[str] = set()
        self._used: set[str] = set()
        self._base: sqlite3.Connection | None = None
        for _ in range(2):  # the second time without what cannot be used
            try:
                self._open(key)
            except (OSError, sqlite3.Error):
                self._throw_away()
            else:
                break

    def _open(self, key: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(self._path)
        self._base.executescript(_SETUP)
        if self._base.execute("SELECT key FROM keys").fetchall() != [(key,)]:
            self._base.executescript("DELETE FROM entries; DELETE FROM keys;")
            self._base.execute("INSERT INTO keys VALUES (?)", (key,))
        self._names = {name for (name,) in self._base.execute("SELECT name FROM entries")}

    def get(self, name: str) -> Any:
        """An entry; None where there is none that can be used."""
        if self._base is None or name not in self._names:
            return None
        try:
            ((data, digest),) = self._base.execute("SELECT data, digest FROM entries WHERE name = ?", (name,))
        except (ValueError, sqlite3.Error):
            self._throw_away()
            return None
        if digest != checksum(data):
            self._names.discard(name)
            return None
        return unpickled(data)

    def keep(self, name: str, entry: object) -> None:
        """Keep an entry that is in use, if it is not kept already."""
        self._used.add(name)
        if self._base is None or name in self._names:
            return
        data = pickle.dumps(entry, protocol=5)
        try:
            self._base.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", (name, data, checksum(data)))
        except sqlite3.Error:
            self._throw_away()

    def save(self) -> None:
        """Forget the entries that were not in use, and let the others be found again."""
        if self._base is None:
            return
        try:
            unused = ((name,) for name in self._names - self._used)
            self._base.executemany("DELETE FROM entries WHERE name = ?", unused)
            self._base.commit()
            self._base.close()
        except sqlite3.Error:
            self._throw_away()

    def _throw_away(self) -> None:
        if self._base is not None:
            self._base.close()
            self._base = None
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
