"""Text of a letter made safe to show: taxpayer numbers down to their last four digits, no control characters.

A quote may hold the line on which a Social Security number stands, and a hostile PDF may carry escape codes that a
terminal obeys or marks that turn the reading direction. Every door passes the letter's own text through here, because
one that forgets is the one that leaks.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean", "hidden", "last_four", "masked", "tins"]

GAP = r"[-\u00ad\u2010-\u2015\u2212\u200b-\u200d\u2060./_ ]{1,3}"
TIN = re.compile(
    rf"(?<![\d,$])(?:(?P<person>\d{{3}}(?:{GAP})?\d{{2}}{GAP}(?<![A-Z]{{2}} .....-)|\d{{3}}{GAP}\d{{2}}|\d{{5}})|\d{{2}}{GAP}\d{{3}})(?P<last>\d(?: ?\d){{3}})(?!\d)"
)
"""Nine digits as 3-2-4 or 2-7, with hyphens, dashes, spaces or nothing between them, save the ZIP+4 behind a state's
two letters. Wider than the reader's own pattern on purpose: a number hidden for nothing costs little here, one that
leaks cannot be called back."""

MASKED = re.compile(r"(?:[*xX#]{3}-?[*xX#]{2}|[*xX#]{2}-?[*xX#]{3})-?\d{4}(?!\d)")
"""A number of which the paper prints the last four digits."""

TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction in which text is shown."""


def masked(text: str) -> str:
    """The text with every full taxpayer number cut to its last four digits."""
    return TIN.sub(lambda match: ("***-**-" if match["person"] else "**-***") + match["last"], text)


def tins(text: str) -> tuple[tuple[int, int], ...]:
    """Where the hidden digits of full taxpayer numbers stand in `text`: (start, end) of all but the last four."""
    return tuple((match.start(), match.start("last")) for match in TIN.finditer(text))


def clean(text: str) -> str:
    """The text with taxpayer numbers masked, on one line, without control characters or marks that turn it."""
    return masked(_flat(text))


def hidden(text: str) -> str:
    """The same with nothing left of a taxpayer number, masked on the paper or not, for what lies about the office."""
    return MASKED.sub("***", TIN.sub("***", _flat(text)))


def last_four(text: str) -> str:
    """The last four digits of a taxpayer number, however it is written; fewer where fewer are there."""
    return "".join(sign for sign in text if sign.isdigit())[-4:]


def _flat(text: str) -> str:
    """The text on one line, without control characters or marks that turn it."""
    flat = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text if sign not in TURNING)
    return " ".join(flat.split())
