"""A page as it was read: words with boxes, in points of the upright page. Nothing here knows what a letter is.

A part of a page is a page again (`Page.within`), so that a header band and a whole page are read by the same code.
Words are never cleaned or corrected: what a pattern matches must lead back to the ink. Words and boxes are named tuples
and not dataclasses like all else: a page has hundreds, and a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

__all__ = ["Box", "Cell", "Extent", "Origin", "Page", "Pages", "Table", "Turn", "Word", "around"]

Origin = Literal["text-layer", "ocr"]
Extent = Literal["bands", "whole"]
Turn = Literal[0, 90, 180, 270]


class Box(NamedTuple):
    """A rectangle in PDF points (1/72 inch) from the top left of the upright page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical middle, in points from the top."""
        return (self.top + self.bottom) / 2

    def holds(self, other: Box) -> bool:
        """Whether the middle of `other` lies inside."""
        across = (other.left + other.right) / 2
        return self.left <= across <= self.right and self.top <= other.middle <= self.bottom


def around(boxes: tuple[Box, ...]) -> Box:
    """The smallest box that holds all of `boxes`, of which there is at least one."""
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


class Word(NamedTuple):
    """One printed word, as the engine or the text layer gave it. `confidence` is the engine's own, 0 to 1."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """One upright page.

    `number` counts from 1 within its file. `width` and `height` are points. `extent` says how much was read: only the
    header and footer bands, or all of it. `turn` is by how many degrees clockwise the paper was turned to stand upright,
    `skew` by how many degrees it was straightened. `ink` is the share of dark pixels, its rim left out, where the page was seen as a picture.
    `troubles` are plain sentences about the reading itself (a time limit, a picture too poor to read).
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    origin: Origin = "text-layer"
    extent: Extent = "whole"
    turn: Turn = 0
    skew: float = 0.0
    ink: float | None = None
    troubles: tuple[str, ...] = ()

    def within(self, box: Box) -> Page:
        """The same page with only the words that lie inside `box`."""
        return replace(self, words=tuple(word for word in self.words if box.holds(word.box)))


Pages = tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a ruled table: its print, lines joined by line breaks, and its box in points of the upright page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table of a digital page, from the top: rows of cells from the left. A cell that spans several places
    stands once.
    """

    rows: tuple[tuple[Cell, ...], ...]
