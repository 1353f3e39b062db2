"""The `text` block: words between the parts that are filled in."""

from __future__ import annotations

from typing import Literal

from generator.blocks.base import Block
from generator.fields import Plain, RichText, YesNo


class TextBlock(Block):
    """Words to read: an instruction, a list of examples, the title of a part. Nothing is filled in."""

    type: Literal["text"]
    """`text`"""
    title: Plain | None = None
    """A heading above the text."""
    new_page: YesNo = False
    """Whether this starts a new page in print."""
    text: RichText
    """The words, as rich text."""
