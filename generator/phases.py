"""Tells how long each phase of a build takes, where somebody wants to know."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_timed: ContextVar[dict[str, float] | None] = ContextVar("timed", default=None)


@contextmanager
def timing() -> Iterator[dict[str, float]]:
    """The seconds of each phase in the block, in the order of their beginning."""
    found: dict[str, float] = {}
    token = _timed.set(found)
    try:
        yield found
    finally:
        _timed.reset(token)


@contextmanager
def phase(name: str) -> Iterator[None]:
    """What is done in the block is a part of the phase of this name. Phases do not stand in each other."""
    found = _timed.get()
    if found is None:
        yield
        return
    found.setdefault(name, 0.0)
    start = time.perf_counter()
    try:
        yield
    finally:
        found[name] += time.perf_counter() - start
