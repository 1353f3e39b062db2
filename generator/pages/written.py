"""The pages that authors write by hand: their Markdown, with `id:` links made into addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from generator.addresses import generated_anchors
from generator.model import WrittenPage
from generator.model.target import KIND_INDEXES, index_path
from generator.pages.draft import Draft
from generator.pages.start import START_PATH, start_choices, start_questions
from generator.pages.writer import PageWriter
from generator.templating import front_matter, markdown_text, theme_text

_BREAKS_OUT = re.compile(r"[\\\[\]<>]")
"""Signs with which a short form would not be taken for one, but for Markdown of its own."""


def render(writer: PageWriter) -> Iterator[Draft]:
    """One page for each Markdown file, but for those that open an index page."""
    made_elsewhere = {index_path(id_) for id_ in KIND_INDEXES.values()}
    for page in writer.handbook.pages:
        if page.path not in made_elsewhere:
            yield writer.draft(page.path, page.path, _inputs(writer, page), partial(_render, writer, page))


def _inputs(writer: PageWriter, page: WrittenPage) -> object:
    """All that a page is made from, but for what it looks up."""
    asked = start_choices(writer.handbook) if page.path == START_PATH else {}
    return page, asked, generated_anchors(writer.handbook, page), writer.card_keys(page.path)


def _render(writer: PageWriter, page: WrittenPage) -> str:
    body = writer.words_of(page)
    if page.path == START_PATH and writer.handbook.paths:
        body = _with_start_questions(writer, body)
    if page.head.steps or page.head.worksheets:
        links = {"steps": page.head.steps, "worksheets": page.head.worksheets}
        body += writer.part("idea", page.path, **links)
    if page.kind == "situation" and page.id in (situation.id for situation in writer.handbook.settings.situations):
        body += writer.part("situation-page", page.path, page_id=page.id)
    head = page.theme_keys | {"title": theme_text(page.title)}
    summary = writer.description(writer.handbook.settings.summary)
    head["description"] = theme_text(page.head.description or summary)
    head |= {key: theme_text(value) for key, value in writer.card_keys(page.path).items()}
    return front_matter(head) + body + _abbreviations(writer)


def _with_start_questions(writer: PageWriter, body: str) -> str:
    """The start page with its two questions after the opening words, before the first section."""
    first = re.search(r"^## ", body, re.MULTILINE)
    cut = first.start() if first else len(body)
    return f"{body[:cut]}\n{start_questions(writer)}\n{body[cut:]}"


def _abbreviations(writer: PageWriter) -> str:
    """The short forms of the glossary, as Markdown explains abbreviations."""
    lines = [
        f"*[{term.term}]: {markdown_text(writer.description(term.meaning))}"
        for term in writer.handbook.short_forms
        if not _BREAKS_OUT.search(term.term)
    ]
    return "\n\n" + "\n".join(lines) + "\n" if lines else ""
