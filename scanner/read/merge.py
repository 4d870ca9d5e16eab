"""Two readings of the same ink made into one: of the words that share a place, the better reading stays, never both.

The whole-page reading knows the columns; the band reading sees small print larger. Words of the two that overlap form a
place; the place goes to the reading with more confidence for each character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.page import Box, Word

__all__ = ["merged"]

_SHARED = 0.3
"""The share of the smaller word's area from which two words stand on the same ink."""
_EDGE = 0.02
"""By how much the second reading must be surer to win: a tie keeps the first, whose order is better."""


def merged(first: tuple[Word, ...], second: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of `first` in their order, with those of `second` where they read better or stand where it saw none."""
    if not second:
        return first
    place = list(range(len(first) + len(second)))
    for i, mine in enumerate(first):
        for j, theirs in enumerate(second, start=len(first)):
            if _overlap(mine.box, theirs.box):
                place[_root(place, i)] = _root(place, j)
    sides: dict[int, tuple[list[Word], list[Word]]] = {}
    for index, word in enumerate((*first, *second)):
        sides.setdefault(_root(place, index), ([], []))[index >= len(first)].append(word)
    result: list[Word] = []
    told: set[int] = set()
    for index, word in enumerate(first):
        root = _root(place, index)
        mine_here, theirs_here = sides[root]
        if not theirs_here or _worth(theirs_here) <= _worth(mine_here) + _EDGE:
            result.append(word)
        elif root not in told:
            result.extend(theirs_here)
        told.add(root)
    alone = [word for index, word in enumerate(second, start=len(first)) if _root(place, index) not in told]
    return (*result, *alone)


def _worth(words: list[Word]) -> float:
    """Confidence for each character."""
    characters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / max(1, characters)


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return False
    smaller = min(one.width * one.height, other.width * other.height)
    return across * down > _SHARED * smaller


def _root(place: list[int], index: int) -> int:
    while place[index] != index:
        place[index] = place[place[index]]
        index = place[index]
    return index
