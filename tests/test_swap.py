"""Folders and files that are replaced as a whole, and what is said where a disk or a folder refuses it."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import swap
from generator.disk import clear_part, part_of, replacing, write_file
from generator.keeping.builds import SPARE
from generator.locks import take_lock, try_lock
from generator.swap import FolderError, built_beside, finish_swap
from tests.conftest import ROOT

COMMAND = [sys.executable, "-c", "from generator.cli import main; main()"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
OLD = "the last good one"


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to replace, in the folder that the test runs in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(OLD)
    return Path("site")


# --- a folder ----------------------------------------------------------------------------------


@pytest.mark.parametrize("renames", [False, True], ids=["exchange", "renames"])
def test_a_folder_is_replaced_when_the_new_one_is_whole(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: bool
) -> None:
    if renames:
        monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    site.chmod(0o750)
    with built_beside(site) as new:
        (new / "new.html").write_text("new")
        assert files_below(site) == {"index.html": OLD.encode()}
    assert files_below(site) == {"new.html": b"new"}
    assert site.stat().st_mode & 0o777 == 0o750, "a folder that others may not read stays so"
    assert names_in(tmp_path) == ["site"]


def test_the_system_here_can_exchange_folders(site: Path, tmp_path: Path) -> None:
    if sys.platform not in ("linux", "darwin"):
        pytest.skip("no such call there")
    (tmp_path / "other").mkdir()
    assert swap._exchange(tmp_path / "other", site)
    assert files_below(tmp_path / "other") == {"index.html": OLD.encode()}
    assert names_in(site) == []


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    with built_beside(tmp_path / "a/b/site") as new:
        (new / "x").write_text("x")
    assert files_below(tmp_path) == {"a/b/site/x": b"x"}


def test_a_build_that_fails_leaves_the_old_one(site: Path, tmp_path: Path) -> None:
    def fail() -> None:
        with built_beside(site) as new:
            (new / "x").write_text("x")
            raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        fail()
    assert files_below(tmp_path) == {"site/index.html": OLD.encode()}


def test_hidden_entries_stay_as_in_mkdocs(site: Path, tmp_path: Path) -> None:
    (site / ".git/objects").mkdir(parents=True)
    (site / ".git/objects/a").write_text("a")
    (site / ".nojekyll").write_text("")
    (site / ".link").symlink_to("nowhere")
    with built_beside(site) as new:
        (new / "new.html").write_text("new")
    assert files_below(site) == {".git/objects/a": b"a", ".nojekyll": b"", "new.html": b"new"}
    assert (site / ".link").is_symlink()
    assert names_in(tmp_path) == ["site"]


def test_what_a_link_leads_to_is_replaced(site: Path, tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    site.rename("place/real")
    site.symlink_to("place/real")
    with built_beside(site) as new:
        (new / "new.html").write_text("new")
    assert site.is_symlink()
    assert files_below(tmp_path / "place") == {"real/new.html": b"new"}


@pytest.mark.parametrize("has_new", [True, False])
def test_two_renames_are_finished_by_whoever_comes_next(site: Path, tmp_path: Path, has_new: bool) -> None:
    work = tmp_path / ".site.part"
    work.mkdir()
    (work / "lock").touch()
    site.rename(work / "old")
    if has_new:
        (work / "new").mkdir()
        (work / "new/new.html").write_text("new")
    lock = take_lock(work / "lock")
    finish_swap(site)
    assert not site.exists(), "the build that does it is still running"
    os.close(lock)
    finish_swap(site)
    assert files_below(site) == ({"new.html": b"new"} if has_new else {"index.html": OLD.encode()})
    assert names_in(tmp_path) == ["site"]


def test_a_second_build_begins_when_the_first_has_ended(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = threading.Event()

    def second() -> None:
        with built_beside(site) as new:
            began.set()
            (new / "second").write_text(str(names_in(site)))

    with built_beside(site) as new:
        (new / "first").write_text("first")
        thread = threading.Thread(target=second)
        thread.start()
        assert not began.wait(0.2)
    thread.join(10)
    assert files_below(tmp_path) == {"site/second": b"['first']"}
    assert capsys.readouterr().err == "Another build of site is running: waiting until it ends\n"


def test_a_file_in_the_place_of_a_folder_is_told(site: Path, tmp_path: Path) -> None:
    shutil.rmtree(site)
    site.write_text(OLD)
    with pytest.raises(FolderError) as caught, built_beside(site):
        pass
    assert str(caught.value) == ("site is a file, so no folder can stand there: move it away, or name another folder")
    assert files_below(tmp_path) == {"site": OLD.encode()}


def test_the_folder_that_one_is_in_is_not_replaced(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = site.resolve()
    monkeypatch.chdir(whole)
    with pytest.raises(FolderError, match="is the folder you are in, and would be replaced"), built_beside(whole):
        pass
    assert names_in(whole) == ["index.html"]


# --- a file ------------------------------------------------------------------------------------


def test_a_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_text("old")
    with replacing(path) as write:
        assert part_of(path).exists()
        assert path.read_text() == "old"
        write("new")
    assert files_below(tmp_path) == {"a.zip": b"new"}
    with pytest.raises(ValueError, match="x"), replacing(path):
        raise ValueError("x")
    assert files_below(tmp_path) == {"a.zip": b"new"}


def test_what_was_left_half_written_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    part_of(path).write_text("a much longer half of an old one")
    write_file(path, b"new")
    assert files_below(tmp_path) == {"a.zip": b"new"}


def test_a_left_part_goes_and_one_that_is_written_stays(tmp_path: Path) -> None:
    part = tmp_path / ".a.zip.part"
    part.write_text("half")
    lock = take_lock(part)
    clear_part(part)
    assert part.exists()
    os.close(lock)
    clear_part(part)
    clear_part(part)
    assert names_in(tmp_path) == []


def test_a_lock_is_of_the_file_that_is_there_now(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = take_lock(path)
    assert try_lock(path) is None
    got: list[int] = []
    thread = threading.Thread(target=lambda: got.append(take_lock(path)))
    thread.start()
    path.unlink()
    os.close(first)
    thread.join(10)
    assert os.path.samestat(os.fstat(got[0]), path.stat())
    os.close(got[0])


# --- disks that refuse, met by the command -----------------------------------------------------


def run(project: Path, *arguments: str, before: Callable[[], object] | None = None) -> tuple[int, str]:
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=project,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )
    return done.returncode, done.stderr


def bound_by_permissions() -> None:
    """Have root, too, do only what files allow: a process keeps no capability that it is barred from."""
    if os.geteuid() == 0:
        library = ctypes.CDLL(None)
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            assert library.prctl(24, capability, 0, 0, 0) == 0  # PR_CAPBSET_DROP


@pytest.fixture
def built(project: Path) -> Path:
    """A project without PDFs that has a site."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("- handbook", "- handbook: {pdf: false}"))
    assert run(project, "build") == (0, "")
    return project


