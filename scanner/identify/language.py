"""Whether a letter is in English or Spanish, by the small words that no letter does without."""

from __future__ import annotations

import regex

from scanner.letter import Letter
from scanner.notice import Language

__all__ = ["language_of"]

SPANISH = regex.compile(r"(?i)\b(?:usted|su|de|la|el|los|que|para|por|este|esta|con|una|del|al|se|si)\b")
ENGLISH = regex.compile(r"(?i)\b(?:you|your|the|of|to|and|this|for|we|is|in|if|be|that|with|by)\b")


def language_of(letter: Letter) -> Language:
    """`es` where Spanish small words outnumber the English ones, else `en`."""
    text = "\n".join(layout.text for layout in letter.pages)
    return "es" if len(SPANISH.findall(text)) > 1.2 * len(ENGLISH.findall(text)) else "en"
