"""Builds what a release consists of: `python -m release.dist [FOLDER]` for wheel and sdist, `--whole` for all of it.

The bytes hang on the commit only: its time is in `SOURCE_DATE_EPOCH`, or git says it.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from flit_core import buildapi

from generator import __version__
from release.pins import ROOT, read_pins
from release.sbom import render_sbom

FIRST_TIME = 315532800
"""1980, the earliest that a zip can hold; where neither the environment nor git knows another."""


def release_time() -> int:
    """When the release was committed, in seconds since 1970."""
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(said)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(asked.stdout) if asked.returncode == 0 else FIRST_TIME


def build_packages(folder: Path, source: Path = ROOT) -> list[Path]:
    """Write the wheel and the sdist of a source tree, and say where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    target = str(folder.resolve())
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(release_time())
    try:
        with chdir(source):
            names = [buildapi.build_wheel(target), buildapi.build_sdist(target)]
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
    return [folder / name for name in names]


def build_release(folder: Path) -> list[Path]:
    """Write wheel, sdist, bill of materials and checksums, and say where they are."""
    packages = build_packages(folder)
    hashes = {path.name: _digest(path) for path in packages}
    sbom = folder / f"handbook_generator-{__version__}.cdx.json"
    sbom.write_text(render_sbom(read_pins(), __version__, release_time(), hashes), encoding="utf-8")
    sums = folder / "SHA256SUMS"
    hashes[sbom.name] = _digest(sbom)
    sums.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items())), encoding="utf-8")
    return [*packages, sbom, sums]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if argument != "--whole"]
    build = build_release if "--whole" in sys.argv else build_packages
    for made in build(Path(named[0]) if named else ROOT / "dist"):
        print(f"{made.stat().st_size:>10,} {made.name}")
