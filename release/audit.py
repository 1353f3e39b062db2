"""`python -m release.audit` asks the package index whether a pinned version has a known weakness.

It uses the index that pip is told to use. Exit 0: asked, and nothing is known. 1: something is known. 2: the index
cannot say, so nothing is known either way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from release.pins import ROOT, Pin, read_pins

FILES = tuple(sorted(path.name for path in ROOT.glob("requirements*.txt")))
SECONDS = 20


@dataclass(frozen=True)
class Finding:
    """A weakness that is known of a version.

    Attributes:
        pin: The package.
        id: What it is called.
        summary: What it is, in one line.
        fixed_in: The versions without it.
    """

    pin: Pin
    id: str
    summary: str
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        mend = f"mended in {', '.join(self.fixed_in)}: raise the pin" if self.fixed_in else "not mended yet"
        return f"{self.pin.name} {self.pin.version}: {self.id}: {self.summary}\n  hint: {mend}"


class UnansweredError(Exception):
    """The index does not tell."""


Ask = Callable[[str], bytes]
"""From an address below the top of the index to what stands there. Raises `OSError`."""


def audit(pins: Iterable[Pin], ask: Ask) -> Iterator[Finding]:
    """What is known of the pinned versions. Raises `UnansweredError` where the index cannot say."""
    for pin in pins:
        try:
            told = json.loads(ask(f"pypi/{pin.name}/{pin.version}/json"))
            known = told["vulnerabilities"]
        except (OSError, ValueError, KeyError) as error:
            raise UnansweredError(f"{pin.name} {pin.version}: {error}") from None
        for entry in known:
            if not entry.get("withdrawn"):
                summary = (entry.get("summary") or entry.get("details") or "").strip().partition("\n")[0]
                yield Finding(pin, entry["id"], summary, tuple(entry.get("fixed_in") or ()))


def pinned() -> list[Pin]:
    """Every pinned package once, those of the checks too."""
    found = {(pin.name, pin.version): pin for file in FILES for pin in read_pins(ROOT / file)}
    return [found[key] for key in sorted(found)]


def index_address() -> str:
    """The top of the index that pip uses, ending in a slash; empty where pip is told none."""
    told = os.environ.get("PIP_INDEX_URL") or _pip_setting("global.index-url") or _pip_default()
    return told.rstrip("/").removesuffix("/simple") + "/" if told else ""


def _pip_setting(name: str) -> str:
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", name], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _pip_default() -> str:
    from pip._internal.models.index import PyPI

    return str(PyPI.url)


def _ask(path: str) -> bytes:
    with urllib.request.urlopen(index_address() + path, timeout=SECONDS) as answer:
        return bytes(answer.read())


def main(ask: Ask = _ask) -> int:
    """Print what is known, and say how it went."""
    pins = pinned()
    try:
        findings = list(audit(pins, ask))
    except UnansweredError as error:
        print(f"Not checked: the package index does not tell which weaknesses are known ({error}).", file=sys.stderr)
        print("Nothing is known either way. Run this where PyPI itself can be reached.", file=sys.stderr)
        return 2
    for finding in findings:
        print(finding)
    print(f"{len(pins)} packages asked about, {len(findings)} known weaknesses")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
