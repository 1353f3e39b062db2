"""Times the setting of worksheets as PDF: a part of `make bench`.

Two things are timed, each from the checked content to finished PDFs in memory, as in a build:

- cold: nothing is kept from an earlier build;
- unchanged: everything is, and nothing has changed.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from generator.disk import read_content
from generator.loader import load_handbook
from generator.model import Handbook
from generator.printing import Press
from generator.sheets import SheetDocument, SheetSetter
from generator.wording import load_strings

ROOT = Path(__file__).parent.parent
SITE = "https://handbook.example.org/"
VARIANTS = ("a4", "letter", "a4-large")
TARGETS = {"cold": 12.0, "unchanged": 0.3}
"""How many seconds each may take, for 18 sheets on 2 cores."""
PACKAGES = ("typst", "pikepdf", "segno", "font-source-sans-pro")


def documents_of(handbook: Handbook, sheets: int) -> list[SheetDocument]:
    """The first so many worksheets of a handbook, in the variants that are timed."""
    ids = {sheet.id for sheet in handbook.worksheets[:sheets]}
    setter = SheetSetter(handbook, load_strings(handbook.settings.language), SITE)
    wanted = {f"worksheets/{id_}-{variant}.pdf" for id_ in ids for variant in VARIANTS}
    return [document for document in setter.documents() if document.path in wanted]


def time_once(content: Path, sheets: int, folder: Path) -> float:
    """Seconds from the checked content to all PDFs, with `folder` as the store of finished ones."""
    handbook = load_handbook(read_content(content))
    start = time.perf_counter()
    Press(folder).print(documents_of(handbook, sheets))
    return time.perf_counter() - start


def measure(content: Path, sheets: int, runs: int) -> dict[str, list[float]]:
    """The seconds of each run, cold and unchanged; each in a process of its own, as each build is."""
    times: dict[str, list[float]] = {"cold": [], "unchanged": []}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            for seconds in times.values():
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
                    seconds.append(process.submit(time_once, content, sheets, Path(folder) / "kept").result())
    return times


def measure_pdfs(content: Path = ROOT / "content", sheets: int = 18, runs: int = 3) -> dict[str, Any]:
    """What the PDFs of the first so many worksheets take, in the form of results.json."""
    documents = documents_of(load_handbook(read_content(content)), sheets)
    return describe(documents, measure(content, sheets, runs))


def describe(documents: list[SheetDocument], times: dict[str, list[float]]) -> dict[str, Any]:
    """The results with all that they hang on."""
    return {
        "versions": {package: version(package) for package in PACKAGES},
        "sheets": len({document.id for document in documents}),
        "variants": list(VARIANTS),
        "pdfs": len(documents),
        "runs": len(times["cold"]),
        "seconds": {what: [round(one, 3) for one in every] for what, every in times.items()},
        "median": {what: round(statistics.median(every), 3) for what, every in times.items()},
        "target": TARGETS,
    }
