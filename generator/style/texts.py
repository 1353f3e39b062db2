"""Every text that readers read, piece by piece, with the place it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from pydantic import BaseModel

from generator.fields import Markup
from generator.leaves import Leaf, walk
from generator.loader.loaded import Loaded
from generator.model import Coverage, PageHead, Searches, Style, WrittenPage
from generator.richtext import block_texts, written_block_texts
from generator.yaml_reader import Document, Place, place_at

PLAIN_FIELDS = ("title", "text", "short", "subject", "hint", "description")
"""Fields without markup that are shown to readers as text."""

EVIDENCE_FIELDS = ("comes_from", "finding", "limits")
"""Fields that say where the advice comes from; they may be harder to read."""

UNREAD_MODELS = (Coverage, Searches, Style)


@dataclass(frozen=True)
class Text:
    """One paragraph, list item or line.

    Attributes:
        page: The id of the page that it stands on.
        path: The content file.
        words: The text without marks.
        is_evidence: Whether it says where advice comes from.
        find: Where a regular expression fits it in the file, for the nth time, counted from 0.
    """

    page: str
    path: str
    words: str
    is_evidence: bool
    find: Callable[[str, int], Place]


def texts_of(loaded: Loaded) -> Iterator[Text]:
    """All texts of a handbook, file by file."""
    for path, model in loaded.models.items():
        if not isinstance(model, (*UNREAD_MODELS, PageHead)):
            yield from _model_texts(path, model, loaded.documents[path])
    for page in loaded.pages:
        yield from _page_texts(page)


def _model_texts(path: str, model: BaseModel, document: Document) -> Iterator[Text]:
    page = str(getattr(model, "id", path.removesuffix(".yml")))
    for leaf in walk(model):
        if leaf.is_key or not _is_shown(leaf) or leaf.loc not in document.values:
            continue
        name = f"{page}.coach" if leaf.loc[0] == "coach" else page
        before = ""
        for words in block_texts(leaf.value):
            is_evidence = any(part in EVIDENCE_FIELDS for part in leaf.loc)
            yield Text(name, path, words, is_evidence, _finder(document, leaf, before))
            before += f"{words}\n"


def _is_shown(leaf: Leaf) -> bool:
    if not isinstance(leaf.value, str):
        return False
    if any(isinstance(mark, Markup) for mark in leaf.marks):
        return True
    is_source_title = leaf.loc[0] == "sources" and leaf.loc[-1] == "title"
    return leaf.loc[-1] in PLAIN_FIELDS and not is_source_title


def _finder(document: Document, leaf: Leaf, before: str) -> Callable[[str, int], Place]:
    """Finds places in a value, past those in the words that stand before in it."""
    return lambda pattern, nth: document.find(leaf.loc, pattern, len(re.findall(pattern, before)) + nth)


def _page_texts(page: WrittenPage) -> Iterator[Text]:
    lines = page.body.split("\n")
    for first, last, words in written_block_texts(page.body):
        source = "\n".join(lines[first - 1 : last])
        yield Text(page.id, page.path, words, False, _line_finder(source, page.body_line + first - 1))


def _line_finder(source: str, line: int) -> Callable[[str, int], Place]:
    """Finds places in a piece of a file that starts on a line."""

    def find(pattern: str, nth: int) -> Place:
        match = next(islice(re.finditer(pattern, source), nth, None), None)
        place = place_at(source, match.start() if match else 0)
        return Place(line + place.line - 1, place.column)

    return find
