"""Where the name of an ink can stand on its page without covering print: beside it, above or below, or nowhere.

A name that finds no room is still there: it shows when the ink is pointed at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.page import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.page import Page
    from scanner.web.inks import Ink

__all__ = ["SIZE", "Mark", "marks_on", "width_of"]

SIZE = 7.0
"""Points of the type."""
NARROW, WIDE, CAPITAL, USUAL = 0.5, 1.11, 0.86, 0.72
"""Widths of letters by the size of their type, on the wide side: those of the widest bold type that a browser falls back on."""
EDGE, GAP = 2.5, 2.0
"""Points by which a frame is larger than its ink, and between a frame and its name."""
LEAST = 10.0
"""The least side of a frame that a finger or a pointer can find."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An ink in one place: its frame, and where its name stands (x, base line). A name ends at its x where `ends` says so, and
    else begins there, so that one which comes out wider or narrower than was reckoned never runs over the edge of the page.

    `is_free` says that no print is under the name, `is_spare` that the ink has its name elsewhere on the page, `is_first` that
    it is the first place of its ink.
    """

    ink: Ink
    frame: Box
    x: float
    y: float
    ends: bool
    is_free: bool
    is_spare: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a name can stand, and whether it is held by its end."""

    box: Box
    ends: bool


def marks_on(page: Page, inks: Sequence[Ink]) -> tuple[Mark, ...]:
    """All inks on a page, each with its frames and its name."""
    frames = {ink.key: [_frame(box, page) for box in ink.on(page.number)] for ink in inks}
    taken = [word.box for word in page.words] + [frame for some in frames.values() for frame in some]
    marks = []
    for ink in inks:
        own = frames[ink.key]
        named, free = next(
            ((at, place) for at, each in enumerate(own) if (place := _free(ink, each, page, taken))), (0, None)
        )
        if free:
            taken.append(free.box)
        for at, (box, frame) in enumerate(zip(ink.on(page.number), own, strict=True)):
            place = free if free and at == named else next(_places(ink.label, frame, page))
            x = place.box.right if place.ends else place.box.left
            is_first = ink.boxes[0] == (page.number, box)
            marks.append(
                Mark(ink, frame, x, place.box.bottom - SIZE * 0.25, place.ends, place is free, at != named, is_first)
            )
    return tuple(marks)


def width_of(label: str) -> float:
    """Points across of a name, at most."""
    return SIZE * sum(
        NARROW if sign in " fijlrtI.,:;()'í" else WIDE if sign in "mwMW" else CAPITAL if sign.isupper() else USUAL
        for sign in label
    )


def _free(ink: Ink, frame: Box, page: Page, taken: Sequence[Box]) -> _Place | None:
    """The best place beside a frame that has no print, frame or name under it."""
    return next((place for place in _places(ink.label, frame, page) if not _meets(place.box, taken)), None)


def _frame(box: Box, page: Page) -> Box:
    across = max(EDGE, (LEAST - box.width) / 2)
    down = max(EDGE - 0.5, (LEAST - box.height) / 2)
    return Box(
        max(0.5, box.left - across),
        max(0.5, box.top - down),
        min(page.width - 0.5, box.right + across),
        min(page.height - 0.5, box.bottom + down),
    )


def _places(label: str, frame: Box, page: Page) -> Iterator[_Place]:
    """Where a name could stand, the best place first; never off the page."""
    width, height = min(width_of(label), page.width), SIZE * 1.2
    middle = (frame.top + frame.bottom - height) / 2
    above, below = frame.top - GAP - height, frame.bottom + GAP
    for left, top, ends in (
        (frame.right + GAP, middle, False),
        (frame.left - GAP - width, middle, True),
        (frame.left, above, False),
        (frame.left, below, False),
        (frame.right - width, above, True),
        (frame.right - width, below, True),
    ):
        if left >= 0 and top >= 0 and left + width <= page.width and top + height <= page.height:
            yield _Place(Box(left, top, left + width, top + height), ends)
    ends = frame.left + width > page.width
    left = page.width - width if ends else max(0.0, frame.left)
    top = min(max(0.0, above), page.height - height)
    yield _Place(Box(left, top, left + width, top + height), ends)


def _meets(place: Box, taken: Iterable[Box]) -> bool:
    return any(
        place.left < other.right and other.left < place.right and place.top < other.bottom and other.top < place.bottom
        for other in taken
    )
