"""A page that is made when somebody asks for it, with all that it is made from, so that none is made in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.addresses import link_to, markdown_link_to
from generator.model import Handbook


class Lookups:
    """Where ids lead and what they are called. It remembers which were asked for."""

    def __init__(self, handbook: Handbook, titles: Mapping[str, str]) -> None:
        self._handbook = handbook
        self._titles = titles
        self.titles: Mapping[str, str] = _Asked(titles, self)
        self.asked: set[str] = set()

    def link(self, page: str, id_: str) -> str:
        """The address of a public id, as seen from a page. Raises `KeyError` for an unknown id."""
        self.asked.add(id_)
        return link_to(self._handbook, page, id_)

    def markdown_link(self, page: str, id_: str) -> str:
        """The same as a path to the docs file, which is what links inside Markdown pages hold."""
        self.asked.add(id_)
        return markdown_link_to(self._handbook, page, id_)

    def answers(self, ids: Iterable[str]) -> list[object]:
        """All that is known of ids: what was made by asking for them alone is the same while this is."""
        return [(id_, self._handbook.targets.get(id_), self._titles.get(id_)) for id_ in ids]


class _Asked(Mapping[str, str]):
    """Titles by id, each noted when it is asked for."""

    def __init__(self, titles: Mapping[str, str], lookups: Lookups) -> None:
        self._titles = titles
        self._lookups = lookups

    def __getitem__(self, id_: str) -> str:
        self._lookups.asked.add(id_)
        return self._titles[id_]

    def __contains__(self, id_: object) -> bool:
        self._lookups.asked.add(str(id_))
        return id_ in self._titles

    def __iter__(self) -> Iterator[str]:
        return iter(self._titles)

    def __len__(self) -> int:
        return len(self._titles)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file of the docs folder before it is made. Two with the same inputs, and the same answers to what they look up,
    are the same file.

    Attributes:
        path: As of an `OutputFile`.
        source: The same.
        inputs: All that its content is made from, but for what it looks up.
        make: Makes the content.
        lookups: Where it looks up ids.
    """

    path: str
    source: str | None
    inputs: object
    make: Callable[[], str] = field(compare=False, repr=False)
    lookups: Lookups = field(compare=False, repr=False)

    @property
    def content(self) -> str:
        """The content, which is made each time."""
        return self.make()

    def made(self) -> tuple[str, frozenset[str]]:
        """The content, and the ids that it looked up."""
        self.lookups.asked = set()
        content = self.make()
        return content, frozenset(self.lookups.asked)
