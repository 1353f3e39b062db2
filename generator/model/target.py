"""What a link can lead to: public ids, and where each has its place."""

from __future__ import annotations

from typing import NamedTuple

KIND_INDEXES = {
    "path": "paths",
    "playbook": "playbooks",
    "worksheet": "worksheets",
    "script": "scripts",
    "idea": "ideas",
    "coach": "coach",
    "source": "sources",
    "term": "glossary",
}
"""The kinds that have an index page, and the id and folder of that page."""

SEARCH_PAGE = "search"
"""Id of the page that search results are shown on."""

PLAN_PAGE = "plan"
"""Id of the page on which a coach makes a reading plan; it stands among the coach guides."""
DATA_PAGE = "your-data"
"""Id of the page that shows what is kept on the reader's device."""

PRIVACY_PAGE = "privacy"
"""Id of the hand-written page about privacy, which pages link to where an author wrote it."""

OFFLINE_PAGE = "offline"
"""Id of the page on which a reader keeps the handbook on their device."""

START_PAGE = "index"
"""Id of the page that a handbook opens with."""

PERMANENT_FOLDER = "go"
"""The folder of short links, which no page may have."""

TOOL_PAGES = (SEARCH_PAGE, PLAN_PAGE, DATA_PAGE, OFFLINE_PAGE)
"""Ids of the pages that the generator makes for doing something. That for plans goes with the coach guides."""

RESERVED_IDS = frozenset({START_PAGE, PERMANENT_FOLDER, *TOOL_PAGES, *KIND_INDEXES.values()})
"""Ids of the pages that the generator makes itself, which nothing else may take."""

SECTION_ANCHORS = {
    "step": (
        "card",
        "why",
        "good-to-know",
        "steps",
        "situations",
        "mistakes",
        "scripts",
        "worksheets",
        "care",
        "comes-from",
        "sources",
        "coach",
    ),
    "block": ("sheet", "next", "uses", "name", "date"),
    "stop": ("card", "scripts", "worksheets", "needs", "next", "closing"),
    "version": ("text", "short", "versions", "blanks", "remember", "uses"),
    "start": ("what-happened", "how-much-time", "for-anyone"),
    "index": ("guides", "everyone", "other", "links"),
    "idea": ("idea-steps",),
}
"""Anchors and field names of the generator's own sections, which no part on such a page may take."""


class Target(NamedTuple):
    """Something that a link can lead to.

    Attributes:
        id: Its public id: `first-steps`, or `first-steps.warm-up` for a part.
        kind: `playbook`, `step`, `coach`, `worksheet`, `block`, `script`, `version`, `path`, `stop`,
            `source`, `term`, `idea`, `situation`, `page` or `index`.
        title: What to call it.
        page: The docs file it stands in, such as `playbooks/first-steps.md`.
        anchor: The place on that page; empty for the page itself.
    """

    id: str
    kind: str
    title: str
    page: str
    anchor: str = ""


def coach_id(playbook_id: str) -> str:
    """The public id of a playbook's coach guide."""
    return f"{playbook_id}.coach"


def term_id(id_: str) -> str:
    """The public id of a term of the glossary."""
    return f"glossary.{id_}"


def page_path(kind: str, id_: str) -> str:
    """The docs file of a playbook, worksheet, script, path or coach guide."""
    return f"{KIND_INDEXES[kind]}/{id_}.md"


def index_path(id_: str) -> str:
    """The docs file of an index page, or of another page that the generator makes itself."""
    if id_ == PLAN_PAGE:
        return page_path("coach", PLAN_PAGE)
    return f"{id_}.md" if id_ == START_PAGE else f"{id_}/index.md"
