"""Adds a word to a list in a YAML file, and leaves every other character as its author wrote it."""

from __future__ import annotations

from generator.yaml_reader import Document, Loc


def with_item(document: Document, loc: Loc, word: str) -> str:
    """The text of a file with one more item at the end of a list.

    Args:
        document: The file.
        loc: Where its list is, which has an item already.
        word: The item, which needs no quotes.
    """
    items = document.data
    for key in loc:
        items = items[key]
    text = document.text
    last = (*loc, len(items) - 1)
    if text[document.values[loc].offset] == "[":
        end = document.ends[last]
        return f"{text[:end]}, {word}{text[end:]}"
    start = document.values[last].offset
    line = text.rfind("\n", 0, start) + 1
    end = text.find("\n", document.ends[last])
    dash = text[line:start]
    return f"{text[:end]}\n{dash}{word}{text[end:]}" if end >= 0 else f"{text}\n{dash}{word}\n"
