"""What a browser gets for an address of a preview."""

from __future__ import annotations

import json
import mimetypes
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from generator.assets import preview_files
from generator.hosting import headers
from generator.preview.making import Preview
from generator.preview.problems_page import render_problems
from generator.problems import Problem

OWN = "/_preview/"
"""Where a preview keeps what no site has. A handbook has nothing there, for names with `_` are not passed on."""
EVENTS = f"{OWN}events"
LAST_GOOD = f"{OWN}last-good/"
"""Below it stands the last good site, while there are mistakes."""

_TYPES = {
    "css": "text/css",
    "html": "text/html",
    "ico": "image/x-icon",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""What a system's own list may lack or have wrong."""
_POLICY = "Content-Security-Policy"
_WITH_CHARSET = {"text/css", "text/html", "text/javascript", "text/plain", "application/json", "application/xml"}


@dataclass(frozen=True)
class Answer:
    """What is sent back.

    Attributes:
        status: The HTTP status.
        body: The bytes.
        type: Their media type.
        headers: Further headers.
    """

    status: int
    body: bytes = b""
    type: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def answer(preview: Preview, address: str) -> Answer:
    """The answer to a request.

    Args:
        preview: What is shown.
        address: What stands in the request: a path, perhaps with a query.
    """
    path = unquote(urlsplit(address).path)
    if path.startswith(LAST_GOOD):
        return _file(preview, path.removeprefix(LAST_GOOD), is_last_good=True)
    if path.startswith(OWN):
        text = preview_files().get(path.removeprefix(OWN))
        return Answer(200, text.encode(), media_type(path)) if text is not None else Answer(404, b"Not found")
    if not path.startswith(preview.base):
        return Answer(302, headers={"Location": preview.base})
    return _file(preview, path.removeprefix(preview.base))


def media_type(path: str) -> str:
    """The type of a file, by its name."""
    ending = path.rpartition(".")[2].lower()
    found = _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found in _WITH_CHARSET else found


def _file(preview: Preview, path: str, *, is_last_good: bool = False) -> Answer:
    name = f"{path}index.html" if not path or path.endswith("/") else path
    is_page = name.endswith(".html") or (name not in preview and "." not in name.rpartition("/")[2])
    if is_page and is_last_good and not preview.problems:
        # What was mended is where it always is.
        return Answer(302, headers={"Location": f"{preview.base}{quote(path.lstrip('/'))}"})
    if is_page and preview.problems and not is_last_good:
        return _problems(preview, preview.problems, path)
    if name not in preview:
        if f"{name}/index.html" in preview:
            # From the name alone, so that it leads nowhere else.
            return Answer(301, headers={"Location": f"{quote(name.rpartition('/')[2])}/"})
        return _page(preview, "404.html", 404) if "404.html" in preview else Answer(404, b"Not found")
    return _page(preview, name) if is_page else Answer(200, preview.read(name), media_type(name))


def _page(preview: Preview, name: str, status: int = 200) -> Answer:
    version = preview.version
    try:
        page = preview.read(name)
    except Exception as error:
        # A template of the author's may fail in any way.
        return _problems(preview, (preview.problem_of(error),), None)
    script = f'<script defer src="{OWN}preview.js" data-version="{version}"></script></head>'
    # A frame of Material's own has scripts in the page, which the policy would forbid.
    sent = {name: value for name, value in headers().items() if name != _POLICY or _POLICY.encode() in page}
    return Answer(status, page.replace(b"</head>", script.encode(), 1), media_type(name), sent)


def _problems(preview: Preview, problems: tuple[Problem, ...], path: str | None) -> Answer:
    """The page that tells what is wrong.

    Args:
        preview: What is shown.
        problems: What is wrong.
        path: What was asked for; None where the last good version of it fails as well.
    """
    last_good = f"{LAST_GOOD}{quote(path)}" if path is not None and preview.has_site else None
    page = render_problems(problems, preview.version, OWN, last_good)
    return Answer(500, page.encode(), media_type(".html"), headers())


def as_event(version: str) -> bytes:
    """What is sent to a page when there is another version."""
    return f"data: {json.dumps(version)}\n\n".encode()
