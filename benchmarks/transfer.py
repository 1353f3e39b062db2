"""Measures what a browser loads of handbooks of several sizes: `python -m benchmarks.transfer 100 1000`.

Pages come from a server on this machine, packed with gzip at one level, to a browser that keeps nothing. What is
counted is what the browser's own network log says: headers and content of every file that it asks for by itself.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.config import load_config
from playwright.sync_api import Page, sync_playwright

from benchmarks.handbooks import write_handbook
from generator.build import build_handbook
from generator.plugin.pages import LazySite

LEVEL = 6
"""How hard gzip packs, as hosts usually have it."""
PAGES = (
    "playbooks/chapter-00002/", "scripts/ask-chapter-00001/", "worksheets/log-chapter-00001/", "paths/today-baker/",
    "coach/chapter-00002/", "", "playbooks/", "scripts/", "worksheets/", "paths/", "sources/", "glossary/", "coach/",
    "coach/plan/", "your-data/", "search/", "offline/", "404.html",
)  # fmt: skip
QUERIES = ("bread", "oven heat cold", "how do I keep the crust warm over night", "flouer", "chapter")
GUIDE = """\
coach:
  session:
  - {time: 30 min, do: Ask how the last loaf was.}
  - {time: 30 min, do: Bake one together.}
"""
SETTINGS = """\
site_name: Bread
site_url: https://bread.example.org/
docs_dir: content
theme: {name: material, font: false}
plugins: [handbook: {pdf: false}]
"""


@dataclass
class Transfer:
    """What was loaded.

    Attributes:
        sizes: Address -> bytes as they came over the network, with headers.
    """

    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def bytes(self) -> int:
        """All of it together."""
        return sum(self.sizes.values())


def with_more(size: int) -> Iterator[tuple[str, str]]:
    """The content files of a made-up handbook with coach guides and words, so that it has pages of every kind."""
    for path, text in write_handbook(size):
        yield path, text + GUIDE if path.startswith("playbooks/") else text
    meaning = "It is made of flour and water, and baked in a hot oven."
    terms = "".join(
        f"- {{id: word-{number}, term: {chr(97 + number % 26)}-word {number}, meaning: {meaning!r}}}\n"
        for number in range(1, size + 1)
    )
    yield "glossary.yml", f"terms:\n{terms}"


def site_of(size: int, folder: Path) -> LazySite:
    """The site of a made-up handbook, whose pages are made when they are asked for.

    Args:
        size: How many playbooks it has.
        folder: An empty folder for its settings.
    """
    (folder / "content").mkdir()
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    content = {path: text.encode() for path, text in with_more(size)}
    return LazySite(load_config(str(folder / "mkdocs.yml")), build_handbook(content, "https://bread.example.org/"))


@contextmanager
def serving_packed(site: Mapping[str, bytes]) -> Iterator[str]:
    """The address at which a site is served with gzip, ending in a slash."""
    packed: dict[str, bytes] = {}
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)[1:]
            path += "index.html" if path == "" or path.endswith("/") else ""
            with lock:  # a site that is made page by page is not for several threads
                if path in site and path not in packed:
                    packed[path] = gzip.compress(site[path], LEVEL, mtime=0)
            self.send_response(200 if path in packed else 404)
            self.send_header("Content-Type", guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed.get(path, b""))))
            self.end_headers()
            self.wfile.write(packed.get(path, b""))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def counting(page: Page) -> Iterator[Transfer]:
    """What a page loads meanwhile, from the browser's network log. Nothing comes from what the browser kept before."""
    transfer = Transfer()
    addresses: dict[str, str] = {}
    log = page.context.new_cdp_session(page)
    log.on("Network.requestWillBeSent", lambda told: addresses.update({told["requestId"]: told["request"]["url"]}))

    def finished(told: dict[str, Any]) -> None:
        address = addresses.get(told["requestId"], "data:")  # else it was asked for before
        if not address.startswith("data:"):
            transfer.sizes[address] = int(told["encodedDataLength"])

    log.on("Network.loadingFinished", finished)
    log.send("Network.enable")
    log.send("Network.setCacheDisabled", {"cacheDisabled": True})
    try:
        yield transfer
        page.wait_for_load_state("networkidle")
    finally:
        log.detach()


def load(page: Page, address: str) -> Transfer:
    """What opening a page loads, with the sign of the site, which browsers without a window do not ask for."""
    with counting(page) as transfer:
        page.goto(address)
        icon = page.locator("link[rel=icon]").first.evaluate("icon => fetch(icon.href).then(() => icon.href)")
    assert icon in transfer.sizes
    return transfer


def search(page: Page, address: str, query: str) -> Transfer:
    """What a first search loads, from typing to results, on the search page that is open already."""
    page.goto(f"{address}search/")
    with counting(page) as transfer:
        page.locator("#search-query").fill(query)
        page.locator(".search-results a").first.wait_for()
    return transfer


def measure(page: Page, address: str) -> Iterator[tuple[str, Transfer]]:
    """What each kind of page and each query loads: what it is, and the transfer."""
    for path in PAGES:
        yield f"/{path}", load(page, address + path)
    for query in QUERIES:
        yield f'search "{query}"', search(page, address, query)


def main(arguments: list[str]) -> None:
    """Print a table with a column for each size."""
    sizes = [int(size) for size in arguments] or [100, 1000]
    measured: dict[str, list[str]] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as top:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for size in sizes:
            folder = Path(top) / str(size)
            folder.mkdir()
            with serving_packed(site_of(size, folder)) as address:
                for what, transfer in measure(browser.new_page(), address):
                    told = f"{transfer.bytes / 1000:.1f} KB in {len(transfer.sizes)}"
                    measured.setdefault(what, []).append(told)
        browser.close()
    rows = [["loaded", *(f"{size} playbooks" for size in sizes)], ["---"] * (len(sizes) + 1)]
    rows += [[what, *told_of] for what, told_of in measured.items()]
    sys.stdout.write("".join(f"| {' | '.join(row)} |\n" for row in rows))


if __name__ == "__main__":
    main(sys.argv[1:])
