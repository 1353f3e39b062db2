"""The registry of block types: the one place that names them.

To add one, write its folder (see `base.Block`) and add its class to `BLOCK_TYPES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from generator.blocks.agreement import AgreementBlock
from generator.blocks.base import Block, FillableBlock
from generator.blocks.checklist import ChecklistBlock
from generator.blocks.choice import ChoiceBlock
from generator.blocks.date import DateBlock
from generator.blocks.lines import LinesBlock
from generator.blocks.prompt import PromptBlock
from generator.blocks.rating import RatingBlock
from generator.blocks.sentence_starters import SentenceStartersBlock
from generator.blocks.table import TableBlock
from generator.blocks.text import TextBlock
from generator.blocks.two_column import TwoColumnBlock
from generator.blocks.weekly_grid import WeeklyGridBlock

BLOCK_TYPES: tuple[type[Block], ...] = (
    TextBlock,
    PromptBlock,
    LinesBlock,
    DateBlock,
    RatingBlock,
    ChoiceBlock,
    ChecklistBlock,
    TwoColumnBlock,
    TableBlock,
    SentenceStartersBlock,
    WeeklyGridBlock,
    AgreementBlock,
)

if TYPE_CHECKING:
    AnyBlock = Block
else:
    AnyBlock = Annotated[Union[BLOCK_TYPES], Field(discriminator="type")]  # noqa: UP007

__all__ = ["BLOCK_TYPES", "AnyBlock", "Block", "FillableBlock", "block_folder", "block_type"]


def block_type(block: type[Block] | Block) -> str:
    """The name authors use for a block, such as `two-column`."""
    model = block if isinstance(block, type) else type(block)
    return str(model.model_fields["type"].annotation.__args__[0])  # type: ignore[union-attr]


def block_folder(block: type[Block] | Block) -> str:
    """The folder of a block type in this package, such as `two_column`."""
    return block_type(block).replace("-", "_")
