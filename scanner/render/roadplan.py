"""Where each part of the roadmap's picture stands on its paper: rails, dots, names, and the ways that lead on from here.

Lines of the roadmap run down the paper in as many columns as it has room for: three on a desk, one on a phone, two in
print. All ways from here share one lane left of each column and one cross way above them, so that nine of them are still
one tree that an eye can follow and none runs through a name. Ways that lead *to* here are not drawn, since more than half
of all places lead to "Balance Due". Widths of names are guessed from their letters, wide enough for any sans serif.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scanner.notice import Line
    from scanner.render.roadmap import Place, Roadmap, Stop, Track

__all__ = ["DESK", "PHONE", "PRINT", "Dot", "Flag", "Label", "Paper", "Plan", "Rail", "Way", "plan", "stroke"]

LANE, RAIL, TEXT = 7.0, 25.0, 42.0
"""From the left of a column to the lane of the ways, to the rail, to the names."""

CROSS, GUTTER, TIP = 8.0, 14.0, 10.0
"""From the top to the cross way; between columns; from a dot's middle to the tip of an arrow that leads to it."""

ROUND = 7.0
"""How far from a corner a way begins to bend."""

WIDE = 0.56
"""Width of a letter by the size of its type, on the wide side."""

BROADER: dict[Place, float] = {"next": 1.08, "both": 1.08, "here": 1.25}
"""By how much bold names are wider, and the one that is also larger."""


Point = tuple[float, float]
Way = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A width and a size of type, and which lines run down which column."""

    width: float
    size: float
    columns: tuple[tuple[Line, ...], ...]

    @property
    def column(self) -> float:
        """The width of one column."""
        return (self.width - GUTTER * (len(self.columns) - 1)) / len(self.columns)

    @property
    def leading(self) -> float:
        """The height of one row of type."""
        return self.size * 1.3


DESK = Paper(790, 15, (("filing", "processing"), ("exam", "appeals"), ("court", "collection")))
PRINT = Paper(500, 10, (("filing", "processing", "exam"), ("appeals", "court", "collection")))
PHONE = Paper(330, 15, (("filing", "processing", "exam", "appeals", "court", "collection"),))


@dataclass(frozen=True, slots=True)
class Label:
    """A row of words: `y` is its base line."""

    x: float
    y: float
    text: str
    kind: Literal["line", "name", "note"]
    place: Place = "other"


@dataclass(frozen=True, slots=True)
class Dot:
    """A stop on its rail; `y` is the middle."""

    x: float
    y: float
    place: Place


@dataclass(frozen=True, slots=True)
class Rail:
    """The track under the stops of one line."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Flag:
    """The box with the words "You are here"."""

    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The picture measured out. Each way runs from point to point and ends in the tip of an arrow that looks right."""

    width: float
    height: float
    size: float
    rails: tuple[Rail, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    ways: tuple[Way, ...]
    flag: Flag | None


def plan(picture: Roadmap, paper: Paper) -> Plan:
    """The picture on that paper."""
    draft = _Draft(paper)
    for at, lines in enumerate(paper.columns):
        draft.column(at, [track for track in picture.tracks if track.line in lines])
    return Plan(
        paper.width,
        max((label.y for label in draft.labels), default=0) + paper.size * 0.6,
        paper.size,
        tuple(draft.rails),
        tuple(draft.dots),
        tuple(draft.labels),
        _ways(draft.dots),
        draft.flag,
    )


@dataclass(slots=True)
class _Draft:
    """The plan while it is laid out, from the top of each column down."""

    paper: Paper
    rails: list[Rail] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    flag: Flag | None = None

    def column(self, at: int, tracks: list[Track]) -> None:
        left, top = at * (self.paper.column + GUTTER), CROSS + 4
        for track in tracks:
            top = self.track(track, left, top) + self.paper.size * 0.5

    def track(self, track: Track, left: float, top: float) -> float:
        size, leading = self.paper.size, self.paper.leading
        self.labels.append(Label(left + RAIL - 6, top + leading, track.name, "line"))
        top += leading + size * 0.7
        first = len(self.dots)
        for stop in track.stops:
            top = self.stop(stop, left, top) + size * 0.45
        stops = self.dots[first:]
        self.rails.append(Rail(left + RAIL, stops[0].y, stops[-1].y))
        return top

    def stop(self, stop: Stop, left: float, top: float) -> float:
        size, leading = self.paper.size, self.paper.leading
        x, y = left + TEXT, top
        here = stop.place == "here"
        if here:
            self.flag = Flag(x, y, len(stop.note) * size * 0.62 + size, leading * 1.15, stop.note)
            y += leading * 1.3
        self.dots.append(Dot(left + RAIL, top + (leading * 0.58), stop.place))
        letter = size * WIDE * BROADER.get(stop.place, 1.0)
        for row in _rows(stop.name, max(8, int((self.paper.column - TEXT) / letter))):
            self.labels.append(Label(x, y + size, row, "name", stop.place))
            y += leading
        if stop.note and not here:
            self.labels.append(Label(x, y + size * 0.9, stop.note, "note", stop.place))
            y += leading * 0.9
        return y


@cache
def _rows(name: str, width: int) -> tuple[str, ...]:
    """A stop's name in rows of so many characters. There are few names, and to break them anew was a third of a page's time."""
    return tuple(textwrap.wrap(name, width, break_long_words=False))


def _ways(dots: list[Dot]) -> tuple[Way, ...]:
    """From here to each stop that can come next: into the lane, over the cross way where need be, and to the stop."""
    here = next((dot for dot in dots if dot.place == "here"), None)
    return tuple(_way(here, dot) for dot in dots if here and dot.place in ("next", "both"))


def _way(here: Dot, there: Dot) -> Way:
    out, back = here.x - RAIL + LANE, there.x - RAIL + LANE
    over = () if out == back else ((out, CROSS), (back, CROSS))
    return ((here.x, here.y), (out, here.y), *over, (back, there.y), (there.x - TIP, there.y))


def stroke(way: Way) -> str:
    """The way as the path of an SVG, its corners rounded as a railway's are, so that ways that part look like switches."""
    drawn = [f"M{way[0][0]:.1f} {way[0][1]:.1f}"]
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        (ax, ay), (bx, by) = _short_of(corner, before), _short_of(corner, after)
        drawn.append(f"L{ax:.1f} {ay:.1f}Q{corner[0]:.1f} {corner[1]:.1f} {bx:.1f} {by:.1f}")
    return "".join(drawn) + f"L{way[-1][0]:.1f} {way[-1][1]:.1f}"


def _short_of(corner: Point, other: Point) -> Point:
    """The point on the way from `corner` to `other` at which the rounding begins."""
    far = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(ROUND, far / 2) / far if far else 0.0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share
