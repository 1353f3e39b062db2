"""A worksheet: a sheet of typed blocks to fill in, on screen or on paper."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.blocks import AnyBlock, FillableBlock
from generator.fields import Id, Line, Plain, Published, RichText, TimeText, WholeNumber


class Worksheet(Published):
    """One sheet: a file in `worksheets/`."""

    id: Id
    """Name of the worksheet; the same as the file's name."""
    title: Plain
    """What the sheet is called."""
    summary: Line
    """What it is for, in one sentence."""
    also_called: tuple[Plain, ...] = ()
    """Words a reader may search for that mean this sheet."""
    time: TimeText | None = None
    """How long it takes to fill in: `10 min`, `20 min a day`."""
    pages: Annotated[WholeNumber, Field(ge=1, le=20, examples=[1])] = 1
    """How many printed pages it is meant to take."""
    intro: RichText
    """How to use it, in a few short sentences."""
    blocks: Annotated[tuple[AnyBlock, ...], Field(min_length=1, max_length=100)]
    """The parts of the sheet, from top to bottom."""
    after: RichText | None = None
    """What to do with it next."""

    @property
    def fillable(self) -> tuple[FillableBlock, ...]:
        """The blocks that have an id: those that are filled in."""
        return tuple(block for block in self.blocks if isinstance(block, FillableBlock))
