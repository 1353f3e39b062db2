"""The list of what a browser keeps: every file that a reader needs, once, with its hash and size."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.disk import FolderFiles
from generator.offline import render_offline
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from tests.conftest import SOURDOUGH

SITE = {
    "index.html": b"<p>start</p>",
    "help/index.html": b"<p>help</p>",
    "help/a.pdf": b"%PDF",
    "go/help/index.html": b"<p>leads on</p>",
    "_headers": b"/*\n",
    "404.html": b"",
    "objects.inv": b"",
    "assets/handbook/cards/help.png": b"",
    "assets/javascripts/theme.js": b"",
    "downloads/own.txt": b"own",
}
FORWARDS = {"go/help/": "help/", "old/": "help/#x"}


def _entry(path: str) -> list[object]:
    return [path, f"sha256-{base64.b64encode(hashlib.sha256(SITE[path]).digest()).decode()}", len(SITE[path])]


def test_pages_and_pdfs_are_listed_apart_and_pages_that_lead_on_by_their_goal() -> None:
    listed, worker = render_offline(SITE, FORWARDS)
    assert (listed.path, worker.path) == ("offline.json", "service-worker.js")
    pages = [_entry(path) for path in ("downloads/own.txt", "help/index.html", "index.html")]
    assert json.loads(listed.content) == {"pages": pages, "pdfs": [_entry("help/a.pdf")]}
    assert isinstance(worker.content, str)
    held = re.search(r"^self\.handbookFiles = (\{.*\});$", worker.content, re.MULTILINE)
    assert held
    assert json.loads(held[1]) == json.loads(listed.content) | {"forwards": FORWARDS}


def test_one_other_byte_makes_another_service_worker() -> None:
    before = render_offline(SITE, FORWARDS)
    assert render_offline(dict(reversed(SITE.items())), dict(reversed(FORWARDS.items()))) == before
    after = render_offline(SITE | {"help/index.html": b"<p>Help</p>"}, FORWARDS)
    assert after[1] != before[1]
    assert render_offline(SITE | {"_headers": b"other"}, FORWARDS) == before


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(shutil.copytree(SOURDOUGH, tmp_path_factory.mktemp("offline") / "sourdough"))
    build_site(read_project(str(project / "mkdocs.yml")))
    return project / "site"


def test_a_built_site_lists_itself_as_it_is(built: Path) -> None:
    files = FolderFiles(built)
    listed = json.loads(files["offline.json"])
    entries = [*listed["pages"], *listed["pdfs"]]
    paths = [path for path, _, _ in entries]
    assert len(paths) == len(set(paths)) > 30
    for path, digest, size in entries:
        assert digest == f"sha256-{base64.b64encode(hashlib.sha256(files[path]).digest()).decode()}"
        assert size == len(files[path])
    assert {"index.html", "offline/index.html", "search/start.js", "pictures/jar.svg"} <= set(paths)
    assert not [path for path in paths if path.startswith("go/")]
    assert b'"go/feed-it/":"playbooks/feed-it/"' in files["service-worker.js"]


def test_a_preview_lists_nothing_for_its_pages_change_as_they_are_served(project: Path) -> None:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    plugin = config.plugins["handbook"]
    plugin.on_startup(command="serve", dirty=False)
    plugin.on_pre_build(config=config)
    (project / "site").mkdir()
    plugin.on_post_build(config=config)
    assert list((project / "site").iterdir()) == []
