"""How hard a text is to read: sentences, syllables, and the Flesch-Kincaid grade."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from generator.style.texts import Text

_SENTENCE_END = re.compile(r"(?<=[.!?:])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])")
_WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")


@dataclass(frozen=True)
class ReadingReport:
    """The Flesch-Kincaid grade of every page, evidence notes apart.

    Attributes:
        grades: Page id -> grade of its text.
        evidence: Page id -> grade of its evidence notes.
    """

    grades: dict[str, float]
    evidence: dict[str, float]

    @property
    def median(self) -> float:
        """The grade of the page in the middle, to one decimal; 0 where there is none."""
        return _rounded(median(self.grades.values())) if self.grades else 0.0

    @property
    def worst(self) -> tuple[str, float]:
        """The page with the highest grade."""
        return max(self.grades.items(), key=lambda item: item[1], default=("", 0.0))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph. A colon before a capital letter ends one too, as before a quotation."""
    return [part.strip() for part in _SENTENCE_END.split(text) if _WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text. A hyphen or an apostrophe joins."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables an English word has.

    Groups of vowels are counted, less a silent final e; words ending in -le, -ism and a few vowel
    pairs that are spoken apart are seen to. Against a pronouncing dictionary this is right for about
    nine words of ten, and the errors even out over a page.
    """
    word = word.lower()
    if len(word) <= 3:
        return 1
    stem = re.sub(r"(?:[^laeiouy]es|[^aeiouydt]ed|[^laeiouy]e)$", lambda match: match[0][0], word)
    count = len(re.findall(r"[aeiouy]+", stem))
    count += len(re.findall(r"i[ao](?!u)|eo(?!u)|u[ao]|[^q]ui(?=ng)|ism$|[aeiouy]ing", stem))
    count -= len(re.findall(r"[tscg]ia|[tsc]io|geo", stem))
    return max(count, 1)


def grade(text: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of paragraphs (Kincaid and others, 1975); 0 for no words."""
    found = [sentence for paragraph in text for sentence in sentences(paragraph)]
    spoken = [word for sentence in found for word in words(sentence)]
    if not spoken:
        return 0.0
    return 0.39 * len(spoken) / len(found) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


def reading_report(texts: list[Text]) -> ReadingReport:
    """The grade of every page that has ten sentences or more; shorter ones say too little."""
    bodies: dict[str, list[str]] = defaultdict(list)
    evidence: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        (evidence if text.is_evidence else bodies)[text.page].append(text.words)
    return ReadingReport(_grades(bodies), _grades(evidence))


def _grades(pages: dict[str, list[str]]) -> dict[str, float]:
    return {
        page: _rounded(grade(paragraphs))
        for page, paragraphs in pages.items()
        if sum(len(sentences(paragraph)) for paragraph in paragraphs) >= 10
    }


def _rounded(grade: float) -> float:
    """A grade to one decimal. Adding nothing makes 0.0 out of the -0.0 that rounding may give."""
    return round(grade, 1) + 0.0
