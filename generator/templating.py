"""The only Jinja environment: how templates become text.

Everything is escaped unless it is markup that this package made itself, and a name that does not
exist is an error.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.blocks import Block, block_folder
from generator.durations import Duration
from generator.model.script import BLANK
from generator.richtext import render_html, render_inline_html
from generator.wording import Strings

_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_MARKDOWN_SIGNS = re.compile(r"[\\`*_\[\]<>&{}~^=#!|:+$\"]")


def markdown_text(text: str) -> str:
    """Plain text as it must stand in a Markdown heading to be shown as it is."""
    return _MARKDOWN_SIGNS.sub(lambda match: f"&#{ord(match[0])};", text)


def theme_text(text: str) -> str:
    """Plain text as it must stand in front matter and navigation: themes take it for HTML."""
    return html.escape(text)


@dataclass(frozen=True)
class PageContext:
    """What every template of a page can use.

    Attributes:
        strings: The words of the language.
        link: From a public id to its address as seen from this page.
        abbreviations: Abbreviation -> what it means; explained where they stand in rich text.
    """

    strings: Strings
    link: Callable[[str], str]
    abbreviations: Mapping[str, str] = field(default_factory=dict)


def render_page(template: str, context: PageContext, **values: Any) -> str:
    """A page, or a part of one, of Markdown headings and HTML.

    Args:
        template: Name below `templates/`.
        context: The words, links and terms of the page.
        values: What the template shows.
    """
    text = _environment().get_template(template).render(**vars(context), **values)
    return _without_blank_html_lines(text)


def mark_blanks(text: str) -> Markup:
    """A line of a script as HTML, each [blank] marked as one."""
    parts = BLANK.split(text)
    marked = [
        Markup('<span class="blank">[{}]</span>').format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    ]
    return Markup("").join(marked)


def render_letter(text: str) -> Markup:
    """The text of a script as HTML paragraphs, line breaks kept, blanks marked."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(mark_blanks(line) for line in paragraph.splitlines()))
        for paragraph in paragraphs
    )


def _without_blank_html_lines(text: str) -> str:
    """Start every line of HTML at the first column and drop the empty ones inside it.

    Engines differ in what an empty line inside an HTML block means. A template marks its blocks of
    HTML with lines `<!-- html -->` and `<!-- /html -->`, which are taken out.
    """
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        bare = line.strip()
        if bare in ("<!-- html -->", "<!-- /html -->"):
            inside = bare == "<!-- html -->"
            lines.append("")
        elif inside:
            if bare:
                lines.append(bare)
        else:
            lines.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def bytecode_cache(folder: str) -> BytecodeCache:
    """Where Jinja keeps compiled templates: a folder that is there, of one version of this package."""
    return FileSystemBytecodeCache(folder)


@contextmanager
def keeping_compiled(folder: str) -> Iterator[None]:
    """Keep the compiled templates of pages in a folder meanwhile, and take from there those that did not change."""
    _environment().bytecode_cache = bytecode_cache(folder)
    try:
        yield
    finally:
        _environment().bytecode_cache = None


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("generator", "templates"), PackageLoader("generator", "blocks")]),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        # Not Jinja's own signs: {#id} is an anchor in Markdown.
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters |= {
        "rich": _rich,
        "inline": _inline,
        "markdown_text": lambda text: Markup(markdown_text(text)),
        "yaml_text": lambda text: Markup(json.dumps(theme_text(text), ensure_ascii=False)),
        "duration": _duration,
        "date": _date,
        "blanks": mark_blanks,
        "letter": render_letter,
        "block_template": block_template,
    }
    environment.globals |= {"t": _t, "count": _count}
    return environment


def block_template(block: Block | type[Block]) -> str:
    """Name of the template that shows a block on a page."""
    return f"{block_folder(block)}/page.html.jinja"


@pass_context
def _t(context: Context, key: str, **values: object) -> str:
    strings: Strings = context["strings"]
    return strings.text(key, **values)


@pass_context
def _count(context: Context, key: str, number: int) -> str:
    strings: Strings = context["strings"]
    return strings.count(key, number)


@pass_context
def _duration(context: Context, duration: Duration) -> str:
    strings: Strings = context["strings"]
    return strings.duration(duration)


@pass_context
def _date(context: Context, day: date) -> str:
    strings: Strings = context["strings"]
    return strings.date(day)


@pass_context
def _rich(context: Context, text: str) -> Markup:
    html_text = render_html(text, context["link"], context["abbreviations"])
    # The lines of code in one line, so that they stay as they are where lines are taken for layout.
    return Markup(_CODE.sub(lambda code: code[0].replace("\n", "&#10;"), html_text))


@pass_context
def _inline(context: Context, text: str) -> Markup:
    return Markup(render_inline_html(text, context["link"], context["abbreviations"]))


def with_head(page: str, values: Mapping[str, str]) -> str:
    """A page with more keys of plain text in its front matter."""
    lines = "".join(f"{key}: {json.dumps(theme_text(value), ensure_ascii=False)}\n" for key, value in values.items())
    return page.replace("---\n", f"---\n{lines}", 1)


def front_matter(values: dict[str, Any]) -> str:
    """Keys and values as the front matter of a Markdown page. JSON is YAML, and needs no YAML writer."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])
