"""Where each part of a reliability chart stands: how sure the answers were, across, and how many were right, upwards.

Both scales are stretched towards 100 %, each bin as wide as the others, since nearly all answers lie there and *sure* and
*check* part there; they are stretched alike, so that what is as sure as it is right still lies on a straight line. A bin
whose interval does not reach that line is a ring and no full dot, which an eye that sees no colour can tell too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scanner.evaluate.tally import BINS
from scanner.render.scoretables import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.evaluate import Calibration
    from scanner.evaluate.tally import Bin

__all__ = ["LARGE", "NAMING", "Bar", "Chart", "Disc", "Label", "Stroke", "Tone", "chart"]

Tone = Literal["paper", "ink", "quiet", "grid", "pale", "mark", "bad"]

NAMING = "Naming the letter"
"""The title of the chart of names."""

LARGE = 440.0
"""The side of the square of a chart that stands alone."""

LEFT, RIGHT, HEAD, STRIP, FOOT = 64.0, 24.0, 62.0, 74.0, 126.0
"""Room left and right of the square; for the title; for the bars that count; for what stands below."""

TALLEST = 44.0
"""The height of the bar of the fullest bin."""

KEY, ROW = 66.0, 21.0
"""From the square down to the first row of what explains the signs, and from row to row."""

DOT, CAP = 5.5, 4.5
"""The radius of a dot, and half the width of an interval's ends."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, by its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from one point to another."""

    start: tuple[float, float]
    end: tuple[float, float]
    tone: Tone
    width: float = 1.0
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A dot by its middle; `hollow` makes it a ring."""

    x: float
    y: float
    tone: Tone
    hollow: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Words with their foot at a point. `turned` words read upwards, and the point is their middle."""

    x: float
    y: float
    text: str
    size: float = 12.0
    tone: Tone = "quiet"
    anchor: Literal["start", "middle", "end"] = "middle"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole chart, its parts in the order in which they are painted; `told` says it in words."""

    width: float
    height: float
    title: str
    told: str
    bars: tuple[Bar, ...]
    strokes: tuple[Stroke, ...]
    discs: tuple[Disc, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """The square on which the dots stand."""

    side: float

    @property
    def top(self) -> float:
        """Its upper edge."""
        return HEAD + STRIP

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.side

    @property
    def right(self) -> float:
        """Its right edge."""
        return LEFT + self.side

    def across(self, share: float) -> float:
        """Where a confidence stands."""
        return LEFT + _stretched(share) * self.side

    def up(self, share: float) -> float:
        """Where a share of right answers stands."""
        return self.bottom - _stretched(share) * self.side


def chart(title: str, told: Calibration, side: float = LARGE) -> Chart:
    """The reliability chart of these answers, its square `side` pixels wide."""
    square = Square(side)
    most = max((each.right.of for each in told.bins), default=1)
    said = (
        f"{many(told.answers, 'answer')}, expected calibration error {100 * told.error:.1f} %"
        if told.bins
        else "No answers"
    )
    return Chart(
        LEFT + side + RIGHT,
        square.bottom + FOOT,
        title,
        f"{said}. " + " ".join(_sentence(each) for each in told.bins),
        tuple(_bar(each, square, most) for each in told.bins),
        (*_grid(square), *_key_strokes(square), *(stroke for each in told.bins for stroke in _interval(each, square))),
        (*(_disc(each, square) for each in told.bins), *_key_discs(square)),
        (
            Label(LEFT, 28, title, size=19, tone="ink", anchor="start"),
            Label(LEFT, 49, said, size=13, anchor="start"),
            *_scales(square),
            *_key(square),
            *(_count(each, square, most) for each in told.bins),
        ),
    )


def _stretched(share: float) -> float:
    """From 0 to 1: every bin is as wide as the others."""
    at = min(bisect_right(BINS, share), len(BINS) - 1) - 1
    low, high = BINS[at], BINS[at + 1]
    return (at + (share - low) / (high - low)) / (len(BINS) - 1)


def _sentence(each: Bin) -> str:
    sure, right = 100 * each.confidence, 100 * each.right.rate
    return f"{many(each.right.of, 'answer')} given with {sure:.1f} %: {right:.1f} % right."


def _meets(each: Bin) -> bool:
    """Whether it can be just as sure as it is right."""
    low, high = each.right.interval
    return low <= each.confidence <= high


def _tone(each: Bin) -> Tone:
    return "mark" if _meets(each) else "bad"


def _disc(each: Bin, square: Square) -> Disc:
    return Disc(square.across(each.confidence), square.up(each.right.rate), _tone(each), hollow=not _meets(each))


def _interval(each: Bin, square: Square) -> Iterator[Stroke]:
    """The interval of a bin as an upright line with a short one at each end."""
    x = square.across(each.confidence)
    low, high = map(square.up, each.right.interval)
    yield Stroke((x, low), (x, high), _tone(each), 2)
    for end in (low, high):
        yield Stroke((x - CAP, end), (x + CAP, end), _tone(each), 2)


def _bar(each: Bin, square: Square, most: int) -> Bar:
    left, right = square.across(each.low), square.across(each.high)
    height = max(1.5, TALLEST * each.right.of / most)
    return Bar(left + 3, square.top - 8 - height, right - left - 6, height, "pale")


def _count(each: Bin, square: Square, most: int) -> Label:
    bar = _bar(each, square, most)
    return Label(bar.x + bar.width / 2, bar.y - 4, str(each.right.of), size=11, tone="ink")


def _grid(square: Square) -> Iterator[Stroke]:
    """A line at every edge of a bin, both ways, the two axes darker; and the line of what is as sure as it is right."""
    for edge in reversed(BINS):
        tone: Tone = "grid" if edge else "quiet"
        x, y = square.across(edge), square.up(edge)
        yield Stroke((x, square.top), (x, square.bottom), tone)
        yield Stroke((LEFT, y), (square.right, y), tone)
    yield Stroke((LEFT, square.bottom), (square.right, square.top), "quiet", 1.5, broken=True)


def _scales(square: Square) -> Iterator[Label]:
    """The figures and names of both axes, and on which side of the line an answer is too sure."""
    for edge in BINS:
        yield Label(square.across(edge), square.bottom + 18, f"{100 * edge:g}", size=11)
        yield Label(LEFT - 8, square.up(edge) + 4, f"{100 * edge:g}", size=11, anchor="end")
    yield Label(LEFT - 44, (square.top + square.bottom) / 2, "answers that were right, %", turned=True, tone="ink")
    yield Label((LEFT + square.right) / 2, square.bottom + 40, "confidence that was given, %", tone="ink")
    yield Label(LEFT - 8, square.top - 12, "answers", size=11, anchor="end")
    yield Label(LEFT + 10, square.top + 20, "less sure than right", size=11, anchor="start")
    yield Label(square.right - 10, square.bottom - 12, "too sure", size=11, anchor="end")


def _key_strokes(square: Square) -> Iterator[Stroke]:
    tones: tuple[Tone, ...] = ("mark", "bad")
    for row, tone in enumerate(tones):
        y = square.bottom + KEY + row * ROW
        yield Stroke((LEFT, y), (LEFT + 24, y), tone, 2)
        for end in (LEFT, LEFT + 24):
            yield Stroke((end, y - CAP), (end, y + CAP), tone, 2)
    y = square.bottom + KEY + 2 * ROW
    yield Stroke((LEFT, y), (LEFT + 24, y), "quiet", 1.5, broken=True)


def _key_discs(square: Square) -> Iterator[Disc]:
    yield Disc(LEFT + 12, square.bottom + KEY, "mark", hollow=False)
    yield Disc(LEFT + 12, square.bottom + KEY + ROW, "bad", hollow=True)


def _key(square: Square) -> Iterator[Label]:
    """What a dot, a ring and the broken line mean."""
    told = (
        "share that was right, with its 95 % interval",
        "the same, and the interval does not reach the line",
        "as sure as right; scales stretched towards 100 %",
    )
    for row, text in enumerate(told):
        yield Label(LEFT + 34, square.bottom + KEY + row * ROW + 4, text, size=11, anchor="start")
