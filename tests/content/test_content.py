"""The content of this repository's own handbook: whole, connected, and plain to read."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.disk import read_content
from generator.ledger import compare_ledger
from generator.loader import load_files, load_handbook
from generator.model import Handbook, Playbook
from generator.permalinks import Permalinks
from generator.richtext import block_texts
from generator.style.texts import Text, texts_of

STEPS: dict[str, list[str]] = {
    "acknowledge": [
        "pause",
        "calm-the-body",
        "name-it",
        "facts-and-story",
        "tell-one-person",
        "write-it-out",
        "worry-window",
        "look-ahead",
    ],
    "seek-feedback": [
        "ready-check",
        "pick-one-question",
        "ask-well",
        "listen",
        "make-it-specific",
        "sort-it",
        "log-it",
        "close-the-loop",
    ],
    "focus-on-wins": [
        "values-first",
        "empty-the-drawer",
        "turn-into-proof",
        "tag-to-target",
        "borrow-other-eyes",
        "say-it-aloud",
        "weekly-three",
    ],
    "build-skills": [
        "collect-demands",
        "rate",
        "choose",
        "set-a-learning-goal",
        "find-a-stretch",
        "practise",
        "if-then-plans",
        "show-it",
    ],
    "stay-visible": [
        "map",
        "pick",
        "thank",
        "give-first",
        "ask-small",
        "be-seen",
        "ask-a-sponsor",
        "keep-a-rhythm",
    ],
    "keep-moving": [
        "count-the-week",
        "build-the-routine",
        "set-work-hours",
        "plan-for-the-next-no",
        "speak-fairly",
        "friday-review",
        "look-sideways",
        "review-date",
    ],
}
"""Every step that was ever published. Links lead to these ids: add to them, but never change one."""

WORKSHEETS = [
    "evidence-log",
    "facts-and-story",
    "feedback-plan",
    "first-24-hours",
    "four-day-writing",
    "gap-grid",
    "keep-change-move",
    "people-map",
    "people-met",
    "practice-log",
    "proof-list",
    "setback-plan",
    "skill-plan",
    "story-card",
    "useful-first",
    "vague-to-usable",
    "values-page",
    "weekly-page",
]
SCRIPTS = [
    "answer-silence",
    "ask-15-minutes",
    "ask-a-sponsor",
    "ask-hiring-manager",
    "ask-hr",
    "ask-own-manager",
    "ask-recruiter",
    "ask-to-listen",
    "close-the-loop",
    "congratulate",
    "development-plan",
    "explain-layoff",
    "follow-up-once",
    "join-a-pair",
    "note-180-days",
    "note-30-days",
    "note-90-days",
    "tell-colleagues",
    "tell-family",
    "thank-after-no",
    "three-stories",
    "time-before-signing",
]

MAX_GRADE = 8.0
MAX_AVERAGE_SENTENCE = 15.0
MAX_SENTENCE = 25

BANNED = (
    "journey",
    "bounce back",
    "bouncing back",
    "game",
    "crush",
    "crushing it",
    "at least",
    "everything happens for a reason",
    "just",
    "simply",
    "disengage",
    "non-selection",
    "evidence-based",
    "battle",
    "win the war",
    "silver lining",
)
"""Words of the plain-language standard that a reader should not meet on the first day."""


@pytest.fixture(scope="module")
def files(root: Path) -> Mapping[str, bytes]:
    return read_content(root / "content")


@pytest.fixture(scope="module")
def book(files: Mapping[str, bytes]) -> Handbook:
    return load_handbook(files)


@pytest.fixture(scope="module")
def texts(files: Mapping[str, bytes]) -> list[Text]:
    """Everything that readers read, piece by piece."""
    return list(texts_of(load_files(files)))


# --- what there is -----------------------------------------------------------------------------


def test_every_published_step_is_there_in_its_order(book: Handbook) -> None:
    assert {playbook.id: [step.id for step in playbook.steps] for playbook in book.playbooks} == STEPS
    assert list(STEPS) == [playbook.id for playbook in book.playbooks]
    assert sum(map(len, STEPS.values())) == 47


def test_every_published_worksheet_and_script_is_there(book: Handbook) -> None:
    assert sorted(sheet.id for sheet in book.worksheets) == WORKSHEETS
    assert sorted(script.id for script in book.scripts) == SCRIPTS
    assert (len(WORKSHEETS), len(SCRIPTS)) == (18, 22)


def test_every_source_is_cited_and_every_cited_source_is_there(book: Handbook) -> None:
    cited = {id_ for playbook in book.playbooks for id_ in playbook.all_sources}
    assert cited == {source.id for source in book.sources}


def test_a_step_leads_to_every_worksheet_and_script(book: Handbook) -> None:
    led_to = {id_ for playbook in book.playbooks for id_ in (*playbook.worksheets, *playbook.scripts)}
    assert led_to == {*WORKSHEETS, *SCRIPTS}


def test_every_playbook_speaks_to_every_situation(book: Handbook) -> None:
    situations = {situation.id for situation in book.settings.situations}
    assert situations == {"passed-over", "searching", "newcomer"}
    for playbook in book.playbooks:
        assert set(playbook.situations) == situations, playbook.id


def test_every_playbook_says_when_to_stop_and_where_it_comes_from(book: Handbook) -> None:
    assert "id:help" in book.settings.care_line
    for playbook in book.playbooks:
        assert playbook.care
        assert playbook.comes_from
        assert playbook.all_sources, playbook.id
        assert playbook.mistakes, playbook.id
        assert playbook.also_called, playbook.id


def test_every_worksheet_and_script_can_be_found_by_other_words(book: Handbook) -> None:
    assert [thing.id for thing in (*book.worksheets, *book.scripts) if not thing.also_called] == []


def test_the_shortest_playbook_of_the_readme_loads(root: Path, files: Mapping[str, bytes]) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    example = re.search(r"^( +)id: ask-for-more\n(?:\1.*\n|\s*\n)+", readme, re.MULTILINE)
    if example is None:
        pytest.skip("the README shows no playbook")
    playbook = textwrap.dedent(example[0])
    listed = files["handbook.yml"].replace(b"  - keep-moving\n", b"  - keep-moving\n  - ask-for-more\n")
    changed = {**files, "playbooks/ask-for-more.yml": playbook.encode(), "handbook.yml": listed}
    assert load_handbook(changed).playbook("ask-for-more").title == "Ask for more"


# --- how it reads ------------------------------------------------------------------------------


def body_of(playbook: Playbook) -> Iterator[str]:
    """The paragraphs and list items of a playbook that a reader works with; evidence notes are apart."""
    rich = [playbook.summary, playbook.when, playbook.who, *playbook.ends_with, playbook.finish_line or ""]
    rich += [playbook.why, playbook.good_to_know or ""]
    for step in playbook.steps:
        rich += [step.do, step.done_when, *step.situations.values()]
    rich += [*playbook.situations.values(), *playbook.mistakes, playbook.care]
    for text in rich:
        yield from block_texts(text)


def sentences_of(paragraph: str) -> list[list[str]]:
    """The sentences of a paragraph, each as its words. A colon before a quotation ends one too."""
    parts = re.split(r"""(?<=[.!?])["')\]]*\s+(?=["'(\[]*[A-Z])|:\s+(?=["'])""", paragraph)
    found = [re.findall(r"[A-Za-z0-9]+(?:['\u2019-][A-Za-z0-9]+)*", part) for part in parts]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, without those that are silent.

    A final e is silent, but not in -le after a consonant; so is the e of -es and -ed, but not after a
    sound that needs it (boxes, wanted). Every word has one. It errs both ways (idea, employer), which
    evens out over a page of plain English.
    """
    word = word.lower().replace("\u2019", "'").split("'")[0]
    groups = len(re.findall(r"[aeiouy]+", word))
    is_silent = re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouysxzcgh]es$|[^aeiouytd]ed$", word)
    silent = 1 if is_silent else 0
    return max(groups - silent, 1)


