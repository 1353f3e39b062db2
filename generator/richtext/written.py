"""Pages that authors write by hand: links by id, sections with anchors, and words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.richtext.commonmark import ID_SCHEME, inline_text, one_line
from generator.richtext.html import Resolve

_markdown = MarkdownIt("commonmark", {"html": False})
_with_html = MarkdownIt("commonmark", {"html": True})

_LINK = re.compile(
    r"""(?P<before>\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|(?P<html><(?i:a\s[^<>]*?\bhref)\s*=\s*["']?))"""
    r"""id:(?P<id>[^\s)<>"']*)""",
    re.MULTILINE,
)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*+\{:?[ \t]*+(?P<inside>[^{}\n]*)\}[ \t]*$")
_ANCHOR = re.compile(r"(?:^|\s)#([^\s}]+)")
_HTML_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>", re.DOTALL)
_HTML_ADDRESS = re.compile(r"""\s(?:href|src)\s*=\s*["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
_HTML_ID = re.compile(r"""<[^<>]*\sid\s*=\s*["']([^"']+)""")


class Section(NamedTuple):
    """A part of a hand-written page.

    Attributes:
        level: That of its heading, from 1; 0 for what stands before the first.
        title: The words of its heading.
        anchor: Its heading's id; None where none is written.
        words: Its text, up to the next heading.
    """

    level: int
    title: str
    anchor: str | None
    words: str


# --- links -------------------------------------------------------------------------------------


def written_links(text: str) -> Iterator[tuple[int, int, str]]:
    """The `id:` links of a Markdown page: line and column of each (from 1), and the id."""
    line, begin = 1, 0
    for match in _LINK.finditer(without_code(text)):
        start = match.start("id") - len(ID_SCHEME)
        line, begin = line + text.count("\n", begin, start), max(begin, text.rfind("\n", begin, start) + 1)
        yield line, start - begin + 1, match["id"]


def written_web_links(text: str) -> Iterator[tuple[int, int, str]]:
    """Line and column (from 1) and address of everything on a Markdown page that leads to the web, pictures too."""
    starts = _line_starts(text)
    end = 0
    for token in _with_html.parse(text):
        if not token.map or token.type not in ("inline", "html_block"):
            continue
        first, last = starts[token.map[0]], starts[token.map[1]]
        end = max(end, first)
        for address in _addresses(token):
            # Where it is not in these lines, it is a reference that stands elsewhere.
            found = [place for place in (text.find(address, end, last), text.find(address)) if place >= 0]
            start = found[0] if found else first
            end = start + len(address) if first <= start < last else end
            yield text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), address


def _addresses(token: Token) -> Iterator[str]:
    for part in token.children or [token]:
        if part.type in ("html_block", "html_inline"):
            yield from (unescape(address) for address in _HTML_ADDRESS.findall(part.content))
        elif part.type in ("link_open", "image"):
            address = str(part.attrs.get("href") or part.attrs.get("src"))
            if address.lower().startswith(("http://", "https://")):
                yield address


def resolve_written_links(text: str, resolve: Resolve, resolve_html: Resolve | None = None) -> str:
    """A Markdown page with its `id:` links turned into addresses.

    Args:
        text: The page.
        resolve: Makes the address for a link in Markdown, which engines take for a file.
        resolve_html: The same for `<a href="...">`, which engines leave alone.
    """
    parts, end = [], 0
    for match in _LINK.finditer(without_code(text)):
        to = (resolve_html or resolve) if match["html"] else resolve
        parts += [text[end : match.start("id") - len(ID_SCHEME)], to(match["id"])]
        end = match.end()
    return "".join([*parts, text[end:]])


def without_code(text: str) -> str:
    """A page of the same length with blanks in place of its code."""
    starts = _line_starts(text)
    parts, end = [], 0
    for token in _markdown.parse(text):
        if not token.map or token.type not in ("fence", "code_block", "inline"):
            continue
        first, last = starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)]
        words = text[first:last]
        blank = _CODE_SPAN.sub(lambda span: _blanked(span[0]), words) if token.type == "inline" else _blanked(words)
        parts += [text[end:first], blank]
        end = last
    return "".join([*parts, text[end:]])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _line_starts(text: str) -> list[int]:
    """The offset of every line, and that of the end."""
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text)), len(text)]


# --- sections ----------------------------------------------------------------------------------


