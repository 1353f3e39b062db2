"""Makes all PDFs of a handbook: on all cores, and none again whose source did not change.

A PDF is kept in a folder under the hash of all it was made from: its data, the templates, the code
of `pdf` and the versions of the tools. So a second build reads files only.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing import get_context
from pathlib import Path

from generator.pdf import TypesettingError, make_pdf
from generator.sheets import SheetDocument

TOOLS = ("typst", "pikepdf", "font-source-sans-pro")
MOST_KEPT = 2000
"""How many PDFs the folder may hold before those go that were not used for longest."""
_END = b"%%EOF\n"

Progress = Callable[[int, int], None]
"""Called with how many PDFs are done and how many there are to make."""


@dataclass(frozen=True)
class Pdf:
    """A finished PDF: its bytes and how many pages it has."""

    content: bytes
    pages: int


class PrintingError(Exception):
    """Documents that could not be set.

    Attributes:
        failures: Each document with the reason.
    """

    def __init__(self, failures: list[tuple[SheetDocument, TypesettingError]]) -> None:
        self.failures = failures
        super().__init__("; ".join(f"{document.path}: {error}" for document, error in failures))


@dataclass(frozen=True)
class Press:
    """Where PDFs are made and kept.

    Attributes:
        folder: Where finished PDFs are kept between builds; None to keep none.
        progress: Told about each PDF that is made.
        processes: How many to make at once; 0 for one a core.
    """

    folder: Path | None = None
    progress: Progress = lambda _done, _total: None
    processes: int = 0

    def print(self, documents: Iterable[SheetDocument]) -> dict[str, Pdf]:
        """The PDF of each document, by its path.

        Raises:
            PrintingError: With every document that cannot be set.
        """
        documents = list(documents)
        keys = {document.path: _key(document) for document in documents}
        kept = self._kept()
        found = {path: pdf for path, key in keys.items() if key in kept and (pdf := _read(kept[key]))}
        todo = [document for document in documents if document.path not in found]
        failures = []
        for done, (document, made) in enumerate(self._make(todo), start=1):
            if isinstance(made, Pdf):
                found[document.path] = made
                self._keep(keys[document.path], made)
            else:
                failures.append((document, made))
            self.progress(done, len(todo))
        if todo:
            self._tidy()
        if failures:
            raise PrintingError(sorted(failures, key=lambda failure: failure[0].path))
        return {document.path: found[document.path] for document in documents}

    def _make(self, documents: Sequence[SheetDocument]) -> Iterable[tuple[SheetDocument, Pdf | TypesettingError]]:
        processes = min(self.processes or os.cpu_count() or 1, len(documents))
        if processes <= 1:
            yield from ((document, _set(document.data)) for document in documents)
            return
        # A fresh process shares nothing with this one's threads, which a preview server has.
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            # The longest first, so that no core waits for one large pack in the end.
            order = sorted(documents, key=lambda document: len(document.data), reverse=True)
            jobs = {pool.submit(_set, document.data): document for document in order}
            try:
                for job in as_completed(jobs):
                    yield jobs[job], job.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _kept(self) -> dict[str, Path]:
        if self.folder is None or not self.folder.is_dir():
            return {}
        return {path.name.split(".")[0]: path for path in self.folder.glob("*.pdf")}

    def _keep(self, key: str, pdf: Pdf) -> None:
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{key}.{pdf.pages}.pdf"
        # Written under another name first: a build that is stopped leaves no half PDF.
        half = path.with_suffix(f".{os.getpid()}.part")
        half.write_bytes(pdf.content)
        half.replace(path)

    def _tidy(self) -> None:
        """Throw away what was not used for longest."""
        if self.folder is None or not self.folder.is_dir():
            return
        kept = sorted(self.folder.glob("*.pdf"), key=lambda kept: kept.stat().st_mtime)
        for old in kept[: max(0, len(kept) - MOST_KEPT)]:
            old.unlink(missing_ok=True)


def _set(data: str) -> Pdf | TypesettingError:
    try:
        return Pdf(*make_pdf(data))
    except TypesettingError as error:
        return error


def _read(path: Path) -> Pdf | None:
    """A kept PDF, marked as used; None where it is not whole, as a full disk may leave it."""
    content = path.read_bytes()
    if not content.endswith(_END):
        return None
    os.utime(path)
    return Pdf(content, int(path.name.split(".")[1]))


def _key(document: SheetDocument) -> str:
    return hashlib.sha256(f"{_fingerprint()}\n{document.data}".encode()).hexdigest()[:40]


@lru_cache(maxsize=1)
def _fingerprint() -> str:
    """A hash of everything but the data that decides how a PDF comes out."""
    package = files("generator")
    digest = hashlib.sha256(" ".join(f"{tool} {version(tool)}" for tool in TOOLS).encode())
    for folder in ("typst", "blocks", "pdf"):
        for source in _sources(package / folder):
            digest.update(source)
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterable[bytes]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith((".typ", ".py", ".ttf")):
            yield entry.read_bytes()
