"""A handbook in which every text would run, were it more than text: built, opened in a browser, and printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from generator.build import build_handbook
from generator.plugin.building import build_site
from generator.plugin.site import read_project
from generator.printing import Press
from generator.problems import ContentError
from tests.hostile import PAYLOAD, SMALL, hostile_files
from tests.server import serving

ROOT = Path(__file__).parent.parent.parent


def _build(folder: Path, config: str) -> Path:
    for path, content in hostile_files().items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    project = read_project(str(folder / "mkdocs.yml"))
    build_site(project)
    # Without the headers, so that only what is in the pages keeps scripts from running.
    (project.site_dir / "_headers").unlink()
    return project.site_dir


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In Material's own frame, whose pages carry no policy."""
    config = (ROOT / "tests/handbooks/sourdough/mkdocs.yml").read_text(encoding="utf-8")
    return _build(tmp_path_factory.mktemp("plain"), config)


@pytest.fixture(scope="module")
def framed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In the frame of this repository, without its policy."""
    folder = tmp_path_factory.mktemp("framed")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    return _build(folder, config.replace("extra:\n", "extra:\n  content_policy: ''\n"))


@pytest.fixture(params=["plain_site", "framed_site"])
def hostile_site(request: pytest.FixtureRequest) -> Iterator[tuple[Path, str]]:
    folder = request.getfixturevalue(request.param)
    with serving(folder) as address:
        yield folder, address


def test_nothing_runs_and_every_text_is_shown_as_it_was_written(
    hostile_site: tuple[Path, str], browser: Browser
) -> None:
    folder, address = hostile_site
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    requests: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    # Plain text as it is, up to where rich text reads an escape or a letter's name.
    words = PAYLOAD[: PAYLOAD.index("&lt;")]
    opened = 0
    for file in sorted(folder.rglob("index.html")):
        path = file.parent.relative_to(folder).as_posix()
        if path.startswith(("go/", "old")):
            assert "<script>window" not in file.read_text(encoding="utf-8")
            continue
        page.goto(f"{address}{path}/" if path != "." else address)
        assert page.evaluate("window.ran === undefined"), path
        assert words in page.evaluate("document.body.textContent"), path
        # Material's own header is as wide as a title.
        is_ours = (folder.parent / "overrides").exists()
        assert not is_ours or page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is too wide"
        opened += 1
    page.goto(f"{address}search/?q=tea")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran === undefined")
    assert words in page.evaluate("document.body.textContent")
    context.close()
    assert opened > 15
    assert dialogs == []
    assert [url for url in requests if not url.startswith(address)] == []


def test_paper_shows_the_texts_as_they_were_written(plain_site: Path) -> None:
    for path in ("worksheets/log-a4.pdf", "packs/workbook-letter.pdf"):
        pdf = pypdfium2.PdfDocument(plain_site / path)
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        bare = "".join(text.split())
        assert "".join(PAYLOAD[: PAYLOAD.index("&lt;")].split()) in bare, path
        assert '#panic("x")$x$' in bare


def test_an_emoji_that_no_paper_can_show_is_named_where_it_stands() -> None:
    title = "title: Brew \U0001f469\u200d\U0001f680".encode()
    files = SMALL | {"playbooks/brew.yml": SMALL["playbooks/brew.yml"].replace(b"title: Brew it", title)}
    with pytest.raises(ContentError) as caught:
        build_handbook(files, press=Press(processes=1))
    assert 'playbooks/brew.yml:3:13: error: no font has the character "\U0001f469" (U+1F469)' in str(caught.value)
    assert any("\U0001f469\u200d\U0001f680" in str(file.content) for file in build_handbook(files).files)
