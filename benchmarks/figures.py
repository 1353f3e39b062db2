"""Works out what the measured times mean: ratios, growth from size to size, and whether the targets are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from statistics import median
from typing import Any

Sizes = Mapping[int, Mapping[str, Mapping[str, Any]]]
"""Playbooks -> name of a tool -> what it took, as in results.json."""

FASTER = {
    "mkdocs": ("MkDocs + Material, pruned,", 3.0),
    "zensical": ("Zensical", 1.0),
    "eleventy": ("Eleventy, same pages,", 1.0),
    "eleventy-plain": ("Eleventy, plain Markdown,", 1.0),
}
"""Tool -> its name, and how many times as long as a cold build it is to take at 1,000 playbooks, at least."""
FULL = {"hugo": "Hugo, same pages", "hugo-plain": "Hugo, plain Markdown"}
GROWTH = 5.5
MEMORY = 400.0
"""MB that a cold build of 5,000 playbooks may take: told of its largest process, and of all of them together."""
OWN = ("own", "own-unchanged", "own-edit")


def median_of(sizes: Sizes, size: int, tool: str) -> float | None:
    """The median time of a tool at a size in seconds; None if it was not run."""
    kept = sizes.get(size, {}).get(tool)
    return median(kept["seconds"]) if kept else None


def ratio(sizes: Sizes, size: int, tool: str, to: str) -> float | None:
    """How many times as long a tool takes as another one; None if one of them was not run."""
    one, other = median_of(sizes, size, tool), median_of(sizes, size, to)
    return one / other if one is not None and other else None


def growth(sizes: Sizes, tool: str) -> dict[str, float]:
    """How many times as long a tool takes from each size to the next larger one: `100-1000` -> times."""
    run = sorted(size for size in sizes if tool in sizes[size])
    medians = {size: median(sizes[size][tool]["seconds"]) for size in run}
    return {f"{less}-{more}": medians[more] / medians[less] for less, more in pairwise(run)}


def shares(kept: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """The median seconds of each phase of a build and its share of the whole, the start of Python among `the rest`."""
    whole = median(kept["seconds"])
    phases = {name: median(seconds) for name, seconds in kept.get("phases", {}).items()}
    phases["the rest"] = max(0.0, whole - sum(phases.values()))
    return {name: (seconds, seconds / whole) for name, seconds in phases.items()}


def targets(sizes: Sizes, pdf: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    """Each target whose sizes and tools were run: `what`, the `limit`, the `value` and whether it is `met`."""
    for tool, (name, limit) in FASTER.items():
        value = ratio(sizes, 1000, tool, "own")
        if value is not None:
            met = value >= limit if limit > 1 else value > limit
            text = f"at least {limit:g} times" if limit > 1 else "more than 1 time"
            yield _target(f"1,000 playbooks, cold: {name} takes as long", text, f"{value:.2f} times", met)
    less, more = median_of(sizes, 1000, "own"), median_of(sizes, 5000, "own")
    if less and more:
        value = more / less
        what = "5,000 playbooks, cold: as long as 1,000"
        yield _target(what, f"at most {GROWTH} times", f"{value:.2f} times", value <= GROWTH)
    if more:
        kept = sizes[5000]["own"]
        for what, value in (("largest process", max(kept["largest"])), ("all processes", kept["tree"])):
            if value is not None:
                limit = f"at most {MEMORY:.0f} MB"
                yield _target(f"5,000 playbooks, cold: {what}", limit, f"{value:.0f} MB", value <= MEMORY)
    for tool, name in FULL.items():
        value = ratio(sizes, 1000, "own-edit", tool)
        if value is not None:
            what = f"1,000 playbooks, one edit: as long as all of {name}"
            yield _target(what, "at most 1 time", f"{value:.2f} times", value <= 1)
    for build, limit in (pdf["target"] if pdf else {}).items():
        value = pdf["median"][build] if pdf else 0.0
        yield _target(f"{pdf and pdf['pdfs']} PDFs, {build}", f"at most {limit:g} s", f"{value:.2f} s", value <= limit)


def _target(what: str, limit: str, value: str, met: bool) -> dict[str, Any]:
    return {"what": what, "limit": limit, "value": value, "met": met}
