"""The same content gives the same bytes: on another disk, in another country, on another day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SOURDOUGH

COMMAND = "import sys; from generator.cli import main; main(sys.argv[1:])"
HERE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"}
THERE = {"TZ": "America/Adak", "PYTHONHASHSEED": "4294967295", "LC_ALL": "C", "LANGUAGE": "tr", "PYTHONUTF8": "0"}
THERE |= {"PYTHONCOERCECLOCALE": "0", "SOURCE_DATE_EPOCH": "4000000000"}
"""Two machines: where they are, how they order sets, how they read text, and what day they take it to be."""


def settle(folder: Path, *, backwards: bool, time: int) -> Path:
    """A copy of the sourdough project whose files came in another order and at another time."""
    paths = sorted((path for path in SOURDOUGH.rglob("*") if path.is_file()), reverse=backwards)
    for path in paths:
        copy = folder / path.relative_to(SOURDOUGH)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (time, time))
    return folder


def run(project: Path, machine: dict[str, str], umask: int, *command: str) -> subprocess.Popen[str]:
    environment = os.environ | machine | {"PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, *command]
    return subprocess.Popen(
        arguments, cwd=project, env=environment, umask=umask, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def whole(processes: Iterable[subprocess.Popen[str]]) -> None:
    for process in processes:
        _, said = process.communicate(timeout=600)
        assert process.returncode == 0, said


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same handbook, built on two machines at once, each for the first time."""
    here = settle(tmp_path_factory.mktemp("a"), backwards=False, time=0)
    there = settle(tmp_path_factory.mktemp("another place") / "ünder" / "it", backwards=True, time=2_000_000_000)
    build = ("-c", COMMAND, "build", "--offline")
    whole([run(here, HERE, 0o022, *build), run(there, THERE, 0o077, *build)])
    return here, there


def differences(one: Path, other: Path) -> list[str]:
    ours, theirs = files_below(one), files_below(other)
    assert len(ours) > 100
    return sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))


def test_two_machines_make_the_same_site_and_the_same_zip(projects: tuple[Path, Path]) -> None:
    here, there = projects
    assert differences(here / "site", there / "site") == []
    assert [path for path in files_below(here / "site") if path.endswith(".pdf")]
    assert (here / "site-offline.zip").read_bytes() == (there / "site-offline.zip").read_bytes()


def test_two_machines_keep_the_same_prints(projects: tuple[Path, Path]) -> None:
    here, there = projects
    kept, others = prints_below(here / ".cache"), prints_below(there / ".cache")
    assert len(kept) > 10
    assert kept == others


def prints_below(folder: Path) -> dict[str, bytes]:
    """The PDFs and pictures that are kept. What is kept of pages knows when files were written."""
    return {path: content for path, content in files_below(folder).items() if path.endswith((".pdf", ".png"))}


def test_no_file_tells_where_or_by_whom_it_was_made(projects: tuple[Path, Path]) -> None:
    here, _ = projects
    for path, content in files_below(here / "site").items():
        assert str(here).encode() not in content, path
        assert str(ROOT).encode() not in content, path


def test_mkdocs_by_itself_makes_the_same_site(projects: tuple[Path, Path]) -> None:
    here, there = projects
    whole([run(there, THERE, 0o077, "-m", "mkdocs", "build", "--strict", "-q", "--site-dir", "by-mkdocs")])
    assert differences(here / "site", there / "by-mkdocs") == []
