"""What is kept between builds is data: it is found again as it was, and can make nothing happen."""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

import generator.keeping.content
from generator.crew import LostWorkerError
from generator.keeping.content import KeptFiles
from generator.keeping.shelf import Shelf
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


def use_shelf(path: Path, entries: Mapping[str, object], key: str = "key") -> dict[str, object]:
    """What is found of entries on a shelf, which keeps them all then."""
    shelf = Shelf(path, key)
    found = {name: entry for name in entries if (entry := shelf.get(name)) is not None}
    for name, entry in entries.items():
        shelf.keep(name, found.get(name, entry))
    shelf.save()
    return found


def test_entries_in_use_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "kept/shelf"
    first: dict[str, object] = {"a": [1], "b": [2], "c": [3]}
    assert use_shelf(path, first) == {}
    assert use_shelf(path, first) == first
    assert use_shelf(path, {"b": [2], "d": [4]}) == {"b": [2]}
    assert use_shelf(path, first | {"d": [4]}) == {"b": [2], "d": [4]}, "what was not in use is forgotten"
    assert use_shelf(path, first, key="another") == {}
    assert use_shelf(path, first, key="another") == first
    half_done = Shelf(path, "another")
    half_done.keep("e", [5])  # as by a process that is killed before it saves
    del half_done
    assert use_shelf(path, first | {"e": [5]}, key="another") == first


def test_a_damaged_shelf_costs_what_was_on_it_at_most(tmp_path: Path) -> None:
    path = tmp_path / "shelf"
    entries: dict[str, object] = {f"{number}": [number] * 300 for number in range(100)}
    use_shelf(path, entries)
    whole = path.read_bytes()
    damaged = [whole[:at] + b"damage" + whole[at + 6 :] for at in range(0, len(whole), 3989)]
    for content in (*damaged, b"", b"no database at all", whole[: len(whole) // 2]):
        path.write_bytes(content)
        found = use_shelf(path, entries)
        assert found == {name: entries[name] for name in found}
        use_shelf(path, entries)
        assert use_shelf(path, entries) == entries
    path.unlink()
    path.mkdir()
    assert use_shelf(path, entries) == use_shelf(path, entries) == {}


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
    use_shelf(tmp_path / "shelf", {"kept": []})
    with sqlite3.connect(tmp_path / "shelf") as base:
        base.execute("UPDATE entries SET data = ?, digest = ?", (call, digest))
    assert use_shelf(tmp_path / "shelf", {"kept": []}) == {}
    assert not (tmp_path / "made").exists()


def test_files_are_read_where_another_process_is_lost(
    sourdough: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object, **__: object) -> None:
        raise LostWorkerError("gone")

    monkeypatch.setattr(generator.keeping.content, "FEW_BYTES", 0)
    monkeypatch.setattr(generator.keeping.content, "share_out", lose)
    assert load_handbook(sourdough, read=KeptFiles(tmp_path)) == load_handbook(sourdough)
