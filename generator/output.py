"""What the renderers make: files in memory, so that rendering touches no disk."""

from __future__ import annotations

from dataclasses import dataclass


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
