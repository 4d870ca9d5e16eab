"""A page made fit for reading: black scanner edges whitened, uneven light evened, its lean measured; never thresholded.

Dividing by the background takes the shadow out of a photo and leaves print as it was; a threshold fitted to each
neighbourhood turns noise into ink. A page with even light, which most scans have, is left alone. All that is measured
is measured on one small picture (75 dpi), so that preparing a 300-dpi page takes some 20 ms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from scanner.read.paper import laid_flat
from scanner.read.sight import Sight
from scanner.read.straight import Dots, Greys, dots_of, lean

__all__ = ["SMALL_DPI", "Sheet", "prepared"]

SMALL_DPI = 75
_LEVEL = 0.25
"""Degrees of lean that are not worth straightening."""
_BLACK = 90
"""Greys below this are a scanner's lid or a copier's edge where whole rows have them."""
_EDGE = 0.2
"""The share of the page that such an edge may take from one side."""
_SOLID = 0.6
_UNEVEN = 35
"""Greys between the brightest and the dimmest paper from which the light is evened."""
_PALE = 190
"""Paper darker than this is brightened."""
_LEAST_PRINT, _MOST_PRINT = 0.002, 0.3
"""The share of a page that is print."""
_DARK = 128


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page ready for reading.

    `background` is a small picture of the paper without print, where the light is uneven. `lean` is in degrees, `dots`
    are the dark dots at `SMALL_DPI`.
    """

    sight: Sight
    background: Sight | None
    lean: float
    dots: Dots

    def strip(self, top: float, bottom: float, dpi: float) -> Image.Image:
        """The part between two heights (points), straightened and evenly lit, at `dpi` pixels an inch."""
        image = self.sight.strip(top, bottom, dpi, self.lean)
        if self.background is None:
            return image
        paper = self.background.strip(top, bottom, dpi, self.lean)
        lit = np.asarray(image, dtype=np.float32) * (245.0 / np.maximum(np.asarray(paper, dtype=np.float32), 1.0))
        return Image.fromarray(lit.clip(0, 255).astype(np.uint8))


def prepared(sight: Sight) -> Sheet:
    """The sheet that is read."""
    small = sight.strip(0, sight.height, SMALL_DPI)
    if _is_negative(np.asarray(small)):
        sight, small = replace(sight, image=ImageOps.invert(sight.image)), ImageOps.invert(small)
    flat = laid_flat(sight, small)
    if flat is sight:
        sight, small = _whitened(sight, small)
    else:
        sight, small = flat, flat.strip(0, flat.height, SMALL_DPI)
    background = _background(small)
    if background is not None:
        lit = np.asarray(small, dtype=np.float32) * (245.0 / np.asarray(background, dtype=np.float32))
        small = Image.fromarray(lit.clip(0, 255).astype(np.uint8))
    dots = dots_of(np.asarray(small))
    angle = lean(dots)
    return Sheet(
        sight,
        None if background is None else Sight(background, sight.width, sight.height),
        angle if abs(angle) > _LEVEL else 0.0,
        dots,
    )


def _is_negative(greys: Greys) -> bool:
    """Whether the page is white print on black, as some copiers and old films give it."""
    greys = greys[::3, ::3]
    bright = float((greys > _DARK).mean())
    return float(np.median(greys)) < _BLACK and _LEAST_PRINT < bright < _MOST_PRINT


def _background(small: Image.Image) -> Image.Image | None:
    """The paper without its print, at the same small size; None where it is even and bright."""
    coarse = np.asarray(small.reduce(8).filter(ImageFilter.MaxFilter(3)))  # enough to see that light is even
    if np.percentile(coarse, 97) - np.percentile(coarse, 3) < _UNEVEN // 2 and np.percentile(coarse, 97) > _PALE:
        return None
    tiny = small.reduce(4).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    levels = np.asarray(tiny)
    dim, bright = (float(level) for level in np.percentile(levels, (4, 96)))
    if bright - dim < _UNEVEN and bright > _PALE:
        return None
    floor = max(40.0, 0.25 * bright)
    return tiny.point(lambda grey: max(grey, floor)).resize(small.size, Image.Resampling.BILINEAR)


def _whitened(sight: Sight, small: Image.Image) -> tuple[Sight, Image.Image]:
    """The page with the black edges of scanner and copier painted white, so that print next to them is read."""
    greys: Greys = np.asarray(small)
    rows, columns = greys.mean(axis=1), greys.mean(axis=0)
    top, bottom = _run(rows), _run(rows[::-1])
    left, right = _run(columns), _run(columns[::-1])
    if not (top or bottom or left or right):
        return sight, small
    painted = []
    for image in (sight.image, small):
        copy = image.copy()
        width, height = image.size
        x, y = width / small.width, height / small.height
        for edges in (
            (0, 0, width, round(top * y)),
            (0, height - round(bottom * y), width, height),
            (0, 0, round(left * x), height),
            (width - round(right * x), 0, width, height),
        ):
            if edges[2] > edges[0] and edges[3] > edges[1]:
                copy.paste(255, edges)
        painted.append(copy)
    return replace(sight, image=painted[0]), painted[1]


def _run(levels: np.ndarray[tuple[int], np.dtype[np.float64]]) -> int:
    """How many dots deep the black edge is that these means of rows (or columns) begin with; 0 for none."""
    black = np.flatnonzero(levels[: int(len(levels) * _EDGE)] < _BLACK)
    if not black.size or black.size < _SOLID * (black[-1] + 1):  # black lines within the print are no edge
        return 0
    return int(black[-1]) + 3
