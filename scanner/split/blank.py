"""Blank pages: set aside, and never thrown away.

Ink and words must agree. A back on which the front shines through has a little ink and perhaps a few words that are none;
a page with a stamp or a line by hand has ink and no words, and is no blank page: somebody wrote on it.
"""

from __future__ import annotations

import regex

from scanner.page import Page

__all__ = ["is_blank"]

FAINT = 0.004
"""The share of ink below which a page without words is blank. Blank backs that the press's feeder scanned, half of them
with print shining through, had at most a quarter of it; the emptiest page with print, ten times as much."""
SURE = 0.5
WORDS = 3
"""A page with so many words that were read at all surely is not blank, whatever its ink."""
SAYS_SO = regex.compile(
    r"(?i)^\W*(?:this page(?: is| was)?|page) (?:intentionally )?(?:left )?blank(?: intentionally)?\W*$"
)


def is_blank(page: Page) -> bool:
    """Whether nothing stands on the page; also where that is all it says. A page that could not be read is not blank."""
    if page.troubles:
        return False
    told = [word for word in page.words if word.confidence >= SURE and sum(sign.isalnum() for sign in word.text) > 1]
    if SAYS_SO.match(" ".join(word.text for word in page.words)):
        return True
    if page.ink is None:
        return (
            not page.words
        )  # a digital page on which nothing is drawn; one with pictures or outlines would have been seen
    return page.ink < FAINT and len(told) < WORDS
