"""What each PDF holds, as data for the typesetter."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from generator.loader import load_handbook
from generator.model import Handbook
from generator.sheets import SheetDocument, SheetSetter
from generator.wording import Strings, load_strings
from tests.conftest import Change

SITE = "https://sourdough.example.org/starter/"
Load = Callable[[Mapping[str, Change]], Handbook]


def documents_of(handbook: Handbook, site: str = SITE, strings: Strings | None = None) -> dict[str, SheetDocument]:
    setter = SheetSetter(handbook, strings or load_strings("en"), site)
    documents = list(setter.documents())
    assert len({document.path for document in documents}) == len(documents)
    return {document.path: document for document in documents}


@pytest.fixture
def documents(handbook: Handbook) -> dict[str, SheetDocument]:
    return documents_of(handbook)


def data_of(documents: Mapping[str, SheetDocument], path: str) -> dict[str, Any]:
    return dict(json.loads(documents[path].data))


def block_of(documents: Mapping[str, SheetDocument], sheet: str, id_: str) -> dict[str, Any]:
    (data,) = data_of(documents, f"worksheets/{sheet}-a4.pdf")["sheets"]
    return next(block for block in data["blocks"] if block.get("id") == id_)


def test_each_sheet_comes_in_four_variants_and_each_pack_in_two(documents: Mapping[str, SheetDocument]) -> None:
    sheets = [f"worksheets/{id_}-{v}.pdf" for id_ in ("feeding-log", "smell-check") for v in VARIANTS]
    packs = [f"packs/{id_}-{paper}.pdf" for id_ in ("workbook", *PACKS) for paper in ("a4", "letter")]
    assert sorted(documents) == sorted(sheets + packs)


VARIANTS = ("a4", "a4-large", "letter", "letter-large")
PACKS = {"feed-it": ["feeding-log", "smell-check"], "first-feed": ["feeding-log"]}
"""The sourdough packs; the other playbook and the other path name no worksheet."""


def test_a_document_says_what_it_is(documents: Mapping[str, SheetDocument]) -> None:
    sheet = documents["worksheets/feeding-log-letter-large.pdf"]
    assert (sheet.id, sheet.paper, sheet.is_large, sheet.is_pack) == ("feeding-log", "us-letter", True, False)
    assert sheet.source == "worksheets/feeding-log.yml"
    pack = documents["packs/workbook-a4.pdf"]
    assert (pack.id, pack.paper, pack.is_large, pack.is_pack) == ("workbook", "a4", False, True)
    assert pack.source is None


def test_pages_are_promised_for_sheets_in_ordinary_print_only(documents: Mapping[str, SheetDocument]) -> None:
    promised = {path: document.pages for path, document in documents.items() if document.pages is not None}
    assert promised == {
        "worksheets/feeding-log-a4.pdf": 2,
        "worksheets/feeding-log-letter.pdf": 2,
        "worksheets/smell-check-a4.pdf": 1,
        "worksheets/smell-check-letter.pdf": 1,
    }


def test_the_head_of_a_sheet(documents: Mapping[str, SheetDocument]) -> None:
    data = data_of(documents, "worksheets/feeding-log-letter-large.pdf")
    sheets, words = data.pop("sheets"), data.pop("words")
    assert data == {
        "title": "Feeding log",
        "author": "Looking after a sourdough starter",
        "handbook": "Looking after a sourdough starter",
        "lang": "en",
        "region": None,
        "paper": "us-letter",
        "large": True,
        "address": "sourdough.example.org/starter/worksheets/feeding-log",
        "cover": None,
    }
    (sheet,) = sheets
    blocks = sheet.pop("blocks")
    assert sheet == {
        "id": "feeding-log",
        "title": "Feeding log",
        "intro": [{"kind": "paragraph", "spans": [{"text": "Fill in one row for each feed."}]}],
        "url": SITE + "worksheets/feeding-log/",
    }
    assert [block["type"] for block in blocks] == ["table", "weekly-grid", "rating", "checklist", "date", "lines"]
    assert words["weekdays"]["wed"] == "Wednesday"
    assert words["page"] == "Page {n} of {m}"


def test_blocks_come_with_all_their_values(documents: Mapping[str, SheetDocument]) -> None:
    assert block_of(documents, "feeding-log", "rise") == {
        "type": "rating",
        "id": "rise",
        "label": [{"text": "How far did it rise?"}],
        "hint": None,
        "minimum": 0,
        "maximum": 5,
        "low": "not at all",
        "high": "over the rim",
    }
    table = block_of(documents, "feeding-log", "feeds")
    assert table["columns"][1] == {"id": "flour", "title": "Flour", "hint": "Kind and weight", "width": "medium"}
    assert (table["rows"], table["row_titles"]) == (2, None)
    assert table["example"] == {"day": "Monday", "flour": "Rye, 50 g"}
    assert block_of(documents, "smell-check", "signs")["right"] == {"title": "Bad", "hint": "Be honest"}
    assert block_of(documents, "smell-check", "smell")["options"][0] == {"id": "yoghurt", "text": "Yoghurt"}


def test_only_rich_text_has_marks(load: Load) -> None:
    sheet = """\
