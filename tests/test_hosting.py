"""The headers as hosts read them, and as nginx sends them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from mkdocs.config import load_config

from generator.disk import write_files
from generator.hosting import content_policy, headers, render_headers, render_packed_sitemap
from tests.nginx import nginx_serving
from tests.server import read_headers, serving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(render_headers(), tmp_path)
    (tmp_path / "index.html").write_text("<p>Start</p>")
    return tmp_path


def test_nothing_but_own_files_may_run_or_be_loaded() -> None:
    policy = dict(part.split(" ", 1) for part in content_policy().split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in content_policy()
    assert re.findall(r"https?:|\*", content_policy()) == []


def test_a_page_says_what_browsers_take_from_a_page() -> None:
    assert content_policy(in_page=True) == content_policy().replace("; frame-ancestors 'none'", "")


def test_the_file_for_hosts_holds_every_header(folder: Path) -> None:
    assert read_headers(folder) == headers()
    assert {"Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy"} <= set(
        headers()
    )


def test_a_published_page_may_carry_the_policy_and_a_preview_not(project: Path) -> None:
    for command, carried in (("build", content_policy(in_page=True)), ("serve", None)):
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
        config = config.plugins.on_config(config)
        assert config.extra.get("content_policy") == carried


@pytest.mark.parametrize("prefix", ["/", "/handbook/"])
def test_nginx_sends_every_header(folder: Path, prefix: str) -> None:
    include = f'include "{folder}/hosting/nginx-headers.conf";'
    with nginx_serving(folder, include, prefix) as address:
        with urlopen(address, timeout=10) as answer:
            assert headers().items() <= dict(answer.headers).items()
        with pytest.raises(HTTPError, match="404") as lost:
            urlopen(f"{address}lost/", timeout=10)
        assert headers().items() <= dict(lost.value.headers).items()


def test_the_tests_are_served_with_every_header(folder: Path) -> None:
    with serving(folder) as address, urlopen(address, timeout=10) as answer:
        assert headers().items() <= dict(answer.headers).items()


def test_the_packed_list_of_pages_holds_no_time() -> None:
    (packed,) = render_packed_sitemap({"sitemap.xml": b"<urlset/>"})
    assert isinstance(packed.content, bytes)
    assert packed.content[4:8] == bytes(4), "the time of a gzip file (RFC 1952)"
    assert gzip.decompress(packed.content) == b"<urlset/>"
