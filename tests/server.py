"""Serves a folder on this machine, as a host that knows `_headers` would."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MODULES = Path(__file__).parent.parent / "generator/static/js"


def read_headers(folder: Path) -> dict[str, str]:
    """What `_headers` of a built site says of every file; nothing where there is none."""
    return header_blocks(folder).get("/*", {})


def header_blocks(folder: Path) -> dict[str, dict[str, str]]:
    """All that `_headers` of a built site says: places, each with its headers."""
    file = folder / "_headers"
    return _read_blocks(file, file.stat().st_mtime_ns) if file.is_file() else {}


@functools.lru_cache
def _read_blocks(file: Path, _changed: int) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        name, _, value = line.strip().partition(": ")
        if line.startswith("/"):
            found[line] = {}
        else:
            found[next(reversed(found))][name] = value
    return found


class _Handler(SimpleHTTPRequestHandler):
    """Also gives, below `/modules/` and without headers, the sources of the scripts, for tests of single modules."""

    def translate_path(self, path: str) -> str:
        if path.startswith("/modules/"):
            return str(MODULES / path.removeprefix("/modules/"))
        return super().translate_path(path)

    def end_headers(self) -> None:
        if self.path.startswith("/modules/"):
            return super().end_headers()
        for name, value in read_headers(Path(self.directory)).items():
            self.send_header(name, value)
        return super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class _Server(ThreadingHTTPServer):
    """Says nothing of a browser that went away before it had everything."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a folder is served, ending in a slash."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
