"""The list of everything that can be linked."""

from __future__ import annotations

from generator.listing import MAIN_KINDS, Listed, list_handbook
from generator.model import Handbook
from generator.wording import Strings


def test_every_public_id_is_listed_once_and_its_permanent_link_is_its_id(handbook: Handbook, strings: Strings) -> None:
    listed = list_handbook(handbook, strings)
    assert [entry.id for entry in listed] == list(handbook.targets)
    assert all(entry.permanent == f"go/{entry.id}/" for entry in listed)
    assert {"playbook", "step", "worksheet", "script", "path", "idea", "situation", "page"} <= set(MAIN_KINDS)


def test_what_is_said_of_each(handbook: Handbook, strings: Strings) -> None:
    entries = {entry.id: entry for entry in list_handbook(handbook, strings, {"feeding-log": ["a.pdf"]})}
    step = entries["feed-it.stir-in"]
    assert (step.kind, step.title, step.part_of, step.minutes) == ("step", "Stir in flour and water", "Feed it", 10)
    assert step.address == "playbooks/feed-it/#stir-in"
    assert entries["feeding-log"].pdfs == ("a.pdf",)
    assert entries["fridge-keeper"].situations == ("fridge-keeper",)
    assert entries["worksheets"].title == "Worksheets"
    assert entries["first-feed"].minutes == sum(
        stop.duration.minutes or 0 for stop in handbook.path("first-feed").stops
    )


def test_no_summary_holds_marks(handbook: Handbook, strings: Strings) -> None:
    listed: tuple[Listed, ...] = list_handbook(handbook, strings)
    assert [entry.id for entry in listed if "](" in entry.summary or "**" in entry.summary] == []
