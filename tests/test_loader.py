"""Content files to a handbook. The mistakes that keep it from loading are in `tests/mistakes/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

import pytest
from pydantic import BaseModel

from generator.disk import read_content
from generator.fields import field_docs
from generator.loader import load_handbook
from generator.loader.kinds import FOLDERS, SINGLE_FILES, Kind
from generator.loader.messages import _HINTS
from generator.model import Handbook
from generator.problems import ContentError
from tests.conftest import BREAD, Change, report_of, with_changes

FILES = read_content(BREAD)
"""The smallest handbook that has one of everything but a path."""

HANDBOOK, PLAYBOOK, SHEET, SCRIPT = (
    FILES[path].decode() for path in ("handbook.yml", "playbooks/bake.yml", "worksheets/log.yml", "scripts/ask.yml")
)
PATH = """\
id: way
title: Way
summary: A way.
horizon: short
minutes: 15
stops:
  - {id: a, title: A, time: 10 min, do: Mix., scripts: [ask], steps: [bake.mix]}
  - {id: b, title: B, time: 5 min, do: Wait.}
"""


def report(changes: Mapping[str, Change]) -> str:
    return report_of(with_changes(FILES, changes))


def test_the_smallest_handbook_loads() -> None:
    assert report({}) == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"scripts/ask.yml": SCRIPT.replace("short: May I?", "short: May I, [who]?").replace("{name", "{who: x, name")},
        {"scripts/ask.yml": SCRIPT + "subject: For [name]\n"},
        {"scripts/ask.yml": SCRIPT + "versions:\n  - {id: v, title: V, text: 'Hi [name]'}\n"},
    ],
)
def test_a_blank_may_stand_in_any_text_of_a_script(changes: Mapping[str, Change]) -> None:
    assert report(changes) == ""


# --- many mistakes at once ---------------------------------------------------------------------


def test_all_problems_of_all_files_come_in_one_run_sorted() -> None:
    said = report(
        {
            "worksheets/log.yml": ("type: prompt", "type: promt"),
            "scripts/ask.yml": SCRIPT.replace("channel: say", "channel: sing").replace("title: Ask\n", ""),
            "playbooks/bake.yml": PLAYBOOK.replace("who: You", "woh: You").replace("5 min", "soon"),
            "handbook.yml": ("Mind the oven.", '"[Mind](id:mind)"'),
            "about.md": "# About\n\n[one](id:one) [two](id:two)\n",
            "blank.md": "",
            "scripts/tell.yaml": "x",
            "scripts/empty.yml": "",
        }
    )
    places = [line.partition(": error: ")[0] for line in said.splitlines() if ": error: " in line]
    assert places == [
        "about.md:3:7",
        "about.md:3:21",
        "blank.md:1:1",
        "handbook.yml:8:20",
        "playbooks/bake.yml:1:1",
        "playbooks/bake.yml:5:1",
        "playbooks/bake.yml:12:11",
        "scripts/ask.yml:1:1",
        "scripts/ask.yml:3:10",
        "scripts/empty.yml:1:1",
        "scripts/tell.yaml:1:1",
        "worksheets/log.yml:6:12",
    ]


@pytest.mark.parametrize("broken", ["", "id: log\ntitle: [", "id: log\n", b"\xff", SHEET.replace("prompt", "promt")])
def test_a_link_to_a_file_that_is_itself_broken_is_not_called_dangling(broken: str | bytes) -> None:
    said = report(
        {
            "worksheets/log.yml": broken,
            "about.md": "# About\n\n[log](id:log) [note](id:log.note)\n",
            "playbooks/bake.yml": PLAYBOOK.replace("It is hot.", '"[log](id:log)"').replace(
                "    do: Mix it.", "    do: Mix it.\n    worksheets: [log]"
            ),
        }
    )
    lines = [line for line in said.splitlines() if ": error: " in line]
    assert lines
    assert all(line.startswith("worksheets/log.yml:") for line in lines)


def test_a_broken_playbook_is_not_called_unlisted_nor_unknown() -> None:
    said = report({"playbooks/bake.yml": "id: bake\n"})
    assert all(line.startswith(("playbooks/bake.yml:", "  hint:")) for line in said.splitlines())


# --- what loads --------------------------------------------------------------------------------


def test_the_whole_small_handbook_loads(handbook: Handbook) -> None:
    assert [book.id for book in handbook.playbooks] == ["feed-it", "wake-it"]
    assert [step.id for step in handbook.playbook("feed-it").steps] == ["pour-off", "stir-in"]
    assert handbook.playbook("feed-it").minutes == 12
    assert [page.title for page in handbook.pages] == [
        "About",
        "Patience",
        "Looking after a sourdough starter",
        "Jars & lids",
        "Two things to do",
        "Your jar lives in the fridge",
    ]
    assert [path.id for path in handbook.paths] == ["first-feed", "a-lazy-weekend"]
    assert [term.term for term in handbook.terms] == ["starter", "pH"]


def test_playbooks_come_in_the_order_of_the_list(load: Callable[[Mapping[str, Change]], Handbook]) -> None:
    loaded = load({"handbook.yml": ("  - feed-it\n  - wake-it\n", "  - wake-it\n  - feed-it\n")})
    assert [book.id for book in loaded.playbooks] == ["wake-it", "feed-it"]
    assert [script.id for script in loaded.scripts] == ["hand-it-over", "ask-for-a-spoonful"]


def test_worksheets_and_scripts_come_in_order_of_first_use_and_unused_ones_last(
    load: Callable[[Mapping[str, Change]], Handbook],
) -> None:
    loaded = load(
        {
            "playbooks/feed-it.yml": ("worksheets: [feeding-log, smell-check]", "worksheets: [smell-check]"),
            "worksheets/a-spare-one.yml": SHEET.replace("id: log", "id: a-spare-one"),
        }
    )
    assert [sheet.id for sheet in loaded.worksheets] == ["feeding-log", "smell-check", "a-spare-one"]


def test_every_id_leads_somewhere(handbook: Handbook) -> None:
    targets = {id_: (target.kind, target.page, target.anchor) for id_, target in handbook.targets.items()}
    assert targets["feed-it"] == ("playbook", "playbooks/feed-it.md", "")
    assert targets["wake-it.warm-it"] == ("step", "playbooks/wake-it.md", "warm-it")
    assert targets["smell-check.signs"] == ("block", "worksheets/smell-check.md", "signs")
    assert targets["hand-it-over"] == ("script", "scripts/hand-it-over.md", "")
    assert targets["miller-1999"] == ("source", "sources/index.md", "miller-1999")
    assert targets["about"] == ("page", "about.md", "")
    assert targets["first-feed.stir"] == ("stop", "paths/first-feed.md", "stir")
    assert targets["feed-it.coach"] == ("coach", "coach/feed-it.md", "")
    assert targets["glossary.ph"] == ("term", "glossary/index.md", "ph")
    assert targets["patience"] == ("idea", "ideas/patience.md", "")
    assert targets["fridge-keeper"] == ("situation", "situations/fridge-keeper.md", "")
    assert targets["playbooks"] == ("page", "playbooks/index.md", "")
    assert targets["worksheets"] == ("index", "worksheets/index.md", "")
    assert "feeding-log.None" not in targets


def test_a_handbook_can_do_without_everything_but_playbooks() -> None:
    files = {path: FILES[path] for path in ("handbook.yml", "playbooks/bake.yml")}
    loaded = load_handbook(files)
    assert (loaded.worksheets, loaded.scripts, loaded.sources, loaded.pages) == ((), (), (), ())


def test_files_that_are_no_content_are_left_alone() -> None:
    files = {**FILES, "pictures/jar.png": b"\x89PNG", "notes.txt": b"\xff", "schema/a.schema.json": b"{"}
    assert load_handbook(files) == load_handbook(FILES)


def test_the_title_of_a_page_is_its_front_matter_else_its_heading_else_its_name() -> None:
    pages = {
        "a.md": "---\ntitle: From the top\n---\n# Heading\n",
        "b.md": "Words first.\n\n# Heading *here*\n",
        "c.md": "No heading\n",
        "ideas/index.md": "No heading\n",
    }
    loaded = load_handbook(with_changes(FILES, pages))
    assert {page.path: page.title for page in loaded.pages if page.path != "about.md"} == {
        "a.md": "From the top",
        "b.md": "Heading here",
        "c.md": "c",
        "ideas/index.md": "ideas",
    }


@pytest.mark.parametrize("comment", ["# later\n", "\n  # later\n\n"])
def test_front_matter_may_hold_only_a_comment(comment: str) -> None:
    loaded = load_handbook(with_changes(FILES, {"about.md": f"---\n{comment}---\n# About us\n"}))
    assert [(page.title, page.body) for page in loaded.pages] == [("About us", "# About us\n")]


def test_an_author_may_write_the_words_that_open_a_list() -> None:
    pages = {"index.md": "# Start\n", "playbooks/index.md": "# All\n", "ideas/index.md": "# Ideas\n"}
    loaded = load_handbook(with_changes(FILES, pages))
    assert loaded.targets["playbooks"].title == "All"
    assert loaded.targets["index"].title == "Start"


def test_a_handbook_without_a_start_page_of_its_own_has_one_to_link_to() -> None:
    loaded = load_handbook(with_changes(FILES, {"about.md": "# About\n\n[start](id:index)\n"}))
    assert (loaded.targets["index"].page, loaded.targets["index"].title) == ("index.md", "Bread")


def test_paths_come_in_the_order_of_horizons_and_situations() -> None:
    def path(id_: str, horizon: str, situations: str) -> str:
        text = PATH.replace("id: way", f"id: {id_}").replace("horizon: short\n", horizon)
        return text + (f"situations: [{situations}]\n" if situations else "")

    changes = {
        "handbook.yml": HANDBOOK.replace(
            "{id: short, title: Short}", "{id: short, title: S}, {id: long, title: L}"
        ).replace("situations:\n", "situations:\n  - {id: zero, title: Z, label: Z, summary: Z.}\n"),
        "paths/a.yml": path("a", "horizon: long\n", ""),
        "paths/b.yml": path("b", "", "zero"),
        "paths/c.yml": path("c", "horizon: short\n", "warm"),
        "paths/d.yml": path("d", "horizon: short\n", "zero, warm"),
        "paths/e.yml": path("e", "horizon: short\n", ""),
        "paths/f.yml": path("f", "horizon: long\n", ""),
    }
    loaded = load_handbook(with_changes(FILES, changes))
    assert "".join(path.id for path in loaded.paths) == "edcafb"


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for part in (get_args(field.annotation) for field in model.model_fields.values()):
        for kind in part:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _models(kind)


@pytest.mark.parametrize("kind", [*FOLDERS.values(), *SINGLE_FILES.values()], ids=lambda kind: str(kind.model))
def test_hints_name_nothing_of_one_handbook(kind: Kind) -> None:
    ours = re.compile(r"passed.over|newcomer|seek-feedback|keep-moving|evidence-log|ask-well|acknowledge|yoon", re.I)
    for model in _models(kind.model) if kind.model else []:
        for name, field in model.model_fields.items():
            assert not ours.search(f"{field_docs(model).get(name)} {field.examples}"), f"{model.__name__}.{name}"
    assert not ours.search(" ".join(_HINTS.values()))


def test_the_problems_of_a_load_are_data() -> None:
    with pytest.raises(ContentError) as caught:
        load_handbook(with_changes(FILES, {"scripts/ask.yml": ""}))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column, problem.code) == (
        "scripts/ask.yml",
        1,
        1,
        "empty-file",
    )
