"""Finds every address of another host in the content and the settings, and where each first stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import punctuation
from typing import Any
from urllib.parse import quote, urldefrag, urlsplit

from generator.fields import Markup
from generator.leaves import Leaf, walk
from generator.loader.loaded import Loaded
from generator.richtext import links, written_web_links
from generator.yaml_reader import Document, Place, place_at

DOI_HOST = "https://doi.org/"
SETTINGS_KEYS = ("nav", "extra")
"""The parts of `mkdocs.yml` that hold links for readers."""


@dataclass(frozen=True)
class Address:
    """An address of another host, and where it stands.

    Attributes:
        url: The address, without the part after `#`, as it is asked for.
        path: The file.
        line, column: The place in it, from 1.
    """

    url: str
    path: str
    line: int
    column: int

    def under(self, folder: str) -> Address:
        """The same with its path inside `folder`, as the author sees the file."""
        return self if folder in ("", ".") else replace(self, path=f"{folder.rstrip('/')}/{self.path}")


def collect_content(loaded: Loaded, site_url: str = "") -> tuple[Address, ...]:
    """The addresses of a handbook's files, each once, file by file.

    Args:
        loaded: The files.
        site_url: Where the handbook's own site is; what stands below it is no other host.
    """
    return _each_once(_content(loaded), site_url)


def collect_settings(settings: dict[str, Any], text: str, path: str, site_url: str = "") -> tuple[Address, ...]:
    """The addresses in the navigation, the header and the footer.

    Args:
        settings: The data of `mkdocs.yml`.
        text: Its text, in which the places are looked up.
        path: Its name, for the places.
        site_url: As in `collect_content`.
    """
    found = (
        Address(address, path, place.line, place.column)
        for key in SETTINGS_KEYS
        for address in _texts(settings.get(key))
        for place in (place_at(text, max(text.find(address), 0)),)
    )
    return _each_once(found, site_url)


def _content(loaded: Loaded) -> Iterator[Address]:
    for path in sorted({*loaded.models, *(page.path for page in loaded.pages)}):
        if path in loaded.models:
            document = loaded.documents[path]
            for leaf in walk(loaded.models[path]):
                for url, place in _of_leaf(leaf, document):
                    yield Address(url, path, place.line, place.column)
        for page in (page for page in loaded.pages if page.path == path):
            for line, column, url in written_web_links(page.body):
                yield Address(url, path, page.body_line + line - 1, column)


def _of_leaf(leaf: Leaf, document: Document) -> Iterator[tuple[str, Place]]:
    if not isinstance(leaf.value, str) or leaf.loc not in document.values:
        return
    if leaf.loc[0] == "sources" and leaf.loc[-1] == "doi":
        yield DOI_HOST + quote(leaf.value, safe="/"), document.place(leaf.loc)
    for mark in leaf.marks:
        if isinstance(mark, Markup):
            for url in links(leaf.value, inline=mark.inline):
                yield url, document.find(leaf.loc, re.escape(url))


def _texts(value: Any) -> Iterator[str]:
    """Every text inside plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _each_once(found: Iterator[Address], site_url: str) -> tuple[Address, ...]:
    first: dict[str, Address] = {}
    for address in found:
        if not re.match(r"https?://", address.url, re.IGNORECASE):
            continue
        url = asked_for(address.url)
        if not (site_url and f"{url}/".startswith(site_url)):
            first.setdefault(url, replace(address, url=url))
    return tuple(first.values())


def asked_for(url: str) -> str:
    """An address as it goes over the network: without the part after `#`, everything but ASCII escaped."""
    try:
        parts = urlsplit(urldefrag(url.strip()).url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        return quote(parts._replace(netloc=host, path=parts.path or "/").geturl(), safe=punctuation)
    except ValueError:  # no address at all, which the asking will say
        return quote(url, safe=punctuation)
