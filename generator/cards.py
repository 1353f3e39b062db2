"""What each preview card says: the picture that a chat or an e-mail shows beside a link.

Pure: from a `Handbook` to `CardDocument`s. Setting them is the business of `pdf`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.assets import asset_path, light_colours
from generator.durations import read_duration
from generator.model import Handbook, Worksheet
from generator.model.target import START_PAGE, index_path, page_path
from generator.richtext import render_text
from generator.times import path_time, playbook_time
from generator.wording import Strings

WIDTH, HEIGHT = 1200, 630
"""The size of every card in pixels."""

COLOURS = ("paper", "ink", "soft-ink", "accent", "rule")


@dataclass(frozen=True)
class CardDocument:
    """One card to be made.

    Attributes:
        path: Its place in the docs folder, such as `assets/handbook/cards/seek-feedback.png`.
        page: The docs file of the page it stands for. That of the start page stands for all without their own.
        source: The content file it comes from.
        alt: What it shows, in words.
        data: All that the typesetter needs, as JSON with sorted keys.
    """

    path: str
    page: str
    source: str
    alt: str
    data: str


DEFAULT_PAGE = index_path(START_PAGE)
"""The page whose card is that of the whole handbook."""


def card_documents(handbook: Handbook, strings: Strings) -> Iterator[CardDocument]:
    """The card of the whole handbook, then one for each playbook, worksheet and path."""
    settings = handbook.settings
    colours = {name: colour for name, colour in light_colours().items() if name in COLOURS}

    def card(kind: str, id_: str, title: str, summary: str, *facts: str) -> CardDocument:
        language, _, region = strings.language.partition("-")
        data = {
            "handbook": settings.title,
            "kind": strings.text(f"search.kind.{kind}") if kind else "",
            "title": title,
            "summary": render_text(summary, inline=True),
            "facts": [fact for fact in facts if fact],
            "lang": language,
            "region": region or None,
            "colours": colours,
        }
        shown = [data["kind"], title, data["summary"], *facts]
        return CardDocument(
            path=asset_path(f"cards/{id_}.png"),
            page=page_path(kind, id_) if kind else DEFAULT_PAGE,
            source=f"{kind}s/{id_}.yml" if kind else "handbook.yml",
            alt=" \N{EN DASH} ".join(str(part) for part in shown if part),
            data=json.dumps(data, ensure_ascii=False, sort_keys=True),
        )

    yield card("", START_PAGE, settings.title, settings.summary)
    for book in handbook.playbooks:
        yield card("playbook", book.id, book.title, book.summary, playbook_time(strings, book))
    for sheet in handbook.worksheets:
        pages = strings.count("worksheet.pages", sheet.pages)
        yield card("worksheet", sheet.id, sheet.title, sheet.summary, pages, _sheet_time(strings, sheet))
    for path in handbook.paths:
        yield card("path", path.id, path.title, path.summary, path_time(strings, path))


def _sheet_time(strings: Strings, sheet: Worksheet) -> str:
    duration = read_duration(sheet.time) if sheet.time else None
    return strings.duration(duration) if duration else ""
