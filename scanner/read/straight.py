"""How far a page leans, in degrees.

Where lines of print lie level, the rows of the page are either dark or light; the angle that sharpens that contrast most
is the lean. Sought on the dark dots at 75 dpi, in half degrees and then in tenths: 5 to 10 ms a page, right to 0.1°.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Dots", "contrast", "dots_of", "lean"]

_WIDEST = 8.0
_MOST = 20_000
_FEWEST = 300
_BETTER = 1.02

Numbers = np.ndarray[tuple[int], np.dtype[np.float32]]
RIM = 0.035
"""The share of each side that is rim: three tenths of an inch."""
Greys = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Where a small picture is dark: the x and y of its dots, thinned out where they are many, and its size."""

    across: Numbers
    down: Numbers
    width: int
    height: int
    ink: float

    @property
    def inside(self) -> float:
        """The share of dark dots on the page without its rim, where scanners leave the shadow of their lid."""
        rim_across, rim_down = RIM * self.width, RIM * self.height
        within = (self.across > rim_across) & (self.across < self.width - rim_across)
        within &= (self.down > rim_down) & (self.down < self.height - rim_down)
        return self.ink * float(within.mean()) if self.across.size else 0.0

    @property
    def few(self) -> bool:
        """Whether there is too little print to measure by."""
        return self.across.size < _FEWEST

    def leaning(self, angle: float) -> Numbers:
        """The heights of the dots once the picture is turned back by `angle` degrees about its middle."""
        radians = np.radians(angle)
        cos, sin = np.float32(np.cos(radians)), np.float32(np.sin(radians))
        middle = self.width / 2, self.height / 2
        heights = middle[1] + cos * (self.down - middle[1]) - sin * (self.across - middle[0])
        return np.asarray(heights, dtype=np.float32)


def dots_of(greys: Greys) -> Dots:
    """The dark dots of a small grey picture: darker than three quarters of its paper."""
    paper = float(np.percentile(greys[::3, ::3], 75))
    down, across = np.nonzero(greys < 0.75 * paper)
    ink = across.size / max(1, greys.size)
    step = max(1, across.size // _MOST)
    return Dots(across[::step].astype(np.float32), down[::step].astype(np.float32), greys.shape[1], greys.shape[0], ink)


def lean(dots: Dots) -> float:
    """By how many degrees the print leans, positive where lines fall to the right; 0 where level or not to be seen."""
    if dots.few:
        return 0.0
    coarse = max(np.arange(-_WIDEST, _WIDEST + 0.1, 0.5), key=lambda angle: _sharpness(dots, angle))
    best = max(coarse + np.arange(-0.4, 0.41, 0.1), key=lambda angle: _sharpness(dots, angle))
    if _sharpness(dots, best) < _BETTER * _sharpness(dots, 0.0):
        return 0.0
    return round(float(best), 2)


def contrast(dots: Dots) -> tuple[float, float]:
    """How sharply the page falls into rows, and into columns: print that stands upright falls into rows."""
    if dots.few:
        return 0.0, 0.0
    return _differences(dots.down, dots.height), _differences(dots.across, dots.width)


def _sharpness(dots: Dots, angle: float) -> float:
    """How much neighbouring rows differ once the page is turned back by `angle` degrees."""
    shifted = dots.down - dots.across * np.float32(np.tan(np.radians(angle)))
    return _differences(shifted - shifted.min(), dots.height)


def _differences(places: Numbers, length: int) -> float:
    histogram = np.bincount(places.astype(np.int32), minlength=length).astype(np.float64)
    return float(np.square(np.diff(histogram)).sum())
