"""The `handbook` command, as a person at a terminal or a CI job meets it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.cli import COMMANDS, main
from generator.hosting import content_policy
from tests.conftest import read_index

Run = Callable[..., Result]

BAD = {
    "playbooks/wake-it.yml": ("title: Wake it", "titel: Wake it"),
    "about.md": ("id:not-a-link", "x\n\nSee [the jar](id:jar), 100%"),
}
TEXT = """\
content/about.md:12:15: error: no part of the handbook has the id "jar" [unknown-id]
  hint: did you mean "jars"?
content/playbooks/wake-it.yml:2:1: error: unknown key "titel" [unknown-key]
  hint: did you mean "title"?
"""
GITHUB = (
    '::error file=content/about.md,line=12,col=15,title=unknown-id::no part of the handbook has the id "jar"'
    '%0Ahint: did you mean "jars"?\n'
    '::error file=content/playbooks/wake-it.yml,line=2,col=1,title=unknown-key::unknown key "titel"'
    '%0Ahint: did you mean "title"?\n'
)


def break_content(project: Path) -> None:
    for path, (old, new) in BAD.items():
        file = project / "content" / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in the project's folder."""
    monkeypatch.chdir(project)
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- check -------------------------------------------------------------------------------------


def test_check_says_what_it_counted(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stderr == ""
    grades, counts = result.stdout.splitlines()
    assert re.fullmatch(r"Reading grade: median -?\d+\.\d, worst \d+\.\d \([a-z-]+\), over \d+ pages", grades)
    assert re.fullmatch(r"content: (\d+ [a-z ]+, )+\d+ [a-z ]+: no problems found", counts)
    for count in ("2 playbooks", "2 worksheets", "2 scripts", "3 sources", "6 pages"):
        assert count in counts


def test_check_does_not_call_a_warning_nothing(run: Run, project: Path) -> None:
    (project / "content" / "style.yml").write_text("reviewed_within_days: 1\n")
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.count(": warning: ") == 2
    assert result.stdout.endswith(": 2 warnings\n")
    assert "no problems" not in result.stdout


@pytest.mark.parametrize(("name", "expected"), [("json", "[]\n"), ("github", "")])
def test_check_says_nothing_else_to_programs(run: Run, name: str, expected: str) -> None:
    result = run("check", "--format", name)
    assert (result.exit_code, result.stdout, result.stderr) == (0, expected, "")


@pytest.mark.parametrize(("arguments", "expected"), [((), TEXT), (("--format", "github"), GITHUB)])
def test_check_reports_every_mistake(run: Run, project: Path, arguments: tuple[str, ...], expected: str) -> None:
    break_content(project)
    result = run("check", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (1, expected, "2 problems found\n")


def test_check_reports_every_mistake_to_programs(run: Run, project: Path) -> None:
    break_content(project)
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert [list(problem.values())[:6] for problem in json.loads(result.stdout)] == [
        ["content/about.md", 12, 15, "unknown-id", 'no part of the handbook has the id "jar"', 'did you mean "jars"?'],
        ["content/playbooks/wake-it.yml", 2, 1, "unknown-key", 'unknown key "titel"', 'did you mean "title"?'],
    ]


def test_one_problem_is_not_called_problems(run: Run, project: Path) -> None:
    (project / "content" / "about.md").write_text("# About\n\n[x](id:jar)\n")
    assert run("check").stderr == "1 problem found\n"


def test_check_works_from_another_folder(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.parent)
    result = run("check", "-f", "sourdough/mkdocs.yml")
    assert result.exit_code == 0
    assert "\nsourdough/content: 2 playbooks" in result.stdout
    break_content(project)
    lines = run("check", "-f", "sourdough/mkdocs.yml").stdout.splitlines()
    assert lines[0] == f"sourdough/{TEXT.splitlines()[0]}"


def test_a_path_that_is_not_below_here_is_shown_whole(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "elsewhere").mkdir()
    monkeypatch.chdir(project / "elsewhere")
    break_content(project)
    assert run("check", "-f", "../mkdocs.yml").stdout.startswith(f"{project}/content/about.md:12:15: error: ")


def test_a_config_that_is_not_there_is_an_error_without_a_traceback(run: Run) -> None:
    result = run("check", "-f", "nowhere.yml")
    assert result.exit_code == 1
    assert result.stderr == "Error: Config file 'nowhere.yml' does not exist.\n"


# --- build -------------------------------------------------------------------------------------


def test_build_makes_the_site(run: Run, project: Path) -> None:
    result = run("build")
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"Built site/ in \d+\.\d s\n", result.stdout)
    assert (project / "site" / "playbooks" / "feed-it" / "index.html").is_file()
    assert sorted(path.name for path in project.iterdir()) == [".cache", "content", "mkdocs.yml", "site"]


def test_build_takes_away_what_is_no_longer_made(run: Run, project: Path) -> None:
    assert run("build").exit_code == 0
    (project / "site" / "old.html").write_text("old")
    assert run("build").exit_code == 0
    assert not (project / "site" / "old.html").exists()
    assert (project / "site" / "index.html").is_file()


def test_bad_content_leaves_the_last_good_site_as_it_was(run: Run, project: Path) -> None:
    assert run("build").exit_code == 0
    before = files_below(project / "site")
    break_content(project)
    result = run("build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{TEXT}2 problems found\n"
    assert files_below(project / "site") == before
    assert sorted(path.name for path in project.iterdir()) == [".cache", "content", "mkdocs.yml", "site"]


def test_a_warning_of_mkdocs_leaves_the_last_good_site_too(run: Run, project: Path) -> None:
    assert run("build").exit_code == 0
    before = files_below(project / "site")
    (project / "content" / "about.md").write_text("# About\n\n[gone](gone.md)\n")
    result = run("build")
    assert result.exit_code == 1
    assert "Built" not in result.stdout
    assert files_below(project / "site") == before
    assert sorted(path.name for path in project.iterdir()) == [".cache", "content", "mkdocs.yml", "site"]


def test_the_command_itself_builds_from_another_folder(project: Path) -> None:
    command = Path(sys.executable).with_name("handbook")
    arguments = [command, "build", "-f", "sourdough/mkdocs.yml"]
    done = subprocess.run(arguments, cwd=project.parent, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"Built sourdough/site/ in \d+\.\d s\n", done.stdout)
    assert (project / "site" / "index.html").is_file()
    break_content(project)
    arguments[1] = "check"
    done = subprocess.run(arguments, cwd=project.parent, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr == "2 problems found\n"


def test_an_offline_copy_is_written_beside_the_site(run: Run, project: Path) -> None:
    result = run("build", "--offline")
    assert result.exit_code == 0
    told = result.stdout.splitlines()[-1]
    assert re.fullmatch(r"Wrote site-offline\.zip, \d+\.\d MB: unpack it, and open its index\.html", told)
    first = (project / "site-offline.zip").read_bytes()
    assert "site-offline/index.html" in zipfile.ZipFile(io.BytesIO(first)).namelist()
    assert run("build", "--zip", "copies/sourdough.zip").exit_code == 0
    assert "sourdough/index.html" in zipfile.ZipFile(project / "copies" / "sourdough.zip").namelist()
    assert (project / "site-offline.zip").read_bytes() == first
    assert run("build", "--offline").exit_code == 0
    assert (project / "site-offline.zip").read_bytes() == first


def test_a_plain_build_writes_no_copy_and_a_failed_one_leaves_the_last(run: Run, project: Path) -> None:
    assert run("build").exit_code == 0
    assert not (project / "site-offline.zip").exists()
    (project / "site-offline.zip").write_bytes(b"the last one")
    break_content(project)
    assert run("build", "--offline").exit_code == 1
    assert (project / "site-offline.zip").read_bytes() == b"the last one"
    assert [path.name for path in project.iterdir() if path.name.endswith(".part")] == []


def test_a_copy_that_is_no_zip_by_its_name_is_refused(run: Run) -> None:
    result = run("build", "--zip", "copy.tar")
    assert result.exit_code == 2
    assert "copy.tar must end in .zip" in result.stderr


# --- export ------------------------------------------------------------------------------------


def test_export_writes_pages_and_a_configuration(run: Run, project: Path) -> None:
    result = run("export", "out")
    assert result.exit_code == 0, result.output
    assert re.fullmatch(r"Wrote \d+ files to out/docs\n", result.stdout)
    config = yaml.safe_load((project / "out" / "mkdocs.yml").read_text())
    assert config["site_name"] == "Looking after a sourdough starter"
    assert config["plugins"] == []
    assert config["docs_dir"] == "docs"
    assert "assets/handbook/handbook.css" in config["extra_css"]
    assert config["nav"][0] == {"Home": "index.md"}
    assert config["extra"]["content_policy"] == content_policy(in_page=True)
    assert (project / "out" / "docs" / "_headers").is_file()
    assert not list((project / "out" / "docs").rglob("*.yml"))


def test_export_keeps_the_options_of_extensions(run: Run, project: Path) -> None:
    run("export", "out")
    config = yaml.safe_load((project / "out" / "mkdocs.yml").read_text())
    assert config["markdown_extensions"] == ["attr_list", "tables", {"toc": {"toc_depth": 3}}, "abbr"]


def bodies_of(site: Path) -> dict[str, str]:
    """Page and the HTML of its text, without the link to its source."""
    found = {}
    for path in set(site.rglob("*.html")) - set((site / "go").rglob("*")):
        article = BeautifulSoup(path.read_text(), "html.parser").find("article")
        assert article is not None
        for link in article.select(".hb-page-foot"):
            link.decompose()
        found[path.relative_to(site).as_posix()] = re.sub(r"\s+", " ", str(article))
    return found


def test_an_exported_handbook_is_the_same_site_without_this_package(run: Run, project: Path) -> None:
    assert run("export", "out").exit_code == 0
    assert run("build").exit_code == 0
    config = load_config(str(project / "out" / "mkdocs.yml"), strict=True)
    mkdocs_build(config)
    plain = bodies_of(project / "out" / "site")
    assert plain == bodies_of(project / "site")
    assert len(plain) > 15
    theirs = files_below(project / "out" / "site")
    ours = files_below(project / "site")
    # What a browser keeps is listed from the finished site, which another engine makes without this package.
    # Scripts of the theme that no page loads are only taken out here.
    plain_files = {path for path in theirs if not path.startswith(("assets/javascripts/", "assets/stylesheets/"))}
    assert plain_files == set(ours) - {"offline.json", "service-worker.js"}
    assert theirs["search/search_index.json"] == ours["search/search_index.json"]


@pytest.mark.parametrize("theme", ["", "overrides"])
def test_neither_door_escapes_a_title_twice(run: Run, project: Path, root: Path, theme: str) -> None:
    title = """Q&A: <b>"it's"</b>"""
    quoted = "'" + title.replace("'", "''") + "'"
    for path, old in (("playbooks/wake-it.yml", "title: Wake it"), ("about.md", "title: About")):
        file = project / "content" / path
        file.write_text(file.read_text().replace(old, f"title: {quoted}"))
    config = yaml.safe_load((project / "mkdocs.yml").read_text())
    config |= {"plugins": [{"handbook": {"pdf": False}}], "extra": {"not_found": {"links": []}}}
    if theme:
        config["theme"]["custom_dir"] = str(root / theme)
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config))
    assert run("build").exit_code == 0
    assert run("export", "out").exit_code == 0
    mkdocs_build(load_config(str(project / "out" / "mkdocs.yml"), strict=True))
    for site in (project / "site", project / "out" / "site"):
        for path in site.rglob("*.html"):
            text = path.read_text()
            assert not re.search(r"&amp;(amp|lt|gt|quot|#)", text), path
            soup = BeautifulSoup(text, "html.parser")
            assert not soup.select("nav b, title b"), path
        for page in ("playbooks/wake-it", "about"):
            soup = BeautifulSoup((site / page / "index.html").read_text(), "html.parser")
            assert soup.title is not None
            assert soup.title.get_text().startswith(f"{title} - ")
            assert title in [" ".join(link.get_text().split()) for link in soup.select("nav a")]
    index = read_index((project / "out" / "site" / "search" / "search_index.json").read_bytes())["docs"]
    assert {doc["location"]: doc["title"] for doc in index}["playbooks/wake-it/"] == title


def test_an_export_is_replaced_by_the_next(run: Run, project: Path) -> None:
    assert run("export", "out").exit_code == 0
    (project / "out" / "docs" / "old.md").write_text("# Old\n")
    assert run("export", "out").exit_code == 0
    assert not (project / "out" / "docs" / "old.md").exists()


def test_export_never_replaces_a_folder_of_somebody_else(run: Run, project: Path) -> None:
    before = files_below(project)
    for folder in (".", "content"):
        result = run("export", folder)
        assert result.exit_code == 1
        assert result.stderr == (f"Error: {folder} is not empty and was not made by an export: name another folder\n")
    assert files_below(project) == before


def test_export_of_bad_content_writes_nothing(run: Run, project: Path) -> None:
    break_content(project)
    result = run("export", "out")
    assert (result.exit_code, result.stderr) == (1, f"{TEXT}2 problems found\n")
    assert not (project / "out").exists()


def test_export_into_the_folder_one_stands_in(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "empty").mkdir()
    monkeypatch.chdir(project / "empty")
    result = run("export", "-f", "../mkdocs.yml", ".")
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_export_never_replaces_the_folder_that_one_stands_in(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("export", "out").exit_code == 0
    before = files_below(project / "out")
    for here, folder in (("out", "."), ("out/docs", "..")):
        monkeypatch.chdir(project / here)
        result = run("export", "-f", project / "mkdocs.yml", folder)
        assert result.exit_code == 1
        assert result.stderr == (
            f"Error: {folder} is the folder you are in, which an export would replace: name another folder\n"
        )
    assert files_below(project / "out") == before


@pytest.mark.parametrize("listed", ["{attr_list: {}, toc: {toc_depth: 3}}", "[markdown.extensions.abbr, attr_list]"])
def test_export_adds_only_the_extensions_that_are_missing(run: Run, project: Path, listed: str) -> None:
    file = project / "mkdocs.yml"
    config = yaml.safe_load(file.read_text()) | {"markdown_extensions": yaml.safe_load(listed)}
    file.write_text(yaml.safe_dump(config))
    run("export", "out")
    written = yaml.safe_load((project / "out" / "mkdocs.yml").read_text())["markdown_extensions"]
    names = [next(iter(entry)) if isinstance(entry, dict) else entry for entry in written]
    assert sorted(name.rpartition(".")[2] for name in names) == sorted(
        {"abbr", "attr_list", *(["toc"] * ("toc" in listed))}
    )


def test_export_takes_the_authors_theme_along(run: Run, project: Path) -> None:
    (project / "theme").mkdir()
    (project / "theme" / "main.html").write_text('{% extends "base.html" %}')
    file = project / "mkdocs.yml"
    file.write_text(file.read_text().replace("  font: false\n", "  font: false\n  custom_dir: theme\n"))
    assert run("export", "out").exit_code == 0
    config = yaml.safe_load((project / "out" / "mkdocs.yml").read_text())
    theme = config["theme"]
    assert {key: theme[key] for key in ("name", "font", "features", "custom_dir")} == {
        "name": "material",
        "font": False,
        "features": ["content.action.edit"],
        "custom_dir": "overrides",
    }
    assert (project / "out" / "overrides" / "main.html").read_text() == '{% extends "base.html" %}'
    assert (project / "out" / "overrides" / "partials" / "header.html").is_file()


# --- help --------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(run: Run, command: str, flag: str) -> None:
    result = run(*filter(None, [command, flag]))
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    for name in COMMANDS if not command else []:
        assert re.search(rf"^  {name} +[A-Z]", result.stdout, re.MULTILINE), f"{name} has no help"


def test_every_option_explains_itself() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", ""), f"{name} {parameter.opts}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(root: Path, command: str) -> None:
    readme = (root / "README.md").read_text()
    if not readme.strip():
        pytest.skip("the README is still empty")
    assert re.search(rf"\bhandbook {command}\b", readme), f"tell in README.md what `handbook {command}` does"


def test_no_command_needs_a_terminal_or_a_home(project: Path) -> None:
    command = Path(sys.executable).with_name("handbook")
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "PYTHONPATH", "SYSTEMROOT")}
    done = subprocess.run(
        [command, "check"], cwd=project, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


# --- links -------------------------------------------------------------------------------------


def test_links_are_accepted_once_and_then_kept(run: Run, project: Path) -> None:
    shown = run("links")
    assert shown.exit_code == 0
    assert "  feed-it.pour-off  /playbooks/feed-it/#pour-off\n" in shown.output
    assert shown.output.endswith("When they are published: handbook links --accept\n")
    assert not (project / "content/permalinks.yml").exists()
    assert run("links", "--accept", "--date", "2026-03-04").output.endswith("Wrote content/permalinks.yml\n")
    assert "  about: 2026-03-04 /about/\n" in (project / "content/permalinks.yml").read_text()
    again = run("links", "--accept")
    assert again.output == "Every public id is in the ledger, and leads where it says.\n"
    assert [path.name for path in (project / "content").iterdir() if "part" in path.name] == []


def test_a_lost_link_fails_the_check_and_the_build_and_stays_in_the_ledger(run: Run, project: Path) -> None:
    run("build")
    run("links", "--accept", "--date", "2026-03-04")
    page = project / "site/jars/index.html"
    before = page.read_bytes()
    (project / "content/jars.md").rename(project / "content/bowls.md")
    for path in (project / "content").rglob("*.*"):
        if path.suffix in (".yml", ".md") and path.name != "permalinks.yml":
            path.write_text(path.read_text().replace("id:jars", "id:bowls").replace("# Jars & lids", "# Bowls"))
    lost = 'the published id "jars" leads nowhere (since 2026-03-04, at /jars/) [lost-link]'
    for command in ("check", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert lost in result.output
        assert "write aliases: [jars]; or, if nothing does, add jars to retired.yml" in result.output
    assert page.read_bytes() == before
    links = run("links", "--accept")
    assert links.exit_code == 1
    assert "Lost: 1\n  jars  /jars/, published 2026-03-04\n" in links.output
    ledger = (project / "content/permalinks.yml").read_text()
    assert "  jars: 2026-03-04 /jars/\n" in ledger
    assert "  bowls: " in ledger
    page_file = project / "content/bowls.md"
    page_file.write_text("---\naliases: [jars]\n---\n\n" + page_file.read_text())
    assert run("check").exit_code == 0
    run("links", "--accept")
    assert run("links").output == "Renamed: 1\n  jars -> bowls\n"


def test_links_of_bad_content_are_not_accepted(run: Run, project: Path) -> None:
    break_content(project)
    result = run("links", "--accept")
    assert result.exit_code == 1
    assert "2 problems found" in result.output
    assert not (project / "content/permalinks.yml").exists()
