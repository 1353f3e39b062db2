"""Builds that are killed, and builds at the same time: the site is an old one or the new one, whole."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from generator.disk import FolderFiles
from generator.plugin.site import read_project
from tests.conftest import ROOT, SOURDOUGH

KILLS = 50
EDIT = ("title: Wake it", "title: Wake it up")
COMMAND = [sys.executable, "-c", "from generator.cli import main; main()"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}


def files_of(folder: Path) -> dict[str, str]:
    """Each file of a site, and the hash of its bytes."""
    return {path: hashlib.sha256(content).hexdigest() for path, content in FolderFiles(folder).items()}


class Copy:
    """A copy of the sourdough handbook, of which there are two versions.

    Attributes:
        folder: Where it is.
        sites: The whole site of each version.
    """

    def __init__(self, source: Path, folder: Path, sites: list[dict[str, str]]) -> None:
        self.folder = Path(shutil.copytree(source, folder))
        self.sites = sites
        self.page = folder / "content/playbooks/wake-it.yml"
        text = (SOURDOUGH / "content/playbooks/wake-it.yml").read_text()
        self.texts = [text, text.replace(*EDIT)]
        assert self.texts[0] != self.texts[1]

    @property
    def version(self) -> int:
        """Which of the two sites stands there, byte for byte."""
        found = files_of(self.folder / "site")
        differing = [set(found.items()) ^ set(site.items()) for site in self.sites]
        assert set() in differing, sorted(min(differing, key=len))
        return differing.index(set())

    def write(self, version: int) -> None:
        self.page.write_text(self.texts[version])

    @property
    def left(self) -> list[str]:
        """What a build left beside the site."""
        return [path.name for path in self.folder.iterdir() if path.name.endswith(".part")]


class Builder:
    """A process that builds in children of its own, and kills them: see `tests.killing`."""

    def __init__(self, folder: Path) -> None:
        arguments = [sys.executable, "-m", "tests.killing", str(folder)]
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, cwd=ROOT
        )

    def build(self, copy: Copy, delay: float | None = None, point: int | None = None, renames: bool = False) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"project": str(copy.folder), "delay": delay, "point": point, "renames": renames}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy that was never killed, with its sites and all PDFs."""
    return Copy(SOURDOUGH, tmp_path_factory.mktemp("killed") / "first", [])


@pytest.fixture(scope="module")
def builders(first: Copy) -> Iterator[list[Builder]]:
    """Two that build: as many as there are cores where this runs."""
    started = [Builder(first.folder)]
    for version in (0, 1):
        first.write(version)
        assert started[0].build(first)["code"] == 0
        first.sites.append(files_of(first.folder / "site"))
    started.append(Builder(first.folder))
    yield started
    for builder in started:
        builder.process.communicate()


@pytest.fixture
def copy(first: Copy, builders: list[Builder], tmp_path: Path) -> Copy:  # noqa: ARG001
    return Copy(first.folder, tmp_path / "copy", first.sites)


def kill_often(copy: Copy, builder: Builder, chance: random.Random, times: int) -> list[int]:
    """Kill builds at any moment. Gives which were killed: 0 where the old site stood, 1 where the new one did."""
    found: list[int] = []
    seconds = builder.build(copy)["seconds"]
    while len(found) < times:
        before = copy.version
        copy.write(1 - before)
        # Every third kill near the end, where the swap is.
        share = chance.uniform(0.9, 1.05) if len(found) % 3 == 0 else chance.random()
        done = builder.build(copy, delay=share * seconds)
        after = copy.version
        if done["code"] == -signal.SIGKILL:
            found.append(int(after != before))
        else:
            assert (done["code"], after) == (0, 1 - before)
            seconds = done["seconds"]
    return found


def test_whenever_a_build_is_killed_a_whole_site_stands(first: Copy, builders: list[Builder], tmp_path: Path) -> None:
    copies = [Copy(first.folder, tmp_path / name, first.sites) for name in ("one", "two")]
    with ThreadPoolExecutor() as pool:
        jobs = [
            pool.submit(kill_often, copy, builder, random.Random(seed), KILLS // 2)
            for seed, (copy, builder) in enumerate(zip(copies, builders, strict=True))
        ]
        killed = [found for job in jobs for found in job.result()]
    assert len(killed) == KILLS
    assert 0 in killed
    for copy in copies:
        version = copy.version
        copy.write(1 - version)
        assert builders[0].build(copy)["code"] == 0
        assert copy.version == 1 - version
        assert copy.left == []


@pytest.mark.parametrize("renames", [False, True], ids=["exchange", "renames"])
def test_at_each_point_of_a_swap_a_whole_site_stands(copy: Copy, builders: list[Builder], renames: bool) -> None:
    outcomes = []
    for point in range(20):
        before = copy.version
        copy.write(1 - before)
        done = builders[0].build(copy, point=point, renames=renames)
        if renames:
            # Any command mends what stands between the two renames, before anything else.
            read_project(str(copy.folder / "mkdocs.yml"))
        outcomes.append(copy.version != before)
        if done["code"] == 0:
            break
        assert done["code"] == -signal.SIGKILL
    assert outcomes == sorted(outcomes), "once it is new it stays new"
    assert outcomes.count(False) >= 3
    assert outcomes.count(True) >= 3
    assert copy.left == []


def test_builds_at_once_make_one_whole_site(copy: Copy) -> None:
    copy.write(1 - copy.version)
    arguments = [*COMMAND, "build", "--offline"]
    started = [
        subprocess.Popen(arguments, cwd=copy.folder, env=ENVIRONMENT, stdout=-1, stderr=-1, text=True) for _ in range(3)
    ]
    told = [process.communicate() for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], told
    assert {note for _, note in told} <= {"", "Another build of site is running: waiting until it ends\n"}
    assert copy.texts[copy.version] == copy.page.read_text()
    assert copy.left == []
    assert sorted(path.name for path in copy.folder.iterdir()) == [
        ".cache", "content", "mkdocs.yml", "site", "site-offline.zip",
    ]  # fmt: skip


def test_the_processes_that_set_pdfs_end_with_a_killed_build(tmp_path: Path) -> None:
    copy = Copy(SOURDOUGH, tmp_path / "copy", [])
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = ENVIRONMENT | {"TMPDIR": str(temporary)}
    # Whoever holds the pipe lives: it ends when the last process of the build does.
    build = subprocess.Popen([*COMMAND, "build"], cwd=copy.folder, env=environment, stdout=-1, stderr=-1)
    while not list(temporary.glob("handbook-fonts-*/lock")):
        assert build.poll() is None, build.communicate()
        time.sleep(0.01)
    build.kill()
    build.communicate(timeout=20)
    assert list(temporary.glob("handbook-fonts-*"))
    assert copy.left == [".site.part"]

    subprocess.run([*COMMAND, "build"], cwd=copy.folder, env=environment, check=True, stdout=-1)
    assert list(temporary.glob("handbook-fonts-*")) == []
    assert copy.left == []
    assert list((copy.folder / ".cache/handbook").glob(".*")) == []
