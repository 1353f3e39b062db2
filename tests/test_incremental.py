"""A build upon the last one makes the site that a clean build makes, and makes again only what changed."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.disk import FolderFiles
from generator.keeping.builds import SPARE, folder_for
from generator.lists import Lists
from generator.pages import Forwards
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from generator.plugin.whole import WholeSite
from generator.problems import ContentError
from generator.swap import FolderError
from tests.edits import copy_of, differences, edit_and_compare, start


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A project without PDFs that was built twice."""
    folder = start(tmp_path / "project")
    for _ in range(2):
        build(folder)
    return folder


def build(project: Path) -> None:
    build_site(read_project(str(project / "mkdocs.yml")))


def states(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file of a site was written, and its number on the disk."""
    found = {path: (folder / path).stat() for path in FolderFiles(folder)}
    return {path: (state.st_mtime_ns, state.st_ino) for path, state in found.items()}


def written(project: Path) -> set[str]:
    """The files that the next build of a project writes."""
    before = states(project / "site")
    build(project)
    after = states(project / "site")
    return {path for path, state in after.items() if state != before.get(path)}


def change(project: Path, path: str, old: str, new: str) -> None:
    file = project / "content" / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def clean(project: Path, scratch: Path) -> Path:
    """A clean build of what a project holds now."""
    copy_of(project, scratch)
    build(scratch)
    return scratch / "site"


def test_random_edits_give_the_site_of_a_clean_build(tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    found = list(edit_and_compare(start(tmp_path / "project"), tmp_path / "scratch", edits=8, seed=4))
    assert [edit for edit in found if edit[2]] == []
    assert sum(is_built for _, is_built, _ in found) > 5


def test_a_clean_build_is_what_mkdocs_builds(project: Path, tmp_path: Path) -> None:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "by-mkdocs"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    assert differences(project / "site", tmp_path / "by-mkdocs") == []


def test_nothing_is_read_counted_or_written_again_where_nothing_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be done again is not there to be called, in no process."""
    for name in ("generator.loader.reading.read_file", "generator.search.count_entry"):
        monkeypatch.setattr(name, None)
    monkeypatch.setattr(WholeSite, "_write_page", None)
    monkeypatch.setattr(Lists, "files", None)
    monkeypatch.setattr(Forwards, "drafts", None)
    assert written(project) == set()


def test_a_changed_step_is_written_on_its_page_and_where_it_can_be_found(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = WholeSite._write_page
    monkeypatch.setattr(WholeSite, "_write_page", lambda site, *page: (made.append(page[0]), make(site, *page))[1])
    for what_repeats_ids, make_it in ((Lists, "files"), (Forwards, "drafts")):
        monkeypatch.setattr(what_repeats_ids, make_it, None)
    change(project, "playbooks/feed-it.yml", "no dry flour is left.", "no dry flour is left. Let it rest.")
    texts = {path for path in written(project) if not path.startswith("search/")}
    assert texts == {"playbooks/feed-it/index.html", "offline.json", "service-worker.js"}
    assert made == ["playbooks/feed-it/index.html", "coach/feed-it/index.html"]


def test_a_changed_title_is_written_wherever_it_stands(project: Path, tmp_path: Path) -> None:
    change(project, "worksheets/smell-check.yml", "title: Smell check", "title: Smell the jar")
    again = written(project)
    assert {
        "worksheets/smell-check/index.html",
        "worksheets/index.html",
        "worksheets/feeding-log/index.html",
        "playbooks/feed-it/index.html",
        "go/smell-check/index.html",
        "handbook.json",
    } <= again
    assert "sources/index.html" not in again
    assert differences(project / "site", clean(project, tmp_path / "clean")) == []


def test_a_changed_title_of_a_step_is_written_on_the_path_that_leads_to_it(project: Path, tmp_path: Path) -> None:
    """That page is made from the path, and asks only what the step is called."""
    change(project, "playbooks/wake-it.yml", "title: Warm it", "title: Warm it slowly")
    assert {"paths/a-lazy-weekend/index.html", "ideas/patience/index.html"} <= written(project)
    assert differences(project / "site", clean(project, tmp_path / "clean")) == []


def test_a_changed_title_of_a_section_is_written_on_its_short_link(project: Path, tmp_path: Path) -> None:
    """No list has it, since its page is written by hand."""
    change(project, "about.md", "## When to throw it away {#mould}", "## When it has to go {#mould}")
    assert "go/about.mould/index.html" in written(project)
    assert differences(project / "site", clean(project, tmp_path / "clean")) == []


def test_a_first_site_has_its_spare_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.keeping.builds.cores", lambda: 2)
    project = start(tmp_path / "project")
    build(project)
    spare = folder_for(read_project(str(project / "mkdocs.yml")).cache, project / "site") / SPARE
    pages = {path: state for path, state in states(project / "site").items() if path.endswith("index.html")}
    assert len(pages) > 50
    assert states(spare) == pages

    folders = {path.parent: path.parent.stat().st_ino for path in spare.rglob("index.html")}
    change(project, "playbooks/feed-it.yml", "no dry flour is left.", "no dry flour is left. Let it rest.")
    build(project)
    site = {path: (project / "site" / path.relative_to(spare)).stat().st_ino for path in folders}
    assert site == folders, "the spare became the new site"
    assert differences(project / "site", clean(project, tmp_path / "clean")) == []


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages may be what has filled the disk."""

    def fill_up(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("generator.keeping.builds.cores", lambda: 2)
    monkeypatch.setattr("generator.plugin.whole.last_files", fill_up)
    project = start(tmp_path / "project")
    with pytest.raises(FolderError, match="the disk is full"):
        build(project)
    spare = folder_for(read_project(str(project / "mkdocs.yml")).cache, project / "site") / SPARE
    assert not spare.exists()
    assert {path.name for path in project.iterdir()} == {"content", "mkdocs.yml", ".cache"}


def test_what_somebody_did_to_the_site_is_mended(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.plugin.site._write_with_mkdocs", None)  # not by making all of it again
    site = project / "site"
    (site / "index.html").write_text("gone", encoding="utf-8")
    (site / "about/index.html").unlink()
    (site / "go/feed-it/index.html").unlink()
    (site / "added.html").write_text("new", encoding="utf-8")
    shutil.rmtree(site / "search")
    for _ in range(2):  # the second begins with what is now the site before the last
        build(project)
        assert differences(site, clean(project, tmp_path / "clean")) == []
        shutil.rmtree(tmp_path / "clean")


@pytest.mark.parametrize("path", ["handbook.json", "go/feed-it/index.html", "about/index.html"])
def test_what_somebody_took_out_is_made_again(project: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """The second time it is in none of the two sites that a build can begin with."""
    monkeypatch.setattr("generator.plugin.site._write_with_mkdocs", None)
    wanted = (project / "site" / path).read_bytes()
    for _ in range(2):
        (project / "site" / path).unlink()
        build(project)
        assert (project / "site" / path).read_bytes() == wanted


def test_what_is_kept_and_cannot_be_used_is_as_good_as_none(project: Path, tmp_path: Path) -> None:
    kept = folder_for(read_project(str(project / "mkdocs.yml")).cache, project / "site")
    wanted = clean(project, tmp_path / "clean")
    files = [path for path in kept.rglob("*") if path.is_file() and SPARE not in path.parts]
    assert {path.name for path in files} >= {"pages", "read", "words"}
    for content in (b"", b"cos\nsystem\n(S'exit 1'\ntR.", files[0].read_bytes()[:-1]):
        for path in files:
            path.write_bytes(content)
        build(project)
        assert differences(project / "site", wanted) == []
    shutil.rmtree(kept)
    build(project)
    assert differences(project / "site", wanted) == []


def test_a_mistake_takes_nothing_from_the_next_build(project: Path) -> None:
    kept = folder_for(read_project(str(project / "mkdocs.yml")).cache, project / "site")
    assert len(states(kept / SPARE)) > 100
    change(project, "playbooks/wake-it.yml", "title: ", "titel: ")
    for _ in range(2):
        with pytest.raises(ContentError):
            build(project)
        assert states(kept / SPARE) == states(project / "site")
    change(project, "playbooks/wake-it.yml", "titel: ", "title: ")
    assert written(project) == set()


def test_a_page_that_says_more_than_a_warning_is_left_to_mkdocs(project: Path) -> None:
    change(project, "jars.md", "# ", "[nowhere](nothing.md)\n\n# ")
    before = FolderFiles(project / "site")["jars/index.html"]
    with pytest.raises(SystemExit):
        build(project)
    assert FolderFiles(project / "site")["jars/index.html"] == before
    change(project, "jars.md", "[nowhere](nothing.md)\n\n# ", "# ")
    build(project)


def test_a_theme_file_that_looks_at_other_pages_gets_all_of_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "theme/partials").mkdir(parents=True)
    logo = "{% for page in nav.pages %}{{ page.meta.description }}{% endfor %}"
    (project / "theme/partials/logo.html").write_text(logo, encoding="utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("name: material", "name: material\n  custom_dir: theme")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    monkeypatch.setattr(WholeSite, "write", None)
    build(project)
    change(project, "playbooks/wake-it.yml", "summary: ", "summary: Slowly. ")
    build(project)
    assert "Slowly." in FolderFiles(project / "site")["about/index.html"].decode()


def test_prints_that_stay_are_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = start(tmp_path / "project")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert "pdf: false" in settings
    (project / "mkdocs.yml").write_text(settings.replace("pdf: false", "pdf: true"), encoding="utf-8")
    build(project)
    change(project, "worksheets/smell-check.yml", "title: Smell check", "title: Smell the jar")
    pdfs = {path for path in written(project) if path.endswith(".pdf")}
    assert "worksheets/smell-check-a4.pdf" in pdfs
    assert "worksheets/feeding-log-a4.pdf" not in pdfs
    wanted = clean(project, tmp_path / "clean")
    assert differences(project / "site", wanted) == []

    change(project, "playbooks/feed-it.yml", "no dry flour is left.", "no dry flour is left. Let it rest.")
    monkeypatch.setattr("generator.print_folder._read", lambda *_: pytest.fail("it was read"))
    assert "playbooks/feed-it/index.html" in written(project)
    monkeypatch.undo()
    (project / "site/worksheets/feeding-log-a4.pdf").unlink()
    for _ in range(2):
        build(project)
        assert differences(project / "site", clean(project, tmp_path / "again")) == []
        shutil.rmtree(tmp_path / "again")