@lru_cache(maxsize=1000)
def written_sections(text: str) -> tuple[Section, ...]:
    """The sections of a Markdown page, without code and marks; the first is what stands before any heading."""
    heads: list[tuple[int, str, str | None, list[str]]] = [(0, "", None, [])]
    tokens = _with_html.parse(text)
    for index, token in enumerate(tokens):
        if token.type == "inline" and _is_heading(tokens[index - 1]):
            level = int(tokens[index - 1].tag[1])
            heads.append((level, *_split_attributes(token), []))
        elif token.type == "inline":
            heads[-1][3].append(_words(inline_text(token)))
        elif token.type == "html_block":
            heads[-1][3].append(_words(token.content))
    return tuple(Section(level, title, anchor, one_line(" ".join(words))) for level, title, anchor, words in heads)


def with_anchors(text: str, taken: Iterable[str] = ()) -> str:
    """A Markdown page in which every heading has an anchor, so that all engines have the same.

    Args:
        text: The page.
        taken: Anchors that stand elsewhere on the page.
    """
    return _with_anchors(text, frozenset(taken))


@lru_cache(maxsize=1000)
def _with_anchors(text: str, taken: frozenset[str]) -> str:
    used = dict.fromkeys([*taken, *_HTML_ID.findall(text)], 1)
    used |= {anchor: 1 for section in written_sections(text) if (anchor := section.anchor)}
    lines = re.split(r"(?<=\n)", text)
    tokens = _with_html.parse(text)
    for index, token in enumerate(tokens):
        title, anchor = _split_attributes(tokens[index + 1]) if _is_heading(token) else ("", "")
        if anchor is None and token.map:
            number = token.map[0] if token.markup.startswith("#") else token.map[1] - 2
            lines[number] = _with_anchor(lines[number], _unique(_slug(title), used))
    return "".join(lines)


def before_headings(text: str, insert: Callable[[int, str, str], str]) -> str:
    """A Markdown page with something put before its title and before every heading that has an anchor.

    Args:
        text: The page.
        insert: Makes a block of HTML from the level, the words and the anchor of a heading, which a title may lack.
    """
    lines = re.split(r"(?<=\n)", text)
    tokens = _with_html.parse(text)
    for index, token in enumerate(tokens):
        title, anchor = _split_attributes(tokens[index + 1]) if _is_heading(token) else ("", None)
        if token.map and (anchor or (title and token.tag == "h1")):
            line = token.map[0]
            lines[line] = f"\n{insert(int(token.tag[1]), title, anchor or '')}\n\n{lines[line]}"
    return "".join(lines)


def _is_heading(token: Token) -> bool:
    return token.type == "heading_open" and token.level == 0


def _split_attributes(heading: Token) -> tuple[str, str | None]:
    """The words of a heading without the `{#id .class}` at its end, and the id."""
    title = _words(inline_text(heading))
    attributes = _ATTRIBUTES.search(title)
    if attributes is None:
        return title, None
    anchor = _ANCHOR.search(attributes["inside"])
    return title[: attributes.start()].rstrip("# "), anchor[1] if anchor else None


def _with_anchor(line: str, anchor: str) -> str:
    words = line.rstrip("\r\n")
    attributes = _ATTRIBUTES.search(words)
    rest = f" {attributes['inside'].strip()}" if attributes else ""
    bare = words[: attributes.start()] if attributes else words.rstrip()
    return f"{bare} {{#{anchor}{rest}}}{line[len(words) :]}"


def _slug(title: str) -> str:
    """A title as lower-case words joined by hyphens, like the anchors of Python-Markdown; accents are dropped."""
    letters = (sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign))
    plain = unicodedata.normalize("NFC", "".join(letters)).lower()
    return "-".join(re.sub(r"[^\w\s-]", "", plain).replace("_", " ").replace("-", " ").split()) or "section"


def _unique(slug: str, used: dict[str, int]) -> str:
    """The slug, with a number where it is taken. Notes it as used, and the last number for each."""
    anchor, number = slug, used.get(slug, 0)
    while anchor in used:
        number += 1
        anchor = f"{slug}-{number}"
    used[slug] = max(number, 1)
    used[anchor] = used.get(anchor, 1)
    return anchor


def _words(text: str) -> str:
    return one_line(_HTML_TAG.sub(" ", text))


# --- words -------------------------------------------------------------------------------------


def written_block_texts(text: str) -> list[tuple[int, int, str]]:
    """The first and the last line (from 1) and the words of each paragraph, list item and heading. Code is left out."""
    tokens = _markdown.parse(text)
    return [
        (token.map[0] + 1, token.map[1], _split_attributes(token)[0] if _is_heading(before) else inline_text(token))
        for before, token in pairwise(tokens)
        if token.type == "inline" and token.map
    ]
