"""What the renderers make: files in memory, so that rendering touches no disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class OutputFile:
    """One file of the built handbook, before an engine has seen it.

    Attributes:
        path: Place in the docs folder, relative, with forward slashes, such as
            `playbooks/first-steps.md`.
        content: Text for pages, bytes for everything else.
        source: The content file it was made from, relative to the content folder, for the
            "edit this page" link; None where no single file is the source.
    """

    path: str
    content: str | bytes
    source: str | None = None


@dataclass(frozen=True)
class KeptOutput:
    """A file whose content is read or made when somebody asks for it; by its name it is known without that.

    Attributes:
        path: As of an `OutputFile`.
        name: A name for the content: with the same name, it is the same.
        read: Gives the content.
        source: As of an `OutputFile`.
    """

    path: str
    name: str
    read: Callable[[], bytes] = field(compare=False, repr=False)
    source: str | None = None

    @property
    def content(self) -> bytes:
        """The content, which is read each time."""
        return self.read()


AnyOutput = OutputFile | KeptOutput