@pytest.mark.parametrize("arguments", [("build",), ("build", "--offline"), ("export", "site")])
def test_a_limit_on_files_costs_nothing(built: Path, arguments: tuple[str, ...]) -> None:
    """Every write beyond so many bytes fails, as on a disk that gets full."""
    if arguments[0] == "export":
        shutil.rmtree(built / "site")
        assert run(built, *arguments) == (0, "")
    # What did not change would not be written.
    page = built / "content/playbooks/feed-it.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("title: Feed it", "title: Feed it well"), encoding="utf-8")
    before = files_below(built / "site")
    limit = 10_000
    told = run(built, *arguments, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert told == (1, "Error: site cannot be built and is as it was: a file is larger than may be written\n")
    assert files_below(built / "site") == before
    assert not (built / ".site.part").exists()


def test_a_full_disk_costs_nothing(built: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(map(len, files_below(built / "site").values()))
    settings = (built / "mkdocs.yml").read_text()
    (built / "mkdocs.yml").write_text(settings + f"site_dir: {disk}/site\n")
    # Room for one site and a half. A namespace of its own lets anybody mount something for this process only.
    script = (
        f"mount -t tmpfs -o size={int(size * 1.7)} none {disk} && cp -r site {disk}/site && "
        f"{sys.executable} -c 'from generator.cli import main; main()' build; echo $?; "
        f"diff -r site {disk}/site && ls -A {disk}"
    )
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    done = subprocess.run(
        [*unshare, "sh", "-c", script], cwd=built, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"nothing can be mounted here: {done.stderr}")
    assert done.stdout == "1\nsite\n", (done.stdout[:2000], done.stderr)
    assert done.stderr == f"Error: {disk}/site cannot be built and is as it was: the disk is full\n"


@pytest.mark.parametrize(
    ("path", "mode", "arguments", "message"),
    [
        (".", 0o555, ("build",), "site cannot be built: .site.part: you may not read or write it"),
        ("site", 0o555, ("build",), "site cannot be replaced: you may not write to it"),
        (
            "copies", 0o555, ("build", "--zip", "copies/a.zip"),
            "site cannot be built and is as it was: copies/.a.zip.part: you may not read or write it",
        ),
        ("content", 0o555, ("links", "--accept"), "content/.permalinks.yml.part: you may not read or write it"),
    ],
)  # fmt: skip
def test_what_may_not_be_written_or_read_is_told(
    built: Path, path: str, mode: int, arguments: tuple[str, ...], message: str
) -> None:
    def lasting() -> dict[str, bytes]:
        return {name: content for name, content in files_below(built).items() if f"/{SPARE}/" not in name}

    (built / "copies").mkdir()
    before = lasting()
    place = built / path
    old = place.stat().st_mode
    place.chmod(mode)
    try:
        told = run(built, *arguments, before=bound_by_permissions)
    finally:
        place.chmod(old)
    assert told == (1, f"Error: {message}\n")
    assert lasting() == before


def test_a_folder_that_is_somebody_elses_is_not_replaced(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site/notes.txt").write_text("mine")
    (project / "site/thesis.doc").write_text("mine")
    assert run(project, "build") == (
        1,
        "Error: site holds what no build of a handbook made, and a build would delete it: notes.txt and 1 more. "
        "Empty the folder, or name another one as site_dir in mkdocs.yml\n",
    )
    assert names_in(project / "site") == ["notes.txt", "thesis.doc"]
    assert names_in(project) == ["content", "mkdocs.yml", "site"]


def test_a_mounted_folder_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "site")
    with pytest.raises(FolderError) as caught, built_beside(site):
        pass
    assert str(caught.value) == ("site is where another disk is mounted, so it cannot be replaced: name a folder in it")


def test_a_folder_that_turns_out_to_be_mounted_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a part of the same disk can be, which only the swap itself finds out."""

    def refuse(_one: Path, _other: Path) -> bool:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), "site")

    monkeypatch.setattr(swap, "_exchange", refuse)
    with pytest.raises(FolderError) as caught, built_beside(site):
        pass
    assert str(caught.value) == (
        "site cannot be built and is as it was: site: it is in use, or another disk is mounted there"
    )
    assert files_below(site.parent) == {"site/index.html": OLD.encode()}
