"""Measures this project beside other tools: `make bench`, or `python -m benchmarks 100 1000`."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.figures import growth, ratio, targets
from benchmarks.measuring import RunError
from benchmarks.pdf import measure_pdfs
from benchmarks.report import render_report
from benchmarks.speed import Measured, measure_all
from benchmarks.tools import Tool, all_tools

SIZES = [100, 1000, 5000]


def machine() -> dict[str, Any]:
    """What is known of this machine; memory in GB, or None if that is not told."""
    try:
        memory: float | None = round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1)
    except (OSError, ValueError):
        memory = None
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": memory,
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


def _cpu() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())


def as_results(
    tools: Sequence[Tool], measured: Measured, rounds: int, left_out: Sequence[str], pdf: dict[str, Any] | None
) -> dict[str, Any]:
    """All that was measured and what follows from it, as results.json holds it."""
    sizes = measured.sizes
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "rounds": rounds,
        "tools": {tool.name: {"label": tool.label, "version": tool.version} for tool in tools},
        "targets": list(targets(sizes, pdf)),
        "sizes": {str(size): kept for size, kept in sizes.items()},
        "pages": {str(size): pages for size, pages in measured.pages.items()},
        "to_own": {
            str(size): {tool: round(times, 3) for tool in kept if (times := ratio(sizes, size, tool, "own"))}
            for size, kept in sizes.items()
        },
        "growth": {
            tool.name: {step: round(times, 3) for step, times in growth(sizes, tool.name).items()} for tool in tools
        },
        "left_out": [*left_out, *measured.left_out],
        "pdf": pdf,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write: 1 where a target is missed, 2 where this project's own build fails."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure this project beside other tools."
    )
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES, help="how many playbooks (100 1000 5000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each tool runs (3)")
    parser.add_argument("--only", default="", help="the names of tools, with commas; all if not given")
    parser.add_argument("--no-memory", action="store_true", help="leave out the run that looks at memory")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDFs of this repository's worksheets")
    parser.add_argument("--into", type=Path, default=Path(__file__).parent, help="the folder to write to")
    options = parser.parse_args(arguments)
    only = set(filter(None, options.only.split(",")))
    tools, missing = all_tools(only)
    with tempfile.TemporaryDirectory(prefix="handbook-bench-", ignore_cleanup_errors=True) as top:
        try:
            measured = measure_all(tools, options.sizes, options.rounds, Path(top), memory=not options.no_memory)
        except RunError as error:
            sys.stderr.write(f"This project could not be built:\n{error}\n")
            return 2
        pdf = None if options.no_pdf else measure_pdfs()
    left_out = [f"{label}: {reason}." for label, reason in missing.items()]
    results = as_results(tools, measured, options.rounds, left_out, pdf)
    report = render_report(results)
    (options.into / "RESULTS.md").write_text(report, encoding="utf-8")
    (options.into / "results.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(report)
    return int(not all(target["met"] for target in results["targets"]))


if __name__ == "__main__":
    sys.exit(main())
