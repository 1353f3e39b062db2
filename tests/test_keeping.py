"""What is kept between builds is data: it is found again as it was, and can make nothing happen."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from pathlib import Path

import pytest

import generator.keeping.content
from generator.crew import LostWorkerError
from generator.keeping.content import KeptFiles
from generator.keeping.store import KeptFile, KeptTable
from generator.loader import load_handbook


def as_call(module: str, name: str, argument: str) -> bytes:
    """The pickle of a call of a function, as the fourth form of pickles has it."""
    texts = (b"\x8c" + bytes([len(text)]) + text.encode() for text in (module, name))
    return b"\x80\x04" + b"".join(texts) + b"\x93" + pickle.dumps((argument,), 4)[2:-1] + b"R."


def test_what_is_kept_is_found_under_its_own_key_only(sourdough: Mapping[str, bytes], tmp_path: Path) -> None:
    first = KeptFiles(tmp_path)
    handbook = load_handbook(sourdough, read=first)
    first.save()
    again = KeptFiles(tmp_path)
    assert again.known.keys() == first.known.keys()
    assert load_handbook(sourdough, read=again) == handbook
    KeptFile(tmp_path / "words", "one").save(["kept"])
    assert KeptFile(tmp_path / "words", "one").load() == ["kept"]
    assert KeptFile(tmp_path / "words", "other").load() is None


def test_a_few_new_entries_are_kept_beside_the_others(tmp_path: Path) -> None:
    entries = {f"{number}": [number] for number in range(100)}
    KeptTable(tmp_path / "table", "key").save(entries)
    most = (tmp_path / "table").stat()

    again = KeptTable(tmp_path / "table", "key")
    assert again.entries == entries
    few = again.entries | {"7": ["new"], "100": [100]}
    again.save(few)
    assert (tmp_path / "table").stat() == most
    assert KeptTable(tmp_path / "table", "key").entries == few

    again = KeptTable(tmp_path / "table", "key")
    many = {name: entry for name, entry in again.entries.items() if int(name) % 10}
    again.save(many)
    assert (tmp_path / "table").stat() != most
    assert KeptTable(tmp_path / "table", "key").entries == many
    assert KeptTable(tmp_path / "table", "other").entries == {}


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "mkdir"),
        ("generator.keeping.builds", "os.mkdir"),
        ("generator.search.parts", "re.os.mkdir"),
        ("generator.disk", "os.mkdir"),
        ("generator.wording", "load_strings"),
        ("generator.search.entries", "render_text"),
        ("pathlib", "Path"),
    ],
)
def test_kept_data_calls_nothing(tmp_path: Path, module: str, name: str) -> None:
    call = as_call(module, name, str(tmp_path / "made"))
    digest = hashlib.blake2b(call, digest_size=16).digest()
    (tmp_path / "kept").write_bytes(b"key\n" + call + digest)
    assert KeptFile(tmp_path / "kept", "key").load() is None
    assert not (tmp_path / "made").exists()


def test_files_are_read_where_another_process_is_lost(
    sourdough: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object, **__: object) -> None:
        raise LostWorkerError("gone")

    monkeypatch.setattr(generator.keeping.content, "FEW_BYTES", 0)
    monkeypatch.setattr(generator.keeping.content, "share_out", lose)
    assert load_handbook(sourdough, read=KeptFiles(tmp_path)) == load_handbook(sourdough)
