"""The `lines` block: ruled space for free writing."""

from __future__ import annotations

from typing import Literal

from generator.blocks.base import FillableBlock


class LinesBlock(FillableBlock):
    """Ruled lines that take the rest of the page. Use it last on a sheet."""

    type: Literal["lines"]
    """`lines`"""
