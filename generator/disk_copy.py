"""The site as a zip that can be read from a disk: unpacked, and its `index.html` opened.

A browser shows the list of files of a folder on a disk, not its page. So every link to a folder names its page
there. Scripts do the same with the addresses that they know (`openable` in `static/js/addresses.js`).
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Mapping
from functools import partial
from urllib.parse import unquote

from generator.offline import reader_paths

_TAG = re.compile(r"""<!--.*?-->|<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?P<start>\s(?P<name>[^\s"'=<>/]+)=(?P<quote>["']))(?P<value>.*?)(?P=quote)""", re.DOTALL)
_LINKS = {"href", "action"}
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
_PACKED = (".pdf", ".png", ".jpg", ".jpeg", ".webp", ".gz", ".zip")
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can hold; files of a built site have no time that says anything."""


def render_zip(site: Mapping[str, bytes], folder: str) -> bytes:
    """The zip: the same bytes for the same site, whenever and wherever it is made.

    Args:
        site: Every file of a built site: path and bytes.
        folder: The one folder at the top of the zip.
    """
    paths = reader_paths(site)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path in paths:
            entry = zipfile.ZipInfo(f"{folder}/{path}", _TIME)
            entry.create_system = 3  # Unix, whose permissions follow: a file that all may read
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            content = site[path]
            if path.endswith(".html"):
                content = name_files(content.decode(), path, paths).encode()
            archive.writestr(entry, content, compresslevel=9)
    return written.getvalue()


def name_files(page: str, path: str, files: Collection[str]) -> str:
    """A page whose links to folders name the page in them.

    Args:
        page: Its HTML.
        path: Where it is on the site.
        files: The paths of all files of the site. Links to anything else stay as they are.
    """
    known = frozenset(files)
    name = partial(_named, path, known)
    return _TAG.sub(lambda tag: tag[0] if tag[0].startswith("<!") else _ATTRIBUTE.sub(name, tag[0]), page)


def _named(path: str, files: frozenset[str], match: re.Match[str]) -> str:
    if match["name"].lower() not in _LINKS or _ELSEWHERE.match(match["value"]):
        return match[0]
    place, rest = re.fullmatch(r"([^?#]*)(.*)", html.unescape(match["value"]), re.DOTALL).groups()  # type: ignore[union-attr]
    index = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place), "index.html"))
    if not place or index not in files:
        return match[0]
    name = place if place.endswith("/") else f"{place}/"
    return f"{match['start']}{html.escape(f'{name}index.html{rest}')}{match['quote']}"
