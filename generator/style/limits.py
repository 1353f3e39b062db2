"""The limits on grade, sentence length and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Style
from generator.problems import Problem, shortened
from generator.richtext import ID_SCHEME
from generator.style.reading import ReadingReport, sentences, words
from generator.style.texts import Text
from generator.yaml_reader import Place


def check_texts(texts: list[Text], style: Style, report: ReadingReport) -> Iterator[Problem]:
    """Every limit that a text breaks."""
    for text in texts:
        if style.sentence_words and not text.is_evidence:
            yield from _long_sentences(text, style.sentence_words)
        for banned in style.banned:
            yield from _banned(text, banned.word, banned.use)
    yield from _grades(texts, style, report)


def _long_sentences(text: Text, limit: int) -> Iterator[Problem]:
    start = 0
    for sentence in sentences(text.words):
        start = text.words.index(sentence, start)
        number = len(words(sentence))
        if number > limit:
            first = " ".join(sentence.split()[:3])
            place = _place(text, first, start)
            message = f"a sentence has {number} words, more than {limit}: {shortened(f'{first} ...')}"
            hint = "make two of it"
            yield Problem(text.path, place.line, place.column, "long-sentence", message, hint)


def _banned(text: Text, word: str, use: str | None) -> Iterator[Problem]:
    for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text.words, re.IGNORECASE):
        place = _place(text, match[0], match.start())
        hint = f"write: {use}" if use else "say it in other words"
        yield Problem(
            text.path, place.line, place.column, "banned-word", f"{shortened(match[0])} is not used here", hint
        )


def _place(text: Text, some: str, start: int) -> Place:
    """Where in the file the words stand that a text has at an offset, whatever marks and spaces lie between them."""
    spoken = r"[\W_]+".join(map(re.escape, re.findall(r"[\w'-]+", some)))
    pattern = rf"(?<![\w-])(?<!{ID_SCHEME}){spoken}(?![\w-])"
    return text.find(pattern, len(re.findall(pattern, text.words[:start])))


def _grades(texts: list[Text], style: Style, report: ReadingReport) -> Iterator[Problem]:
    paths = {text.page: text.path for text in reversed(texts)}
    hint = "shorten sentences, and use shorter words"
    for page, grade in report.grades.items():
        limit = style.grades.get(page, style.worst_grade)
        if limit is not None and grade > limit:
            message = f'"{page}" reads at grade {grade}, above {limit}'
            yield Problem(paths[page], 1, 1, "grade", message, hint)
    for page, grade in report.evidence.items():
        if style.evidence_grade is not None and grade > style.evidence_grade:
            message = f'the evidence notes of "{page}" read at grade {grade}, above {style.evidence_grade}'
            yield Problem(paths[page], 1, 1, "grade", message, hint)
    if style.median_grade is not None and report.median > style.median_grade:
        message = f"the median page reads at grade {report.median}, above {style.median_grade}"
        yield Problem("style.yml", 1, 1, "grade", message, hint)
