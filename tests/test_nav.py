"""The order of the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.loader import load_handbook
from generator.model import Handbook
from generator.nav import NavEntry, as_config, build_nav
from generator.wording import Strings, load_strings
from tests.conftest import Change, with_changes

KEPT = "What is kept on this device"
Load = Callable[[Mapping[str, Change]], Handbook]


def outline(entries: tuple[NavEntry, ...]) -> list[str]:
    """Titles in order, those of pages in a section after a dash."""
    return [line for entry in entries for line in (entry.title, *(f"- {child.title}" for child in entry.children))]


def test_start_then_the_kinds_then_written_pages_then_search(handbook: Handbook, strings: Strings) -> None:
    assert as_config(build_nav(handbook, strings)) == [
        {"Home": "index.md"},
        {
            "Reading paths": [
                "paths/index.md",
                {"Your jar lives in the fridge": "situations/fridge-keeper.md"},
                {"A first feed": "paths/first-feed.md"},
                {"A lazy weekend": "paths/a-lazy-weekend.md"},
            ]
        },
        {"Playbooks": ["playbooks/index.md", {"Feed it": "playbooks/feed-it.md"}, {"Wake it": "playbooks/wake-it.md"}]},
        {
            "Worksheets": [
                "worksheets/index.md",
                {"Feeding log": "worksheets/feeding-log.md"},
                {"Smell check": "worksheets/smell-check.md"},
            ]
        },
        {
            "Scripts": [
                "scripts/index.md",
                {"Ask for a spoonful": "scripts/ask-for-a-spoonful.md"},
                {"Hand it over": "scripts/hand-it-over.md"},
            ]
        },
        {"Ideas": ["ideas/index.md", {"Patience": "ideas/patience.md"}]},
        {"For coaches": ["coach/index.md", {"Reading plan": "coach/plan.md"}, {"Feed it": "coach/feed-it.md"}]},
        {"Where this comes from": "sources/index.md"},
        {"Words": "glossary/index.md"},
        {"Jars &amp; lids": "jars.md"},
        {"About": "about.md"},
        {"What is kept on this device": "your-data/index.md"},
        {"Read without a network": "offline/index.md"},
        {"Search": "search/index.md"},
    ]


def test_written_pages_stand_in_their_order_then_by_name(load: Load, strings: Strings) -> None:
    pages: dict[str, Change] = {
        "zebra.md": "---\norder: 5\n---\n# Zebra\n",
        "apple.md": "# Apple\n",
        "bread.md": "# Bread\n",
    }
    titles = outline(build_nav(load(pages), strings))
    assert titles[titles.index("Words") + 1 :] == [
        "Zebra",
        "Jars & lids",
        "About",
        "Apple",
        "Bread",
        KEPT,
        "Read without a network",
        "Search",
    ]


def test_kinds_that_a_handbook_has_not_are_left_out(strings: Strings) -> None:
    files: dict[str, Change] = {
        "handbook.yml": BARE,
        "playbooks/wake-it.yml": WAKE_ALONE,
        "about.md": "# About\n",
    }
    bare = load_handbook(with_changes({}, files))
    assert outline(build_nav(bare, strings)) == [
        "Home",
        "Playbooks",
        "- Wake it",
        "About",
        KEPT,
        "Read without a network",
        "Search",
    ]


BARE = """\
title: Bare
summary: As little as can be.
language: en
playbooks: [wake-it]
care_line: Stop.
licence: Free
"""
WAKE_ALONE = """\
id: wake-it
title: Wake it
summary: Bring it back.
when: Today
who: You
ends_with: [A lively starter]
reviewed: 2026-03-05
why: It is cold.
steps:
  - {id: warm-it, title: Warm it, time: 1 day, do: Wait., done_when: It moves.}
care: Stop.
comes_from: Practice.
"""


def test_titles_of_sections_come_from_the_words_of_the_language(handbook: Handbook) -> None:
    own = load_strings("en", b"nav: {playbooks: Guides, search: Find}")
    titles = outline(build_nav(handbook, own))
    assert "Guides" in titles
    assert "Playbooks" not in titles
    assert titles[-1] == "Find"
