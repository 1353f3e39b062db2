"""Work that is shared out comes back whole and in order, and what goes wrong in another process is told in this one."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from generator.crew import Chore, Errand, LostWorkerError, share_out


@pytest.fixture(params=[1, 3], ids=["one process", "three processes"])
def processes(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_results_come_in_order_and_progress_ends_at_the_end(processes: int) -> None:
    told: list[tuple[int, int]] = []
    squares = share_out(lambda number: number**2, range(50), progress=lambda *at: told.append(at), processes=processes)
    assert squares == [number**2 for number in range(50)]
    assert told == sorted(told)
    assert told[-1] == (50, 50)
    assert told.count((50, 50)) == 1


def test_an_error_is_raised_here(processes: int) -> None:
    def refuse(number: int) -> int:
        if number == 7:
            raise ValueError("seven")
        return number

    with pytest.raises(ValueError, match="seven"):
        share_out(refuse, range(20), processes=processes)


def test_a_process_that_ends_too_early_is_told() -> None:
    here = os.getpid()

    def vanish(number: int) -> int:
        if os.getpid() != here:
            os._exit(0)
        return number

    with pytest.raises(LostWorkerError):
        share_out(vanish, range(50_000), processes=2)


def loaves() -> Iterator[int]:
    yield from range(3)


@pytest.mark.parametrize("kind", [Chore, Errand])
def test_a_result_can_be_asked_for_again(kind: type[Chore[Iterator[int]]]) -> None:
    chore = kind(loaves)
    assert [*chore.result()] == [*chore.result()] == [0, 1, 2]


def test_an_errand_is_done_elsewhere_and_tells_what_went_wrong() -> None:
    assert Errand(os.getpid).result() != os.getpid() or os.cpu_count() == 1
    with pytest.raises(ZeroDivisionError):
        Errand(lambda: 1 // 0).result()
    with pytest.raises(LostWorkerError):
        Errand(lambda: os._exit(3)).result()
