"""The `table` block: rows and columns to fill in."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.blocks.base import FillableBlock, Row
from generator.fields import Content, Id, Plain, WholeNumber

_ROWS: Final = "a table has either rows or row_titles"


class Column(Content):
    """One column of a table."""

    id: Id
    """Name of the column, unique in its table. Never change it once the worksheet is published."""
    title: Plain
    """What stands above the column."""
    hint: Plain | None = None
    """A line of help below the title."""
    width: Literal["narrow", "medium", "wide"] = "medium"
    """How much room the column needs."""


class TableBlock(FillableBlock):
    """A table with empty rows, or with named rows; if wanted with one row filled in as an example."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["rows"], "properties": {"rows": {"type": "integer"}}},
            "then": {"properties": {"row_titles": {"type": "null", "errorMessage": _ROWS, "doNotSuggest": True}}},
            "else": {"required": ["row_titles"], "errorMessage": _ROWS},
        }
    )

    type: Literal["table"]
    """`table`"""
    columns: Annotated[tuple[Column, ...], Field(min_length=2, max_length=12)]
    """The columns, from the first to the last."""
    rows: Annotated[WholeNumber, Field(ge=1, le=40, examples=[5])] | None = None
    """How many empty rows there are. Leave it out where the rows have names."""
    row_titles: Annotated[tuple[Row, ...], Field(min_length=1, max_length=40)] | None = None
    """The named rows, in place of empty ones."""
    example: dict[Id, Plain] | None = None
    """One row filled in, made up: column id and text."""

    @property
    def is_landscape(self) -> bool:
        """Whether the table needs a page turned on its side."""
        room = {"narrow": 1.0, "medium": 1.6, "wide": 2.4}
        return sum(room[column.width] for column in self.columns) > 10

    @model_validator(mode="after")
    def _rows_and_example(self) -> TableBlock:
        if (self.rows is None) == (self.row_titles is None):
            raise PydanticCustomError("rows", _ROWS)
        unknown = sorted(set(self.example or ()) - {column.id for column in self.columns})
        if unknown:
            raise PydanticCustomError(
                "example",
                "the example names columns that the table has not: {names}",
                {"names": ", ".join(unknown)},
            )
        return self
