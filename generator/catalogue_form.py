"""The form of `handbook.json`: what its JSON Schema says, and nothing that a build without it has to load."""

from __future__ import annotations

from generator.fields import Content


class _Listed(Content, use_attribute_docstrings=True):
    """Base of all that the file holds. The text below each field is its documentation."""


class CataloguePdf(_Listed):
    """A PDF to print or to fill in."""

    address: str
    """Where it is: absolute if `site` is given, else relative to this file."""
    paper: str
    """The paper it is for: `a4` or `us-letter`."""
    large_print: bool
    """Whether it is in large print."""
    pages: int
    """How many pages it has."""
    bytes: int
    """Its size in bytes."""


class CatalogueEntry(_Listed):
    """One thing that can be linked."""

    id: str
    """Its public id, which stays the same for ever. The id of a part is that of the whole, a full stop and a name."""
    kind: str
    """What it is: `playbook`, `step`, `worksheet`, `block`, `script`, `path`, `stop`, `idea`, `situation`, `coach`,
    `source`, `term`, `page` or `index`. More may be added: pass over those you do not know."""
    title: str
    """What it is called, as plain text."""
    summary: str
    """What it is for, as plain text; empty where its author wrote none."""
    part_of: str | None
    """Id of the page that it is a part of; null for a whole page."""
    address: str
    """Where it is now: absolute if `site` is given, else relative to this file. It may move."""
    permalink: str
    """The link to keep, which leads there wherever it moves: absolute or relative as `address` is."""
    minutes: int | None
    """How many minutes it takes, at most; null where that is not known or it is done again and again."""
    situations: tuple[str, ...]
    """Ids of the situations that it is for or speaks of; empty where it is for all readers."""
    pdfs: tuple[CataloguePdf, ...]
    """Its sheets as PDF: those of a worksheet, or the pack of a playbook, a path or the whole handbook."""


class CatalogueSituation(_Listed):
    """Where a reader may stand."""

    id: str
    """Name of the situation."""
    title: str
    """A few words for it."""


class Catalogue(_Listed):
    """Everything in a handbook that can be linked."""

    format: int
    """Version of this form. It grows when a program that reads it must be changed."""
    title: str
    """The name of the handbook."""
    language: str
    """The language that it is written in, as a BCP 47 tag such as `en` or `pt-BR`."""
    summary: str
    """What the handbook is, as plain text."""
    site: str
    """Address of the site, ending in a slash. Empty where the handbook does not know it."""
    situations: tuple[CatalogueSituation, ...]
    """The situations that entries are for."""
    entries: tuple[CatalogueEntry, ...]
    """Every public id of the handbook once, in reading order."""
