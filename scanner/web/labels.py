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

__all__ = ["SIZE", "Mark", "marks_on"]

SIZE = 7.0
"""Points of the type."""
WIDE = 0.62
"""Width of a letter by the size of its type, on the wide side."""
EDGE, GAP = 2.5, 2.0
"""Points by which a frame is larger than its ink, and between a frame and its name."""
LEAST = 10.0
"""The least side of a frame that a finger or a pointer can find."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An ink in one place: its frame, and where its name begins (x, base line). `is_free` says that no print is under it;
    `is_first` that it is the first place of its ink.
    """

    ink: Ink
    frame: Box
    x: float
    y: float
    is_free: bool
    is_first: bool


def marks_on(page: Page, inks: Sequence[Ink]) -> tuple[Mark, ...]:
    """All inks on a page, each with its frame and its name."""
    frames = [(ink, box, _frame(box, page)) for ink in inks for box in ink.on(page.number)]
    taken = [word.box for word in page.words] + [frame for *_, frame in frames]
    marks, named = [], set[str]()
    for ink, box, frame in frames:
        is_first = ink.boxes[0] == (page.number, box)
        free = None
        if ink.key not in named:
            free = next((place for place in _places(ink.label, frame, page) if not _meets(place, taken)), None)
        if free:
            taken.append(free)
            named.add(ink.key)
        place = free or next(_places(ink.label, frame, page))
        marks.append(Mark(ink, frame, place.left, place.bottom - SIZE * 0.25, free is not None, is_first))
    return tuple(marks)


def _frame(box: Box, page: Page) -> Box:
    across = max(EDGE, (LEAST - box.width) / 2)
    down = max(EDGE - 0.5, (LEAST - box.height) / 2)
    return Box(
        max(0.5, box.left - across),
        max(0.5, box.top - down),
        min(page.width - 0.5, box.right + across),
        min(page.height - 0.5, box.bottom + down),
    )


def _places(label: str, frame: Box, page: Page) -> Iterator[Box]:
    """Where a name could stand, the best place first; never off the page."""
    width, height = len(label) * SIZE * WIDE, SIZE * 1.2
    middle = (frame.top + frame.bottom - height) / 2
    for left, top in (
        (frame.right + GAP, middle),
        (frame.left - GAP - width, middle),
        (frame.left, frame.top - GAP - height),
        (frame.left, frame.bottom + GAP),
    ):
        if left >= 0 and top >= 0 and left + width <= page.width and top + height <= page.height:
            yield Box(left, top, left + width, top + height)
    yield Box(
        max(0.0, min(frame.left, page.width - width)), max(0.0, frame.top - height), frame.left + width, frame.top
    )


def _meets(place: Box, taken: Iterable[Box]) -> bool:
    return any(
        place.left < other.right and other.left < place.right and place.top < other.bottom and other.top < place.bottom
        for other in taken
    )
