"""What hostile and odd content must never do, whoever makes it up: a table, hypothesis or a fuzzer.

A small whole handbook, in which one file is put in the place of another, goes through everything but Typst and MkDocs.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache
from html.parser import HTMLParser
from types import MappingProxyType

from markdown import Markdown

from generator.build import BuiltHandbook, build_handbook
from generator.cards import card_documents
from generator.ledger import accepted_ledger, compare_ledger, format_report, ledger_warnings
from generator.link_sheet import link_documents
from generator.loader import load_files, reading
from generator.loader.kinds import kind_of
from generator.loader.messages import validated
from generator.problems import FORMATS, ContentError, Problem
from generator.sheets import SheetSetter
from generator.style import check_style, read_grades
from generator.wording import load_strings
from generator.yaml_reader import Document, composer, read_yaml, render_yaml

SITE = "https://small.example.org/"

SMALL = MappingProxyType(
    {
        "handbook.yml": b"""\
title: Tea
summary: How to make *tea*.
language: en
playbooks: [brew]
situations: [{id: alone, title: Alone, label: If you are alone, summary: Nobody else.}]
horizons: [{id: soon, title: Soon}]
coach_session: 10
care_line: See [help](id:help).
licence: CC BY 4.0
""",
        "playbooks/brew.yml": b"""\
id: brew
aliases: [steep]
title: Brew it
summary: Make a cup.
also_called: [make tea]
when: Now
who: You
ends_with: [A cup]
finish_line: It is warm.
reviewed: 2026-11-22
why: |
  It is *good*. See [the log](id:log).

  - one
  - two
good_to_know: It is hot.
steps:
  - id: boil
    aliases: [cook]
    title: Boil it
    time: 5 min
    do: Boil the **water**.
    done_when: It boils.
    situations: {alone: Boil less.}
    sources: [smith-2019]
    scripts: [ask]
    worksheets: [log]
situations: {alone: One cup.}
mistakes: [Too long.]
care: Mind the heat.
comes_from: A book.
coach: {session: [{time: 10 min, do: Drink.}], questions: ["Why?"], cautions: None.}
""",
        "worksheets/log.yml": b"""\
id: log
title: Log
summary: What you drank.
time: 10 min
intro: Fill it in.
blocks:
  - {type: text, title: First, text: Read *this*.}
  - {type: prompt, id: cup, label: Which cup, lines: 2}
  - {type: table, id: cups, label: Cups, rows: 2, example: {a: x}, columns: [{id: a, title: A}, {id: b, title: B}]}
  - {type: choice, id: kind, label: Kind, options: [{id: x, text: Black}, {id: y, text: Green}]}
after: See [brew](id:brew.boil).
""",
        "scripts/ask.yml": b"""\
id: ask
title: Ask for tea
summary: Get a cup.
channel: e-mail
use_when: Thirsty.
do_not_use_when: Late.
subject: Tea for [name]
text: |
  Dear [name],

  tea?
short: Tea?
blanks: {name: Who it is}
versions: [{id: late, title: Late, text: "[name], tea."}]
remember: Be kind.
""",
        "paths/quick.yml": b"""\
id: quick
title: Quick tea
summary: In a hurry.
horizon: soon
situations: [alone]
opening: Go.
stops: [{id: go, title: Go, time: 5 min, do: Boil., steps: [brew.boil], scripts: [ask], worksheets: [log]}]
minutes: 5
closing: Done.
""",
        "sources.yml": b"""\
sources:
  - id: smith-2019
    authors: Smith A, Jones B
    year: 2019
    title: On tea
    published_in: Tea 1:2
    doi: 10.1000/182
    kind: study
    finding: It is *good*.
    limits: Small.
""",
        "glossary.yml": b"""\
terms:
  - {id: pot, term: POT, short_form: true, meaning: What tea is made in., also: [teapot], see: [brew.boil]}
