"""Talks with browsers on this machine, and with nobody else unless the author says so."""

from __future__ import annotations

import ipaddress
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET6
from socketserver import TCPServer
from urllib.parse import parse_qs, urlsplit

from generator.preview.answering import EVENTS, Answer, answer, as_event
from generator.preview.making import Preview

HEARTBEAT = 15.0
"""Seconds after which a browser that waits is told that the preview is still there."""


class PreviewServer(ThreadingHTTPServer):
    """A server that ends at once, whoever waits for it."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, preview: Preview, host: str, port: int) -> None:
        self.preview = preview
        self.host = host
        if ":" in host:
            self.address_family = AF_INET6
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Take the port, without asking the network for the name of this machine."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no error; anything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def knows(self, host: str) -> bool:
        """Whether a browser means this server.

        A page of somebody else could let its own name lead to this machine, and then read the preview. A number, or
        the name of this machine itself, cannot be such a name.
        """
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
            return name in ("localhost", self.host.lower()) or bool(ipaddress.ip_address(name))
        except ValueError:
            return False


def start_server(preview: Preview, host: str, port: int) -> PreviewServer:
    """A server that answers from now on. Raises `OSError` where the port is taken."""
    server = PreviewServer(preview, host, port)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a browser."""
        if not self.server.knows(self.headers.get("Host", "")):
            self._send(Answer(403, b"This preview answers to the address that handbook serve shows."))
        elif urlsplit(self.path).path == EVENTS:
            self._tell_when_other()
        else:
            self._send(answer(self.server.preview, self.path))

    do_HEAD = do_GET  # noqa: N815 - the name is Python's

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-cache")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _tell_when_other(self) -> None:
        """Keep the answer open until there is another version than the page has."""
        version = parse_qs(urlsplit(self.path).query).get("since", [""])[0]
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        while not self.server.preview.wait_for_other(version, HEARTBEAT):
            self.wfile.write(b":\n\n")
            self.wfile.flush()
        self.wfile.write(as_event(self.server.preview.version))

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is Python's
        """Say nothing of requests."""
