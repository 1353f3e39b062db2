"""Reading a content folder: only its own files, whatever else lies or leads there, and without waiting for anything."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from generator import disk
from generator.disk import read_content
from generator.problems import ContentError
from generator.yaml_reader import MAX_BYTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder, with something beside it that is nobody's business."""
    (tmp_path / "secret.yml").write_text("secret: 1")
    (tmp_path / "private").mkdir()
    content = tmp_path / "content"
    (content / "ideas").mkdir(parents=True)
    (content / "ideas" / "a.md").write_text("# A")
    (content / "b.png").write_bytes(b"\x89PNG")
    return content


def told(folder: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    return str(caught.value)


def test_files_of_all_folders_are_read_in_order(folder: Path) -> None:
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.yml").write_text("x: 1")
    (folder / ".env").write_text("KEY=1")
    assert read_content(folder) == {"b.png": b"\x89PNG", "ideas/a.md": b"# A"}


def test_a_content_folder_may_itself_be_a_link_and_may_be_missing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert read_content(tmp_path / "link") == read_content(folder)
    assert read_content(tmp_path / "nowhere") == {}


def test_a_link_to_a_file_of_the_same_folder_is_that_file(folder: Path) -> None:
    (folder / "again.png").symlink_to("b.png")
    assert read_content(folder)["again.png"] == b"\x89PNG"


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("a.yml", "../secret.yml"),
        ("a.yml", "/etc/passwd"),
        ("a.yml", "/dev/zero"),
        ("folder", "../private"),
        ("folder", "ideas"),
        ("folder", "."),
        ("folder", ".."),
        (".folder", "."),
        ("a.yml", "a.yml"),
        ("a.yml", "nowhere.yml"),
    ],
)
def test_a_link_that_leads_out_to_a_folder_or_nowhere_is_refused(folder: Path, name: str, to: str) -> None:
    (folder / name).symlink_to(to)
    assert told(folder) == (
        f"{name}:1:1: error: this link leads out of the content folder, to a folder, or nowhere [link-out]\n"
        "  hint: put a copy of the file in its place"
    )


def test_links_that_lead_in_a_circle_are_refused(folder: Path) -> None:
    (folder / "one.yml").symlink_to("two.yml")
    (folder / "two.yml").symlink_to("one.yml")
    assert told(folder).count("[link-out]") == 2


def test_what_is_no_file_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yml")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "s"))
        said = told(folder)
    assert "pipe.yml:1:1: error: this cannot be read: it is no file [unreadable-file]" in said
    assert "s:1:1: error: this cannot be read: it is no file [unreadable-file]" in said


def test_a_file_that_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    # root may read everything, so the system cannot be asked to refuse.
    monkeypatch.setattr(disk.Path, "open", refuse)
    assert "ideas/a.md:1:1: error: this cannot be read: Permission denied [unreadable-file]" in told(folder)


def test_a_huge_text_is_not_read_whole_and_a_huge_picture_not_at_all(folder: Path) -> None:
    for name, size in (("style.yml", 50_000_000), ("film.mp4", disk.MOST_PASSED_ON + 1)):
        with (folder / name).open("wb") as file:
            file.truncate(size)
    start = time.process_time()
    assert told(folder) == (
        "film.mp4:1:1: error: this cannot be read: it is larger than 100 MB [unreadable-file]\n"
        "  hint: take it out of the content folder, or mend it"
    )
    (folder / "film.mp4").unlink()
    (folder / "permalinks.yml").write_bytes(b"#" * 2 * MAX_BYTES)
    read = read_content(folder)
    assert len(read["style.yml"]) == MAX_BYTES + 1
    assert len(read["permalinks.yml"]) == 2 * MAX_BYTES
    assert time.process_time() - start < 1


def test_folders_in_folders_without_end_are_read(folder: Path) -> None:
    deep = folder
    for _ in range(300):
        deep /= "d"
        deep.mkdir()
    (deep / "a.png").write_bytes(b"x")
    assert len(read_content(folder)) == 3


def test_a_name_that_is_not_utf_8_can_be_shown(folder: Path) -> None:
    os.mkfifo(os.fsencode(folder) + b"/\xff\x1b[2J")
    assert "\\udcff\\u001b[2J:1:1: error: this cannot be read" in told(folder)
