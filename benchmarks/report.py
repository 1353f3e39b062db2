"""Tells the results of the benchmark to people, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Any

from benchmarks.figures import OWN, growth, ratio, shares

HOW = """\
Each run has a new folder and a process of its own, after all earlier writes are on the disk; the tools take turns,
round by round, on the same disk. Times are from the start of the command to its end,
with the start of Python or Node. *Largest process* is what the system tells of the timed runs, the largest of them.
*All processes* is the most memory of all processes at one time, shared memory counted once, looked at every 0.1 s
in one more run, which is not timed.

What is built is made-up chapters of about 700 words with scripts and worksheets. This project builds them from its
YAML, without PDFs. *Same pages* are the Markdown pages, and nothing else, that `handbook export` gives of them.
*Plain Markdown* is the same content as authors of those tools would write it: a page for each chapter, script and
worksheet. Hugo and Eleventy have the smallest layout that gives a page, and a search index in one file.

The other tools do less: they check neither content nor references, make no short links, no search in parts that
forgives mistakes, no page that opens without a server, and write no files for the browser but those of their theme.
*One edit* is a changed sentence in one step, of another playbook each time; the whole site is right after it.
Hugo and Eleventy build everything, edit or not."""


def render_report(results: dict[str, Any]) -> str:
    """The results as `results.json` holds them, for people."""
    sizes = {int(size): tools for size, tools in results["sizes"].items()}
    parts = ["# How fast it is", _about(results), *_targets(results["targets"])]
    for size in sizes:
        parts += [f"## {size:,} playbooks", _pages(results["pages"][str(size)]), _size(results, sizes, size)]
    parts += [*_growth(results, sizes), *_phases(results, sizes), *_pdf(results.get("pdf"))]
    if results["left_out"]:
        parts += ["## Left out", "\n".join(f"- {line}" for line in results["left_out"])]
    parts += ["## How it was measured", HOW, _versions(results)]
    return "\n\n".join(parts) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    marks = ["---", *["--:"] * (len(titles) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (titles, marks, *rows))


def _about(results: dict[str, Any]) -> str:
    machine = results["machine"]
    memory = f", {machine['memory_gb']:g} GB of memory" if machine["memory_gb"] else ""
    return (
        f"Measured on {results['date']} on a machine with {machine['cores']} cores "
        f"({machine['cpu']}){memory}, Python {machine['python']}. "
        f"Rounds: {results['rounds']}. `make bench` measures anew; "
        f'`make bench SIZES="100 1000"` a part of it.'
    )


def _targets(targets: list[dict[str, Any]]) -> Iterator[str]:
    if targets:
        yield "## Targets"
        rows = ([one["what"], one["limit"], one["value"], "met" if one["met"] else "**missed**"] for one in targets)
        yield _table(["", "target", "measured", ""], rows)


def _pages(pages: dict[str, int]) -> str:
    return f"{pages['same']:,} pages of the export; {pages['plain']:,} as plain Markdown."


def _size(results: dict[str, Any], sizes: dict[int, Any], size: int) -> str:
    head = [
        "tool", "median s", "all runs", "to this project, cold", "largest process MB", "all processes MB", "files",
        "site MB", "search index, gzip KB",
    ]  # fmt: skip
    rows = []
    for tool, kept in sizes[size].items():
        times = ratio(sizes, size, tool, "own")
        rows.append(
            [
                results["tools"][tool]["label"],
                f"{median(kept['seconds']):.2f}",
                ", ".join(f"{seconds:.2f}" for seconds in kept["seconds"]),
                f"{times:.2f}" if times else "",
                f"{max(kept['largest']):.0f}",
                f"{kept['tree']:.0f}" if kept["tree"] else "",
                f"{kept['files']:,}",
                f"{kept['mb']:.1f}",
                f"{kept['index_kb']:,.0f}" if "index_kb" in kept else "in parts",
            ]
        )
    return _table(head, rows)


def _growth(results: dict[str, Any], sizes: dict[int, Any]) -> Iterator[str]:
    found = {tool: growth(sizes, tool) for tool in results["tools"]}
    steps = [f"{less}-{more}" for less, more in pairwise(sizes)]
    if steps:
        yield "## Growth"
        yield "How many times as long a tool takes for the larger handbook."
        rows = (
            [results["tools"][tool]["label"], *(f"{times[step]:.1f}" if step in times else "" for step in steps)]
            for tool, times in found.items()
            if times
        )
        yield _table(["tool", *(f"{less:,} to {more:,}" for less, more in pairwise(sizes))], rows)


def _phases(results: dict[str, Any], sizes: dict[int, Any]) -> Iterator[str]:
    size = max(sizes, default=0)
    found = {tool: shares(sizes[size][tool]) for tool in OWN if size and tool in sizes[size]}
    if found:
        yield f"## Phases of a build of {size:,} playbooks"
        yield "Medians; with several processes, the time for which the first one waits."
        phases = list(dict.fromkeys(name for told in found.values() for name in told if name != "the rest"))
        rows = (
            [name, *(f"{told[name][0]:.2f} s, {told[name][1]:.0%}" if name in told else "" for told in found.values())]
            for name in [*phases, "the rest"]
        )
        yield _table(["phase", *(results["tools"][tool]["label"] for tool in found)], rows)


def _pdf(pdf: dict[str, Any] | None) -> Iterator[str]:
    if pdf:
        yield "## PDFs"
        yield (
            f"{pdf['sheets']} worksheets as {', '.join(pdf['variants'])}: {pdf['pdfs']} PDFs, from checked content to "
            f"finished PDFs in memory. Median of {pdf['runs']} runs."
        )
        rows = ([build, f"{seconds:.2f}"] for build, seconds in pdf["median"].items())
        yield _table(["build", "median s"], rows)


def _versions(results: dict[str, Any]) -> str:
    versions = {
        label.partition(",")[0]: version
        for label, version in ((tool["label"], tool["version"]) for tool in results["tools"].values())
    }
    versions |= results.get("pdf", {}).get("versions", {}) if results.get("pdf") else {}
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"- Versions: {told}\n- Platform: {results['machine']['platform']}"
