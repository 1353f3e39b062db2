"""Writes a whole site as MkDocs does, but on all cores, and of the pages only those that are not as they were.

A page is as it was if all that it is made from is: its inputs, what it looked up, the part of the navigation that it
shows, and what all pages share. What is as it was stands in the new site already (`keeping`).

It is only for handbooks where nothing else has a say: no other plugin or hook, and no theme file of the author's that
looks at other pages. All others, and those of which MkDocs has something to say, are left to MkDocs itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.addresses import page_url
from generator.build import BuiltHandbook
from generator.crew import Chore, Errand, share_out
from generator.disk import FolderFiles
from generator.finishing import last_files, lasting_theme_files
from generator.keeping.builds import Begun, Kept, Record
from generator.keeping.sites import Written, digest_of, remove, write_into
from generator.offline import FileSum
from generator.output import AnyOutput, KeptOutput
from generator.pages import Draft
from generator.phases import phase
from generator.plugin.alone import LeftToMkDocsError, check_alone, silent
from generator.plugin.menus import Menus
from generator.plugin.pages import LazySite
from generator.progress import show_progress

AT_A_TIME = 16
"""How many pages a core takes at a time."""


_Todo = tuple[str, Draft, str]
"""A page to make: its place in the site, the page, and its key; none for those that are only compared all at once."""


class WholeSite:
    """One site that is being written."""

    def __init__(self, config: MkDocsConfig, built: BuiltHandbook, settings: Mapping[str, Any], begun: Begun) -> None:
        """Prepare it.

        Args:
            config: As MkDocs loads it, for this site alone.
            built: The handbook.
            settings: What the author wrote in `mkdocs.yml`.
            begun: What it starts from.

        Raises:
            LeftToMkDocsError: See `check_alone`.
        """
        check_alone(config)
        theme = FolderFiles(Path(config.theme.custom_dir)) if config.theme.custom_dir else {}
        self._built = built
        self._begun = begun
        self._fingerprints = begun.fingerprints
        try:
            self.key = self._fingerprints.of((settings, dict(theme), built.shared, built.frame, config.site_url))
        except TypeError as error:
            raise LeftToMkDocsError(str(error)) from None
        self._site = LazySite(config, built, begun.compiled)
        self._menus = Menus(built.nav, self._fingerprints)
        self._answers: dict[str, str] = {}

    def write(self, folder: Path) -> Kept:
        """Write all files that are not there as they must be, and delete those that must not be there.

        Args:
            folder: The new site.

        Raises:
            LeftToMkDocsError: MkDocs has something to say about a page.
        """
        self._folder = str(folder)
        self._written: set[str] = set()
        last, forwards = self._begun.kept, self._built.forwards
        known = last.records if last.key == self.key else {}
        with phase("compare"):
            links = self._fingerprints.of(self._built.lists.inputs)
            self._has_same_links = last.links == links
            listing = None if self._has_same_links else Errand(self._built.lists.files)
            records: dict[str, Record] = {}
            todo: list[_Todo] = []
            for draft in self._built.drafts:
                place, key = place_of(draft.path), self._key(draft)
                if record := self._as_it_was(place, key, known):
                    records[place] = record
                else:
                    todo.append((place, draft, key))
        with phase("begin"):
            self._files = {**self._begun.files()}
            is_first = not self._files
            todo += self._missing(records)
            if not self._has_same_links or not self._files.keys() >= forwards.paths:
                todo += ((draft.path, draft, "") for draft in forwards.drafts())
        with phase("pages"):
            records |= self._write_drafts(todo)
            todo.clear()
            if is_first:
                self._begun.begin_spare(self._files)
        with phase("other files"):
            self._check_anchors(records)
            self._written |= records.keys()
            named = self._write_made(last.named)
            theme = self._write_theme(last.theme if last.key == self.key else ())
            self._site.tell_robots({place: record.robots for place, record in records.items() if record.robots})
            for name in self._site.templates:
                self._write(name, self._site[name])
        with phase("search and lists"):
            list_paths = last.list_paths
            if listing or not self._files.keys() >= {*list_paths}:
                list_paths = self._write_all((listing or Chore(self._built.lists.files)).result())
            self._written |= {*list_paths}
            self._write_all(self._built.search.result())
        with phase("finish"):
            sums = {path: FileSum(self._files[path].digest, self._files[path].size) for path in self._written}
            self._written |= forwards.paths
            self._write_all(last_files(sums, self._site["sitemap.xml"], self._built))
            remove(folder, self._files.keys() - self._written)
            files = {path: self._files[path] for path in sorted(self._written)}
        return Kept(records, files, self.key, theme, links, list_paths, named)

    def _as_it_was(self, place: str, key: str, known: Mapping[str, Record]) -> Record | None:
        """How a page was made, if it would be the same again."""
        record = known.get(place)
        if not record or record.key != key:
            return None
        return record if self._has_same_links or record.answers == self._answered(record.asked) else None

    def _missing(self, records: dict[str, Record]) -> Iterator[_Todo]:
        """The pages that would be the same again, and do not stand in the new site. They are taken out of `records`."""
        if missing := records.keys() - self._files.keys():
            for draft in self._built.drafts:
                place = place_of(draft.path)
                if place in missing:
                    del records[place]
                    yield place, draft, self._key(draft)

    def _key(self, draft: Draft) -> str:
        around = self._paths if str(draft.source).endswith(".md") else ""
        return self._fingerprints.of((draft.source, draft.inputs, self._menus.around(draft.path), around))

    @cached_property
    def _paths(self) -> str:
        """Which files there are, which links of a hand-written page are compared with."""
        return self._fingerprints.of(sorted(file.path for file in (*self._built.drafts, *self._built.made)))

    def _answered(self, asked: Sequence[str]) -> str:
        """The fingerprint of all that is known of some ids."""
        lookups = self._built.drafts[0].lookups
        if not asked:
            return ""
        for id_ in asked:
            if id_ not in self._answers:
                self._answers[id_] = self._fingerprints.of(lookups.answers([id_]))
        return self._fingerprints.of([self._answers[id_] for id_ in asked])

    def _write_drafts(self, todo: Sequence[_Todo]) -> dict[str, Record]:
        """Write the pages that are not as they were: how each was made that can be kept alone."""
        self._site.make_ready()
        some = [todo[at : at + AT_A_TIME] for at in range(0, len(todo), AT_A_TIME)]
        progress = partial(show_progress, "Writing pages")
        records: dict[str, Record] = {}
        for files, made in share_out(self._write_some, some, progress=progress):
            self._files |= files
            records |= made
        return records

    def _write_some(self, todo: Sequence[_Todo]) -> tuple[dict[str, Written], dict[str, Record]]:
        files: dict[str, Written] = {}
        records: dict[str, Record] = {}
        with silent():
            for place, draft, key in todo:
                if key:
                    records[place], files[place] = self._write_page(place, draft, key)
                else:
                    files[place] = self._as_written(place, draft.content.encode())
        return files, records

    def _write_page(self, place: str, draft: Draft, key: str) -> tuple[Record, Written]:
        content, asked = draft.made()
        page = self._site.framed(place, content)
        asked_for = tuple(sorted(asked))
        record = Record(key, asked_for, self._answered(asked_for), page.robots, page.linked)
        return record, self._as_written(place, page.content)

    def _check_anchors(self, records: Mapping[str, Record]) -> None:
        """Let MkDocs tell of links that lead to no place of a page."""
        for record in records.values():
            for page, anchor in record.linked:
                if not self._site.has_anchor(page, anchor):
                    raise LeftToMkDocsError(f"{page} has no place {anchor}")

    def _write_theme(self, known: Sequence[str]) -> tuple[str, ...]:
        """Write the theme's files, or let those stand that are known to come from it: their places."""
        if known and all(path in self._files for path in known):
            self._written |= {*known}
            return tuple(known)
        theme = self._site.theme_files()
        lasting = tuple(lasting_theme_files(theme, (Path(self._folder) / "index.html").read_bytes()))
        for path in lasting:
            self._write(path, Path(theme[path]).read_bytes())
        return lasting

    def _write_made(self, known: Mapping[str, str]) -> dict[str, str]:
        """Write what is made before the pages, but ask for nothing that is there under its name: all names."""
        named = {file.path: file.name for file in self._built.made if isinstance(file, KeptOutput)}
        same = {path for path, name in named.items() if known.get(path) == name and path in self._files}
        self._written |= same
        self._write_all(file for file in self._built.made if file.path not in same)
        return named

    def _write_all(self, files: Iterable[AnyOutput]) -> tuple[str, ...]:
        """Write files, but for those that are there already: their places."""
        places = []
        for file in files:
            content = file.content
            self._write(file.path, content.encode() if isinstance(content, str) else content)
            places.append(file.path)
        return tuple(places)

    def _write(self, path: str, content: bytes) -> None:
        """Write a file, unless it is there already."""
        self._written.add(path)
        self._files[path] = self._as_written(path, content)

    def _as_written(self, path: str, content: bytes) -> Written:
        """A file with some content, which is written if it is not there already."""
        known = self._files.get(path)
        if known and known.size == len(content) and known.digest == digest_of(content):
            return known
        return write_into(self._folder, path, content)


def place_of(path: str) -> str:
    """Where a docs file is in the site."""
    return f"{page_url(path)}index.html" if path.endswith(".md") else path
