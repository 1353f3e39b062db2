"""Lets a preview show a page before its PDFs are set: they are set afterwards, and until then the last ones count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from generator.pdf import TypesettingError
from generator.print_folder import Print
from generator.printing import Document, Press, PrintingError

NOT_YET = Print(1, 0, "", bytes)
"""Stands for a document that was never set."""


@dataclass(frozen=True)
class PreviewPress(Press):
    """A press that puts off what it has not made before.

    Attributes:
        made: Path -> the data of the last print of it, and that print or why it could not be set.
        waiting: What is to be made after this build, by path.
    """

    made: dict[str, tuple[str, Print | TypesettingError]] = field(default_factory=dict)
    waiting: dict[str, Document] = field(default_factory=dict)

    def print(self, documents: Iterable[Document]) -> dict[str, Print]:
        """The print of each document; of one that has to be made, the last print that there was of it.

        Raises:
            PrintingError: With every document that is known not to be settable.
        """
        documents = list(documents)
        new = [one for one in documents if one.path not in self.made or self.made[one.path][0] != one.data]
        kept = self.kept(new)
        self.made.update({one.path: (one.data, kept[one.path]) for one in new if one.path in kept})
        self.waiting.clear()
        self.waiting.update({one.path: one for one in new if one.path not in kept})
        failures, prints = [], {}
        for one in documents:
            data, found = self.made.get(one.path, ("", NOT_YET))
            if isinstance(found, Print):
                prints[one.path] = found
            elif data == one.data:
                failures.append((one, found))
            else:
                prints[one.path] = NOT_YET
        if failures:
            raise PrintingError(failures, prints)
        return prints

    def make(self, documents: Iterable[Document], goes_on: Callable[[], bool]) -> bool:
        """Make what was put off, one after the other, while `goes_on` says so.

        Returns:
            Whether a page shows it: something could not be set, was never set before, or has more or fewer pages.
        """
        is_shown = False
        for one in takewhile(lambda _: goes_on(), documents):
            last = self.made.get(one.path, ("", NOT_YET))[1]
            found: Print | TypesettingError
            try:
                found = Press.print(self, [one])[one.path]
            except PrintingError as error:
                found = error.failures[0][1]
            self.made[one.path] = one.data, found
            pages = [prints.pages for prints in (last, found) if isinstance(prints, Print) and prints is not NOT_YET]
            is_shown = is_shown or len(pages) < 2 or pages[0] != pages[1]
        return is_shown
