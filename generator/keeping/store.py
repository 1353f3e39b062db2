"""What a build keeps for the next one, in files that hold nothing but data.

A file that is damaged, of another version or from another place is as good as none: the build then makes everything
again. What is kept is never needed, it only saves time.
"""

from __future__ import annotations

import gc
import hashlib
import io
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.disk import write_file

_OWN = ("generator.", "pydantic.", "pydantic_core.")
_BUILTINS = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("datetime", "date"),
    ("copyreg", "_reconstructor"),
    ("builtins", "object"),
    ("markupsafe", "Markup"),
    ("array", "_array_reconstructor"),
    ("array", "array"),
    ("collections", "Counter"),
}


class KeptFile:
    """One file of kept data, under a name that says what it depends on as a whole."""

    def __init__(self, path: Path, key: str) -> None:
        """Name a file.

        Args:
            path: Where it is.
            key: What it is kept under: with another key, nothing is found.
        """
        self._path = path
        self._key = key.encode()

    def load(self) -> Any:
        """What was kept; None where there is nothing that can be used."""
        try:
            whole = self._path.read_bytes()
        except OSError:
            return None
        key, digest, data = whole.split(b"\n", 2) if whole.count(b"\n", 0, 200) >= 2 else (b"", b"", b"")
        if key != self._key or digest != _digest(data):
            return None
        # Else Python would look for rubbish again and again among what is just being made.
        gc.disable()
        try:
            return _Unpickler(io.BytesIO(data)).load()
        except Exception:
            return None
        finally:
            gc.enable()

    def save(self, value: object) -> None:
        """Keep a value. Where the disk does not let it, nothing is kept."""
        data = pickle.dumps(value, protocol=5)
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_file(self._path, b"\n".join([self._key, _digest(data), data]), lasts=False)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode()


class _Unpickler(pickle.Unpickler):
    """Takes classes of this package and plain values, and runs nothing else."""

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        if module.startswith(_OWN) or (module, name) in _BUILTINS:
            return super().find_class(module, name)  # type: ignore[no-any-return]
        raise pickle.UnpicklingError(f"{module}.{name} is not kept data")
