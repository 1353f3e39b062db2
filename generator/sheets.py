"""Worksheets as documents to print: what each PDF holds, as data for the typesetter.

Pure: from a `Handbook` to `SheetDocument`s. Setting them is the business of `pdf`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from generator.addresses import target_url
from generator.blocks import Block
from generator.fields import Content, Markup
from generator.leaves import leaf_annotations
from generator.model import Handbook, Worksheet
from generator.richtext import print_nodes, print_spans
from generator.wording import Strings

Paper = Literal["a4", "us-letter"]
PAPERS: dict[Paper, str] = {"a4": "a4", "us-letter": "letter"}
"""Typst's name of each paper, and how files are named after it."""

WORKBOOK = "workbook"


@dataclass(frozen=True)
class SheetDocument:
    """One PDF to be made.

    Attributes:
        path: Its place in the docs folder, such as `worksheets/evidence-log-a4.pdf`.
        id: The worksheet, or the pack.
        paper: Which paper it is for.
        is_large: Whether it is in large print.
        source: The content file it comes from; None for a pack.
        pages: How many pages the author promised at most; None where nothing is promised.
        data: All that the typesetter needs, as JSON with sorted keys.
        is_pack: Whether it holds several sheets.
    """

    path: str
    id: str
    paper: Paper
    is_large: bool
    source: str | None
    pages: int | None
    data: str
    is_pack: bool = False


@dataclass(frozen=True)
class SheetSetter:
    """Makes documents for one handbook in one language, published at one address."""

    handbook: Handbook
    strings: Strings
    site_url: str

    def documents(self) -> Iterator[SheetDocument]:
        """Every PDF of the handbook: sheets in four variants, packs in two."""
        for sheet in self.handbook.worksheets:
            for paper in PAPERS:
                for is_large in (False, True):
                    yield self._sheet(sheet, paper, is_large)
        for id_, title, sheets in self._packs():
            for paper in PAPERS:
                yield self._pack(id_, title, sheets, paper)

    def _sheet(self, sheet: Worksheet, paper: Paper, is_large: bool) -> SheetDocument:
        data = self._document(sheet.title, sheet.id, [sheet], paper, is_large)
        name = f"worksheets/{sheet.id}-{PAPERS[paper]}{'-large' if is_large else ''}.pdf"
        pages = None if is_large else sheet.pages
        return SheetDocument(name, sheet.id, paper, is_large, f"worksheets/{sheet.id}.yml", pages, as_json(data))

    def _packs(self) -> Iterator[tuple[str, str, list[Worksheet]]]:
        handbook = self.handbook
        if handbook.worksheets:
            yield WORKBOOK, self.strings.text("pack.workbook"), list(handbook.worksheets)
        packs = [(book.id, book.title, book.worksheets) for book in handbook.playbooks]
        packs += [(path.id, path.title, path.worksheets) for path in handbook.paths]
        for id_, title, sheets in packs:
            if sheets:
                yield id_, title, [handbook.worksheet(sheet) for sheet in sheets]

    def _pack(self, id_: str, title: str, sheets: list[Worksheet], paper: Paper) -> SheetDocument:
        data = self._document(f"{self.handbook.settings.title}: {title}", id_, sheets, paper, is_large=False)
        data["cover"] = {
            "summary": print_spans(self.handbook.settings.summary),
            "licence": print_spans(self.handbook.settings.licence),
        }
        path = f"packs/{id_}-{PAPERS[paper]}.pdf"
        return SheetDocument(path, id_, paper, False, None, None, as_json(data), is_pack=True)

    def _document(self, title: str, id_: str, sheets: list[Worksheet], paper: Paper, is_large: bool) -> dict[str, Any]:
        return {
            **document_head(self.handbook, self.strings, title, paper),
            "large": is_large,
            "address": short_address(self._address(id_)) if len(sheets) == 1 else short_address(self.site_url),
            "words": self._words,
            "cover": None,
            "sheets": [self._sheets[sheet.id] for sheet in sheets],
        }

    @cached_property
    def _words(self) -> dict[str, Any]:
        return sheet_words(self.strings)

    @cached_property
    def _sheets(self) -> dict[str, dict[str, Any]]:
        """The data of every worksheet, which all its variants and packs share."""
        return {sheet.id: self._sheet_data(sheet) for sheet in self.handbook.worksheets}

    def _sheet_data(self, sheet: Worksheet) -> dict[str, Any]:
        address = self._address(sheet.id)
        return {
            "id": sheet.id,
            "title": sheet.title,
            "intro": print_nodes(sheet.intro),
            "url": address,
            "blocks": [_print_data(block) for block in sheet.blocks],
        }

    def _address(self, id_: str) -> str:
        target = self.handbook.targets.get(id_)
        return self.site_url + target_url(target) if self.site_url and target else ""


def document_head(handbook: Handbook, strings: Strings, title: str, paper: Paper) -> dict[str, Any]:
    """What every document says of itself."""
    language, _, region = strings.language.partition("-")
    name = handbook.settings.title
    return {
        "title": title,
        "author": name,
        "handbook": name,
        "lang": language,
        "region": region or None,
        "paper": paper,
    }


def sheet_words(strings: Strings) -> dict[str, Any]:
    """The generator's own words on paper."""
    texts = strings.words
    words: dict[str, Any] = {
        name: texts[f"worksheet.{name}"]
        for name in ("name", "date", "time_of_day", "own_number", "row", "example", "signed")
    }
    words |= {name: texts[f"sheet.{name}"] for name in ("page", "qr", "contents")}
    words["weekdays"] = {
        key.removeprefix("weekdays."): text for key, text in texts.items() if key.startswith("weekdays.")
    }
    return words


def block_specimen(block: Block, strings: Strings) -> str:
    """A block by itself, as the JSON that `pdf.set_picture` takes."""
    language, _, region = strings.language.partition("-")
    words = sheet_words(strings)
    data = {"lang": language, "region": region or None, "large": False, "words": words, "block": _print_data(block)}
    return as_json(data)


def _print_data(model: Content) -> dict[str, Any]:
    """A block as plain data, with its rich text as nodes and its lines as spans."""
    found: dict[str, Any] = {}
    for name, annotation in leaf_annotations(type(model)):
        if name == "aliases":
            continue  # paper has no use for them
        value = getattr(model, name)
        markup = next((mark for mark in annotation if isinstance(mark, Markup)), None)
        if isinstance(value, Content):
            found[name] = _print_data(value)
        elif isinstance(value, tuple):
            found[name] = [_print_data(item) if isinstance(item, Content) else item for item in value]
        elif markup and value is not None:
            found[name] = print_spans(value) if markup.inline else print_nodes(value)
        else:
            found[name] = value
    return found


def as_json(data: dict[str, Any]) -> str:
    """The data of a document, the same for the same content."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def short_address(address: str) -> str:
    """An address as it is printed: without scheme and last slash."""
    return address.partition("://")[2].rstrip("/") if address else ""
