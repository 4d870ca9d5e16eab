"""How well a printed heading fits a title of the catalogue, for the identifier and for the catalogue's own examples.

By `rapidfuzz`, because OCR spoils a letter here and there; by words first, because most headings have nothing in common.
"""

from __future__ import annotations

from functools import lru_cache

import regex
from rapidfuzz import fuzz

__all__ = ["FITS", "fit", "heading_fit", "plain"]

FITS = 88.0
"""From this score (0 to 100) a heading is taken to be a notice's; two OCR slips in forty letters still score 95."""

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


def fit(wanted: str, given: str) -> float:
    """`heading_fit` of plain words. A heading without half of the title's words is not compared letter by letter."""
    if len(given) < 0.8 * len(wanted):
        return 0.0
    words = _words(wanted)
    if 2 * len(words & _words(given)) < len(words):
        return 0.0
    score = fuzz.partial_ratio(wanted, given, score_cutoff=FITS - 4)
    return float(score) if len(given) < 2.6 * max(len(wanted), 1) else float(score) - 6.0
