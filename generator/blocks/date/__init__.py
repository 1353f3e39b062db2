"""The `date` block: one day, and if wanted the time."""

from __future__ import annotations

from typing import Literal

from generator.blocks.base import FillableBlock
from generator.fields import YesNo


class DateBlock(FillableBlock):
    """A date to fill in."""

    type: Literal["date"]
    """`date`"""
    with_time: YesNo = False
    """Whether to ask for the time of day too."""
