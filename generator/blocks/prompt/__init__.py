"""The `prompt` block: a question and lines to answer it on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.blocks.base import FillableBlock
from generator.fields import WholeNumber


class PromptBlock(FillableBlock):
    """A question with a few lines for the answer."""

    type: Literal["prompt"]
    """`prompt`"""
    lines: Annotated[WholeNumber, Field(ge=1, le=20, examples=[3])] = 1
    """How many lines to write on, from 1 to 20."""
