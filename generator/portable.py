"""The pages of a handbook laid out so that every engine makes the same of them.

Engines differ in what they do with links in HTML. MkDocs leaves them alone; Zensical takes them to be relative to the
docs file. The two are the same where a page is the index of its folder, so in an export each page is.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from urllib.parse import quote, unquote

from generator.addresses import page_url
from generator.output import AnyOutput, OutputFile
from generator.pages import Draft
from generator.richtext import with_other_links

_HEAD = "---\n"


def portable_path(path: str) -> str:
    """Where a docs file stands in an export: `playbooks/first-steps.md` becomes `playbooks/first-steps/index.md`."""
    return f"{page_url(path)}index.md" if path.endswith(".md") else path


def portable_files(files: Iterable[Draft | AnyOutput]) -> Iterator[OutputFile]:
    """The files in their places. A page says in its front matter what it was made from, for its "edit" link."""
    files = list(files)
    places = {file.path: portable_path(file.path) for file in files}
    for file in files:
        content = file.content
        if file.path.endswith(".md") and isinstance(content, str):
            content = with_other_links(content, partial(_moved, places, file.path))
            if file.source and content.startswith(_HEAD):
                content = f"{_HEAD}source: {json.dumps(file.source)}\n{content.removeprefix(_HEAD)}"
        yield OutputFile(places[file.path], content, file.source)


def _moved(places: dict[str, str], page: str, link: str) -> str:
    """A link of a page to another file, from and to where the two stand now; any other link stays."""
    path, mark, anchor = link.partition("#")
    to = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    if not path or to not in places:
        return link
    return quote(posixpath.relpath(places[to], posixpath.dirname(places[page]) or "."), safe="/~") + mark + anchor


def portable_nav(nav: Any) -> Any:
    """The `nav` setting of a `mkdocs.yml`, with its pages in their places."""
    if isinstance(nav, dict):
        return {title: portable_nav(entry) for title, entry in nav.items()}
    if isinstance(nav, list):
        return [portable_nav(entry) for entry in nav]
    return portable_path(nav) if isinstance(nav, str) and "://" not in nav else nav