def grade(paragraphs: list[str]) -> float:
    """The Flesch-Kincaid grade."""
    sentences = [sentence for paragraph in paragraphs for sentence in sentences_of(paragraph)]
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize("id_", STEPS)
def test_the_body_of_a_playbook_reads_at_grade_8_or_below(book: Handbook, id_: str) -> None:
    found = grade(list(body_of(book.playbook(id_))))
    assert 1 < found <= MAX_GRADE, f"{id_} reads at grade {found:.1f}"


@pytest.mark.parametrize("id_", STEPS)
def test_sentences_of_a_playbook_are_short_on_average(book: Handbook, id_: str) -> None:
    lengths = [len(words) for paragraph in body_of(book.playbook(id_)) for words in sentences_of(paragraph)]
    assert sum(lengths) / len(lengths) <= MAX_AVERAGE_SENTENCE


def test_no_sentence_is_longer_than_25_words(texts: list[Text]) -> None:
    long = [
        f"{text.path}: {len(words)} words: {' '.join(words)}"
        for text in texts
        if not text.is_evidence
        for words in sentences_of(text.words)
        if len(words) > MAX_SENTENCE
    ]
    assert long == []


@pytest.mark.parametrize("banned", BANNED)
def test_no_text_uses_a_banned_word(texts: list[Text], banned: str) -> None:
    pattern = re.compile(rf"(?<![\w-]){re.escape(banned)}(?![\w-])", re.IGNORECASE)
    assert [f"{text.path}: {text.words}" for text in texts if pattern.search(text.words)] == []


# --- the rules themselves ----------------------------------------------------------------------


def test_the_rule_for_syllables_is_right_for_plain_words() -> None:
    known = {
        1: "the you jobs stopped loaves baked asked feels change talked",
        2: "wanted boxes changes people table water asking simple because reason",
        3: "manager together employer feedback-free yesterday",
        4: "information understanding",
    }
    wrong = Counter(
        f"{word}: {syllables(word)}, not {number}"
        for number, words in known.items()
        for word in words.split()
        if syllables(word) != number
    )
    assert sum(wrong.values()) <= 2, wrong


def test_the_rule_for_sentences_counts_what_a_reader_reads() -> None:
    text = 'Say: "I did not get it." Then stop (or not). Was it e.g. 3 or 4 jars? Yes.'
    assert [len(words) for words in sentences_of(text)] == [1, 5, 4, 8, 1]


def test_every_public_id_is_in_the_ledger(root: Path) -> None:
    handbook = load_handbook(read_content(root / "content"))
    report = compare_ledger(Permalinks(handbook))
    assert (report.new, report.moved, report.lost) == ({}, {}, ()), "run: handbook links --accept"
