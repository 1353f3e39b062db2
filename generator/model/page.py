"""A page that an author writes by hand, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class WrittenPage:
    """One Markdown file of the content.

    Attributes:
        path: The file, relative to the content folder, such as `about.md`.
        title: From its front matter, else its first heading, else its id.
        body: The Markdown below the front matter.
        front_matter: What stands between the `---` lines.
        body_line: The line of the file on which the body starts, from 1.
    """

    path: str
    title: str
    body: str
    front_matter: dict[str, Any] = field(default_factory=dict)
    body_line: int = 1

    @property
    def id(self) -> str:
        """File name without its ending. The index of a folder has the folder's name."""
        folder, _, name = self.path.removesuffix(".md").rpartition("/")
        return folder.rpartition("/")[2] if name == "index" and folder else name
