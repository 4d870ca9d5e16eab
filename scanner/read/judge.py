"""Whether a page's text layer is to be believed, or the picture of the page is what counts.

A searchable scan hides a text layer that another machine made, sometimes a bad one; a scan may carry nothing but a fax
line or a page stamp as text; a font without a character map gives garbage. In each case the picture wins. Measured on real
letters and forms: running English or Spanish has 45 to 65 common words in a hundred, a form or a table of figures 30
or less, a font without its map 0 to 2.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from scanner.read.tongue import COMMON

if TYPE_CHECKING:
    from scanner.read.opened import Why

__all__ = ["disbelief"]

_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[a-z][0-9]+[a-z]|\b[0-9]+(?!(?:st|nd|rd|th)\b)[a-z]{2,}|[a-z]{2,}[0-9]+\b")
_SUSPECT = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u02ff\u2000-\u206f\u20a0-\u20bf\u2100-\u22ff\u25a0-\u26ff]")
_ODD_CATEGORIES = frozenset({"Cc", "Co", "Cn", "Cs"})

_FULL = 0.8
"""The share of the page that a picture covers when the page is a scan."""
_LEAST_CHARACTERS = 200
"""A page of print has more; a fax line, a page stamp or a file name has less."""
_MOST_ODD = 0.08
"""The share of characters that are no characters."""
_LEAST_COMMON = 0.03
"""The share of common words below which visible text is garbage."""
_LEAST_COMMON_HIDDEN = 0.4
_MOST_MIXED_HIDDEN = 0.03
"""The same for a hidden layer over a scan, and its share of words with digits among their letters (`pena1ty`). It must
earn more trust, since reading the picture is the safe way out: spoilt layers had 0.27 to 0.34 common words, good 0.5."""
_ENOUGH_WORDS = 25
"""Fewer words say nothing about how common they are."""


def disbelief(text: str, picture_share: float, hidden: bool) -> Why | None:
    """Why this text layer is not to be believed; None where it is.

    `picture_share` is how much of the page pictures cover (0 to 1), `hidden` whether the text is invisible.
    """
    letters = len(text) - text.count(" ") - text.count("\n") - text.count("\r")
    scanned = picture_share >= _FULL or hidden
    if scanned and letters < _LEAST_CHARACTERS:
        return "too little text"
    if letters and _odd(text) > _MOST_ODD * letters:
        return "garbled text layer"
    words = _WORD.findall(text.lower())
    share = sum(word in COMMON for word in words) / max(1, len(words))
    if scanned:
        spoilt = share < _LEAST_COMMON_HIDDEN or len(_MIXED.findall(text)) > _MOST_MIXED_HIDDEN * len(words)
    else:
        spoilt = len(words) >= _ENOUGH_WORDS and share < _LEAST_COMMON
    return "garbled text layer" if spoilt else None


def _odd(text: str) -> int:
    """How many characters are no characters: replacements, private use, controls, unassigned."""
    return sum(
        1
        for character in _SUSPECT.findall(text)
        if character == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(character) in _ODD_CATEGORIES
    )
