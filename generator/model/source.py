"""A source: a study, review or method that the advice rests on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.fields import Content, Id, Line, Plain, Published, WholeNumber


class Source(Published):
    """One work, with what it found and what it cannot say."""

    id: Id
    """Name of the source, such as `smith-2019`."""
    authors: Plain
    """Who wrote it."""
    year: Annotated[WholeNumber, Field(ge=1800, le=2200, examples=[2019])] | None = None
    """When it came out."""
    title: Plain | None = None
    """Its title, as printed; left out where only the place of the work is known."""
    published_in: Plain
    """Journal with volume and pages; or book, or site."""
    doi: Annotated[str, Field(pattern=r"^10\.[0-9]{4,9}/\S+$", examples=["10.1000/182"])] | None = None
    """Its DOI, where it is known for certain."""
    kind: Literal["study", "review", "theory", "method"]
    """What sort of work it is."""
    finding: Line
    """What it found, in one sentence."""
    limits: Line
    """What it cannot say, in one sentence."""


class Sources(Content):
    """The file `sources.yml`: every source once."""

    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """The sources, in the order of the page that lists them."""
