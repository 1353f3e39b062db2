"""Asks addresses over HTTP: each once, a few at a time, with nothing but the request itself.

It is `urllib.request` with the handlers named one by one, so that there is no `file:` or `ftp:`, no cookie, no password
of a `.netrc` and no forwarding that is not counted here.
"""

from __future__ import annotations

import ssl
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.client import BadStatusLine, HTTPException
from queue import Empty, SimpleQueue
from string import punctuation
from threading import Thread
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from generator import __version__
from generator.outside.collecting import asked_for
from generator.outside.judging import Answer

TIMEOUT = 15.0
"""Seconds that a host may be silent."""
DEADLINE = 45.0
"""Seconds that an address may take in all, with all that it forwards to."""
AT_ONCE = 8
AT_ONCE_PER_HOST = 2
MOST_FORWARDS = 8

HEADERS = {"User-Agent": f"handbook/{__version__} (checks links)", "Accept": "*/*"}
FOR_GOOD = (301, 308)
FORWARDS = (301, 302, 303, 307, 308)

Ask = Callable[[str], Answer]


def ask_all(urls: list[str], ask: Ask, deadline: float = DEADLINE) -> Iterator[Answer]:
    """Ask addresses, and give the answers as they come.

    A host that cannot be reached is not asked again: the answer holds for its other addresses.
    """
    waiting = list(urls)
    running: dict[str, float] = {}
    answers: SimpleQueue[Answer] = SimpleQueue()
    while waiting or running:
        for url in _next(waiting, running):
            waiting.remove(url)
            running[url] = time.monotonic() + deadline
            # Daemons: nobody waits for a slow host after Ctrl+C or the deadline.
            Thread(target=lambda url=url: answers.put(_asked(url, ask)), daemon=True).start()
        soonest = min(running, key=lambda url: running[url])
        try:
            answer = answers.get(timeout=max(running[soonest] - time.monotonic(), 0))
        except Empty:
            answer = Answer(soonest, soonest, fault=_too_slow(deadline), host_is_away=True)
        if running.pop(answer.url, None) is None:
            continue  # it came after its deadline
        yield answer
        if answer.host_is_away:
            for url in [url for url in waiting if _host(url) == _host(answer.url)]:
                waiting.remove(url)
                yield replace(answer, url=url, at=url)


def _next(waiting: list[str], running: dict[str, float]) -> list[str]:
    """The addresses to ask now."""
    hosts = Counter(map(_host, running))
    chosen: list[str] = []
    for url in waiting:
        if len(running) + len(chosen) < AT_ONCE and hosts[_host(url)] < AT_ONCE_PER_HOST:
            hosts[_host(url)] += 1
            chosen.append(url)
    return chosen


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0].lower()


def _asked(url: str, ask: Ask) -> Answer:
    try:
        return ask(url)
    except Exception as error:  # one odd host must not end the check
        return Answer(url, url, fault=f"cannot be asked ({type(error).__name__})")


def ask_address(url: str, timeout: float = TIMEOUT) -> Answer:
    """Ask one address, and all that it forwards to.

    Args:
        url: The address, `http:` or `https:`.
        timeout: Seconds that a host may be silent.
    """
    at, moved_to, only_for_good, seen = url, "", True, {url}
    while True:
        if fault := _unfit(at):
            return Answer(url, at, fault=fault)
        try:
            status, location = _fetch(at, timeout)
        except (OSError, HTTPException, ValueError) as error:
            fault, is_away = _reason(error, timeout)
            return Answer(url, at, fault=fault, host_is_away=is_away and at == url)
        if status not in FORWARDS or not location:
            return Answer(url, at, status, moved_to=moved_to)
        only_for_good &= status in FOR_GOOD
        # A header comes as bytes in latin-1 clothes; quoted with the same they are its own bytes again.
        at = asked_for(urljoin(at, quote(location, safe=punctuation, encoding="latin-1")))
        moved_to = at if only_for_good else moved_to
        if at in seen:
            return Answer(url, url, status, fault="forwards in a circle")
        seen.add(at)
        if len(seen) > MOST_FORWARDS + 1:
            return Answer(url, url, status, fault=f"forwards more than {MOST_FORWARDS} times")


def _unfit(url: str) -> str:
    """Why an address is not asked at all; empty where it is."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return "is no address of the web"
        if "@" in parts.netloc:
            return "is not asked, because it holds a name or a password"
        return "" if parts.hostname and (parts.port is None or parts.port > 0) else "is not a whole address"
    except ValueError:
        return "is not a whole address"


def _fetch(url: str, timeout: float) -> tuple[int, str]:
    """Status and `Location` of an address. Whoever refuses HEAD is asked with GET, and its body is left unread."""
    try:
        status, location = _request("HEAD", url, timeout)
    except (HTTPException, ConnectionError):
        status, location = 0, ""
    return _request("GET", url, timeout) if not status or (status >= 400 and status != 429) else (status, location)


def _request(method: str, url: str, timeout: float) -> tuple[int, str]:
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(context=ssl.create_default_context())):
        opener.add_handler(handler)
    with opener.open(Request(url, headers=HEADERS, method=method), timeout=timeout) as response:
        return response.status, response.headers.get("Location") or ""


def _reason(error: Exception, timeout: float) -> tuple[str, bool]:
    """Why no answer came, in a few words, and whether that says that the host is away."""
    is_away = isinstance(error, URLError)
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    match cause:
        case ssl.SSLCertVerificationError():
            return f"has no valid certificate: {cause.verify_message}", False
        case ssl.SSLError():
            return "does not speak HTTPS as it should", False
        case TimeoutError():
            return _too_slow(timeout), is_away
        case ConnectionRefusedError():
            return "refuses the connection", is_away
        case BadStatusLine() if not isinstance(cause, ConnectionError):
            return "does not answer in HTTP", False
        case ConnectionError():
            return "ends the connection without an answer", False
        case HTTPException() | ValueError():
            return "does not answer in HTTP", False
    is_unknown = type(cause).__name__ == "gaierror"
    return "has a host whose name is not known" if is_unknown else "cannot be reached", is_away


def _too_slow(seconds: float) -> str:
    return f"gave no answer in {seconds:g} seconds"
