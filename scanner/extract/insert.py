"""The insert that gives more time: Notice 1052, laid into letters that went out late (20 million of them in 2020).

Its day takes the place of the one that the letter prints (trap B7). It is looked for on the insert's own page, so that
no other date of the letter can pass for it, and no date of the insert for one of the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from scanner.catalogue import FieldRule
from scanner.catalogue.number import numbers_in
from scanner.evidence import Reading
from scanner.extract.find import finds
from scanner.layout import Layout
from scanner.letter import Letter
from scanner.signs import signs_on
from scanner.values import date_in

__all__ = ["Insert", "insert_of"]

HEAD, FOOT = 0.2, 0.85
"""The number of an insert stands in this upper or lower share of its page."""
ALONE = regex.compile(
    r"(?i)^(?:irs\s+)?(?:notice|aviso)\s+1052\s?-?\s?[A-D]?(?![\d-])\s*(?:\([^)]{0,30}\))?\s*(?:cat(?:alog)?\b.{0,24})?$"
)
"""The number with its revision and nothing else; a sentence that mentions the insert says more."""
ENCLOSED = regex.compile(r"(?i)^(?:enclosures?|attachments?|anexos?)\b")
NUMBERED = regex.compile(r"(?i)\b(?:page|p[aá]gina)\s*\d{1,2}\s*(?:of|de)\s*\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Insert:
    """The insert among the letter's pages: its number as printed and the new day, if it could be read."""

    number: str
    page: Layout
    day: Reading[date] | None


def insert_of(letter: Letter, rule: FieldRule) -> Insert | None:
    """The insert that gives more time; None where there is none, or where the letter is nothing but the insert.

    Where its page names several days the earliest is taken, as the safe one. A page that has a number of its own, or a
    place in the letter's own count, is a page of the letter, even if it lists the insert among what is enclosed.
    """
    for layout in letter.pages if len(letter.pages) > 1 else ():
        number = _number_on(layout)
        if number and not _is_of_the_letter(layout):
            found = [
                Reading(day, find.confidence, (find.evidence,))
                for find in finds(Letter((layout,)), rule)
                if (day := date_in(find.text))
            ]
            return Insert(number, layout, min(found, key=lambda reading: reading.value, default=None))
    return None


def _number_on(layout: Layout) -> str | None:
    height = layout.page.height
    for run in layout.runs:
        if (run.box.top < HEAD * height or run.box.bottom > FOOT * height) and ALONE.match(run.text.strip()):
            return next((number.text for number in numbers_in(run.text)), run.text.strip())
    return None


def _is_of_the_letter(layout: Layout) -> bool:
    own = any(sign.number.kind != "notice" and sign.zone in ("header", "foot") for sign in signs_on(layout))
    lists = any(ENCLOSED.match(run.text.strip()) for run in layout.runs)
    return own or lists or bool(NUMBERED.search(layout.text))