id: smell-check
title: "*T*"
summary: S.
intro: |
  A **b** *c* `d` [e](id:feed-it)\\
  f

  - g
    1. h

  > i
blocks:
  - {type: checklist, id: c, label: "*L*", hint: "**H**", items: [{id: a, text: "*A*"}]}
"""
    documents = documents_of(load({"worksheets/smell-check.yml": sheet}))
    (data,) = data_of(documents, "worksheets/smell-check-a4.pdf")["sheets"]
    assert data["title"] == "*T*"
    first, bullets, quote = data["intro"]
    assert first["spans"] == [
        {"text": "A "},
        {"text": "b", "strong": True},
        {"text": " "},
        {"text": "c", "emph": True},
        {"text": " "},
        {"text": "d", "code": True},
        {"text": " "},
        {"text": "e"},
        {"text": "", "break": True},
        {"text": "f"},
    ]
    assert bullets["kind"] == "bullets"
    inner = bullets["items"][0]
    assert inner[0] == {"kind": "paragraph", "spans": [{"text": "g"}]}
    assert inner[1] == {"kind": "numbers", "items": [[{"kind": "paragraph", "spans": [{"text": "h"}]}]]}
    assert quote == {"kind": "quote", "nodes": [{"kind": "paragraph", "spans": [{"text": "i"}]}]}
    (block,) = data["blocks"]
    assert block["label"] == [{"text": "L", "emph": True}]
    assert block["hint"] == [{"text": "H", "strong": True}]
    assert block["items"] == [{"id": "a", "text": "*A*"}]


def test_a_pack_holds_the_sheets_of_its_steps_or_stops_in_order_of_first_use(
    documents: Mapping[str, SheetDocument], handbook: Handbook
) -> None:
    everything = [sheet.id for sheet in handbook.worksheets]
    for id_, sheets in {"workbook": everything, **PACKS}.items():
        data = data_of(documents, f"packs/{id_}-letter.pdf")
        assert [sheet["id"] for sheet in data["sheets"]] == sheets, id_


def test_a_pack_has_a_cover(documents: Mapping[str, SheetDocument]) -> None:
    data = data_of(documents, "packs/feed-it-a4.pdf")
    assert data["title"] == "Looking after a sourdough starter: Feed it"
    assert data["cover"]["licence"] == [{"text": "Text: CC BY 4.0."}]
    assert data["cover"]["summary"][0]["text"].startswith("How to keep a jar")
    workbook = data_of(documents, "packs/workbook-a4.pdf")
    assert workbook["title"] == "Looking after a sourdough starter: The whole workbook"
    assert workbook["address"] == "sourdough.example.org/starter"


def test_what_names_no_worksheet_has_no_pack(load: Load, documents: Mapping[str, SheetDocument]) -> None:
    assert "packs/wake-it-a4.pdf" not in documents
    stop = ("    worksheets: [feeding-log]\n", "")
    assert "packs/first-feed-a4.pdf" not in documents_of(load({"paths/first-feed.yml": stop}))


def test_without_an_address_nothing_is_linked(handbook: Handbook) -> None:
    data = data_of(documents_of(handbook, site=""), "worksheets/smell-check-a4.pdf")
    assert data["address"] == ""
    assert data["sheets"][0]["url"] == ""


def test_the_words_are_those_of_the_handbooks_language(handbook: Handbook) -> None:
    own = load_strings("en", b"worksheet: {name: Baker}\nsheet: {contents: All sheets}\nweekdays: {mon: Mo}\n")
    words = data_of(documents_of(handbook, strings=own), "worksheets/smell-check-a4.pdf")["words"]
    assert (words["name"], words["contents"], words["weekdays"]["mon"]) == ("Baker", "All sheets", "Mo")


def test_a_language_with_a_region_is_told_apart(handbook: Handbook) -> None:
    strings = Strings("pt-BR", load_strings("en").words)
    data = data_of(documents_of(handbook, strings=strings), "worksheets/smell-check-a4.pdf")
    assert (data["lang"], data["region"]) == ("pt", "BR")


def test_the_same_content_gives_the_same_data_in_whatever_order_it_comes(
    documents: Mapping[str, SheetDocument], sourdough: Mapping[str, bytes]
) -> None:
    again = documents_of(load_handbook(dict(reversed(sourdough.items()))))
    assert {path: one.data for path, one in again.items()} == {path: one.data for path, one in documents.items()}
    assert list(again) == list(documents)
