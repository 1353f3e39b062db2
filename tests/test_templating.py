"""Templates: everything is escaped, nothing may be missing, and they hold no words of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from jinja2 import UndefinedError
from jinja2.lexer import TOKEN_DATA
from markdown import Markdown

from generator.model import Handbook
from generator.output import OutputFile
from generator.pages import Draft, PageWriter, render_pages
from generator.permalinks import Permalinks
from generator.templating import (
    PageContext,
    _environment,
    front_matter,
    mark_blanks,
    markdown_text,
    render_letter,
    render_page,
)
from generator.wording import Strings
from tests.conftest import Change

GENERATOR = Path(__file__).parent.parent / "generator"
HOSTILE = (
    """Q&A </title></dl><script>alert(1)</script> <b onclick="x">b</b> {#own .x} {{ 7*7 }} {% raw %} """
    """[a](b) ![c](d) *e* _f_ `g` ~h~ ^i^ \\ "q" 'r' &amp; &#60; $j$ | k # l + m: n <!-- html -->"""
)
"""Every sign that means something in Markdown, HTML, YAML, Jinja or a Markdown extension."""


def in_markdown(text: str) -> BeautifulSoup:
    """What an engine makes of a page, with more extensions than a handbook is likely to use."""
    extensions = ["attr_list", "tables", "toc", "abbr", "footnotes", "admonition", "def_list"]
    extensions += ["pymdownx.superfences", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.keys"]
    return BeautifulSoup(Markdown(extensions=extensions).convert(text), "html.parser")


def split(page: OutputFile) -> tuple[dict[str, object], str]:
    """Front matter and body of a page."""
    assert isinstance(page.content, str)
    match = re.match(r"---\n(.*?)^---\n(.*)", page.content, re.DOTALL | re.MULTILINE)
    assert match
    return yaml.safe_load(match[1]), match[2]


@pytest.fixture
def hostile_pages(load: Callable[[Mapping[str, Change]], Handbook], strings: Strings) -> dict[str, OutputFile]:
    """The pages of a handbook in which titles and single lines are as hostile as can be."""
    text = "'" + HOSTILE.replace("'", "''") + "'"
    plain = re.sub(r"([\\\[\]`*_<>&!~])", r"\\\1", HOSTILE)  # the same words where Markdown is read
    line = "'" + plain.replace("'", "''") + "'"
    changed = load(
        {
            "playbooks/feed-it.yml": ("title: Feed it\n", f"title: {text}\n"),
            "playbooks/wake-it.yml": ("title: Warm it\n", f"title: {text}\n"),
            "worksheets/feeding-log.yml": ("title: Feeding log\n", f"title: {text}\n"),
            "worksheets/smell-check.yml": ("{id: name, title: Name}", f"{{id: name, title: {text}}}"),
            "scripts/hand-it-over.yml": ("title: Hand it over\n", f"title: {text}\n"),
            "scripts/ask-for-a-spoonful.yml": (
                "summary: Ask a baker for a bit of theirs.\n",
                f"summary: {line}\n",
            ),
            "sources.yml": ('title: "How often to feed: a kitchen trial"\n', f"title: {text}\n"),
            "handbook.yml": ("label: If your kitchen is warm\n", f"label: {text}\n"),
        }
    )
    return {page.path: page for page in pages_of(changed, strings) if page.path.endswith(".md")}


def pages_of(handbook: Handbook, strings: Strings) -> list[Draft]:
    return render_pages(PageWriter(handbook, strings), Permalinks(handbook))


@pytest.mark.parametrize(
    ("path", "level", "anchor"),
    [
        ("playbooks/feed-it.md", "h1", "card"),
        ("playbooks/wake-it.md", "h3", "warm-it"),
        ("worksheets/feeding-log.md", "h1", None),
        ("scripts/hand-it-over.md", "h1", None),
        ("worksheets/index.md", "h2", "feed-it"),
    ],
)
def test_a_hostile_title_is_shown_as_it_is_in_a_heading(
    hostile_pages: dict[str, OutputFile], path: str, level: str, anchor: str | None
) -> None:
    head, body = split(hostile_pages[path])
    heading = in_markdown(body).find(level, **({"id": anchor} if anchor else {}))
    assert heading is not None
    assert heading.get_text() == HOSTILE
    assert heading.find(True) is None
    if level == "h1":
        assert unescape(str(head["title"])) in (HOSTILE, unescape(HOSTILE))


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("playbooks/index.md", "li.entry-playbook a"),
        ("playbooks/wake-it.md", "ol.step-list a"),
        ("playbooks/feed-it.md", "p.situation-label"),
        ("scripts/index.md", "li.entry-script a"),
        ("worksheets/smell-check.md", "#jars th[scope=col]"),
        ("sources/index.md", "cite"),
    ],
)
def test_a_hostile_text_is_shown_as_it_is_in_html(
    hostile_pages: dict[str, OutputFile], path: str, selector: str
) -> None:
    found = in_markdown(split(hostile_pages[path])[1]).select(selector)
    assert HOSTILE in [element.get_text() for element in found]


def test_a_hostile_text_is_one_attribute(hostile_pages: dict[str, OutputFile]) -> None:
    page = in_markdown(split(hostile_pages["worksheets/smell-check.md"])[1])
    assert f"{HOSTILE}, The small jar" in [field.get("aria-label") for field in page.find_all("textarea")]
    box = in_markdown(split(hostile_pages["playbooks/wake-it.md"])[1]).find("input")
    assert box is not None
    assert box["aria-label"] == f"Done: {HOSTILE}"


