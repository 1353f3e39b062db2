"""The `agreement` block: words that people agree to, with a line for each to sign."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blocks.base import FillableBlock, Row
from generator.fields import RichText


class AgreementBlock(FillableBlock):
    """What two or more people agree on, and where each signs with name and date."""

    type: Literal["agreement"]
    """`agreement`"""
    text: RichText
    """What they agree on."""
    signers: Annotated[tuple[Row, ...], Field(min_length=1, max_length=6)]
    """Who signs, such as: You; your manager."""
