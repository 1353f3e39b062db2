"""The limits that editors set for the text, and how hard a text is to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from generator.loader import load_files
from generator.problems import format_text
from generator.style import check_style, read_grades
from generator.style.reading import ReadingReport, _rounded, grade, sentences, syllables, words
from tests.conftest import Change

TODAY = date(2026, 11, 22)
Changed = Callable[[Mapping[str, Change]], dict[str, bytes]]


@pytest.fixture
def said(changed: Changed) -> Callable[..., str]:
    """What the check says about the sourdough handbook with changes."""

    def say(changes: Mapping[str, Change], today: date = TODAY) -> str:
        return format_text(sorted(check_style(load_files(changed(changes)), today)))

    return say


Said = Callable[..., str]


def test_a_handbook_within_its_limits_has_no_problem(said: Said) -> None:
    assert said({}) == ""


def test_a_sentence_that_is_too_long_is_shown_where_it_starts(said: Said) -> None:
    long = "Then stir " + "and stir " * 12 + "again."
    assert said({"playbooks/feed-it.yml": ("    do: Stir until", f"    do: Wait. {long} Stir until")}) == (
        "playbooks/feed-it.yml:41:15: error: a sentence has 27 words, more than 25: "
        '"Then stir and ..." [long-sentence]\n'
        "  hint: make two of it"
    )


def test_a_sentence_that_is_too_long_is_found_on_written_pages(said: Said) -> None:
    long = "Then stir " + "and stir " * 12 + "again."
    assert said({"jars.md": ("Glass is best.", f"Glass is best. {long}")}) == (
        'jars.md:6:16: error: a sentence has 27 words, more than 25: "Then stir and ..." [long-sentence]\n'
        "  hint: make two of it"
    )


def test_notes_on_evidence_may_have_long_sentences(said: Said) -> None:
    long = "Then stir " + "and stir " * 12 + "again."
    assert said({"playbooks/wake-it.yml": ("comes_from: Common practice.", f"comes_from: {long}")}) == ""


@pytest.mark.parametrize("text", ["Effortless bread.", "It is *effortless*, really."])
def test_a_banned_word_is_shown_with_what_to_write(said: Said, text: str) -> None:
    column = 6 + text.lower().index("effortless")
    found = text[text.lower().index("effortless") :][:10]
    assert said({"playbooks/wake-it.yml": ("why: Cold only slows it down.", f"why: {text}")}) == (
        f'playbooks/wake-it.yml:9:{column}: error: "{found}" is not used here [banned-word]\n  hint: write: easy'
    )


def test_a_banned_word_without_another_to_write(said: Said) -> None:
    changes = {"style.yml": "banned: [{word: mould}]\n", "about.md": "# About\n\nNo mould here.\n"}
    report = said(changes)
    assert 'about.md:3:4: error: "mould" is not used here [banned-word]\n  hint: say it in other words' in report


def test_a_banned_word_is_shown_where_it_stands_and_not_in_another_word(said: Said) -> None:
    changes = {"style.yml": "banned: [{word: glass}]\n", "jars.md": "# Jars\n\nTwo glasses, one glass, a glass.\n"}
    assert [line.split(": ")[0] for line in said(changes).splitlines() if "glass" in line] == [
        "jars.md:3:18",
        "jars.md:3:27",
    ]


def places(report: str, word: str) -> list[str]:
    return [line.split(": ")[0] for line in report.splitlines() if f'"{word}" is not used here' in line]


def test_a_banned_word_is_shown_at_each_of_its_places_in_a_long_text(said: Said) -> None:
    why = "why: |\n  Two jars, one [jar](id:jar-book).\n\n  - A *jar*, a Jar.\n  - No\n    jar.\n"
    changes = {
        "style.yml": "banned: [{word: jar}, {word: no jar}]\n",
        "playbooks/wake-it.yml": ("why: Cold only slows it down.\n", why.replace("jar-book", "jars")),
    }
    report = said(changes)
    found = [place for place in places(report, "jar") if place.startswith("playbooks/wake-it")]
    assert found == [f"playbooks/wake-it.yml:{place}" for place in ("10:18", "12:8", "14:5", "19:19")]
    assert "playbooks/wake-it.yml:12:16" in places(report, "Jar")
    assert places(report, "No jar") == ["playbooks/wake-it.yml:13:5"]


def test_a_long_sentence_is_shown_at_its_own_place_after_one_that_begins_alike(said: Said) -> None:
    long = "Then stir it " + "and stir " * 12 + "again."
    assert "playbooks/feed-it.yml:41:23: error: a sentence has" in said(
        {"playbooks/feed-it.yml": ("    do: Stir until", f"    do: Then stir it. {long} Stir until")}
    )


def test_the_anchor_of_a_heading_is_not_among_its_words(said: Said) -> None:
    assert said({"style.yml": "banned: [{word: mould}]\n", "about.md": "# About\n\n## Fur {#mould}\n"}) != ""
    assert places(said({"style.yml": "banned: [{word: mould}]\n", "about.md": "## Fur {#mould}\n"}), "mould") == [
        "playbooks/feed-it.yml:50:23"
    ]


def test_a_page_that_is_too_hard_to_read(said: Said) -> None:
    hard = " ".join(["Microbiological acidification characterises fermentation."] * 10)
    report = said({"playbooks/wake-it.yml": ("why: Cold only slows it down.", f"why: {hard}")})
    assert report.startswith('playbooks/wake-it.yml:1:1: error: "wake-it" reads at grade ')
    assert report.endswith(", above 12 [grade]\n  hint: shorten sentences, and use shorter words")


def test_a_single_page_may_have_a_limit_of_its_own(said: Said) -> None:
    report = said({"style.yml": "worst_grade: 20\ngrades: {feed-it: 1}\nmedian_grade: 20\n"})
    assert report == "" or report.startswith('playbooks/feed-it.yml:1:1: error: "feed-it" reads at grade ')


@pytest.mark.parametrize(
    ("changes", "report"),
    [
        (
            {"playbooks/feed-it.yml": ("sources: [grandmother]\n", "")},
            'sources.yml:18:9: error: nothing cites the source "grandmother" [unused]\n'
            "  hint: name it in the sources of a step or playbook, or delete it",
        ),
        (
            {"playbooks/feed-it.yml": ("worksheets: [feeding-log, smell-check]", "worksheets: [feeding-log]")},
            'worksheets/smell-check.yml:1:5: error: no step leads to the worksheet "smell-check" [unused]\n'
            "  hint: name it in the worksheets of a step, or delete the file",
        ),
        (
            {"playbooks/wake-it.yml": ("    scripts: [hand-it-over]\n", "")},
            'scripts/hand-it-over.yml:1:5: error: no step leads to the script "hand-it-over" [unused]\n'
            "  hint: name it in the scripts of a step, or delete the file",
        ),
    ],
)
def test_what_nothing_leads_to_is_said_even_without_limits(said: Said, changes: dict[str, Change], report: str) -> None:
    assert said(changes) == report
    assert said(changes | {"style.yml": None}) == report


def test_a_playbook_that_nobody_has_read_for_long_is_a_warning(said: Said) -> None:
    limit = {"style.yml": "reviewed_within_days: 30\n"}
    assert said(limit, date(2026, 4, 3)) == ""
    assert said(limit, date(2026, 4, 4)) == (
        "playbooks/feed-it.yml:11:11: warning: last reviewed on 2026-03-04, more than 30 days ago [overdue]\n"
        "  hint: read the playbook whole, mend it, and write today's date"
    )


# --- reading -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ('Say: "No." Then go.', ["Say:", '"No.', "Then go."]),
        ("It costs 3.50 or more, e.g. here.", ["It costs 3.50 or more, e.g. here."]),
        ("- 1 -", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_words_are_joined_by_hyphens_and_apostrophes() -> None:
    assert words("Don't re-use 3 jars (or lids).") == ["Don't", "re-use", "jars", "or", "lids"]


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (1, "the you jar bread stopped loaves baked large queue through"),
        (2, "water table baking wanted doing idea's create lion quiet mother apple reuse"),
        (3, "example banana radio understand another remember"),
        (4, "information situation material"),
        (5, "university"),
    ],
)
def test_syllables_are_mostly_right(number: int, spoken: str) -> None:
    wrong = {word: syllables(word) for word in spoken.split() if syllables(word) != number}
    assert len(wrong) <= len(spoken.split()) // 4, wrong


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # 3 sentences, 18 words, 18 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    text = ["The cat sat on the mat. The dog ran to the door.", "We all had tea and bread."]
    assert grade(text) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade([]) == 0.0
    assert grade(["Unquestionably characteristic generalisations."]) > 20


def test_no_grade_is_less_than_nothing_by_a_hair() -> None:
    report = ReadingReport({"a": -0.04, "b": 0.0}, {})
    assert f"{report.median:.1f}" == "0.0"
    assert str(_rounded(-0.04)) == "0.0"


def test_short_pages_have_no_grade(changed: Changed) -> None:
    report = read_grades(load_files(changed({})))
    assert "jars" not in report.grades
    assert "feed-it" in report.grades
    assert report.worst[1] == max(report.grades.values())
    assert report.worst[1] >= report.median
