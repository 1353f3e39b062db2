"""Shares work out to all cores: to copies of this process, which know all that it knows and send back what they find.

Only Linux copies a process quickly and safely; elsewhere this process does all the work itself.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_SET_PARENT_DEATH_SIGNAL = 1
"""The number of this wish in Linux's `prctl`."""
MOST = 8
"""How many processes there are at most: more wait for the same disk."""


class LostWorkerError(Exception):
    """A process ended before its work was done, as one does that the system stops."""


def cores() -> int:
    """How many processes are worth their while."""
    if not sys.platform.startswith("linux"):
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def share_out(
    work: Callable[[Sequence[Item]], Result],
    items: Sequence[Item],
    *,
    size: int,
    meanwhile: Callable[[], None] = lambda: None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    processes: int = 0,
) -> list[Result]:
    """Do something with all items, some at a time, on all cores: the results, in order.

    Args:
        work: What is done with some items. It may run in another process: what it changes in memory is lost.
        items: The items.
        size: How many are done at a time.
        meanwhile: Something else that this process does before it takes its share.
        progress: Told how many items are done, and how many there are.
        processes: How many to use; 0 for one a core.

    Raises:
        LostWorkerError: A process ended before its work was done.
        Exception: Whatever `work` raised first.
    """
    chunks = [items[at : at + size] for at in range(0, len(items), size)]

    def run(number: int) -> Result:
        result = work(chunks[number])
        progress(min((number + 1) * size, len(items)), len(items))
        return result

    context = get_context("fork") if sys.platform.startswith("linux") else None
    count = min(processes or cores(), len(chunks))
    if context is None or count < 2:
        meanwhile()
        return [run(number) for number in range(len(chunks))]
    # What is there now is never looked at for rubbish, which would copy it.
    gc.freeze()
    taken = context.Value("l", 0)

    def numbers() -> Iterator[int]:
        while True:
            with taken.get_lock():
                number = taken.value
                taken.value = number + 1
            if number >= len(chunks):
                return
            yield number

    def work_on() -> dict[int, Result]:
        return {number: work(chunks[number]) for number in numbers()}

    workers = []
    for _ in range(count - 1):
        here, there = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(work_on, there), daemon=True)
        worker.start()
        there.close()
        workers.append((worker, here))
    try:
        meanwhile()
        found = {number: run(number) for number in numbers()}
        for worker, here in workers:
            found |= _received(here)
            worker.join()
    except BaseException:
        for worker, _ in workers:
            worker.kill()
        raise
    finally:
        gc.unfreeze()
        for worker, here in workers:
            here.close()
            worker.join()
    return [found[number] for number in range(len(chunks))]


class Chore(Generic[Result]):
    """Something that is done when its result is wanted."""

    def __init__(self, do: Callable[[], Result]) -> None:
        self._do = do

    def result(self) -> Result:
        """What came of it. Raises what it raised."""
        return self._result

    @cached_property
    def _result(self) -> Result:
        return self._do()


class Errand(Chore[Result]):
    """Something that another process does meanwhile. Without a core for it, this one does it in the end.

    Where that process is lost, `result` raises `LostWorkerError`.
    """

    def __init__(self, do: Callable[[], Result]) -> None:
        super().__init__(do)
        if cores() > 1:
            context = get_context("fork")
            here, there = context.Pipe(duplex=False)
            worker = context.Process(target=_work, args=(do, there), daemon=True)
            worker.start()
            there.close()
            self._do = partial(_fetch, worker, here)


def _fetch(worker: BaseProcess, here: Connection) -> Any:
    try:
        return _received(here)
    finally:
        here.close()
        worker.join()


def _work(run: Callable[[], Any], there: Connection) -> None:
    _end_with_parent()
    try:
        outcome = (True, run())
    except BaseException as error:
        outcome = (False, error)
    with suppress(Exception):  # what cannot be sent is a process that was lost
        there.send(outcome)
    # Not by way of what the copied process would do at its end.
    there.close()
    os._exit(0)


def _end_with_parent() -> None:
    """Have this process end when the one that it is a copy of is killed, so that nobody writes into its folders."""
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() == 1:
        os._exit(1)


def _received(here: Connection) -> Any:
    try:
        is_done, found = here.recv()
    except EOFError:
        raise LostWorkerError("a process of the build was stopped before its work was done") from None
    if not is_done:
        raise found
    return found
