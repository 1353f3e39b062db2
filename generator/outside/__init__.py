"""Asks the addresses of other hosts whether they still answer: the only part that may ask the network.

1. `collecting` finds the addresses, each once, with the place where it first stands. Pure.
2. `asking` asks them, a few at a time.
3. `judging` says what is wrong with the answers. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.outside.asking import Ask, ask_address, ask_all
from generator.outside.collecting import Address, collect_content, collect_settings
from generator.outside.judging import Answer, judge
from generator.problems import Problem

__all__ = ["Address", "Answer", "Report", "check_addresses", "collect_content", "collect_settings"]


@dataclass(frozen=True)
class Report:
    """What came of asking.

    Attributes:
        problems: A warning for each address that did not answer well, sorted by place.
        summary: One line for the person who waits.
        stopped: Whether Ctrl+C came before the end.
    """

    problems: tuple[Problem, ...]
    summary: str
    stopped: bool = False


def check_addresses(
    addresses: Iterable[Address],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    ask: Ask = ask_address,
) -> Report:
    """Ask each address once. What is wrong with one never raises; Ctrl+C ends the asking and keeps what is known.

    Args:
        addresses: The addresses; of those that stand twice the first counts.
        progress: Told how many have answered and how many there are.
        ask: How one address is asked.
    """
    places: dict[str, Address] = {}
    for address in addresses:
        places.setdefault(address.url, address)
    answers: list[Answer] = []
    stopped = False
    try:
        for answer in ask_all(list(places), ask):
            answers.append(answer)
            progress(len(answers), len(places))
    except KeyboardInterrupt:
        stopped = True
    problems = tuple(sorted(problem for answer in answers if (problem := judge(places[answer.url], answer))))
    if stopped:
        return Report(problems, f"Stopped: {len(answers)} of {_asked(len(places))}, {len(problems)} to look at", True)
    if len(answers) > 1 and not any(answer.status for answer in answers):
        first = f"the first, {answers[0].url}, {answers[0].fault}"
        return Report((), f"None of {len(answers)} addresses answered: is there a network? ({first})")
    return Report(problems, f"{_asked(len(places))}, {len(problems)} to look at")


def _asked(number: int) -> str:
    return f"{number} outside address{'' if number == 1 else 'es'} asked"
