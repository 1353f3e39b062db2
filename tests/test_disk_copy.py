"""The zip for a disk: links that name files, and the same bytes for the same site."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.disk import FolderFiles
from generator.disk_copy import name_files, render_zip

FILES = (
    "index.html",
    "help/index.html",
    "help/a.pdf",
    "tea & cake/index.html",
    "größe/index.html",
    "go/a.b/index.html",
)


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("../help/", "../help/index.html"),
        ("../help/#who", "../help/index.html#who"),
        ("../help/?q=a#b/", "../help/index.html?q=a#b/"),
        ("../help", "../help/index.html"),
        ("..", "../index.html"),
        ("../", "../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../go/a.b/", "../go/a.b/index.html"),
        ("../tea%20&amp;%20cake/", "../tea%20&amp;%20cake/index.html"),
        ("../gr%C3%B6%C3%9Fe/", "../gr%C3%B6%C3%9Fe/index.html"),
        ("../größe/", "../größe/index.html"),
    ],
)
def test_a_link_to_a_folder_names_its_page(link: str, named: str) -> None:
    page = f'<p title="a > b"><a class="x" href="{link}">x</a></p>'
    assert name_files(page, "help/index.html", FILES) == page.replace(f'"{link}"', f'"{named}"')


@pytest.mark.parametrize(
    "link",
    [
        "", "#who", "?q=a", "a.pdf", "../help/index.html", "../nowhere/", "https://example.org/help/", "mailto:a@b.c",
        "//example.org/", "/help/", "about:blank", "../../",
    ],
)  # fmt: skip
def test_other_links_stay_as_they_are(link: str) -> None:
    page = f'<a href="{link}">x</a>'
    assert name_files(page, "help/index.html", FILES) == page


def test_only_links_are_touched() -> None:
    page = """<!doctype html><!-- <a href="../help/"> -->
<a href='../help/' title='href="../help/"'>href="../help/"</a><form action="../help/"><p data-to="../help/">
<svg viewBox="0 0 1 1"/><br><code>&lt;a href="../help/"></code> 1 < 2 "quoted" <b>x</b>"""
    named = name_files(page, "help/index.html", FILES)
    assert named == page.replace("href='../help/'", "href='../help/index.html'").replace(
        'action="../help/"', 'action="../help/index.html"'
    )


SITE = {
    "index.html": b'<a href="help/">x</a>',
    "help/index.html": b"<p>x</p>",
    "help/a.pdf": b"%PDF" * 99,
    "_headers": b"/*\n",
    "_redirects": b"",
    "404.html": b'<a href="/help/">x</a>',
    "hosting/nginx-headers.conf": b"",
    "sitemap.xml": b"",
    "sitemap.xml.gz": b"",
    "service-worker.js": b"",
    "offline.json": b"",
    "assets/javascripts/theme.js": b"",
    "assets/stylesheets/theme.css.map": b"",
}


def test_the_zip_holds_one_folder_with_what_a_reader_needs() -> None:
    with zipfile.ZipFile(io.BytesIO(render_zip(SITE, "my handbook"))) as archive:
        assert archive.namelist() == [
            "my handbook/help/a.pdf",
            "my handbook/help/index.html",
            "my handbook/index.html",
        ]
        assert archive.read("my handbook/index.html") == b'<a href="help/index.html">x</a>'
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert oct(entry.external_attr >> 16) == "0o100644"
        assert archive.testzip() is None


def test_a_theme_that_loads_its_scripts_keeps_them() -> None:
    site = SITE | {"index.html": b'<script src="assets/javascripts/theme.js"></script>'}
    assert "x/assets/javascripts/theme.js" in zipfile.ZipFile(io.BytesIO(render_zip(site, "x"))).namelist()


MAKE = """
import hashlib, sys
from pathlib import Path
from generator.disk import FolderFiles
from generator.disk_copy import render_zip
print(hashlib.sha256(render_zip(FolderFiles(Path(sys.argv[1])), "handbook")).hexdigest())
"""


def test_the_zip_is_the_same_in_another_place_time_zone_and_process(root: Path, tmp_path: Path) -> None:
    digests = set()
    for number, zone in enumerate(("Pacific/Kiritimati", "America/Anchorage")):
        folder = tmp_path / f"place {number}"
        # Written in another order, with other times and permissions.
        for path in sorted(SITE, reverse=bool(number)):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(SITE[path])
            os.utime(file, (10**9 * (1 + number), 10**9))
            file.chmod(0o600 if number else 0o755)
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": str(number), "PYTHONPATH": str(root)}
        told = subprocess.run(
            [sys.executable, "-c", MAKE, folder], env=environment, capture_output=True, text=True, check=True
        )
        digests.add(told.stdout.strip())
    assert digests == {hashlib.sha256(render_zip(SITE, "handbook")).hexdigest()}


def test_files_of_a_folder_are_read_by_their_paths(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_bytes(b"x")
    (tmp_path / ".hidden").write_bytes(b"y")
    files = FolderFiles(tmp_path)
    assert dict(files) == {".hidden": b"y", "a/b.txt": b"x"}
    assert len(files) == 2
    for path in ("a", "../" + tmp_path.name + "/.hidden", "none"):
        assert path not in files