""",
        "permalinks.yml": b"links:\n  brew: 2026-01-01 /playbooks/brew/\n  old: 2026-01-01 /playbooks/old/#a /old/\n",
        "retired.yml": b"retired: [{id: old, title: Old, since: 2026-02-02, reason: Cold.}]\n",
        "strings.yml": b"nav: {home: Front}\n",
        "style.yml": b"{median_grade: 9, sentence_words: 20, banned: [{word: very}], grades: {calm: 9}}\n",
        "coverage.yml": b"ideas: [{id: A1, idea: Calm, at: [calm]}]\n",
        "searches.yml": b"searches: [{query: tea, finds: [brew]}]\n",
        "index.md": b"---\ntitle: Tea\n---\n# Tea\n\nMake [tea](id:brew).\n\n## Start here\n\nPOT.\n",
        "help.md": b"---\ndescription: Help.\nalso_called: [aid]\n---\n# Help {#top}\n\n"
        b'<p class="x">See <a href="id:log">it</a>.</p>\n',
        "ideas/calm.md": b"---\nsteps: [brew.boil]\nworksheets: [log]\norder: 1\n---\n# Calm\n\n## A\n\n## A\n",
    }
)
"""A handbook that uses nearly everything, and is read quickly."""

PLACES = {
    "h": "handbook.yml",
    "p": "playbooks/brew.yml",
    "w": "worksheets/log.yml",
    "s": "scripts/ask.yml",
    "r": "paths/quick.yml",
    "o": "sources.yml",
    "g": "glossary.yml",
    "l": "permalinks.yml",
    "t": "retired.yml",
    "n": "strings.yml",
    "y": "style.yml",
    "c": "coverage.yml",
    "e": "searches.yml",
    "i": "index.md",
    "m": "help.md",
    "d": "ideas/calm.md",
}
"""The first byte of a case says which file of the small handbook the rest takes the place of."""


def read_case(case: bytes) -> tuple[str, bytes]:
    """The path and the content of the file that a case stands for."""
    mark = chr(case[0]) if case else "h"
    return PLACES.get(mark) or [*PLACES.values()][ord(mark) % len(PLACES)], case[1:]


def try_file(path: str, content: bytes) -> tuple[Problem, ...]:
    """Put a file into the small handbook and make everything of it; say what an author would be told.

    Raises:
        AssertionError: What came of it is not as it must be. Anything else that is raised is a mistake too.
    """
    files = SMALL | {path: content}
    if path.endswith(".yml"):
        check_parsers(content)
    try:
        if (kind := kind_of(path)) and kind.model:
            # What is wrong in a file alone is found without reading the others.
            validated(kind.model, read_yaml(content, path))
        built = build_handbook(files, SITE)
        loaded = load_files(files)
    except ContentError as error:
        check_problems(error.problems, files)
        return error.problems
    check_built(built)
    strings = load_strings(built.handbook.settings.language, files["strings.yml"])
    for documents in (
        SheetSetter(built.handbook, strings, SITE).documents(),
        link_documents(built.handbook, strings, SITE),
    ):
        for document in documents:
            document.data.encode()
    for card in card_documents(built.handbook, strings):
        card.data.encode()
    problems = (*built.warnings, *ledger_warnings(built.links), *check_style(loaded, date(2026, 11, 25)))
    read_grades(loaded)
    format_report(compare_ledger(built.links)).encode()
    check_problems(problems, files)
    ledger = accepted_ledger(built.links, date(2026, 11, 25)).content
    assert isinstance(ledger, str)
    again = build_handbook(files | {"permalinks.yml": ledger.encode()}, SITE) if path == "permalinks.yml" else built
    assert again.handbook.title if hasattr(again.handbook, "title") else again
    return problems


def check_parsers(content: bytes) -> None:
    """What libyaml reads is what PyYAML's own parser reads, with the same places."""
    with suppress(ContentError):
        quick, slow = read_yaml(content, "a.yml"), None
        libyaml, composer.CParser = composer.CParser, None
        try:
            slow = read_yaml(content, "a.yml")
        except ContentError as error:
            raise AssertionError(f"only libyaml reads this: {error}") from None
        finally:
            composer.CParser = libyaml
        assert repr(quick.data) == repr(slow.data), "libyaml reads other data"
        assert quick.values == slow.values, "libyaml sees values in other places"
        assert quick.keys == slow.keys, "libyaml sees keys in other places"
        assert quick.ends == slow.ends, "libyaml sees ends in other places"


def read_once() -> None:
    """Read the files of the small handbook that stay as they are only once, for the rest of this process."""
    kept: dict[tuple[bytes, str], Document] = {}

    def read(content: bytes, path: str) -> Document:
        if SMALL.get(path) != content:
            return read_yaml(content, path)
        if (content, path) not in kept:
            kept[content, path] = read_yaml(content, path)
        return kept[content, path]

    reading.read_yaml = read  # type: ignore[attr-defined]


def check_problems(problems: tuple[Problem, ...], files: dict[str, bytes]) -> None:
    """Each problem can be shown, and stands inside its file."""
    for format_ in FORMATS.values():
        format_(problems).encode()
    lines_of = cache(lambda path: re.split(r"\r\n?|\n", files.get(path, b"").decode("utf-8-sig", "replace")))
    for problem in problems:
        shown = f"{problem.path}{problem.message}{problem.hint}"
        assert shown.isprintable(), f"{shown!r} holds what a terminal would obey"
        assert len(problem.message) < 1000, "a message that nobody can read"
        lines = lines_of(problem.path)
        assert 1 <= problem.line <= len(lines), f"{problem} stands below the end of its file"
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, f"{problem} stands behind the end of its line"


