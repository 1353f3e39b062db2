"""The ways to publish: the workflows as GitHub reads them, and the recipes of docs/publishing.md, run."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.hosting import headers
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from tests.conftest import ROOT, SOURDOUGH
from tests.nginx import nginx_with

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=[path.name for path in WORKFLOWS])
RECIPE = ROOT / "docs/publishing.md"
SHEET = "assets/stylesheets/main.12345678.min.css"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", RECIPE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def steps_of(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each job with each of its steps."""
    for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
        for step in job["steps"]:
            yield job, step


# --- GitHub --------------------------------------------------------------------------------------


def test_github_understands_the_workflows() -> None:
    assert WORKFLOWS
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    told = subprocess.run([*command, *map(str, WORKFLOWS)], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


@each_workflow
def test_a_workflow_may_do_only_what_it_must(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    granted = {name for job in workflow["jobs"].values() for name, may in job.get("permissions", {}).items()
               if may == "write"}  # fmt: skip
    assert granted == ({"pages", "id-token"} if path.stem == "publish" else set())
    assert "secrets." not in path.read_text(encoding="utf-8")


@each_workflow
def test_a_workflow_uses_only_pinned_actions_of_github(path: Path) -> None:
    used = [step["uses"] for _, step in steps_of(path) if "uses" in step]
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", action), action
    for _, step in steps_of(path):
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False
    assert "://" not in path.read_text(encoding="utf-8"), "name no host"


@each_workflow
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    for _, step in steps_of(path):
        if "run" not in step:
            continue
        program, *arguments = step["run"].split()
        if program == "make":
            asked = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
            assert asked.returncode == 0, asked.stderr
        else:
            assert program == ".venv/bin/handbook"
            assert CliRunner().invoke(main, [*arguments, "--help"]).exit_code == 0


def test_the_published_site_is_the_one_that_was_checked() -> None:
    (path,) = (path for path in WORKFLOWS if path.stem == "publish")
    runs = [step["run"] for _, step in steps_of(path) if "run" in step]
    assert runs == ["make install", ".venv/bin/handbook check --format github", ".venv/bin/handbook build"]
    (upload,) = (step for _, step in steps_of(path) if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"]["path"] == yaml.safe_load((SOURDOUGH / "mkdocs.yml").read_text()).get("site_dir", "site")


# --- any host ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site in a folder that a host's program may read."""
    project = Path(shutil.copytree(SOURDOUGH, tmp_path_factory.mktemp("publishing") / "sourdough"))
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("- handbook", "- handbook: {pdf: false}"))
    build_site(read_project(str(settings)))
    return project / "site"


def test_the_commands_of_the_recipe_are_there() -> None:
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("handbook ")]
    assert commands == ["handbook check", "handbook build"]
    for command in commands:
        assert CliRunner().invoke(main, [command.split()[1], "--help"]).exit_code == 0


@pytest.mark.skipif(not shutil.which("rsync"), reason="no rsync on this machine")
def test_copying_brings_the_new_and_takes_the_old_away(site: Path, tmp_path: Path) -> None:
    (copying,) = (block for block in blocks("sh") if "rsync" in block)
    (tmp_path / "old.html").write_text("old")
    command = copying.replace('"$HOST:$FOLDER/"', f'"{tmp_path}/"').replace("site/", f"{site}/", 1)
    subprocess.run(command, shell=True, check=True)
    found = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    assert found == {path.relative_to(site) for path in site.rglob("*")}


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an nginx that runs the server of the recipe, for a site that has a sheet of the theme too."""
    (server,) = blocks("nginx")
    copy = tmp_path_factory.mktemp("nginx") / "site"
    shutil.copytree(site, copy, copy_function=os.link)
    (copy / SHEET).parent.mkdir()
    (copy / SHEET).write_text("p { margin: 0 }", encoding="utf-8")
    with nginx_with(server.replace("/srv/www/handbook", str(copy)), "listen 80;") as address:
        yield address


def get(address: str, **sent: str) -> Any:
    return urlopen(Request(address, headers={key.replace("_", "-"): value for key, value in sent.items()}), timeout=10)


def test_every_answer_of_nginx_has_the_headers(nginx: str) -> None:
    places = dict.fromkeys(["", "about/", "assets/handbook/page.js", "service-worker.js"], "no-cache")
    places |= {SHEET: "public, max-age=31536000, immutable"}
    for place, kept in places.items():
        with get(nginx + place) as answer:
            assert answer.headers["Cache-Control"] == kept, place
            assert headers().items() <= dict(answer.headers).items(), place


def test_nginx_says_briefly_that_nothing_changed(nginx: str) -> None:
    with get(nginx + "about/") as answer:
        tag = answer.headers["ETag"]
    with pytest.raises(HTTPError) as same:
        get(nginx + "about/", If_None_Match=tag)
    assert same.value.code == 304
    assert same.value.read() == b""


def test_nginx_shows_the_handbooks_page_for_a_lost_address(nginx: str, site: Path) -> None:
    with pytest.raises(HTTPError) as lost:
        get(nginx + "nowhere/at/all/")
    assert lost.value.code == 404
    assert lost.value.read() == (site / "404.html").read_bytes()
    assert headers().items() <= dict(lost.value.headers).items()


@pytest.mark.parametrize("place", ["about/", "assets/handbook/page.js", "assets/handbook/handbook.css", "offline.json"])
def test_nginx_sends_text_packed(nginx: str, site: Path, place: str) -> None:
    with get(nginx + place, Accept_Encoding="gzip") as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        content = gzip.decompress(answer.read())
    assert content == (site / (f"{place}index.html" if place.endswith("/") else place)).read_bytes()


def test_nginx_leads_short_links_on(nginx: str) -> None:
    with get(nginx + "go/wake-it/") as answer:
        assert answer.url == nginx + "playbooks/wake-it/"
