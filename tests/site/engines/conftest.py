"""Sites of two handbooks from every engine, made from the same export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.build import build_handbook
from generator.disk import read_content
from generator.engines import ENGINES, EXPORT_SITE, run_engine
from generator.export import write_export
from generator.plugin.site import read_project, write_site
from tests.conftest import ROOT, SOURDOUGH

HANDBOOKS = {"own": ROOT, "sourdough": SOURDOUGH}


@dataclass(frozen=True)
class Sites:
    """One handbook, built by everything that can build it.

    Attributes:
        content: The files of its content folder.
        direct: The site that `handbook build` makes with MkDocs, without an export.
        exported: The folder that was exported.
        by_engine: The sites that engines make of the export.
    """

    content: Mapping[str, bytes]
    direct: Path
    exported: Path
    by_engine: Mapping[str, Path]


@pytest.fixture(scope="session", params=sorted(HANDBOOKS))
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    project = read_project(str(HANDBOOKS[request.param] / "mkdocs.yml"))
    top = tmp_path_factory.mktemp(request.param)
    press = None if request.param == "sourdough" else project.press
    content = read_content(project.content_dir)
    built = build_handbook(content, project.site_url, press)
    if request.param == "own":
        direct = Path(request.getfixturevalue("site"))
    else:
        direct = top / "direct"
        direct.mkdir()
        write_site(project, direct, built)
    exported = top / "export"
    write_export(built, project.settings, project.theme_dir, exported, project.edit_base)
    by_engine = {}
    for name in ENGINES:
        run_engine(name, exported)
        by_engine[name] = (exported / EXPORT_SITE).replace(top / name)
    return Sites(content, direct, exported, by_engine)
