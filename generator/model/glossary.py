"""The glossary: each special word explained once."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.fields import Content, Id, Line, PartId, Plain, Published, Ref, YesNo


class Term(Published):
    """One word and what it means here."""

    id: Id
    """Name of the term."""
    term: Plain
    """The word, as it stands in the text."""
    also: tuple[Plain, ...] = ()
    """Its other forms."""
    short_form: YesNo = False
    """Whether it is an abbreviation, which is explained wherever it stands in the text."""
    meaning: Line
    """What it means, in a sentence or two."""
    see: tuple[Annotated[PartId, Ref("")], ...] = ()
    """Ids of parts of the handbook that have more about it."""


class Glossary(Content):
    """The file `glossary.yml`: each special word explained once."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    """The terms. The page shows them in the order of the alphabet."""
