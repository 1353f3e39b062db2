"""The parts that pages of a large handbook look links up in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.handbooks import write_handbook
from generator.loader import load_handbook
from generator.model import Handbook
from generator.pages import link_parts
from generator.pages.link_parts import main_links, render_link_parts
from generator.pages.plan import render as render_plan
from generator.pages.writer import PageWriter
from generator.wording import Strings


def values(handbook: Handbook, strings: Strings) -> dict[str, Any]:
    """Name -> what the script of this name holds."""
    found = {}
    for file in render_link_parts(handbook, strings):
        head, _, value = bytes(file.content).decode().partition(" = ")
        name = file.path.removeprefix("assets/handbook/links/").removesuffix(".js")
        assert head == f'(globalThis.handbookLinks ??= {{}})["{name}"]'
        found[name] = json.loads(value.removesuffix(";\n"))
    return found


def test_everything_that_people_link_to_is_there_once(
    handbook: Handbook, strings: Strings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_parts, "PART_SIZE", 300)
    parts = values(handbook, strings)
    start = parts.pop("start")
    assert start["parts"] == [parts[f"part-{at}"][0][1] for at in range(len(parts))]
    assert len(parts) > 3
    pages = [page for at in range(len(parts)) for page in parts[f"part-{at}"]]
    assert [page[1] for page in pages] == sorted(page[1] for page in pages)
    listed = {entry.id: entry for entry in main_links(handbook, strings)}
    found = set()
    for _, id_, kind, title, minutes, address, steps in pages:
        entry = listed[id_]
        assert [start["kinds"][kind][0], title, minutes, address] == [
            entry.kind, entry.title, entry.minutes or 0, entry.address
        ]  # fmt: skip
        found |= {id_, *(f"{id_}.{anchor}" for anchor, _, _ in steps)}
        for anchor, name, time in steps:
            step = listed[f"{id_}.{anchor}"]
            assert (step.title, step.minutes or 0, step.address) == (name, time, f"{address}#{anchor}")
    assert found == set(listed)
    assert [page[1] for page in sorted(pages)] == [entry.id for entry in listed.values() if entry.kind != "step"]


def test_an_edit_changes_the_part_of_its_page(strings: Strings) -> None:
    files = dict(write_handbook(300))
    before = values(load_handbook({path: text.encode() for path, text in files.items()}), strings)
    assert len(before) > 3
    files["playbooks/chapter-00007.yml"] = files["playbooks/chapter-00007.yml"].replace("title: ", "title: A ", 1)
    after = values(load_handbook({path: text.encode() for path, text in files.items()}), strings)
    assert {name for name in after if after[name] != before[name]} == {"start", "part-0"}


def test_a_page_of_a_large_handbook_does_not_list_what_there_is(strings: Strings) -> None:
    guide = "coach:\n  session:\n  - {time: 30 min, do: Bake.}\n"
    sizes = {}
    for size in (30, 90, 100):
        files = {path: text + guide * path.startswith("playbooks/") for path, text in write_handbook(size)}
        handbook = load_handbook({path: text.encode() for path, text in files.items()})
        [plan] = render_plan(PageWriter(handbook, strings))
        sizes[size] = len(plan.content)
    assert sizes[90] == sizes[100] < sizes[30]
