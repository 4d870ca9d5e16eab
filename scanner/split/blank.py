"""Blank pages: set aside, and never thrown away.

Ink and words must agree. A back on which the front shines through has a little ink and perhaps a few words that are none;
a page with a stamp or a line by hand has ink and no words, and is no blank page: somebody wrote on it.
"""

from __future__ import annotations

import regex

from scanner.page import Page

__all__ = ["is_blank"]

CLEAR, FAINT = 0.001, 0.004
"""Shares of ink. The 65 blank backs of six heaps that the press's feeder scanned, half of them with print shining through, had none
within the rim; the emptiest of the 246 pages with print had 0.0045."""
SURE = 0.8
FEW, MANY = 3, 30
"""Words of three letters or more that were read well. Print that shines through, seen in a mirror, gave up to 13; a page with so
little ink and more words than that is faint print."""
SAYS_SO = regex.compile(
    r"(?i)^\W*(?:this page(?: is| was)?|page) (?:intentionally )?(?:left )?blank(?: intentionally)?\W*$"
)


def is_blank(page: Page) -> bool:
    """Whether nothing stands on the page; also where that is all it says. A page that could not be read is not blank."""
    if page.troubles:
        return False
    if SAYS_SO.match(" ".join(word.text for word in page.words)):
        return True
    if page.ink is None:
        return (
            not page.words
        )  # a digital page on which nothing is drawn; one with pictures or outlines would have been seen
    told = sum(word.confidence >= SURE and sum(sign.isalpha() for sign in word.text) >= FEW for word in page.words)
    return told < (MANY if page.ink < CLEAR else FEW if page.ink < FAINT else 0)
