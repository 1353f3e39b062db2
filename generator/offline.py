"""What a reader's browser keeps to read the handbook without a network, as a list of the built site's files.

The list is made from what was built, so only a door that builds the site can write it. The service worker holds it:
a browser that keeps the handbook then finds every new version by that file alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.assets import worker_script
from generator.output import OutputFile
from generator.theme_sheet import sheet_names

WORKER_PATH = "service-worker.js"
"""At the top of the site, for a worker serves what is below it."""
LIST_PATH = "offline.json"

_NOT_READ = re.compile(
    r"_headers|_redirects|hosting/.*|404\.html|sitemap\.xml(\.gz)?|objects\.inv|handbook(\.schema)?\.json"
    r"|search/search_index\.json"
    rf"|{re.escape(WORKER_PATH)}|{re.escape(LIST_PATH)}|assets/handbook/cards/.*|.*\.map"
)
"""Files for hosts, search engines, programs and previews."""
_THEME_FOLDERS = ("assets/javascripts/", "assets/stylesheets/classic/", "assets/stylesheets/modern/")
"""What themes bring along and pages may not load: scripts, and the two looks that Zensical has."""


class FileSum(NamedTuple):
    """What browsers check of a file: the SHA-256 of its content, and its size in bytes."""

    digest: bytes
    size: int


def unused_theme_files(site: Mapping[str, bytes]) -> list[str]:
    """The theme's files, where its pages load none of their folder, and style sheets: all have the same frame."""
    page = site.get("index.html", b"")
    sheets = (f"assets/stylesheets/{name}" for name in sheet_names())
    unused = tuple(start for start in (*_THEME_FOLDERS, *sheets) if start.encode() not in page)
    return [path for path in site if path.startswith(unused)]


def reader_paths(site: Mapping[str, bytes]) -> list[str]:
    """The files of a site that its readers need, sorted.

    Args:
        site: Every file of a built site: path and bytes.
    """
    unused = {*unused_theme_files(site)}
    return [path for path in sorted(site) if is_read(path) and path not in unused]


def is_read(path: str) -> bool:
    """Whether readers need a file, and not only hosts or programs."""
    return _NOT_READ.fullmatch(path) is None


def render_offline(site: Mapping[str, bytes], forwards: Mapping[str, str]) -> list[OutputFile]:
    """The list for the page that asks, and the service worker that holds it.

    Args:
        site: Every file of a built site.
        forwards: The pages that only lead on, and where; they need not be kept.
    """
    unused = {*unused_theme_files(site)}
    return list_offline({path: sum_of(site[path]) for path in site if is_read(path) and path not in unused}, forwards)


def sum_of(content: bytes) -> FileSum:
    """What browsers check of a file."""
    return FileSum(hashlib.sha256(content).digest(), len(content))


def list_offline(sums: Mapping[str, FileSum], forwards: Mapping[str, str]) -> list[OutputFile]:
    """The same from what browsers check of the files that readers need.

    Args:
        sums: Path -> what is checked.
        forwards: The pages that only lead on, and where; they need not be kept.
    """
    entries = list(_entries(sums, forwards))
    listed: dict[str, object] = {
        "pages": [entry for entry in entries if not entry[0].endswith(".pdf")],
        "pdfs": [entry for entry in entries if entry[0].endswith(".pdf")],
    }
    whole = _as_json(listed | {"forwards": dict(sorted(forwards.items()))})
    worker = f"{worker_script()}self.handbookFiles = {whole};\n"
    return [OutputFile(LIST_PATH, _as_json(listed)), OutputFile(WORKER_PATH, worker)]


def _entries(sums: Mapping[str, FileSum], forwards: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Each file: its path, its hash, as browsers check it, and its size in bytes."""
    for path in sorted(sums):
        if path.removesuffix("index.html") not in forwards:
            yield path, f"sha256-{base64.b64encode(sums[path].digest).decode()}", sums[path].size


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
