"""What makes links last: a link to copy at every heading, places that moved, and pages of what was taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from generator.addresses import page_url, permanent_url, relative_url
from generator.model import Retirement
from generator.model.permalinks import RETIRED_FILE
from generator.model.target import SEARCH_PAGE, index_path
from generator.pages.draft import Draft
from generator.pages.writer import PageWriter
from generator.permalinks import OldAnchor, Permalinks
from generator.richtext import before_headings, before_own_headings

_CUT = "\0"
"""What stands between permalinks, and in their places, while they are made: no content can hold it."""


def with_permalinks(writer: PageWriter, links: Permalinks, page: Draft) -> Draft:
    """A page with the permanent link of itself and its parts before their headings, and with its old anchors."""
    if page.path == index_path(SEARCH_PAGE):
        return page
    old = links.old_anchors.get(page_url(page.path), [])
    make = partial(_with_permalinks, writer, links, page, old)
    return writer.draft(page.path, page.source, (page.inputs, old, links.renamed_work), make)


def _with_permalinks(writer: PageWriter, links: Permalinks, page: Draft, old: Sequence[OldAnchor]) -> str:
    whole = links.page_ids[page.path]
    shown: list[tuple[int, str, str, list[OldAnchor]]] = []
    anchors: set[str] = set()

    def permalink(level: int, title: str, anchor: str) -> str:
        anchors.add(anchor)
        to = _permanent_address(links, whole, "" if level == 1 else anchor)
        shown.append((level, title, relative_url(page.path, to), [entry for entry in old if entry.here == anchor]))
        return f"{_CUT}{len(shown) - 1}{_CUT}"

    is_written = bool(page.source) and str(page.source).endswith(".md")
    content = (before_headings if is_written else before_own_headings)(page.content, permalink)
    # All in one go: to begin a template takes longer than what it says here.
    made = writer.part("permalinks", page.path, links=shown, cut=_CUT).split(_CUT)
    parts = content.split(_CUT)
    parts[1::2] = [f"{made[int(number)].strip()}\n" for number in parts[1::2]]
    content = "".join(parts)
    rest = [(entry, relative_url(page.path, entry.to)) for entry in old if entry.here not in anchors]
    words = {f"{group}_words": writer.strings.group(group) for group in ("link", "qr")}
    end = writer.part("page-end", page.path, moved=rest, renamed=links.renamed_work, **words)
    return f"{content}\n{end}"


def _permanent_address(links: Permalinks, page: str, anchor: str) -> str:
    part = f"{page}.{anchor}"
    if part in links.targets:
        return permanent_url(part)
    return permanent_url(page) + (f"#{anchor}" if anchor else "")


def render_retired(writer: PageWriter) -> Iterator[Draft]:
    """A page for each id that was taken back."""
    for retirement in writer.handbook.retired:
        yield _retired(writer, retirement)


def _retired(writer: PageWriter, retirement: Retirement) -> Draft:
    """The page of an id that was taken back: what happened, and where to go."""
    path = f"{permanent_url(retirement.id).removesuffix('/')}.md"
    title = retirement.title or retirement.id
    return writer.page("retired", path, RETIRED_FILE, retirement=retirement, title=title)
