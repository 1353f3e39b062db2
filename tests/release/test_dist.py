"""Wheel and sdist: the same bytes everywhere, and all that a handbook needs is in them."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from release.dist import build_packages

WITHOUT_OURS = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the sdist."""
    wheel, sdist = build_packages(tmp_path_factory.mktemp("dist"))
    return wheel, sdist


@pytest.fixture(scope="module")
def installed(packages: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that has the wheel, and only sees where this one has its dependencies."""
    home = tmp_path_factory.mktemp("new") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin/python"
    ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages_folder = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "--python", str(python), "install"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(packages[0])], check=True, env=WITHOUT_OURS)
    Path(packages_folder, "dependencies.pth").write_text("\n".join(site.getsitepackages()))
    return home / "bin"


def test_the_wheel_holds_every_file_that_the_generator_reads(packages: tuple[Path, Path], root: Path) -> None:
    names = set(zipfile.ZipFile(packages[0]).namelist())
    sources = {
        path.relative_to(root).as_posix()
        for path in (root / "generator").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert sources <= names
    assert not [name for name in names if not name.startswith(("generator/", "handbook_generator-"))]


def test_the_sdist_makes_the_same_wheel(packages: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.unpack_archive(packages[1], tmp_path)
    (source,) = tmp_path.iterdir()
    again, _ = build_packages(tmp_path / "dist", source)
    assert again.read_bytes() == packages[0].read_bytes()


def test_two_machines_make_the_same_packages(packages: tuple[Path, Path], tmp_path: Path, root: Path) -> None:
    machine = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    command = [sys.executable, "-m", "release.dist", str(tmp_path)]
    subprocess.run(command, cwd=root, env=os.environ | machine, umask=0o077, check=True, capture_output=True)
    for package in packages:
        assert (tmp_path / package.name).read_bytes() == package.read_bytes()


def test_an_installed_wheel_builds_a_handbook(installed: Path, project: Path) -> None:
    where = [str(installed / "python"), "-c", "import generator; print(generator.__file__)"]
    told = subprocess.run(where, cwd=project, env=WITHOUT_OURS, capture_output=True, text=True, check=True).stdout
    assert told.startswith(str(installed.parent)), "not the one from the wheel"
    for command in ("check", "build"):
        done = subprocess.run(
            [installed / "handbook", command],
            cwd=project,
            env=WITHOUT_OURS,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "site/worksheets/feeding-log-a4.pdf").read_bytes().startswith(b"%PDF")
    assert "hb-menu" in (project / "site/index.html").read_text()
    assert (project / "site/assets/handbook/page.js").is_file()
    assert (project / "site/assets/handbook/cards/wake-it.png").is_file() or list(
        (project / "site/assets/handbook/cards").glob("*.png")
    )


def test_an_installed_wheel_makes_a_new_handbook_and_builds_it(installed: Path, tmp_path: Path) -> None:
    for folder, *words in ((tmp_path, "new", "handbook", "x"), (tmp_path / "x", "build")):
        program = [installed / "handbook", *words]
        done = subprocess.run(program, cwd=folder, env=WITHOUT_OURS, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "x/site/index.html").read_text()
    assert "Content-Security-Policy" in page
    assert "hb-menu" in page
    assert list((tmp_path / "x/site").rglob("*.pdf"))
