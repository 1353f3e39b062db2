"""The PDFs that a page offers, with paper, pages and size said."""

from __future__ import annotations

from dataclasses import dataclass

from generator.sheets import Paper, SheetDocument


@dataclass(frozen=True)
class Download:
    """One PDF on offer.

    Attributes:
        path: Its docs file.
        id: The worksheet or pack that it is.
        is_pack: Whether it holds several sheets.
        paper: Which paper it is for.
        is_large: Whether it is in large print.
        pages: How many pages it has.
        size: Its size in bytes.
    """

    path: str
    id: str
    is_pack: bool
    paper: Paper
    is_large: bool
    pages: int
    size: int

    @classmethod
    def of(cls, document: SheetDocument, pages: int, size: int) -> Download:
        """The download of a finished document."""
        return cls(document.path, document.id, document.is_pack, document.paper, document.is_large, pages, size)

    @property
    def kilobytes(self) -> int:
        """Its size in kilobytes of 1,000 bytes, rounded up."""
        return -(-self.size // 1000)
