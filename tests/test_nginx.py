"""The nginx that other tests ask: a folder at the top and below a path, with lines of its own."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.nginx import nginx_serving


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "help").mkdir()
    (tmp_path / "help/index.html").write_text("<p>Help</p>")
    return tmp_path


@pytest.mark.parametrize("prefix", ["/", "/handbook/"])
def test_nginx_serves_a_folder(folder: Path, prefix: str) -> None:
    snippet = f'location = {prefix}old/ {{ return 301 {prefix}help/; }}\nadd_header X-Seen "yes" always;'
    with nginx_serving(folder, snippet, prefix) as address:
        assert address.endswith(prefix)
        for path in ("help/", "help", "old/"):
            with urlopen(address + path, timeout=10) as answer:
                assert (answer.url, answer.read()) == (address + "help/", b"<p>Help</p>")
                assert answer.headers["X-Seen"] == "yes"
                assert answer.headers["Content-Type"] == "text/html"
        with pytest.raises(HTTPError, match="404"):
            urlopen(address + "lost/", timeout=10)


def test_a_mistake_in_the_lines_is_told(folder: Path) -> None:
    with pytest.raises(AssertionError, match='unknown directive "nonsense"'), nginx_serving(folder, "nonsense on;"):
        pass
