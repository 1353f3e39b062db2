"""Rich text: what authors may write, what becomes of it, and what never reaches a page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from generator.richtext import (
    is_safe_link,
    links,
    render_html,
    render_inline_html,
    render_text,
    resolve_written_links,
    with_anchors,
    written_links,
    written_sections,
)


def to(id_: str) -> str:
    return f"/at/{id_}/"


# --- rich text in YAML -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One *two* **three** `four`.", "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>"),
        ("One\ntwo\n\nthree", "<p>One\ntwo</p>\n<p>three</p>"),
        ("One\\\ntwo", "<p>One<br />\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```\na <b>\n```", "<pre><code>a &lt;b&gt;\n</code></pre>"),
        ("    [a](id:b)", "<pre><code>[a](id:b)\n</code></pre>"),
        ("\\*not bold\\*", "<p>*not bold*</p>"),
        ("Fish &amp; chips & AT&T", "<p>Fish &amp; chips &amp; AT&amp;T</p>"),
    ],
)
def test_commonmark_becomes_html(text: str, html: str) -> None:
    assert render_html(text, to) == html


@pytest.mark.parametrize("text", ["# Title", "Title\n=====", "## {#steps}"])
def test_headings_are_off_so_that_a_text_cannot_break_the_page_apart(text: str) -> None:
    assert "<h" not in render_html(text, to)


def test_pictures_are_off() -> None:
    assert "<img" not in render_html("![x](https://example.org/track.gif)", to)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "Some <b onclick=alert(1)>bold</b>",
        "<img src=x onerror=alert(1)>",
        "<!-- comment -->",
        "<div>\n\n*a*\n\n</div>",
        '[x](https://a.example/"onmouseover="alert(1))',
        '[x](https://a.example/ "\\"onmouseover=alert(1)")',
        "`<script>`",
        "```<script>\nx\n```",
        "&lt;script&gt;",
    ],
)
def test_raw_html_is_only_ever_text(text: str) -> None:
    for html in (render_html(text, to), render_inline_html(text, to)):
        assert "<!--" not in html
        for tag in BeautifulSoup(html, "html.parser").find_all(True):
            assert tag.name in ("p", "a", "em", "code", "pre")
            assert set(tag.attrs) <= {"href", "rel", "title", "class"}


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<b>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "../about/",
        "#steps",
        "about.md",
    ],
)
def test_a_link_that_is_no_id_and_no_web_address_leads_nowhere(target: str) -> None:
    assert not is_safe_link(links(f"[x]({target})")[0])
    assert render_html(f"[x]({target})", to) == '<p><a href="#">x</a></p>'
    assert render_inline_html(f"[x]({target})", to) == '<a href="#">x</a>'


def test_an_unsafe_address_in_angle_brackets_leads_nowhere_too() -> None:
    assert links("<javascript:alert(1)>") == ("javascript:alert(1)",)
    assert 'href="#"' in render_html("<javascript:alert(1)>", to)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](id:bake)", '<a href="/at/bake/">a</a>'),
        ("[a](id:bake.mix)", '<a href="/at/bake.mix/">a</a>'),
        ("[*a*](id:bake)", '<a href="/at/bake/"><em>a</em></a>'),
        (
            "[a](https://a.example/?b=1&c=2)",
            '<a href="https://a.example/?b=1&amp;c=2" rel="noopener noreferrer">a</a>',
        ),
        ("[a](http://a.example)", '<a href="http://a.example" rel="noopener noreferrer">a</a>'),
        ("[a](tel:988)", '<a href="tel:988">a</a>'),
        ("[a](mailto:a@b.example)", '<a href="mailto:a@b.example">a</a>'),
        (
            "<https://a.example>",
            '<a href="https://a.example" rel="noopener noreferrer">https://a.example</a>',
        ),
    ],
)
def test_links(text: str, html: str) -> None:
    assert render_inline_html(text, to) == html


def test_every_link_of_a_text_is_listed_in_order() -> None:
    text = "[a](id:one) and *[b](https://two.example)*\n\n- [c][three]\n- `[d](id:four)`\n\n[three]: id:three"
    assert links(text) == ("id:one", "https://two.example", "id:three")


@pytest.mark.parametrize("line", ["~~~ [x](id:nowhere)", "``` [x](id:nowhere)"])
def test_the_links_of_a_line_are_those_that_it_shows(line: str) -> None:
    shown = render_inline_html(line, to)
    assert ("/at/nowhere/" in shown) == (links(line, inline=True) == ("id:nowhere",))


def test_a_line_has_no_paragraph_around_it() -> None:
    assert render_inline_html("1. *one*", to) == "1. <em>one</em>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One *two* [three](id:four) `five`", "One two three five"),
        ("One\ntwo\n\nthree", "One two three"),
        ("- a\n- b\n\n> c", "a b c"),
        ("One\\\ntwo", "One two"),
        ("Fish &amp; chips \\* & AT&T", "Fish & chips * & AT&T"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("```\ncode\n```", "code"),
    ],
)
def test_plain_words(text: str, words: str) -> None:
    assert render_text(text) == words


# --- hand-written Markdown pages ---------------------------------------------------------------

PAGE = """\
# A page

See [one](id:one), [two]( id:two.part "title") and [three][3].

    [four](id:four)

```
[five](id:five)
```

<https://six.example> [seven](seven.md)