def check_built(built: BuiltHandbook) -> None:
    """Every file can be written inside the site, and no page holds anything that a browser would run."""
    for file in built.files:
        parts = file.path.split("/")
        assert not file.path.startswith("/"), f"{file.path} leads out of the site"
        assert not {"", ".", ".."} & set(parts), f"{file.path} leads out of the site"
        assert file.path.isprintable(), f"{file.path!r} is no name for a file"
        assert "\\" not in file.path, f"{file.path} is no name for a file"
        if isinstance(file.content, str):
            file.content.encode()
        if file.path.endswith((".md", ".html")):
            found = dangers(file.path.endswith(".html"), file.content)
            assert not found, f"{file.path}: {found}"


@lru_cache(maxsize=2000)
def dangers(is_html: bool, page: str) -> tuple[str, ...]:
    """Everything in a page that runs, or asks other hosts, but for what is ours; Markdown as the engine turns it."""
    if not is_html:
        body = page.split("\n---\n", 1)[1]
        page = Markdown(extensions=["attr_list", "tables", "toc", "abbr", "fenced_code"]).convert(body)
    parser = _Dangers()
    parser.feed(page)
    parser.close()
    return tuple(parser.found)


class _Dangers(HTMLParser):
    FORBIDDEN = frozenset({"iframe", "object", "embed", "base", "style", "frame", "frameset", "applet", "math", "xmp"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        own = re.compile(r"(\.\./|\./)*assets/handbook/[a-z-]+\.js")
        is_ours = own.fullmatch(values.get("src", "")) or values == {"type": "application/ld+json"}
        if tag in self.FORBIDDEN or (tag == "script" and not is_ours):
            self.found.append(self.get_starttag_text() or tag)
        for name, value in values.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(f"{name}={value}")
            elif name in ("href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href", "ping"):
                # Where engines differ in what is code, a link by id may stay as it was written: it leads nowhere.
                known = ("http:", "https:", "mailto:", "tel:", "id:") if name == "href" and tag in ("a", "link") else ()
                if scheme and scheme[0] not in known:
                    self.found.append(f"{name}={value}")
                if name != "href" and (scheme or address.startswith(("//", "\\\\", "/\\"))):
                    self.found.append(f"{name}={value}")


PAYLOAD = (
    '"\'><img src=//other.example/x onerror="window.ran=1"><script>window.ran=2</script>'
    '<b onclick=window.ran=3>{{ 7*7 }}{% raw %}{#x}&lt;i&gt; #panic("x") $x$'
    " \\u{41} </article> e\u0301 \u0634\u200c\u0627"
)
"""A text that would run, were it taken for anything but text: as HTML, in a template, in Typst."""
_TEXTS = """
title summary also_called when who ends_with finish_line why good_to_know do done_when mistakes care
comes_from questions cautions intro text label hint a after use_when do_not_use_when subject short remember
opening closing authors published_in finding limits term also meaning reason care_line licence homework
not_when more_help low high readers time_shown description banned word query idea alone name
"""
_TEXT_KEYS = frozenset(_TEXTS.split())


def hostile_files() -> dict[str, bytes]:
    """The small handbook with `PAYLOAD` at the end of every text."""
    files = dict(SMALL)
    for path, content in SMALL.items():
        if path.endswith(".yml") and path not in ("permalinks.yml", "strings.yml"):
            files[path] = render_yaml(_with_payload(read_yaml(content, path).data, "")).encode()
    files["strings.yml"] = render_yaml({"nav": {"home": "Front <script>window.ran=4</script>"}}).encode()
    files["help.md"] = render_front_matter({"title": f"Help {PAYLOAD}", "description": PAYLOAD}) + (
        b"# Help\n\n{{ 7*7 }} {% raw %} &lt;script>window.ran=5&lt;/script> #panic\n\n```\n{{ x }}\n```\n"
    )
    return files


def render_front_matter(data: dict[str, str]) -> bytes:
    """Front matter of a page."""
    return f"---\n{render_yaml(data)}---\n".encode()


def _with_payload(data: object, key: str) -> object:
    if isinstance(data, dict):
        return {name: _with_payload(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_with_payload(value, key) for value in data]
    return f"{str(data).rstrip()} {PAYLOAD}" if isinstance(data, str) and key in _TEXT_KEYS else data
