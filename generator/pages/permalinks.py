"""What makes links last: a link to copy at every heading, places that moved, and the pages that forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import escape

from generator.addresses import page_url, permanent_url, relative_url
from generator.hosting import content_policy
from generator.listing import Listed, list_handbook
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


def render(writer: PageWriter, links: Permalinks) -> Iterator[Draft]:
    """The short links and old pages, which forward, and a page for each id that was taken back."""
    listed = {entry.id: entry for entry in list_handbook(writer.handbook, writer.strings)}
    places = [(permanent_url(id_), id_) for id_ in links.short_links]
    for old, id_ in (*places, *links.old_pages.items()):
        yield _forward(writer, links, old, id_, listed.get(links.renamed.get(id_, id_)))
    for retirement in writer.handbook.retired:
        yield _retired(writer, retirement)


def _forward(writer: PageWriter, links: Permalinks, old: str, id_: str, entry: Listed | None) -> Draft:
    """A page that leads on by itself, without the theme, since nobody is to stay there.

    What it says in its head is for previews: many programs that make them do not follow.
    """
    to = links.address(id_)
    title, summary = (entry.title, entry.summary) if entry else (links.title(id_), "")
    if entry and entry.address == to:
        to = entry.address  # the same text once, for there are tens of thousands in a large handbook
    card = writer.card_keys(links.docs_file(id_)).get("card", "")
    inputs = (old, to, title, summary, card)
    return writer.draft(f"{old}index.html", None, inputs, partial(_forwarding, writer, *inputs))


def _forwarding(writer: PageWriter, old: str, to: str, title: str, summary: str, card: str) -> str:
    place = f"{old}index.md"
    page, mark, anchor = to.partition("#")
    values = {
        "title": title,
        "summary": summary,
        "address": relative_url(place, to),
        # With the name of its file the address works from a disk too.
        "file": relative_url(place, f"{page}index.html{mark}{anchor}"),
        "page": page,
        "card": card,
    }
    shape = (old.count("/"), bool(summary), bool(card))
    if shape not in writer.forms:
        writer.forms[shape] = _forwarding_form(writer, *shape)
    parts = writer.forms[shape].split(_CUT)
    parts[1::2] = [escape(values[name]) for name in parts[1::2]]
    return "".join(parts)


def _forwarding_form(writer: PageWriter, depth: int, has_summary: bool, has_card: bool) -> str:
    """What all such pages have in common that stand so many folders deep, with the names of values in their places."""
    shown = {name: f"{_CUT}{name}{_CUT}" for name in ("title", "summary", "address", "file", "page", "card")}
    shown |= {} if has_summary else {"summary": ""}
    shown |= {} if has_card else {"card": ""}
    said = {"policy": content_policy(in_page=True), "site_url": writer.site_url}
    return writer.render("pages/forward.html.jinja", f"{'-/' * depth}index.md", **shown, **said)


def _retired(writer: PageWriter, retirement: Retirement) -> Draft:
    """The page of an id that was taken back: what happened, and where to go."""
    path = f"{permanent_url(retirement.id).removesuffix('/')}.md"
    title = retirement.title or retirement.id
    return writer.page("retired", path, RETIRED_FILE, retirement=retirement, title=title)
