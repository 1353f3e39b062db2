"""Reads a built page as its readers, their programs and search engines do, to compare the pages of two engines."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

HOST = "https://any.example/"
"""Where sites are taken to be, to make links whole."""
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "srcset", "content"}
INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "kbd", "label", "q", "small", "span", "strong", "sub", "sup"}
"""Elements that words go on through; any other ends a word."""
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]

Facts = dict[str, object]
"""What there is to know of a page, by what it is."""

IGNORED = {
    'meta[name="generator"]': "Each engine names itself.",
    "a.md-skip": "Material leads past the header to the first heading, Zensical to the article. Both are tried below.",
    "a#__skip": "What Zensical's leads to; it holds nothing.",
    "label.md-overlay": "The cover of Material's drawer, which our frame lacks. Zensical hides it from programs.",
    ".md-dialog": "The place for Material's notes, which its scripts would fill. It stays empty.",
}
"""What differs, may differ, and is left out of the comparison, and why. ARCHITECTURE.md says the same."""


@lru_cache(maxsize=400)
def soup_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def site_pages(site: Path) -> list[str]:
    """The pages of a site: paths of their files, sorted."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def sitemap(site: Path) -> list[str]:
    """The addresses that search engines are told, in order."""
    return [str(node.text) for node in ET.parse(site / "sitemap.xml").iter() if node.tag.endswith("loc")]


@lru_cache(maxsize=200)
def read_page(site: Path, path: str, leave_out: tuple[str, ...] = tuple(IGNORED)) -> Facts:
    """All facts of a page, with every link as a whole address."""
    soup = BeautifulSoup((site / path).read_text(encoding="utf-8"), "html.parser")
    for selector in leave_out:
        for tag in soup.select(selector):
            tag.decompose()
    here = HOST + path.removesuffix("index.html")
    for tag in soup.find_all(True):
        for name in ADDRESSES & tag.attrs.keys():
            tag[name] = _whole(here, tag, name)
    article = soup.article
    facts: Facts = {
        "language": {name: soup.html.get(name) for name in ("lang", "dir", "class")} if soup.html else None,
        "title": _words(soup.title),
        "description": [tag["content"] for tag in soup.select('meta[name="description"]')],
        "tags for programs": sorted(
            (str(tag.get("property") or tag.get("name") or tag.get("http-equiv")), str(tag.get("content")))
            for tag in soup.select("head meta")
        ),
        "links for programs": sorted(str(_plain(tag)) for tag in soup.select("head link")),
        "scripts": [(tag.get("src"), tag.has_attr("defer"), tag.string) for tag in soup.find_all("script")],
        "headings": [(tag.name, tag.get("id"), _words(tag)) for tag in soup.find_all(HEADINGS)],
        "table of contents": [
            (len(link.find_parents("ul")), link["href"], _words(link)) for link in soup.select(".hb-contents a")
        ],
        "text": _words(article),
        "text around it": _words(soup.body),
        "links": [(_words(link), link.get("href"), link.get("aria-current")) for link in soup.select("body a")],
        "ids": [tag["id"] for tag in soup.find_all(id=True)],
        "elements of the article": list(_tree(article)) if article else None,
        "elements of the page": list(_tree(soup.body)) if soup.body else None,
    }
    return facts


def _whole(here: str, tag: Tag, name: str) -> str:
    """A link as a whole address, without `index.html` and with one form for the top."""
    value = str(tag[name])
    if (
        (name == "content" and not value.startswith("http"))
        or name == "srcset"
        or (name == "data" and tag.name != "object")
    ):
        return value
    return urljoin(here, value) if value else here


def _words(tag: Tag | None) -> str:
    """The words that a reader sees or hears, with one space between them."""
    parts: list[str] = []

    def walk(node: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                if child.name in ("script", "style", "template"):
                    continue
                edge = "" if child.name in INLINE else " "
                parts.append(edge)
                walk(child)
                parts.append(edge)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                parts.append(str(child))

    if tag is not None:
        walk(tag)
    return " ".join("".join(parts).split())


def _plain(tag: Tag) -> tuple[str, tuple[tuple[str, str], ...]]:
    attributes = {name: " ".join(value) if isinstance(value, list) else str(value) for name, value in tag.attrs.items()}
    return tag.name, tuple(sorted(attributes.items()))


def _tree(tag: Tag, depth: int = 0) -> Iterator[tuple[object, ...]]:
    """Every element with its attributes, and the text between them, in order; spaces between blocks do not count."""
    yield (depth, *_plain(tag))
    text = ""
    for child in tag.children:
        if isinstance(child, Tag):
            if text.strip():
                yield depth + 1, " ".join(text.split())
            text = ""
            yield from _tree(child, depth + 1)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            text += str(child)
    if text.strip():
        yield depth + 1, " ".join(text.split())


def targets_of_skip_links(site: Path, path: str) -> list[Tag]:
    """What the links that skip the header lead to: one link, to one place, on a good page."""
    soup = soup_of(site / path)
    links = soup.select("a.md-skip")
    return [place for link in links for place in soup.find_all(id=urlsplit(str(link["href"])).fragment)]
