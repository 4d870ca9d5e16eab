"""A letter as it would be if its number could not be read, or were read as another one: one step from the paper that is here.

Real letters whose number is lost or misread are rare among letters that a press prints, and the calibration must know them:
so they are made, from the very pages that were read, and weighed by how often they happen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random

from scanner.catalogue import Catalogue
from scanner.layout import laid_out
from scanner.letter import Letter
from scanner.page import Box, Page, Word
from scanner.signs import signs_on

__all__ = ["misread", "without_number"]


def without_number(letter: Letter) -> Letter:
    """The letter with every number that stands by itself taken away."""
    boxes = _numbers(letter)
    return _changed(letter, lambda page, word: () if _inside(word, page, boxes) else (word,))


def misread(letter: Letter, catalogue: Catalogue, chance: Random) -> Letter | None:
    """The letter with one print of its number read as another number that exists; None where no neighbour exists."""
    printed = _numbers(letter)
    if not printed:
        return None
    page, box = chance.choice(printed)
    words = next(layout.page.words for layout in letter.pages if layout.page.number == page)
    for word in (each for each in words if box.holds(each.box)):
        if others := _neighbours(word.text, catalogue):
            other = word._replace(text=chance.choice(others))
            return _changed(letter, partial(_in_place, page, word, other))
    return None


def _in_place(page: int, old: Word, new: Word, at: int, word: Word) -> tuple[Word, ...]:
    return (new,) if at == page and word is old else (word,)


def _numbers(letter: Letter) -> list[tuple[int, Box]]:
    return [
        (sign.evidence.page, sign.evidence.box)
        for layout in letter.pages
        for sign in signs_on(layout)
        if sign.zone != "web-address"
    ]


def _neighbours(text: str, catalogue: Catalogue) -> list[str]:
    """The spellings of the catalogue's numbers that differ from a printed word by one character."""
    spellings = {
        word for notice in catalogue.notices.values() for number in notice.signs.numbers for word in number.split()
    }
    return sorted(
        other
        for other in spellings
        if len(other) == len(text)
        and any(map(str.isdigit, other))
        and sum(a != b for a, b in zip(other, text, strict=True)) == 1
    )


def _inside(word: Word, page: int, boxes: list[tuple[int, Box]]) -> bool:
    return any(at == page and box.holds(word.box) for at, box in boxes)


def _changed(letter: Letter, change: Callable[[int, Word], tuple[Word, ...]]) -> Letter:
    def page_of(page: Page) -> Page:
        return replace(page, words=tuple(new for word in page.words for new in change(page.number, word)))

    return replace(letter, pages=tuple(laid_out(page_of(layout.page)) for layout in letter.pages))
