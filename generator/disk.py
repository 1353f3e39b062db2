"""Reads content folders and writes output folders; nothing else in the core touches a disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.output import OutputFile


def read_content(folder: Path) -> dict[str, bytes]:
    """Every file of a content folder: path relative to it with forward slashes, and bytes.

    Hidden files and links that lead out of the folder are left out.
    """
    top = folder.resolve()
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in relative.parts)
        if not is_hidden and path.is_file() and path.resolve().is_relative_to(top):
            found[relative.as_posix()] = path.read_bytes()
    return found


class FolderFiles(Mapping[str, bytes]):
    """The files of a built folder: path with forward slashes, and bytes, which are read only when asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        self._paths = dict.fromkeys(sorted(paths))

    def __getitem__(self, path: str) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        return (self._folder / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def write_files(files: Iterable[OutputFile], folder: Path) -> None:
    """Write output files below a folder, which is made if it is not there."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = file.content.encode() if isinstance(file.content, str) else file.content
        path.write_bytes(content)


def write_file(path: Path, content: str | bytes) -> None:
    """Write one file as a whole: it is the old one or the new one, whatever happens."""
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    half.write_bytes(content.encode() if isinstance(content, str) else content)
    half.replace(path)


def write_new_file(path: Path, content: str | bytes) -> None:
    """Write a file that is not there yet. Raises `FileExistsError` if it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def built_beside(folder: Path) -> Iterator[Path]:
    """An empty folder beside `folder`, which takes its place if the block ends without an error.

    So a build that fails leaves the last good one as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    new, old = work / "new", work / "old"
    new.mkdir()
    try:
        yield new
        if folder.exists():
            folder.replace(old)
        new.replace(folder)
    finally:
        if old.exists() and not folder.exists():
            old.replace(folder)
        shutil.rmtree(work, ignore_errors=True)
