"""The `weekly-grid` block: a few things over the seven days of a week."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blocks.base import FillableBlock, Row


class WeeklyGridBlock(FillableBlock):
    """A grid with a row for each thing and a column for each day of the week."""

    type: Literal["weekly-grid"]
    """`weekly-grid`"""
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=12)]
    """What is planned or noted, from top to bottom."""
