"""Measures how long each tool takes for handbooks of several sizes: one after the other, several times."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring import Run, RunError, measure
from benchmarks.tools import TIMINGS, Tool, edit_step, write_content

ONCE = 40.0
"""Seconds of a run after which a tool is not run once more at that size."""
TOO_LONG = 45.0
"""Seconds of a run after which a tool is left out at larger sizes."""
Kept = dict[str, Any]
"""What is kept of one tool at one size, as in results.json."""


@dataclass
class Measured:
    """What was measured.

    Attributes:
        sizes: Playbooks -> name of a tool -> what it took.
        pages: Playbooks -> how many pages the peers are given: the same ones, and as plain Markdown.
        left_out: Why a tool was not run, or not as often as others.
    """

    sizes: dict[int, dict[str, Kept]] = field(default_factory=dict)
    pages: dict[int, dict[str, int]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def measure_all(
    tools: Sequence[Tool], sizes: Iterable[int], rounds: int, top: Path, *, memory: bool = True
) -> Measured:
    """Run every tool at every size.

    Every run has a folder of its own below `top`, and nothing is deleted between runs: after many deletions, some file
    systems make files more slowly for a minute.

    Args:
        tools: What runs, in this order, with those that run `again` after all others.
        sizes: How many playbooks.
        rounds: How often each tool runs.
        top: An empty folder.
        memory: Run each tool once more, untimed, to look at the memory of all its processes.

    Raises:
        RunError: The handbook of this project cannot be built.
    """
    measured = Measured()
    tools = sorted(tools, key=lambda tool: tool.again is not None)
    last: dict[str, Kept] = {}
    for size in sorted(sizes):
        if last:
            tools = _quick(tools, size, last, measured.left_out)
        content = top / str(size) / "content"
        _say(f"{size} playbooks: writing them")
        write_content(content, size)
        measured.pages[size] = {
            "same": sum(1 for _ in (content / "export/docs").rglob("*.md")),
            "plain": sum(1 for _ in (content / "plain").rglob("*.md")),
        }
        last = measured.sizes[size] = {}
        tools = _measure_size(tools, size, rounds, top / str(size), last, measured.left_out, memory)
    return measured


def _quick(tools: Sequence[Tool], size: int, kept: dict[str, Kept], left_out: list[str]) -> list[Tool]:
    """The tools that are worth waiting for at a size above the last one."""
    slow = [tool for tool in tools if tool.name in kept and max(kept[tool.name]["seconds"]) > TOO_LONG]
    left_out += [
        f"{tool.label}, {size} playbooks and more: not run, as fewer took it more than {TOO_LONG:.0f} s."
        for tool in slow
    ]
    return [tool for tool in tools if tool not in slow]


def _measure_size(
    tools: Sequence[Tool], size: int, rounds: int, top: Path, kept: dict[str, Kept], left_out: list[str], memory: bool
) -> list[Tool]:
    """Measure one size, and tell which tools are to run at a larger one."""
    running = list(tools)
    for round_ in range(rounds + memory):
        look = round_ == rounds
        for tool in list(tools) if look else list(running):
            if (look and tool.name not in kept) or (tool.again and not (top / f"{tool.again}-{round_}").is_dir()):
                continue  # it failed, or there is nothing to run it upon
            _say(f"{size} playbooks, {'memory' if look else f'round {round_ + 1} of {rounds}'}: {tool.label}")
            try:
                run = _run(tool, round_, top, look)
            except RunError as error:
                if tool.name.startswith("own"):
                    raise
                left_out.append(f"{tool.label}, {size} playbooks and more: it failed. {str(error).splitlines()[-1]}")
                tools = [other for other in tools if other is not tool]
                running = [other for other in running if other is not tool]
                kept.pop(tool.name, None)
                continue
            _keep(kept, tool, run, top / f"{tool.again or tool.name}-{round_}", look)
            if run.seconds > ONCE and not look and rounds > 1:
                left_out.append(f"{tool.label}, {size} playbooks: run once, as it took more than {ONCE:.0f} s.")
                running.remove(tool)
    return list(tools)


def _run(tool: Tool, round_: int, top: Path, look: bool) -> Run:
    folder = top / f"{tool.again or tool.name}-{round_}"
    if not tool.again:
        folder.mkdir()
        tool.lay_out(top / "content", folder)
    elif tool.name == "own-edit":
        edit_step(folder, round_)
    os.sync()  # so that no run pays for the files of the one before it
    return measure(tool.command, folder, tool.env, folder / "said.log", look=look)


def _keep(kept: dict[str, Kept], tool: Tool, run: Run, folder: Path, look: bool) -> None:
    one = kept.setdefault(tool.name, {"seconds": [], "user": [], "largest": [], "tree": None})
    if look:
        one["tree"] = run.tree and round(run.tree, 1)
        return
    one["seconds"].append(round(run.seconds, 3))
    one["user"].append(round(run.user, 3))
    one["largest"].append(round(run.largest, 1))
    if (folder / TIMINGS).exists():
        phases = json.loads((folder / TIMINGS).read_text(encoding="utf-8"))["phases"]
        for name, seconds in phases.items():
            one.setdefault("phases", {}).setdefault(name, []).append(round(seconds, 4))
    if "files" not in one:
        sizes = [path.stat().st_size for path in (folder / tool.site).rglob("*") if path.is_file()]
        one |= {"files": len(sizes), "mb": round(sum(sizes) / 1e6, 2)}
        if tool.index:
            one["index_kb"] = round(len(gzip.compress((folder / tool.site / tool.index).read_bytes(), 6)) / 1000, 1)


def _say(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{text}\n")
