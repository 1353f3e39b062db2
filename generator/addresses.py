"""Where things are: from docs files to the addresses that pages link to each other with.

A page `playbooks/seek-feedback.md` is published at `playbooks/seek-feedback/`. All links are relative,
so that a handbook works from any folder of a host.
"""

from __future__ import annotations

import posixpath

from generator.model import Handbook, Target


def page_url(page: str) -> str:
    """The address of a docs file, relative to the top of the site; the top itself is empty."""
    folder, name = posixpath.split(page.removesuffix(".md"))
    if name == "index":
        return f"{folder}/" if folder else ""
    return posixpath.join(folder, name) + "/"


def relative_url(page: str, to: str) -> str:
    """The address `to` (relative to the top of the site, maybe with an anchor) as seen from a page."""
    path, mark, anchor = to.partition("#")
    relative = posixpath.relpath(path or ".", page_url(page) or ".")
    if path.endswith("/") or not path:
        relative += "/"
    return relative + mark + anchor


def target_url(target: Target) -> str:
    """The address of a target, relative to the top of the site."""
    return page_url(target.page) + (f"#{target.anchor}" if target.anchor else "")


def link_to(handbook: Handbook, page: str, id_: str) -> str:
    """The address of a public id, as seen from a page. Raises `KeyError` for an unknown id."""
    target = handbook.targets[id_]
    if target.page == page and target.anchor:
        return f"#{target.anchor}"
    return relative_url(page, target_url(target))


def markdown_link_to(handbook: Handbook, page: str, id_: str) -> str:
    """The same as a path to the docs file, which is what links inside Markdown pages hold."""
    target = handbook.targets[id_]
    path = posixpath.relpath(target.page, posixpath.dirname(page) or ".")
    return path + (f"#{target.anchor}" if target.anchor else "")
