"""Every page of the site, opened once in a browser: nothing is asked of another host, nothing is missing or fails."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit


def test_no_page_asks_another_host_misses_a_file_or_fails(make_reader, site: Path) -> None:  # type: ignore[no-untyped-def]
    reader = make_reader(viewport={"width": 360, "height": 740})
    missing: list[str] = []
    reader.page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    pages = [path.parent.relative_to(site).as_posix() for path in sorted(site.rglob("index.html"))]
    pages = ["" if page == "." else f"{page}/" for page in pages if not page.startswith("go/")]
    assert len(pages) > 90
    for page in pages:
        reader.page.goto(reader.address + page)
    hosts = {urlsplit(url).netloc for url in reader.requests if not url.startswith("data:")}
    assert hosts == {urlsplit(reader.address).netloc}
    assert missing == []
    assert reader.errors == []
