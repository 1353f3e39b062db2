"""The `two-column` block: two lists side by side."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blocks.base import FillableBlock
from generator.fields import Content, Plain, WholeNumber


class Side(Content):
    """One of the two columns."""

    title: Plain
    """What belongs in this column."""
    hint: Plain | None = None
    """A line of help below the title."""


class TwoColumnBlock(FillableBlock):
    """Two columns that are filled in side by side, such as facts and story."""

    type: Literal["two-column"]
    """`two-column`"""
    left: Side
    """The first column."""
    right: Side
    """The second column."""
    rows: Annotated[WholeNumber, Field(ge=1, le=20, examples=[5])]
    """How many rows to write on, from 1 to 20."""
