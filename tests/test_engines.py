"""Which engine makes the site, and what is said where it cannot."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.engines import ENGINES, EngineError, run_engine
from generator.plugin.site import read_project
from tests.conftest import SOURDOUGH

Run = Callable[..., Result]
OTHERS = sorted(ENGINES.keys() - {"mkdocs"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the site that MkDocs makes of it."""
    project = Path(shutil.copytree(SOURDOUGH, tmp_path_factory.mktemp("engines") / "sourdough"))
    config = yaml.safe_load((project / "mkdocs.yml").read_text())
    config |= {"plugins": [{"handbook": {"pdf": False}}], "repo_url": "https://code.example/bread", "edit_uri": "edit/"}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config))
    result = _run(project, "build")
    assert result.exit_code == 0, result.output
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "sourdough"))


@pytest.fixture
def run(project: Path) -> Run:
    return lambda *arguments: _run(project, *arguments)


def _run(project: Path, *arguments: str) -> Result:
    before = Path.cwd()
    os.chdir(project)
    try:
        return CliRunner().invoke(main, [*arguments])
    finally:
        os.chdir(before)


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def choose(project: Path, engine: str) -> None:
    config = yaml.safe_load((project / "mkdocs.yml").read_text())
    config["plugins"] = [{"handbook": {"pdf": False, "engine": engine}}]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config))


def not_the_themes(paths: Iterator[str] | dict[str, bytes]) -> set[str]:
    return {path for path in paths if not path.startswith("assets/stylesheets/")}


def test_mkdocs_makes_the_site_where_nothing_is_said(project: Path) -> None:
    assert read_project(str(project / "mkdocs.yml")).engine == "mkdocs"
    assert 'content="mkdocs-1' in (project / "site/index.html").read_text()


@pytest.mark.parametrize("engine", OTHERS)
def test_one_line_chooses_another_engine_and_the_site_is_whole(project: Path, run: Run, engine: str) -> None:
    before = files_below(project / "site")
    choose(project, engine)
    result = run("build")
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"Built site/ in [\d.]+ s\n", result.output)
    after = files_below(project / "site")
    assert ENGINES[engine].title.lower().encode() in after["index.html"].lower()
    # All that MkDocs' site has is there, with the list for keeping it on a device, and nothing else.
    assert not_the_themes(after) == not_the_themes(before)
    assert {"offline.json", "service-worker.js", "sitemap.xml.gz"} <= after.keys()
    assert not any(path.startswith(("assets/javascripts/", "assets/stylesheets/modern/")) for path in after)
    assert after["sitemap.xml"] == before["sitemap.xml"]
    assert {path.name for path in project.iterdir()} == {".cache", "content", "mkdocs.yml", "site"}


@pytest.mark.parametrize("engine", OTHERS)
def test_a_kept_handbook_has_every_file_of_its_engine(project: Path, run: Run, engine: str) -> None:
    assert run("build", "--engine", engine).exit_code == 0
    site = project / "site"
    listed = (site / "service-worker.js").read_text()
    for path in site.rglob("*.css"):
        assert f'"{path.relative_to(site).as_posix()}"' in listed


@pytest.mark.parametrize("engine", OTHERS)
def test_the_command_chooses_for_once(project: Path, run: Run, engine: str) -> None:
    choose(project, engine)
    assert run("build", "--engine", "mkdocs").exit_code == 0
    assert 'content="mkdocs-1' in (project / "site/index.html").read_text()


def test_an_engine_that_is_not_installed(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_below(project / "site")
    choose(project, "zensical")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    result = run("build")
    assert result.exit_code == 1
    assert result.output == (
        "Error: Zensical is not installed. Install it: pip install zensical. "
        "Or build with another engine: handbook build --engine mkdocs\n"
    )
    assert files_below(project / "site") == before


def test_an_engine_that_nobody_knows(project: Path, run: Run, caplog: pytest.LogCaptureFixture) -> None:
    choose(project, "hugo")
    assert run("build").exit_code == 1
    assert "option 'engine': Expected one of: ('mkdocs', 'properdocs', 'zensical') but received: 'hugo'" in caplog.text


@pytest.mark.parametrize("engine", OTHERS)
def test_what_an_engine_finds_wrong_is_shown_and_the_last_site_stays(project: Path, run: Run, engine: str) -> None:
    before = files_below(project / "site")
    (project / "theme").mkdir()
    (project / "theme/main.html").write_text('{% extends "handbook.html" %}{% block content %}{% if %}{% endblock %}')
    config = yaml.safe_load((project / "mkdocs.yml").read_text())
    config["theme"] |= {"custom_dir": "theme"}
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config))
    result = run("build", "--engine", engine)
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {ENGINES[engine].title} could not build the site. It says:\n")
    assert len(result.output.splitlines()) > 1
    assert files_below(project / "site") == before


def test_an_engine_that_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="MkDocs could not build the site"):
        run_engine("mkdocs", tmp_path)


def test_a_file_of_the_author_is_never_taken_for_one_of_an_engine(project: Path, run: Run) -> None:
    for path in ("search.json", "assets/javascripts/mine.js", "assets/stylesheets/modern/mine.css"):
        (project / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "content" / path).write_text("{}")
    assert run("build", "--engine", "properdocs").exit_code == 0
    for path in ("search.json", "assets/javascripts/mine.js", "assets/stylesheets/modern/mine.css"):
        assert (project / "site" / path).read_text() == "{}"
