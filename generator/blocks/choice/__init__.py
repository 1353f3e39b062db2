"""The `choice` block: one or more of a few options."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blocks.base import FillableBlock, Item
from generator.fields import WholeNumber, YesNo


class ChoiceBlock(FillableBlock):
    """Options to choose from: one of them, or with `many` as many as fit."""

    type: Literal["choice"]
    """`choice`"""
    many: YesNo = False
    """Whether more than one option can be chosen."""
    options: Annotated[tuple[Item, ...], Field(min_length=2, max_length=40)]
    """The options, in order."""
    own: Annotated[WholeNumber, Field(ge=0, le=10, examples=[2])] = 0
    """How many empty options the reader can add."""
