"""What editors keep beside the content to see that it stays true: coverage, searches, style."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.fields import Content, PartId, Plain, Ref, WholeNumber


class Idea(Content):
    """Something that the handbook must say."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$", examples=["A1"])]
    """Its number in the editors' list."""
    idea: Plain
    """The idea, in the editors' words."""
    at: Annotated[tuple[Annotated[PartId, Ref("")], ...], Field(min_length=1)]
    """Ids of the parts that say it."""


class Coverage(Content):
    """The file `coverage.yml`: every idea that must be said, and where it is."""

    ideas: Annotated[tuple[Idea, ...], Field(min_length=1)]
    """The ideas."""


class Search(Content):
    """A search that must find its page."""

    query: Plain
    """What a reader types."""
    finds: Annotated[tuple[Annotated[PartId, Ref("")], ...], Field(min_length=1)]
    """Ids, one of which must be among the first results."""


class Searches(Content):
    """The file `searches.yml`: what readers type, and what they must find. The tests run it."""

    searches: Annotated[tuple[Search, ...], Field(min_length=1)]
    """The searches."""


class BannedWord(Content):
    """A word that the handbook does not use."""

    word: Plain
    """The word or words."""
    use: Plain | None = None
    """What to write instead."""


class Style(Content):
    """The file `style.yml`: the limits that `handbook check` holds the text to."""

    median_grade: Annotated[WholeNumber, Field(ge=1, le=20, examples=[8])] | None = None
    """The highest Flesch-Kincaid grade that the median page may have."""
    worst_grade: Annotated[WholeNumber, Field(ge=1, le=20, examples=[9])] | None = None
    """The highest grade that any page may have."""
    evidence_grade: Annotated[WholeNumber, Field(ge=1, le=20, examples=[11])] | None = None
    """The highest grade that notes on where the advice comes from may have."""
    grades: dict[Annotated[PartId, Ref("")], Annotated[WholeNumber, Field(ge=1, le=20, examples=[7])]] = Field(
        default={}
    )
    """Lower limits for single pages: id and grade."""
    sentence_words: Annotated[WholeNumber, Field(ge=5, le=100, examples=[25])] | None = None
    """The most words that a sentence may have."""
    banned: tuple[BannedWord, ...] = ()
    """Words that the handbook does not use."""
    reviewed_within_days: Annotated[WholeNumber, Field(ge=1, examples=[365])] | None = None
    """How old a playbook's `reviewed` date may get before `handbook check` warns."""
