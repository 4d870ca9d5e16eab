"""A line of print whose every character leads back to its ink, so that a part of a word can be covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from scanner.layout import Run
from scanner.page import Box, Word

__all__ = ["WIDE", "Line", "line_of"]

WIDE = "\t"
"""What stands for a wide gap between two columns."""
MARGIN = 2.0
"""Points painted around a number on the sides where nothing must stay."""
SPARED = 0.3
"""Points left white before the last four digits, which may stay: as much as a figure has on its sides."""
NARROW = 0.6
"""The width of a hyphen or a comma in widths of a digit; in most faces it is less, so that the last hidden digit is whole
under the black."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of print. `places` gives for each character of `text` its word and its place in it; None for a gap."""

    text: str
    places: tuple[tuple[Word, int] | None, ...]

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The ink of the characters from `start` to `end`, one box a word, with margins."""
        told = [place for place in self.places[start:end] if place is not None]
        groups = groupby(told, key=lambda place: id(place[0]))
        return tuple(_part(group[0][0], group[0][1], group[-1][1] + 1) for group in (list(each) for _, each in groups))


def line_of(runs: Iterable[Run]) -> Line:
    """The runs of one row as a line."""
    text: list[str] = []
    places: list[tuple[Word, int] | None] = []
    for run in runs:
        if text:
            text.append(WIDE)
            places.append(None)
        for word, gap in zip(run.words, run.gaps, strict=True):
            text += [*word.text, *gap]
            places += [*((word, at) for at in range(len(word.text))), *(None for _ in gap)]
    return Line("".join(text), tuple(places))


def _part(word: Word, first: int, last: int) -> Box:
    """The box of the letters `first` to `last` of the word, their widths taken for those of figures."""
    widths = [1.0 if letter.isalnum() else NARROW for letter in word.text]
    point = word.box.width / sum(widths)
    left, right = word.box.left + point * sum(widths[:first]), word.box.left + point * sum(widths[:last])
    return Box(
        left - MARGIN,
        word.box.top - MARGIN,
        right + (MARGIN if last == len(word.text) else -SPARED),
        word.box.bottom + MARGIN,
    )
