"""Starts builds that can be killed: a process that has everything loaded, and a child of it for each build.

    python -m tests.killing FOLDER...

reads lines of JSON, `{"project": ..., "delay": seconds or null, "point": number or null, "renames": true or false}`,
builds that project in a child, kills the child with SIGKILL after the delay or at a call of the swap, and answers
with `{"seconds": ..., "code": ...}`: how long it ran, and its exit code, or minus the signal.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from generator import swap
from generator.cli import main


def build(project: str, *, renames: bool, point: int | None) -> int:
    os.chdir(project)
    if renames:
        swap._exchange = lambda _one, _other: False
    if point is not None:
        _die_at(point)
    return CliRunner().invoke(main, ["build"]).exit_code


def _die_at(point: int) -> None:
    """Die before the call of this number among those that move or delete a folder."""
    calls = 0

    def dying(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            nonlocal calls
            if calls == point:
                os.kill(os.getpid(), signal.SIGKILL)
            calls += 1
            return call(*arguments, **options)

        return counted

    swap._exchange = dying(swap._exchange)
    swap._leave = dying(swap._leave)
    swap.shutil.rmtree = dying(swap.shutil.rmtree)  # type: ignore[misc]
    Path.rename = dying(Path.rename)  # type: ignore[method-assign]
    Path.rmdir = dying(Path.rmdir)  # type: ignore[method-assign]


def serve() -> None:
    # The first builds in children, for a process that set PDFs has threads; then here, which loads what a build loads.
    for folder in sys.argv[1:]:
        child = os.fork()
        if child == 0:
            os._exit(build(folder, renames=False, point=None))
        os.waitpid(child, 0)
    build(sys.argv[1], renames=False, point=None)
    for line in sys.stdin:
        order = json.loads(line)
        start = time.perf_counter()
        child = os.fork()
        if child == 0:
            os._exit(build(order["project"], renames=order["renames"], point=order["point"]))
        if order["delay"] is not None:
            time.sleep(max(0.0, order["delay"] - (time.perf_counter() - start)))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        answer = {"seconds": time.perf_counter() - start, "code": os.waitstatus_to_exitcode(status)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    serve()
