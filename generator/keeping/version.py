"""A name for this version of the generator and of all that it builds with: what another one made is made again."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

TOOLS = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe", "markdown-it-py", "pydantic", "pyyaml")


@lru_cache(maxsize=1)
def code_key() -> str:
    """A hash of every file of this package and of the versions of the libraries that pages come from."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for tool in TOOLS:
        digest.update(f"{tool} {_version(tool)}\n".encode())
    for name, content in _sources(files("generator"), ""):
        digest.update(f"{name}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _version(tool: str) -> str:
    try:
        return version(tool)
    except PackageNotFoundError:
        return "none"


def _sources(folder: Traversable, below: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{below}{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _sources(entry, f"{name}/")
        elif not name.endswith(".pyc"):
            yield name, entry.read_bytes()
