"""Reads the pinned requirements, which say exactly what is installed, and what each package is there for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ROOT / "requirements.txt"
BUILD_ONLY = {"flit-core"}
"""Builds this package, and is not needed by it."""

_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\]+?))? \\$", re.MULTILINE)
_VIA = re.compile(r"^    #(?: via)? +(?!via$)(?P<parent>\S+)(?: \(pyproject\.toml\))?$", re.MULTILINE)

_SPDX = {
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL OFL 1.1": "OFL-1.1",
}
"""What packages write, and the name of that licence in the list of SPDX."""
_READ_BY_HAND = {"colorama": "BSD-3-Clause", "jinja2": "BSD-3-Clause", "segno": "BSD-3-Clause"}
"""Packages that name only a family of licences: what their LICENSE file says."""
_KNOWN = re.compile(r"[A-Z][A-Za-z0-9.+-]*( (OR|AND) [A-Z][A-Za-z0-9.+-]*)*")


@dataclass(frozen=True)
class Pin:
    """One package that is installed.

    Attributes:
        name: As PyPI has it.
        version: The one version.
        marker: Where it is installed; empty for everywhere.
        parents: The packages that need it; this one's own name where it needs it itself.
    """

    name: str
    version: str
    marker: str
    parents: tuple[str, ...]

    @property
    def licence(self) -> str:
        """Its licence, by its SPDX name. Raises `LookupError` where the package does not say one that is known."""
        return _licence(self.name)


def read_pins(path: Path = REQUIREMENTS) -> list[Pin]:
    """Every package that is installed to run the generator, sorted by name."""
    text = path.read_text(encoding="utf-8")
    starts = [*_PIN.finditer(text)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [
        Pin(match["name"], match["version"], match["marker"] or "", tuple(_VIA.findall(text[match.end() : end])))
        for match, end in zip(starts, ends, strict=True)
        if match["name"] not in BUILD_ONLY
    ]


def _licence(name: str) -> str:
    if name in _READ_BY_HAND:
        return _READ_BY_HAND[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        raise LookupError(f"{name} is not installed, so its licence cannot be read: make install") from None
    texts = [str(said[key] or "") for key in ("License-Expression", "License")]
    classes = [str(entry) for entry in said.get_all("Classifier", [])]
    for candidate in (*texts, *(entry.rpartition(" :: ")[2] for entry in classes if "License ::" in entry)):
        found = _SPDX.get(candidate, candidate)
        if _KNOWN.fullmatch(found) and found != "UNKNOWN":
            return found
    raise LookupError(f"{name} names no licence that is known: read its LICENSE, and add it in {Path(__file__).name}")
