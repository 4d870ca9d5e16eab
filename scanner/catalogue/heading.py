"""How well a printed heading fits a title of the catalogue, for the identifier and for the catalogue's own examples.

By `rapidfuzz`, because OCR spoils a letter here and there; by words first, because most headings have nothing in common: of
some thousand titles only those that share half of their words with a line of print are compared with it at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

__all__ = ["FITS", "Title", "Titles", "fit", "heading_fit", "plain", "rank"]

FITS = 88.0
"""From this score (0 to 100) a heading is taken to be a notice's; two OCR slips in forty letters still score 95."""

MORE = 2.6
"""A text so many times as long as a title is a sentence that mentions it (`After a notice of deficiency you have 90 days`)."""

WORDS = regex.compile(r"[^\p{L}\p{N}$]+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower-case words with single spaces, for comparing."""
    return WORDS.sub(" ", text).strip().lower()


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in text.split() if len(word) > 2)


def heading_fit(title: str, text: str) -> float:
    """How well `text`, a heading, fits `title`, 0 to 100. A heading may say more than the title, but not much more."""
    return fit(plain(title), plain(text))


def rank(score: float, length: int) -> float:
    """How much a fitting title says: a longer phrase says more, and a letter that does not fit weighs heavily, because
    headings of sister notices differ by a word (`Notice of Levy ...`, `Notice of Intent to Levy ...`).
    """
    return length * (score / 100.0) ** 6


def fit(wanted: str, given: str) -> float:
    """`heading_fit` of plain words. A heading without half of the title's words is not compared letter by letter; one
    that is shorter than the title is compared with all of it, since what it lacks may be what tells two titles apart.
    """
    if len(given) < 0.8 * len(wanted):
        return 0.0
    from rapidfuzz import fuzz

    words = _words(wanted)
    if 2 * len(words & _words(given)) < len(words):
        return 0.0
    if len(given) < len(wanted):
        return float(fuzz.ratio(wanted, given, score_cutoff=FITS - 4))
    score = fuzz.partial_ratio(wanted, given, score_cutoff=FITS - 4)
    return float(score) if len(given) < MORE * len(wanted) else 0.0


@dataclass(frozen=True, slots=True)
class Title:
    """One heading of the catalogue, as plain words, with the ids of all notices that carry it."""

    plain: str
    length: int
    notices: tuple[str, ...]


class Titles:
    """All headings, found by the words they share with a line of print."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """From pairs of a heading and the id of its notice."""
        carried: dict[str, list[str]] = defaultdict(list)
        lengths: dict[str, int] = {}
        for title, notice in titles:
            carried[plain(title)].append(notice)
            lengths.setdefault(plain(title), len(title))
        self._titles = [Title(text, lengths[text], tuple(dict.fromkeys(ids))) for text, ids in carried.items()]
        self._half = [(len(_words(title.plain)) + 1) // 2 for title in self._titles]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self._titles):
            for word in _words(each.plain):
                self._by_word[word].append(at)

    def near(self, text: str) -> Iterator[tuple[Title, float]]:
        """The titles that `text` (plain words) fits, each with its score from `FITS` to 100."""
        shared = Counter(at for word in _words(text) for at in self._by_word.get(word, ()))
        for at, count in shared.items():
            if count >= self._half[at]:
                score = fit(self._titles[at].plain, text)
                if score >= FITS:
                    yield self._titles[at], score
