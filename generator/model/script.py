"""A script: words to send or to say, with blanks to fill in."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from generator.fields import Id, Line, Plain, PlainText, Published, Ref, RichText

BLANK = re.compile(r"\[([^\[\]\n]+)\]")
"""A blank in a script's text: its name in square brackets."""


class Version(Published):
    """Another wording for another moment."""

    id: Id
    """Name of the version, unique in its script."""
    title: Plain
    """When to use this wording."""
    text: PlainText
    """The words, with blanks."""


class Script(Published):
    """One e-mail, message or sentence to say: a file in `scripts/`."""

    id: Id
    """Name of the script; the same as the file's name."""
    title: Plain
    """What it does, starting with a verb."""
    summary: Line
    """What it is for, in one sentence."""
    also_called: tuple[Plain, ...] = ()
    """Words a reader may search for that mean this script."""
    situations: tuple[Annotated[Id, Ref("situation")], ...] = ()
    """For whom it is; left out, for all."""
    channel: Literal["e-mail", "message", "say"]
    """How it is used."""
    use_when: Line
    """When it fits."""
    do_not_use_when: Line
    """When to leave it."""
    subject: Plain | None = None
    """The subject of an e-mail; may hold blanks."""
    text: PlainText
    """The words. A blank line starts a new paragraph; [square brackets] are blanks."""
    short: PlainText
    """The same in one or two sentences."""
    blanks: dict[Plain, Plain] = Field(default={})
    """Each blank and what to write there."""
    versions: tuple[Version, ...] = ()
    """Other wordings for other moments."""
    remember: RichText | None = None
    """What to keep in mind when using it."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that may hold blanks."""
        return (self.subject or "", self.text, self.short, *(version.text for version in self.versions))
