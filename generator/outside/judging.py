"""Says what is wrong with an answer from another host, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from generator.outside.collecting import DOI_HOST, Address
from generator.problems import Problem

GONE = (404, 410)
REFUSALS = (401, 403, 405, 406, 418, 429, 451, 999)
"""What hosts answer that let people in but not programs, or not so many questions."""


@dataclass(frozen=True)
class Answer:
    """What came back for an address.

    Attributes:
        url: The address that was asked.
        at: The address that answered last: another one where the first forwards.
        status: The HTTP status that it answered with; None where no answer came.
        fault: Why no answer came, or why it led nowhere, in a few words.
        moved_to: The new address, where the old one says that it has moved for good.
        host_is_away: Whether its host could not be reached at all.
    """

    url: str
    at: str
    status: int | None = None
    fault: str = ""
    moved_to: str = ""
    host_is_away: bool = False


def judge(address: Address, answer: Answer) -> Problem | None:
    """The warning that an answer deserves; None where all is well."""
    if answer.url.startswith(DOI_HOST) and answer.at != answer.url:
        # The DOI is known. What its publisher does counts only where the page is certainly not there.
        return _warning(address, *_bad_status(answer)) if answer.status in GONE else None
    if answer.fault:
        return _warning(address, f"{_who(answer, '')} {answer.fault}", _hint(answer))
    if answer.status is None or not 200 <= answer.status < 300:
        return _warning(address, *_bad_status(answer))
    if answer.moved_to:
        return _warning(address, f"{answer.url} has moved for good", f"write {answer.moved_to}", "outside-moved")
    return None


def _warning(address: Address, message: str, hint: str, code: str = "outside-link") -> Problem:
    return Problem(address.path, address.line, address.column, code, message, hint, severity="warning")


def _bad_status(answer: Answer) -> tuple[str, str]:
    return f"{_who(answer, 'answers')} {_status(answer.status or 0)}", _hint(answer)


def _who(answer: Answer, verb: str) -> str:
    forwards = f"{answer.url} forwards to {answer.at}, which" if answer.at != answer.url else answer.url
    return f"{forwards} {verb}".rstrip()


def _status(code: int) -> str:
    # The host's own words for it are left out: they could hold anything.
    phrases = {status.value: status.phrase for status in HTTPStatus}
    return f"{code} {phrases.get(code, '')}".rstrip()


def _hint(answer: Answer) -> str:
    if answer.status in GONE:
        return "find out where the page is now, or take the link out"
    if answer.status in REFUSALS:
        return "it may let people in and not programs: open it in a browser"
    if answer.status and answer.status >= 500:
        return "its host has a fault: try again another day"
    return "open it in a browser; if it stays like this, take the link out"
