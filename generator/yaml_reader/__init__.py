"""Reads YAML so that every value can be traced to its line and column.

Only a small, unsurprising part of YAML is taken: one document, no tags, no merge keys, no duplicate
keys. Plain scalars are text unless they are `true`, `false`, `null` or a number, so that `no`, `1:30`
and `2026-11-22` stay what the author wrote.

1. `reader` turns bytes into text, and text into nodes.
2. `builder` turns nodes into plain data and notes where each value stands: `document`.
3. `messages` puts what PyYAML cannot read into an author's words; `slip` and `layout` find what is behind it.
4. `long_list` reads what only programs write, which may be longer.
5. `cautions` warns of what can be read, and hardly as it is meant.
"""

from generator.yaml_reader.builder import MAX_DEPTH, MAX_NODES
from generator.yaml_reader.document import Document, Loc, Place, place_at
from generator.yaml_reader.long_list import MAX_LIST_BYTES, read_long_list
from generator.yaml_reader.reader import MAX_BYTES, read_text, read_yaml, render_yaml
from generator.yaml_reader.slip import quoted

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_LIST_BYTES",
    "MAX_NODES",
    "Document",
    "Loc",
    "Place",
    "place_at",
    "quoted",
    "read_long_list",
    "read_text",
    "read_yaml",
    "render_yaml",
]
