"""A site made one file at a time is the site that `mkdocs build` makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.build import build_handbook
from generator.disk import FolderFiles
from generator.loader import ReadFiles, load_handbook
from generator.offline import unused_theme_files
from generator.plugin.pages import LazySite
from generator.problems import ContentError

Changed = Callable[[Mapping[str, str | tuple[str, str]]], dict[str, bytes]]
MADE_WHEN_WHOLE = {"offline.json", "service-worker.js", "sitemap.xml.gz"}
"""What is made from the finished folder, and not in a preview."""


def lazy(project: Path, content: Mapping[str, bytes]) -> LazySite:
    return LazySite(load_config(str(project / "mkdocs.yml")), build_handbook(content, "https://sourdough.example.org/"))


def test_every_file_has_the_bytes_that_mkdocs_build_writes(project: Path, sourdough: Mapping[str, bytes]) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("- handbook", "- handbook: {pdf: false}"))
    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    written = FolderFiles(Path(config.site_dir))

    site = lazy(project, sourdough)

    assert set(site) - {*unused_theme_files(site)} == set(written) - MADE_WHEN_WHOLE
    assert len(site) == len(set(site))
    assert [path for path in written.keys() - MADE_WHEN_WHOLE if site[path] != written[path]] == []


def test_what_is_not_there_is_not_in_it(project: Path, sourdough: Mapping[str, bytes]) -> None:
    site = lazy(project, sourdough)
    assert "404.html" in site
    assert "playbooks/nothing/index.html" not in site
    with pytest.raises(KeyError):
        site["playbooks/nothing/index.html"]


def test_a_load_that_knows_the_last_one_sees_every_change(changed: Changed) -> None:
    read = ReadFiles()
    before = load_handbook(changed({}), read=read)
    edited = changed({"playbooks/wake-it.yml": ("title: Wake it", "title: Wake it up")})

    assert load_handbook(edited, read=read).playbook("wake-it").title == "Wake it up"
    assert load_handbook(changed({}), read=read) == before
    broken = changed({"playbooks/wake-it.yml": ("title: Wake it", "titel: Wake it")})
    with pytest.raises(ContentError, match="titel"):
        load_handbook(broken, read=read)
    assert load_handbook(changed({}), read=read) == before
