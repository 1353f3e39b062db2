"""Serves a folder on this machine, as a plain web host would."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

MODULES = Path(__file__).parent.parent / "generator/static/js"


class _Handler(SimpleHTTPRequestHandler):
    """Also gives, below `/modules/`, the sources of the scripts, which tests of single modules import."""

    def translate_path(self, path: str) -> str:
        if path.startswith("/modules/"):
            return str(MODULES / path.removeprefix("/modules/"))
        return super().translate_path(path)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a folder is served, ending in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
