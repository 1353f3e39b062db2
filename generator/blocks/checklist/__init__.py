"""The `checklist` block: things to tick."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blocks.base import FillableBlock, Item
from generator.fields import WholeNumber


class ChecklistBlock(FillableBlock):
    """A list of things to do or to look for, each with a box to tick."""

    type: Literal["checklist"]
    """`checklist`"""
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=40)]
    """The things, in order."""
    own: Annotated[WholeNumber, Field(ge=0, le=20, examples=[3])] = 0
    """How many empty boxes the reader can add things to."""