[3]: id:three
[eight]: https://eight.example
"""


def test_id_links_of_a_page_are_found_with_their_place() -> None:
    assert list(written_links(PAGE)) == [(3, 11, "one"), (3, 27, "two.part"), (13, 6, "three")]


def test_id_links_of_a_page_become_addresses_and_all_else_stays() -> None:
    resolved = resolve_written_links(PAGE, to)
    expected = PAGE
    for id_ in ("one", "two.part", "three"):
        expected = expected.replace(f"id:{id_}", f"/at/{id_}/")
    assert resolved == expected
    assert "    [four](id:four)" in resolved
    assert "\n[five](id:five)\n" in resolved


def test_a_page_without_id_links_stays_as_it_is_to_the_last_byte() -> None:
    page = "# A\r\n\r\nid: not a link, [x](y)\r\n\n\tend "
    assert resolve_written_links(page, to) == page


def test_a_link_in_code_is_left_alone() -> None:
    page = "Write `[the log](id:your-log)`."
    assert list(written_links(page)) == []
    assert resolve_written_links(page, to) == page


def test_an_id_link_in_html_is_found() -> None:
    assert [id_ for _, _, id_ in written_links('<p><a href="id:one">one</a></p>')] == ["one"]


@pytest.mark.parametrize(
    "page",
    [
        "Two `` `[a](id:one)` `` here.",
        "Over `two\nlines [a](id:one)` here.",
        "    [a](id:one)",
        '```\n<a href="id:one">\n```',
        '`<a href="id:one">`',
    ],
)
def test_no_kind_of_code_holds_a_link(page: str) -> None:
    assert list(written_links(page)) == []
    assert resolve_written_links(page, to) == page


@pytest.mark.parametrize(
    "page", ["A \\`[a](id:one)\\` b", "One ` [a](id:one)", "`x`[a](id:one)`y`", "`x\n\n[a](id:one)\n\ny`"]
)
def test_a_backtick_that_opens_no_code_hides_no_link(page: str) -> None:
    assert [id_ for _, _, id_ in written_links(page)] == ["one"]


def test_links_in_html_get_addresses_of_their_own() -> None:
    page = "<p><a class=x href='id:one'>1</a> [2](id:two) <A href=\"id:three\"></p>\n\n[a]: id:four\n"
    assert list(written_links(page)) == [(1, 21, "one"), (1, 39, "two"), (1, 56, "three"), (3, 6, "four")]
    resolved = resolve_written_links(page, to, lambda id_: f"../{id_}/")
    assert "href='../one/'" in resolved
    assert "[2](/at/two/)" in resolved


def test_sections_of_a_page() -> None:
    page = "Before.\n\n# One *two* {#own .wide}\n\nA [link](id:x).\n\n- a\n- b\n\nThree\n---\n\nEnd.\n"
    assert written_sections(page) == (
        (0, "", None, "Before."),
        (1, "One two", "own", "A link. a b"),
        (2, "Three", None, "End."),
    )


def test_the_words_of_a_section_have_no_marks_and_no_html() -> None:
    page = 'See [the *log*][l], ![a `jar`](j.png).\n\n<div class="x">\n<b>Bold</b> words\n</div>\n\n[l]: id:log\n'
    assert written_sections(page) == ((0, "", None, "See the log, a jar. Bold words"),)


ANCHORS = [
    ("## What to do", "## What to do {#what-to-do}"),
    ("## What it can't *promise* ##", "## What it can't *promise* ## {#what-it-cant-promise}"),
    ("Two words\n---\n", "Two words {#two-words}\n---\n"),
    ("## Own {#mine}", "## Own {#mine}"),
    ("## Own {.wide #mine}", "## Own {.wide #mine}"),
    ("## Wide {: .wide }", "## Wide {#wide .wide}"),
    ("## Café, 2 & [more](id:x)", "## Café, 2 & [more](id:x) {#cafe-2-more}"),
    ("## Что делать?", "## Что делать? {#что-делать}"),
    ("## a_b - c", "## a_b - c {#a-b-c}"),
    ("## ???", "## ??? {#section}"),
    ("# One\r\n\r\ntwo", "# One {#one}\r\n\r\ntwo"),
    ("## A\n## A\n## A-2", "## A {#a}\n## A {#a-2}\n## A-2 {#a-2-2}"),
    ("## A\n## Other {#a}", "## A {#a-2}\n## Other {#a}"),
    ('## A\n<p id="a">', '## A {#a-2}\n<p id="a">'),
    ("## Taken", "## Taken {#taken-2}"),
    ("```\n## Code\n```\n\n    ## Code", "```\n## Code\n```\n\n    ## Code"),
    ("<div>\n## Raw\n</div>", "<div>\n## Raw\n</div>"),
]


@pytest.mark.parametrize(("page", "anchored"), ANCHORS)
def test_every_heading_gets_an_anchor_of_its_own(page: str, anchored: str) -> None:
    assert with_anchors(page, {"taken"}) == anchored
    assert with_anchors(anchored, {"taken"}) == anchored


@pytest.mark.parametrize("page", [page for page, _ in ANCHORS])
def test_an_engine_takes_the_anchors_as_they_are_written(page: str) -> None:
    anchored = with_anchors(page, {"taken"})
    html = BeautifulSoup(Markdown(extensions=["attr_list", "toc", "fenced_code"]).convert(anchored), "html.parser")
    shown = [(str(tag["id"]), tag.get_text()) for tag in html.find_all(["h1", "h2", "h3"])]
    sections = written_sections(anchored)[1:]
    assert [anchor for anchor, _ in shown] == [section.anchor for section in sections]
    assert [words for _, words in shown] == [section.title for section in sections]


@pytest.mark.parametrize(("line", "words"), [("1. *one*", "1. one"), ("~~~ [x](id:y)", "~~~ x"), ("- a", "- a")])
def test_the_plain_words_of_a_line_are_those_that_it_shows(line: str, words: str) -> None:
    assert render_text(line, inline=True) == words