def test_a_hostile_line_is_a_plain_description(hostile_pages: dict[str, OutputFile]) -> None:
    head, _ = split(hostile_pages["scripts/ask-for-a-spoonful.md"])
    assert set(head) <= {"title", "description", "hide", "search"}
    assert "alert(1)" in str(head["description"])
    assert "\n" not in str(head["description"])


def test_no_page_gains_an_element_from_a_hostile_text(hostile_pages: dict[str, OutputFile]) -> None:
    for page in hostile_pages.values():
        for script in in_markdown(split(page)[1]).find_all("script"):
            if script.get("type") == "application/ld+json":
                assert json.loads(script.get_text())["@type"] == "HowTo"
                continue
            assert not script.get_text().strip()
            assert script["src"].startswith(("../", "assets/handbook/"))
        assert not in_markdown(split(page)[1]).find_all(onclick=True)


def test_markdown_text_leaves_letters_and_spaces() -> None:
    assert markdown_text("Feed it, at 7 (or 8); don't wait?") == "Feed it, at 7 (or 8); don't wait?"
    assert markdown_text("a*b") == "a&#42;b"


def test_front_matter_is_yaml_whatever_it_holds() -> None:
    values = {"title": HOSTILE, "order": 3, "hide": ["toc"], "note": "a: b\n---\nc", "none": None}
    text = front_matter(values)
    assert text.startswith("---\n")
    assert text.endswith("\n---\n\n")
    assert yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n")) == values


def test_titles_and_descriptions_are_html_for_the_theme_and_all_else_is_left(
    load: Callable[[Mapping[str, Change]], Handbook], strings: Strings
) -> None:
    page = '---\ntitle: A & <b>\ndescription: "It\'s <i>"\nhide: [toc]\n---\n\nWords.\n'
    written = {made.path: made for made in pages_of(load({"jars.md": page}), strings)}["jars.md"]
    assert split(written)[0] == {
        "title": "A &amp; &lt;b&gt;",
        "description": "It&#x27;s &lt;i&gt;",
        "hide": ["toc"],
    }


# --- scripts -----------------------------------------------------------------------------------


def test_blanks_are_marked_and_all_else_is_escaped() -> None:
    assert mark_blanks("Dear [your <name>], a & b") == (
        'Dear <span class="blank">[your &lt;name&gt;]</span>, a &amp; b'
    )


def test_a_letter_keeps_its_lines_and_paragraphs() -> None:
    assert render_letter("Dear [name],\n\n\nOne <b>\ntwo\n") == (
        '<p>Dear <span class="blank">[name]</span>,</p>\n<p>One &lt;b&gt;<br>two</p>'
    )


# --- the environment ---------------------------------------------------------------------------


def test_a_name_that_does_not_exist_is_an_error(strings: Strings) -> None:
    with pytest.raises(UndefinedError, match="'show_help' is undefined"):
        render_page("parts/help.html.jinja", PageContext(strings, str))


def test_html_starts_at_the_first_column_without_empty_lines(handbook: Handbook, strings: Strings) -> None:
    for page in pages_of(handbook, strings):
        assert "<!-- html -->" not in str(page.content)
        for part in str(page.content).split("\n\n"):
            if part.startswith("<"):
                assert not re.search(r"^\s", part, re.MULTILINE), part


def test_lines_of_code_stay_as_the_author_wrote_them(handbook: Handbook, strings: Strings) -> None:
    pages = {page.path: page for page in pages_of(handbook, strings)}
    code = in_markdown(split(pages["playbooks/feed-it.md"])[1]).find("code")
    assert code is not None
    assert code.get_text() == "1 spoon starter\n  2 spoons flour\n\n  2 spoons water\n"


# --- words -------------------------------------------------------------------------------------

TEMPLATES = sorted(GENERATOR.rglob("*.jinja"))
SPOKEN = ("aria-label", "title", "alt", "placeholder", "label", "data-label", "content")
FRONT_MATTER = re.compile(r"\A\s*---\n.*?[\n\0]---\n", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(GENERATOR)))
def test_every_visible_word_comes_from_the_strings_file(path: Path) -> None:
    tokens = _environment().lex(path.read_text())
    literal = "".join(text if kind == TOKEN_DATA else "\0" for _, kind, text in tokens)
    literal = re.sub(r"\{#[^}]*\}", "", FRONT_MATTER.sub("", re.sub("\0+", "\0", literal)))
    page = BeautifulSoup(literal.replace("\0", "{}"), "html.parser")
    spoken = [page.get_text(" ")]
    for tag in page.find_all("meta", attrs={"name": ("robots", "viewport", "referrer")}):
        tag.decompose()  # for programs
    for tag in page.find_all("meta", attrs={"http-equiv": True}):
        tag.decompose()
    spoken += [str(tag[name]) for tag in page.find_all(True) for name in SPOKEN if tag.has_attr(name)]
    words = re.findall(r"[A-Za-z]{2,}", " ".join(spoken))
    assert words == [], "say this through t(...), with words in generator/strings/en.yml"


def test_the_check_for_words_looks_at_every_template() -> None:
    assert len(TEMPLATES) > 15
