"""Finds what a hand-written page may not hold: what a browser would run, or ask another host for.

Engines differ in what they take for code, for HTML or for a link, and one may make a link of what another shows as
text. So this looks at the characters, wherever they stand, and takes only what no engine can turn into anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from generator.problems import shortened

_TAG_NAMES = """
a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span
strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_ATTRIBUTE_NAMES = """
id class title lang dir href src alt width height loading colspan rowspan scope headers start value reversed type open
datetime cite role hidden rel download hreflang align translate markdown
"""
_TAGS, _ATTRIBUTES = frozenset(_TAG_NAMES.split()), frozenset(_ATTRIBUTE_NAMES.split())
_ADDRESSES = {"href", "src", "cite"}

_SIGN = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)|<!--")
_SELF = re.compile(r"<(?:(?:https?|mailto|tel|id):[^\s<>\"'`]*|[\w.+-]+@[\w.-]+)>", re.IGNORECASE)
_HANDLER = re.compile(r"/on\w*=", re.IGNORECASE)
_PART = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/<>="'`{}]+)"""
    r"""(?:\s*=\s*(?P<value>"[^"<>`\[\]]*"|'[^'<>`\[\]]*'|[^\s"'<>=`\[\]]+))?)"""
)
_LINK = re.compile(r"\]\(|\]:")
_PICTURE = re.compile(r"!\[[^\]\n]{0,500}\]\(\s*+<?(?=(?:https?:)?//)", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s<\\]*+(?!(?:https?|mailto|tel|id):)[A-Za-z0-9+.\-\s\\`\[\]]*+[:&]", re.IGNORECASE)
_VALUE = re.compile(r""""[^"]*|'[^']*|[^\s}]*""")
_UNSAFE_REFERENCE = re.compile(r"\s*+<?(?!(?:https?|mailto|tel|id):)[A-Za-z0-9+.\-\\`\[\]]*+[:&]", re.IGNORECASE)

_SAFE_HINT = "use an id: link, or an address that starts with https:, mailto: or tel:"
_TEXT_HINT = "delete it; to show it as text, write &lt; in place of <"


class Danger(NamedTuple):
    """Something that a hand-written page may not hold.

    Attributes:
        offset: Where it stands in the text.
        code: The code of its problem.
        message: What is wrong.
        hint: What to do about it.
    """

    offset: int
    code: str
    message: str
    hint: str


def written_dangers(text: str) -> Iterator[Danger]:
    """Everything in the Markdown of a page that could run, lead to a script, or load from another host."""
    for sign in _SIGN.finditer(text):
        yield from _tag(text, sign.start())
    for link in _LINK.finditer(text):
        if (_UNSAFE if link[0] == "](" else _UNSAFE_REFERENCE).match(text, link.end()):
            target = shortened(text[link.end() : link.end() + 40])
            yield Danger(link.end(), "unsafe-link", f"a link cannot lead to {target}", _SAFE_HINT)
    for picture in _PICTURE.finditer(text):
        yield from _foreign(picture.end())
    start = 0
    for line in text.split("\n"):
        yield from _attribute_lists(line, start)
        start += len(line) + 1


def _tag(text: str, start: int) -> Iterator[Danger]:
    """What is wrong with the tag that starts at an offset."""
    if link := _SELF.match(text, start):
        if _HANDLER.search(link[0]):
            yield Danger(start, "unsafe-link", "a link cannot hold what a browser runs", _SAFE_HINT)
        return
    match = _NAME.match(text, start)
    if match is None or (match[1] and match[1].lower() not in _TAGS):
        shown = f"{match[0]}>" if match else text[start : start + 20].split()[0]
        yield Danger(start, "unsafe-html", f"a page cannot hold {shortened(shown)}", _TEXT_HINT)
        return
    place = match.end()
    while match[1]:
        part = _PART.match(text, place)
        if part is None:
            yield Danger(
                start, "unsafe-html", f"the tag <{match[1].lower()}> is not closed, or not written plainly", _TEXT_HINT
            )
            return
        if part["end"]:
            return
        yield from _attribute(part["name"], (part["value"] or "").strip("\"'"), part.start("name"))
        place = part.end()


def _attribute(name: str, value: str, offset: int) -> Iterator[Danger]:
    """What is wrong with an attribute of a tag or of a list in braces."""
    name = name.lower()
    if name not in _ATTRIBUTES and not re.fullmatch(r"aria-[a-z]+", name):
        hint = "delete it: a page holds words, links and pictures, and its look is that of the handbook"
        yield Danger(offset, "unsafe-html", f"a tag cannot have {shortened(name)}", hint)
        return
    # As browsers read it: without what they skip.
    address = re.sub(r"[\x00-\x20]", "", unescape(value))
    if name not in _ADDRESSES or not address:
        return
    if name == "src" and re.match(r"[A-Za-z0-9+.-]*:|[/\\]{2}", address):
        yield from _foreign(offset)
    elif _UNSAFE.match(address):
        yield Danger(offset, "unsafe-link", f"a link cannot lead to {shortened(value)}", _SAFE_HINT)


def _attribute_lists(line: str, start: int) -> Iterator[Danger]:
    """What is wrong with the `{key=value}` of a line that starts at an offset."""
    first, last = line.find("{"), line.rfind("}")
    end = first = first if 0 <= first < last else last
    while (sign := line.find("=", end, last)) >= 0:
        key = re.split(r"[\s{}]", line[max(end, sign - 40) : sign])[-1].lstrip(":")
        value = _VALUE.match(line, sign + 1)
        if key.strip("\"'"):
            yield from _attribute(key, (value[0] if value else "").strip("\"'"), start + sign - len(key))
        end = sign + 1


def _foreign(offset: int) -> Iterator[Danger]:
    message = "a page cannot load a file from another host, which would learn who reads it"
    yield Danger(
        offset, "outside-file", message, "put the file into the content folder, and name it by its place there"
    )
