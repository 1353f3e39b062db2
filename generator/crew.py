"""Shares work out to all cores: to copies of this process, which know all that it knows and send back what they find.

Only Linux copies a process quickly and safely; elsewhere this process does all the work itself.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_SET_PARENT_DEATH_SIGNAL = 1
"""The number of this wish in Linux's `prctl`."""
_SELDOM = (20_000, 20, 20)
"""How often Python looks for rubbish: a page makes some thousands of things, most of which it throws away itself."""
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
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    processes: int = 0,
) -> list[Result]:
    """Do something with each of some items, on all cores: the results, in order.

    Args:
        work: What is done with an item. It may run in another process: what it changes in memory is lost.
        items: The items.
        progress: Told now and then how many items are done, about, and how many there are; in the end that all are.
        processes: How many to use; 0 for one a core.

    Raises:
        LostWorkerError: A process ended before its work was done.
        Exception: Whatever `work` raised first.
    """
    count = min(processes or cores(), len(items))
    if count < 2:
        return [_told(work(item), progress, number + 1, len(items)) for number, item in enumerate(items)]
    context = get_context("fork")
    taken = context.Value("l", 0)

    def numbers() -> Iterator[int]:
        while True:
            with taken.get_lock():
                number = taken.value
                taken.value = number + 1
            if number >= len(items):
                return
            yield number

    def work_on() -> dict[int, Result]:
        return {number: work(items[number]) for number in numbers()}

    workers: list[tuple[BaseProcess, Connection]] = []
    with _tidying():
        try:
            for _ in range(count - 1):
                here, there = context.Pipe(duplex=False)
                worker = context.Process(target=_work, args=(work_on, there), daemon=True)
                worker.start()
                there.close()
                workers.append((worker, here))
            # The last item may be another process's, so this one does not say that all are done.
            found = {number: _told(work(items[number]), progress, number, len(items)) for number in numbers()}
            for _, here in workers:
                found |= _received(here)
            progress(len(items), len(items))
        except BaseException:
            for one, _ in workers:
                one.kill()
            raise
        finally:
            for one, here in workers:
                here.close()
                one.join()
    return [found[number] for number in range(len(items))]


@contextmanager
def _tidying() -> Iterator[None]:
    """Let Python look for rubbish, but never among what is there now: that would take long, and copy it."""
    is_on, often = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*often)
        if not is_on:
            gc.disable()


def _told(result: Result, progress: Callable[[int, int], None], done: int, total: int) -> Result:
    progress(done, total)
    return result


def give_back_memory() -> None:
    """Let the system have what this process needs no more, where one call does it."""
    gc.collect()
    library = ctypes.CDLL(None) if sys.platform.startswith("linux") else None
    if library is not None and hasattr(library, "malloc_trim"):
        library.malloc_trim(0)


class Chore(Generic[Result]):
    """Something that is done when its result is wanted."""

    def __init__(self, do: Callable[[], Result]) -> None:
        self._do = do

    def result(self) -> Result:
        """What comes of it. Raises what it raises. It is done each time."""
        return self._do()


class Errand(Chore[Result]):
    """Something that another process does meanwhile. Without a core for it, this one does it in the end.

    What comes one after the other (an iterator) is put down in a file that has no name, so that neither process has to
    hold it, and none waits for the other. Where the process is lost, `result` raises `LostWorkerError`.
    """

    def __init__(self, do: Callable[[], Result]) -> None:
        super().__init__(do)
        self._fetch: Callable[[], Any] | None = None
        if cores() > 1:
            context = get_context("fork")
            self._spool = TemporaryFile()  # noqa: SIM115 - it is open until the result was read
            here, there = context.Pipe(duplex=False)
            worker = context.Process(target=_work, args=(partial(_put_down, do, self._spool), there), daemon=True)
            worker.start()
            there.close()
            self._fetch = partial(_fetch, worker, here)

    def result(self) -> Result:
        """What came of it, the first time; later it is done again. Raises what it raised."""
        fetch, self._fetch = self._fetch, None
        if fetch is None:
            return super().result()
        count, value = fetch()
        found: Any = value if count is None else self._taken_up(count)
        return found  # type: ignore[no-any-return]

    def _taken_up(self, count: int) -> Iterator[Any]:
        with self._spool as spool:
            spool.seek(0)
            for _ in range(count):
                yield pickle.load(spool)


def _put_down(do: Callable[[], Any], spool: IO[bytes]) -> tuple[int | None, Any]:
    """Do something: how many things were put down and nothing, or None and what came of it."""
    result = do()
    if not isinstance(result, Iterator):
        return None, result
    count = 0
    for item in result:
        pickle.dump(item, spool, protocol=5)
        count += 1
    spool.flush()
    return count, None


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
    is_on = gc.isenabled()
    # None of what comes is rubbish.
    gc.disable()
    try:
        is_done, found = here.recv()
    except EOFError:
        raise LostWorkerError("a process of the build was stopped before its work was done") from None
    finally:
        if is_on:
            gc.enable()
    if not is_done:
        raise found
    return found
