"""Measures one run of a command: in a small process of its own, whose memory does not count as the command's.

A process that is started counts as large as the one that started it, until its own program is loaded. So nothing large
may be in here: only the standard library, and little of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.1
"""Seconds between two looks at the memory of all processes."""


class RunError(Exception):
    """A command ended with an error; the message is the end of what it said."""


@dataclass(frozen=True)
class Run:
    """What one run of a command took.

    Attributes:
        seconds: From its start to its end.
        user: Seconds of computing, of all its processes together.
        largest: Memory of its largest process in MB.
        tree: Most memory of all its processes at one time in MB, shared memory counted once; None if not looked at.
    """

    seconds: float
    user: float
    largest: float
    tree: float | None = None


def measure(command: Sequence[str], folder: Path, env: Mapping[str, str], said: Path, *, look: bool = False) -> Run:
    """Run a command in a folder.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        env: What is added to the environment.
        said: The file that takes what it says.
        look: Look at the memory of all its processes again and again, which makes it slower.

    Raises:
        RunError: The command ends with an error.
    """
    order = json.dumps({"command": list(command), "said": str(said), "look": look})
    told = subprocess.run(
        [sys.executable, "-S", str(Path(__file__).resolve())],
        cwd=folder, env={**os.environ, **env}, input=order, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if told.returncode != 0:
        raise RunError(told.stderr.strip().rpartition("\n")[2])
    found = json.loads(told.stdout)
    if found.pop("status") != 0:
        text = said.read_text(encoding="utf-8", errors="replace").strip()
        raise RunError(text[-400:] or f"{command[0]} ended with an error")
    return Run(**found)


def _run(command: Sequence[str], said: str, look: bool) -> dict[str, float | None]:
    with open(said, "wb") as output:  # noqa: PTH123 - nothing more is to be loaded here
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        tree = 0
        while look:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            tree = max(tree, sum(map(_shared_out, _family(process.pid))))
            time.sleep(EVERY)
        else:
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    unit = 1e6 if sys.platform == "darwin" else 1024
    return {
        "status": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "user": usage.ru_utime,
        "largest": usage.ru_maxrss / unit,
        "tree": tree / 1024 if tree else None,
    }


def _family(process: int) -> list[int]:
    """A process and all that it started."""
    found = [process]
    try:
        for thread in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208
            with open(f"/proc/{process}/task/{thread}/children") as children:  # noqa: PTH123
                for child in children.read().split():
                    found += _family(int(child))
    except OSError:
        pass  # it has ended, or this is no Linux
    return found


def _shared_out(process: int) -> int:
    """The memory of a process in KB, with its part of what it shares."""
    try:
        with open(f"/proc/{process}/smaps_rollup") as lines:  # noqa: PTH123
            return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    except OSError:
        return 0


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_run(**json.load(sys.stdin))))
