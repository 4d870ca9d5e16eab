"""Text for the PDF core fonts, which know Latin-1 and nothing else: enough for English and Spanish, and no font to ship.

Curly quotes and long dashes have plain twins; a letter that still has no place loses its accent (Polish `ł` does not
have even that and becomes `?`), because a missing glyph is better than a PDF that cannot be made.
"""

from __future__ import annotations

import unicodedata

__all__ = ["latin"]

TWINS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": ",", "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u2026": "...", "\u2022": "\u00b7", "\u2009": " ", "\u202f": "\u00a0", "\u2192": "->", "\u2190": "<-",
    }
)  # fmt: skip


def latin(text: str) -> str:
    """The text with every character in Latin-1."""
    return "".join(map(_near, text.translate(TWINS)))


def _near(sign: str) -> str:
    if ord(sign) < 256:
        return sign
    bare = unicodedata.normalize("NFKD", sign).encode("latin-1", "ignore").decode("latin-1")
    return bare or "?"
