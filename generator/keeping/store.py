"""What a build keeps for the next one, in files that hold nothing but data.

A file that is damaged, of another version or from another place is as good as none: the build then makes everything
again. What is kept is never needed, it only saves time.
"""

from __future__ import annotations

import gc
import hashlib
import io
import pickle
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from generator.disk import part_of

_OWN = ("generator.model", "generator.blocks", "generator.loader.loaded", "generator.problems", "generator.search")
_PLAIN = {("builtins", "set"), ("builtins", "frozenset"), ("datetime", "date"), ("markupsafe", "Markup")}
_PLAIN |= {("array", "array"), ("array", "_array_reconstructor")}


class KeptFile:
    """One file of kept data, under a name that says what it depends on as a whole."""

    def __init__(self, path: Path, key: str) -> None:
        """Name a file.

        Args:
            path: Where it is.
            key: What it is kept under: with another key, nothing is found.
        """
        self._path = path
        self._key = f"{key}\n".encode()

    def load(self) -> Any:
        """What was kept; None where there is nothing that can be used."""
        try:
            whole = self._path.read_bytes()
        except OSError:
            return None
        data = memoryview(whole)[len(self._key) : -_DIGEST]
        if not whole.startswith(self._key) or checksum(data) != whole[-_DIGEST:]:
            return None
        return unpickled(data)

    def save(self, value: object) -> None:
        """Keep a value. Where the disk does not let it, nothing is kept."""
        part = part_of(self._path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(self._key)
                hashed = _Hashed(file)
                pickle.Pickler(hashed, protocol=5).dump(value)
                file.write(hashed.digest.digest())
            part.replace(self._path)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def checksum(data: bytes | memoryview) -> bytes:
    """What tells whether kept data is as it was written."""
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def unpickled(data: bytes | memoryview) -> Any:
    """What kept data holds; None where it is no such data."""
    # Else Python would look for rubbish again and again among what is just being made.
    is_on = gc.isenabled()
    gc.disable()
    try:
        return _Unpickler(io.BytesIO(data)).load()
    except Exception:
        return None
    finally:
        if is_on:
            gc.enable()


class KeptTable:
    """Kept entries, each under a name. New ones stand in a file of their own while they are few.

    To keep all takes long; so a build that reads one file anew keeps one entry.

    Attributes:
        entries: What was kept.
    """

    def __init__(self, path: Path, key: str) -> None:
        """Look what was kept.

        Args:
            path: Where most of it is; what is newer is beside that.
            key: What it is kept under.
        """
        self._most, self._newer = KeptFile(path, key), KeptFile(path.with_name(f"{path.name}-since"), key)
        self._old: dict[str, Any] = self._most.load() or {}
        self._new: dict[str, Any] = self._newer.load() or {}
        self.entries = self._old | self._new

    def save(self, entries: Mapping[str, Any]) -> None:
        """Keep these, of which those that were kept already are the same objects. There may be others beside them."""
        new = {name: entry for name, entry in entries.items() if self._old.get(name) is not entry}
        if max(len(new), len(self._old) - len(entries)) > len(self._old) * _FEW:
            self._most.save(entries)
            self._newer.save({})
        elif new.keys() != self._new.keys() or any(self._new[name] is not entry for name, entry in new.items()):
            self._newer.save(new)


_FEW = 0.05
"""The share of entries that may stand beside the others."""
_DIGEST = 16


class _Hashed:
    """Writes to a file, and remembers the digest of what was written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.blake2b(digest_size=_DIGEST)

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)


class _Unpickler(pickle.Unpickler):
    """Makes plain values and what the content is read as, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name)
        is_own = module.startswith(_OWN) and isinstance(found, type) and found.__module__ == module
        if is_own or (module, name) in _PLAIN:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not kept data")
