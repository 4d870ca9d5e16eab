"""A page as it is seen: a grey picture with the dots it came with, and the size of its paper in points.

The picture is not brought to a working resolution as a whole. Only strips of it are, each at the resolution that its
print needs: seven-point footers read at 250 dpi and spoil at 150, the body reads as well at 150 as at 300.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PIL import Image

from scanner.errors import LetterError

__all__ = ["MOST_PIXELS", "SEEN_DPI", "Sight", "refuse_bombs"]

MOST_PIXELS = 100_000_000
"""A picture with more pixels is refused before it is decoded. A letter at 600 dpi has 34 million."""
SEEN_DPI = 300
"""Pixels an inch that are asked of a file; twice as many are halved on the way."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A grey picture (mode L) of a page whose paper is `width` by `height` points."""

    image: Image.Image
    width: float
    height: float

    @property
    def across(self) -> float:
        """Pixels a point from left to right; on a fax not the same as from top to bottom."""
        return self.image.width / self.width

    @property
    def down(self) -> float:
        """Pixels a point from top to bottom."""
        return self.image.height / self.height

    def strip(self, top: float, bottom: float, dpi: float, lean: float = 0.0) -> Image.Image:
        """The part between two heights (points) at `dpi` pixels an inch, straightened by `lean` degrees."""
        size = (max(1, round(self.width * dpi / 72)), max(1, round((bottom - top) * dpi / 72)))
        if lean:
            return self._leaning(top, dpi, lean, size)
        edges = (0.0, max(0.0, top * self.down), float(self.image.width), min(float(self.image.height), bottom * self.down))
        if edges[3] - edges[1] < 1:
            return Image.new("L", size, 255)
        finer = self.across * 72 / dpi
        way = Image.Resampling.BICUBIC if finer < 1 else Image.Resampling.HAMMING
        return self.image.resize(size, way, box=edges, reducing_gap=2.0)

    def _leaning(self, top: float, dpi: float, lean: float, size: tuple[int, int]) -> Image.Image:
        """Turned about the middle of the page; shrunk by whole numbers first, because turning does not average."""
        image = self.image
        fold = (max(1, int(self.across * 72 / dpi)), max(1, int(self.down * 72 / dpi)))
        if max(fold) > 1:
            image = image.reduce(fold)
        across, down = self.across / fold[0], self.down / fold[1]
        cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
        step = 72 / dpi
        left, high = -self.width / 2, top - self.height / 2
        return image.transform(
            size,
            Image.Transform.AFFINE,
            (
                across * cos * step,
                -across * sin * step,
                across * (self.width / 2 + cos * left - sin * high),
                down * sin * step,
                down * cos * step,
                down * (self.height / 2 + sin * left + cos * high),
            ),
            Image.Resampling.BICUBIC if max(across, down) * step < 1.2 else Image.Resampling.BILINEAR,  # noqa: PLR2004
            fillcolor=255,
        )


def refuse_bombs(width: int, height: int) -> None:
    """Raises `LetterError` for a picture too large to decode. `width` and `height` are pixels."""
    if width * height > MOST_PIXELS:
        raise LetterError(
            "too-large", f"A picture has more than {MOST_PIXELS // 1_000_000} megapixels. Scan at 300 dpi."
        )
