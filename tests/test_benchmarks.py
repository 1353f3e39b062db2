"""The benchmarks run, and say what they measured and where."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.pdf import as_table, describe, documents_of, main
from generator.model import Handbook
from tests.conftest import SOURDOUGH

SECONDS = {"cold": [3.0, 1.0, 2.0], "unchanged": [0.1, 0.4, 0.9]}


def test_a_small_run_writes_its_results(root: Path, tmp_path: Path) -> None:
    """As `make bench` runs it: in a process of its own, from the top of the repository."""
    content = SOURDOUGH / "content"
    run = subprocess.run(
        [sys.executable, "benchmarks/pdf.py", "--content", content, "--sheets", "1", "--runs", "1", "--into", tmp_path],
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    assert (tmp_path / "RESULTS.md").read_text() == run.stdout
    results = json.loads((tmp_path / "results.json").read_text())
    assert (results["sheets"], results["pdfs"], results["runs"]) == (1, 3, 1)
    assert 0 < results["median"]["unchanged"] < results["median"]["cold"]
    assert set(results["machine"]) == {"cores", "python", "platform"}
    assert results["versions"]["typst"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", results["date"])
    missed = any(results["median"][what] > target for what, target in results["target"].items())
    assert run.returncode == missed


def test_the_median_is_set_against_the_target(handbook: Handbook) -> None:
    results = describe(documents_of(handbook, 2), SECONDS)
    assert results["median"] == {"cold": 2.0, "unchanged": 0.4}
    table = as_table(results)
    assert "| cold | 2.00 s | 12.0 s | met |" in table
    assert "| unchanged | 0.40 s | 0.3 s | missed |" in table
    assert "2 worksheets as a4, letter, a4-large: 6 PDFs. Median of 3 runs" in table


def test_a_missed_target_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.pdf.measure", lambda _content, _sheets, _runs: SECONDS)
    with pytest.raises(SystemExit) as caught:
        main(["--content", str(SOURDOUGH / "content"), "--into", str(tmp_path)])
    assert caught.value.code == 1
