"""Times the setting of worksheets as PDF: `make bench`.

Two things are timed, each from the checked content to finished PDFs in memory, as in a build:

- cold: nothing is kept from an earlier build;
- unchanged: everything is, and nothing has changed.

The median of several runs is printed, and written beside this file: as a table to `RESULTS.md`, and as data
to `results.json`.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
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


def describe(documents: list[SheetDocument], times: dict[str, list[float]]) -> dict[str, Any]:
    """The results with all that they hang on."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "platform": platform.platform()},
        "versions": {package: version(package) for package in PACKAGES},
        "sheets": len({document.id for document in documents}),
        "variants": list(VARIANTS),
        "pdfs": len(documents),
        "runs": len(times["cold"]),
        "seconds": {what: [round(one, 3) for one in every] for what, every in times.items()},
        "median": {what: round(statistics.median(every), 3) for what, every in times.items()},
        "target": TARGETS,
    }


def as_table(results: dict[str, Any]) -> str:
    """The results for people, as Markdown."""
    machine, versions = results["machine"], results["versions"]
    rows = [
        f"| {what} | {results['median'][what]:.2f} s | {target:.1f} s | {_verdict(results['median'][what], target)} |"
        for what, target in results["target"].items()
    ]
    return "\n".join(
        [
            "# PDF speed",
            "",
            f"{results['sheets']} worksheets as {', '.join(results['variants'])}: {results['pdfs']} PDFs. "
            f"Median of {results['runs']} runs, on {results['date']}. Run it with `make bench`.",
            "",
            "| build | median | target | |",
            "|---|---|---|---|",
            *rows,
            "",
            f"- Machine: {machine['cores']} cores, Python {machine['python']}, {machine['platform']}",
            f"- Versions: {', '.join(f'{package} {number}' for package, number in versions.items())}",
            "",
        ]
    )


def _verdict(seconds: float, target: float) -> str:
    return "met" if seconds <= target else "missed"


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure, print and write. Exits with 1 where a target is missed."""
    parser = argparse.ArgumentParser(description="Time the setting of worksheets as PDF.")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder")
    parser.add_argument("--sheets", type=int, default=18, help="how many worksheets")
    parser.add_argument("--runs", type=int, default=3, help="how many runs the median is of")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent, help="the folder to write to")
    options = parser.parse_args(None if arguments is None else list(arguments))
    documents = documents_of(load_handbook(read_content(options.content)), options.sheets)
    times = measure(options.content, options.sheets, options.runs)
    results = describe(documents, times)
    table = as_table(results)
    (options.into / "RESULTS.md").write_text(table, encoding="utf-8")
    (options.into / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(table)
    if any(results["median"][what] > target for what, target in TARGETS.items()):
        sys.exit(1)


if __name__ == "__main__":
    main()
