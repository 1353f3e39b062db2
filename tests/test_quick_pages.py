"""What is done without a parser comes out as a parser would have it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from mkdocs.config import load_config

import generator.plugin
from generator.build import build_handbook
from generator.plugin.pages import LazySite
from generator.richtext import commonmark, html, links, own_page_html, render_html, render_inline_html, render_text
from generator.richtext.simple import simple_blocks

SITE_URL = "https://sourdough.example.org/"
SIGNS = r"""Word a é ß 中 1 12. 1) - + # = --- ~~~ : ; ' " ( | $ % @ ^ { } / , . & * _ ` \ < ! HR [x](id:y)"""
GAPS = (
    "- ",
    "\n- ",
    "[on](id:a-b.c)",
    "[go](https://a.b/c)",
    "# ",
    "> ",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\n\n\n",
    "\r\n",
    "\xa0",
    "\u3000",
    "\u200b",
    "\x0b",
    "\x85",
    "\u2028",
)
ODD = (*SIGNS.split(" "), *GAPS, "\u0301")


def odd_texts(number: int) -> Iterator[str]:
    chance = random.Random(7)
    return ("".join(chance.choice(ODD) for _ in range(chance.randint(1, 9))) for _ in range(number))


@pytest.mark.parametrize("inline", [True, False], ids=["one line", "paragraphs"])
def test_plain_words_come_out_as_the_parser_has_them(monkeypatch: pytest.MonkeyPatch, inline: bool) -> None:
    plain = [
        text
        for text in odd_texts(20_000)
        if commonmark.is_plain(text, inline=inline) or (not inline and simple_blocks(text))
    ]
    assert len(plain) > 500
    assert inline or sum("id:" in text for text in plain) > 100
    as_html = render_inline_html if inline else render_html

    def read() -> list[tuple[object, ...]]:
        render_text.cache_clear()
        links.cache_clear()
        return [
            (as_html(text, str, {"HR": "people"}), render_text(text, inline=inline), links(text, inline=inline))
            for text in plain
        ]

    quick = read()
    for module in (commonmark, html):
        monkeypatch.setattr(module, "is_plain", lambda _text, *, inline: False)  # noqa: ARG005
        monkeypatch.setattr(module, "simple_blocks", lambda _text: None)
    assert quick == read()


@pytest.fixture
def settings(project: Path) -> Path:
    return project / "mkdocs.yml"


def test_pages_and_their_contents_come_out_as_the_parser_has_them(
    settings: Path, sourdough: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    built = build_handbook(sourdough, SITE_URL)
    quick = LazySite(load_config(str(settings)), built)
    made = dict(quick)
    monkeypatch.setattr(generator.plugin, "can_be_quick", lambda _config: False)
    parsed = LazySite(load_config(str(settings)), built)
    assert [path for path in parsed if parsed[path] != made[path]] == []
    for path, page in quick._pages.items():
        other = parsed._pages[path]
        assert (str(page.toc), page.title) == (str(other.toc), other.title)
        anchors = other.present_anchor_ids or set()
        assert {anchor for anchor in {*anchors, "nowhere"} if anchor in (page.present_anchor_ids or ())} == anchors


def test_only_pages_written_by_hand_need_the_parser(sourdough: Mapping[str, bytes]) -> None:
    pages = [file for file in build_handbook(sourdough, SITE_URL).files if file.path.endswith(".md")]
    parsed = {
        page.path
        for page in pages
        if own_page_html(re.sub(r"\A---\n.*?\n---\n", "", str(page.content), flags=re.S)) is None
    }
    assert parsed <= {path for path in sourdough if path.endswith(".md")} | {"playbooks/index.md", "index.md"}


def test_another_markdown_extension_gets_the_parser(settings: Path, sourdough: Mapping[str, bytes]) -> None:
    text = settings.read_text()
    assert "- tables" in text
    settings.write_text(text.replace("- tables", "- tables\n  - smarty"))
    changed = {
        **sourdough,
        "playbooks/wake-it.yml": sourdough["playbooks/wake-it.yml"].replace(b"Warm it", b"Warm -- it"),
    }
    site = LazySite(load_config(str(settings)), build_handbook(changed, SITE_URL))
    assert "Warm &ndash; it</h3>" in site["playbooks/wake-it/index.html"].decode()
