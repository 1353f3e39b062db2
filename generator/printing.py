"""Makes all PDFs and pictures of a handbook: on all cores, and none again whose source did not change.

A print is kept in a folder (`print_folder`) under the hash of all it was made from: its data, the templates, the code
of `pdf` and of `qr`, and the versions of the tools. So a second build makes none again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Protocol

from generator.disk import reason_of
from generator.fonts import clear_left_fonts
from generator.pdf import TypesettingError, make_card, make_pdf
from generator.print_folder import Print, find_print, keep_print, kept_files, tidy_prints

TOOLS = ("typst", "pikepdf", "segno", "font-source-sans-pro")
Progress = Callable[[int, int], None]
"""Called with how many prints are done and how many there are to make."""


class Document(Protocol):
    """Something to be made: a `SheetDocument` becomes a PDF, a `CardDocument` a picture."""

    @property
    def path(self) -> str:
        """Its place in the docs folder; the ending, `.pdf` or `.png`, says what it is to be."""

    @property
    def source(self) -> str | None:
        """The content file it comes from; None where that is no single one."""

    @property
    def data(self) -> str:
        """All that the typesetter needs, as JSON."""


@dataclass(frozen=True)
class _Made:
    """A print as it comes from the process that made it."""

    content: bytes
    pages: int


class PrintingError(Exception):
    """Documents that could not be set.

    Attributes:
        failures: Each document with the reason.
        made: All that could be made, by path.
    """

    def __init__(self, failures: list[tuple[Document, TypesettingError]], made: dict[str, Print]) -> None:
        self.failures = failures
        self.made = made
        super().__init__("; ".join(f"{document.path}: {error}" for document, error in failures))


@dataclass(frozen=True)
class Press:
    """Where prints are made and kept.

    Attributes:
        folder: Where finished prints are kept between builds; None to keep none.
        progress: Told about each print that is made.
        trouble: Told once why the folder cannot be used; the prints are made all the same.
        processes: How many to make at once; 0 for one a core.
    """

    folder: Path | None = None
    progress: Progress = lambda _done, _total: None
    trouble: Callable[[str], None] = lambda _reason: None
    processes: int = 0

    def print(self, documents: Iterable[Document]) -> dict[str, Print]:
        """The print of each document, by its path.

        Raises:
            PrintingError: With every document that cannot be set.
        """
        clear_left_fonts()
        documents = list(documents)
        found = self.kept(documents)
        todo = [document for document in documents if document.path not in found]
        failures = []
        keeps = self.folder is not None
        for done, (document, made) in enumerate(self._make(todo), start=1):
            if isinstance(made, _Made):
                kept = self._keep(document, made) if keeps else None
                keeps = kept is not None
                found[document.path] = kept or _print_of(document, made)
            else:
                failures.append((document, made))
            self.progress(done, len(todo))
        if failures:
            raise PrintingError(sorted(failures, key=lambda failure: failure[0].path), found)
        return {document.path: found[document.path] for document in documents}

    def tidy(self, used: int) -> None:
        """Throw away what was not used for longest, when a build of so many prints is done."""
        if self.folder:
            tidy_prints(self.folder, used)

    def kept(self, documents: Iterable[Document]) -> dict[str, Print]:
        """What was made before, of some documents, by path."""
        files = kept_files(self.folder) if self.folder else {}
        keys = ((document, _key(document)) for document in documents)
        found = {one.path: find_print(files[key], partial(_again, one)) for one, key in keys if key in files}
        return {path: old for path, old in found.items() if old}

    def _make(self, documents: Sequence[Document]) -> Iterable[tuple[Document, _Made | TypesettingError]]:
        processes = min(self.processes or os.cpu_count() or 1, len(documents))
        if processes <= 1:
            yield from ((document, _set(_format(document), document.data)) for document in documents)
            return
        # A fresh process shares nothing with this one's threads, which a preview server has.
        with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_end_with_parent) as pool:
            # The longest first, so that no core waits for one large pack in the end.
            order = sorted(documents, key=lambda document: len(document.data), reverse=True)
            jobs = {pool.submit(_set, _format(document), document.data): document for document in order}
            try:
                for job in as_completed(jobs):
                    yield jobs[job], job.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _keep(self, document: Document, made: _Made) -> Print | None:
        """Keep a print; None where that cannot be, as on a full disk: a build does not need it."""
        assert self.folder is not None, "only a press with a folder keeps prints"
        try:
            return keep_print(self.folder / _name(document, made.pages), made.content, partial(_again, document))
        except OSError as error:
            self.trouble(reason_of(error, self.folder))
            return None


def _format(document: Document) -> str:
    """`pdf` or `png`."""
    return document.path.rpartition(".")[2]


def _end_with_parent() -> None:
    """Have a process of the pool end when the one that started it is killed, and can tell it nothing."""
    parent = parent_process()
    assert parent is not None, "a process of a pool has a parent"

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _set(format_: str, data: str) -> _Made | TypesettingError:
    try:
        return _Made(*(make_card(data) if format_ == "png" else make_pdf(data)))
    except TypesettingError as error:
        return error


def _print_of(document: Document, made: _Made) -> Print:
    """A print that is not kept on a disk."""
    return Print(made.pages, len(made.content), _name(document, made.pages), lambda: made.content)


def _again(document: Document) -> bytes:
    """A print that was kept, and that another build took away meanwhile. Raises `TypesettingError`."""
    made = _set(_format(document), document.data)
    if isinstance(made, TypesettingError):
        raise made
    return made.content


def _name(document: Document, pages: int) -> str:
    return f"{_key(document)}.{pages}.{_format(document)}"


def _key(document: Document) -> str:
    return hashlib.sha256(f"{_fingerprint()}\n{_format(document)}\n{document.data}".encode()).hexdigest()[:40]


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    """A hash of everything but the data that decides how a print comes out."""
    package = files("generator")
    digest = hashlib.sha256(" ".join(f"{tool} {version(tool)}" for tool in TOOLS).encode())
    for folder in ("typst", "blocks", "pdf"):
        for source in _sources(package / folder):
            digest.update(source)
    digest.update((package / "qr.py").read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterable[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith((".typ", ".py", ".ttf")):
            yield entry.read_bytes()
