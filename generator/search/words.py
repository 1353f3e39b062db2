"""The words of a text as search compares them: the same as `static/js/search-words.js`, which reads what is typed.

A test holds both together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_DROPPED = re.compile("[\u0300-\u036f'\u2019]")
_SIGNS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})  # noqa: RUF001
_SINGLE = re.compile(r"(^|[\W_])([^\W\d_])-(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text: lower case, accents and apostrophes dropped, "e-mail" as one word."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    plain = _DROPPED.sub("", text).lower().translate(_SIGNS)
    return _WORD.findall(_SINGLE.sub(r"\1\2", plain))


class Stemmer:
    """What one language makes of words: which are small, and what is left without the endings of English."""

    def __init__(self, language: str, small_words: str) -> None:
        """Take a language.

        Args:
            language: Its code, such as `en-GB`.
            small_words: Words that say little about what is looked for.
        """
        self._cuts_endings = language.startswith("en")
        self._small = frozenset(words(small_words))
        self._stems: dict[str, str] = {}
        self.small_stems = frozenset(map(self.stem, self._small))

    def stem(self, word: str) -> str:
        """A word as it is compared."""
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = self._cut(word)
        return known

    def telling(self, listed: Sequence[str]) -> list[str]:
        """The words that say something, each once, or all if none does."""
        some = [word for word in listed if word not in self._small]
        return [*dict.fromkeys(some or listed)]

    def _cut(self, word: str) -> str:
        if len(word) < 4 or not self._cuts_endings:
            return word
        base = re.sub(r"([^isu])s\Z", r"\1", re.sub(r"sses\Z", "ss", re.sub(r"(..)(?:ies|ied)\Z", r"\1y", word)))
        short = re.sub(r"\A(.{4,}[st])ion\Z", r"\1", re.sub(r"\A(.{5,})ly\Z", r"\1", base))
        short = re.sub(r"(?:ing|edly|ed|ment)\Z", "", short)
        if len(short) >= 3 and re.search("[aeiouy]", short):
            base = short
        base = re.sub(r"([bdfgklmnprt])\1\Z", r"\1", base)
        if len(base) > 3:
            base = base.removesuffix("e")
        return word if base in self._small else base  # "canned" is not "can"
