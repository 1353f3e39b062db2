"""What every block of a worksheet has in common."""

from __future__ import annotations

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from generator.fields import Content, Id, Line, Plain, Published


class Block(Content):
    """One part of a worksheet.

    A block type is a folder: this model, `page.html.jinja` (the block on a web page) and
    `example.yml` (one use of it, which the author's reference and the tests show).
    """

    type: str
    """Which kind of block this is."""


class FillableBlock(Block, Published):
    """A block that the reader writes in. Its id is what saved answers will be kept under."""

    id: Id
    """Name of the block, unique in its worksheet. Never change it once the worksheet is published."""
    label: Line
    """What to write here. It must make sense when it is read aloud alone."""
    hint: Line | None = None
    """A line of help below the label."""


class Item(Content):
    """One thing to tick, choose or finish."""

    id: Id
    """Name of the item, unique in its block. Never change it once the worksheet is published."""
    text: Plain
    """What it says."""

    @field_validator("id")
    @classmethod
    def _not_the_readers_own(cls, value: str) -> str:
        if value.startswith("own-"):
            raise PydanticCustomError(
                "reserved-id", 'the id "{id}" is kept for a line of the reader\'s own', {"id": value}
            )
        return value


class Row(Content):
    """A row that has a name."""

    id: Id
    """Name of the row, unique in its block. Never change it once the worksheet is published."""
    title: Plain
    """What the row is called."""
