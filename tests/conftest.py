"""What the tests share: a small whole handbook, and ways to load it with a few files changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from generator.disk import read_content
from generator.loader import load_handbook
from generator.model import Handbook
from generator.problems import ContentError
from generator.wording import Strings, load_strings

ROOT = Path(__file__).parent.parent
SOURDOUGH = Path(__file__).parent / "handbooks" / "sourdough"
BREAD = Path(__file__).parent / "handbooks" / "bread" / "content"
GOLDEN = Path(__file__).parent / "golden"

Change = str | bytes | tuple[str, str] | None
"""What becomes of a file: a new text, the words to replace and those to put there, or nothing at all."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the files in tests/golden anew")


def with_changes(files: Mapping[str, bytes], changes: Mapping[str, Change]) -> dict[str, bytes]:
    """Content files with some of them written anew, edited or (with None) left out."""
    found = dict(files)
    for path, change in changes.items():
        if change is None:
            del found[path]
        elif isinstance(change, tuple):
            old, new = change
            text = found[path].decode()
            assert text.count(old) == 1, f"{old!r} must stand once in {path}"
            found[path] = text.replace(old, new).encode()
        else:
            found[path] = change if isinstance(change, bytes) else change.encode()
    return found


def report_of(files: Mapping[str, bytes]) -> str:
    """What an author is told about the content; empty where it loads."""
    try:
        load_handbook(files)
    except ContentError as error:
        return str(error)
    return ""


def read_index(listed: bytes) -> dict[str, Any]:
    """The list of all that search can find."""
    return json.loads(listed)  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def sourdough() -> Mapping[str, bytes]:
    """The content of a small whole handbook that has nothing to do with this project's own."""
    return MappingProxyType(read_content(SOURDOUGH / "content"))


@pytest.fixture(scope="session")
def handbook(sourdough: Mapping[str, bytes]) -> Handbook:
    return load_handbook(sourdough)


@pytest.fixture(scope="session")
def strings() -> Strings:
    return load_strings("en")


@pytest.fixture
def changed(sourdough: Mapping[str, bytes]) -> Callable[[Mapping[str, Change]], dict[str, bytes]]:
    """The sourdough content with changes, such as `{"about.md": None, "sources.yml": ("old", "new")}`."""
    return lambda changes: with_changes(sourdough, changes)


@pytest.fixture
def load(
    changed: Callable[[Mapping[str, Change]], dict[str, bytes]],
) -> Callable[[Mapping[str, Change]], Handbook]:
    """The sourdough handbook, loaded with changes."""
    return lambda changes: load_handbook(changed(changes))


@pytest.fixture
def report() -> Callable[[Mapping[str, bytes]], str]:
    return report_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the whole sourdough project, to build and to break."""
    return Path(shutil.copytree(SOURDOUGH, tmp_path / "sourdough"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file in `tests/golden`; with `--update-golden`, write the file."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run pytest --update-golden, and read what it wrote"
        expected = path.read_text(encoding="utf-8")
        assert text == expected, f"{path} differs: if this is meant, run pytest --update-golden"

    return compare
