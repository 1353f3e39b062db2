"""The `rating` block: a number on a scale."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.blocks.base import FillableBlock
from generator.fields import Plain, WholeNumber


class RatingBlock(FillableBlock):
    """A row of numbers, one of which is marked."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [
                {"if": {"required": [one], "properties": {one: {"type": "string"}}}, "then": {"required": [other]}}
                for one, other in (("low", "high"), ("high", "low"))
            ]
        }
    )

    type: Literal["rating"]
    """`rating`"""
    minimum: Annotated[WholeNumber, Field(ge=0, le=1, examples=[0])] = 0
    """The lowest number: 0 or 1."""
    maximum: Annotated[WholeNumber, Field(ge=2, le=10, examples=[5])] = 10
    """The highest number, from 2 to 10."""
    low: Plain | None = None
    """What the lowest number means."""
    high: Plain | None = None
    """What the highest number means."""

    @model_validator(mode="after")
    def _both_ends(self) -> RatingBlock:
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("one-end", "low and high go together: one of them is missing")
        return self
