"""Both ways to read YAML give the same data and the same places."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from generator.problems import ContentError
from generator.yaml_reader import composer, read_yaml
from tests.conftest import ROOT

FILES = sorted([*(ROOT / "content").rglob("*.yml"), *(ROOT / "tests/handbooks").rglob("*.yml")])
SIGNS = [*" \n:-#'\"[]{}|>&*?,@`%", "\n  ", "\n- ", ": ", "- ", "---\n", "\n\n", "é", "\\", "|\n", "&a ", "*a", "<<: "]


def read(text: str) -> tuple[Any, ...] | str:
    try:
        document = read_yaml(text.encode(), "x.yml")
    except ContentError as error:
        return str(error)
    return document.data, document.values, document.keys, document.ends


def read_without_libyaml(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...] | str:
    with monkeypatch.context() as patch:
        patch.setattr(composer, "CParser", None)
        return read(text)


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(ROOT).as_posix() for path in FILES])
def test_every_file_is_the_same_without_libyaml(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    assert read(text) == read_without_libyaml(text, monkeypatch)


def test_most_files_are_read_by_libyaml() -> None:
    assert composer.CParser is not None, "the wheels of PyYAML hold libyaml"
    ordinary = [path for path in FILES if composer._is_ordinary(path.read_text(encoding="utf-8"))]
    assert len(ordinary) > 0.8 * len(FILES)


def test_what_both_ways_take_is_the_same_in_files_with_slips_of_the_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    texts = [path.read_text(encoding="utf-8")[:1500] for path in FILES]
    differing = []
    for _ in range(1500):
        text = chance.choice(texts)[: chance.randrange(50, 500)]
        for _ in range(chance.randint(1, 3)):
            cut = chance.randrange(len(text) + 1)
            text = text[:cut] + chance.choice(SIGNS) + text[cut + chance.randrange(2) :]
        if read(text) != read_without_libyaml(text, monkeypatch):
            differing.append(text)
    assert differing == []
