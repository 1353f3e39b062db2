"""The `sentence-starters` block: sentences to finish."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blocks.base import FillableBlock, Item
from generator.fields import WholeNumber


class SentenceStartersBlock(FillableBlock):
    """Beginnings of sentences, each with lines to finish it."""

    type: Literal["sentence-starters"]
    """`sentence-starters`"""
    starters: Annotated[tuple[Item, ...], Field(min_length=1, max_length=12)]
    """The beginnings, in order."""
    lines: Annotated[WholeNumber, Field(ge=1, le=10, examples=[2])] = 2
    """How many lines there are for each."""
