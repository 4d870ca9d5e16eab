"""A page as it is seen: a grey picture with the dots it came with, and the size of its paper in points.

The picture is not brought to a working resolution as a whole. Only strips of it are, each at the resolution that its
print needs: seven-point footers read at 250 dpi and spoil at 150, the body reads as well at 150 as at 300. Turning level,
evening a slant and scaling are one step for the same reason: only the dots that are read are computed, and once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from scanner.errors import LetterError

__all__ = ["MOST_PIXELS", "SEEN_DPI", "Corners", "Sight", "refuse_bombs"]

MOST_PIXELS = 100_000_000
"""A picture with more pixels is refused before it is decoded. A letter at 600 dpi has 34 million."""
SEEN_DPI = 300
"""Pixels an inch that are asked of a file; twice as many are halved on the way."""
_ENLARGES = 1.2

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
_Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Sight:
    """A grey picture (mode L) of a page whose paper is `width` by `height` points.

    `corners` are the pixels where the paper's corners lie, clockwise from the top left, if it does not fill the picture.
    """

    image: Image.Image
    width: float
    height: float
    corners: Corners | None = None

    def strip(self, top: float, bottom: float, dpi: float, lean: float = 0.0) -> Image.Image:
        """The part between two heights (points) at `dpi` pixels an inch, straightened by `lean` degrees."""
        size = (max(1, round(self.width * dpi / 72)), max(1, round((bottom - top) * dpi / 72)))
        if lean or self.corners:
            return self._laid(top, dpi, lean, size)
        down = self.image.height / self.height
        edges = (0.0, max(0.0, top * down), float(self.image.width), min(float(self.image.height), bottom * down))
        if edges[3] - edges[1] < 1:
            return Image.new("L", size, 255)
        way = Image.Resampling.BICUBIC if self.image.width < size[0] else Image.Resampling.HAMMING
        return self.image.resize(size, way, box=edges, reducing_gap=1.0)

    def _laid(self, top: float, dpi: float, lean: float, size: tuple[int, int]) -> Image.Image:
        """Turned about the middle of the page; shrunk by whole numbers first, because turning does not average."""
        across, down = self._dots_a_point()
        fold = (max(1, int(across * 72 / dpi)), max(1, int(down * 72 / dpi)))
        image = self.image.reduce(fold) if max(fold) > 1 else self.image
        folded = np.diag([1 / fold[0], 1 / fold[1], 1.0])
        matrix = folded @ self._from_points() @ _turning(lean, self.width, self.height) @ _from_dots(top, dpi)
        matrix /= matrix[2, 2]
        enlarged = max(across / fold[0], down / fold[1]) * 72 / dpi < _ENLARGES
        way = Image.Resampling.BICUBIC if enlarged else Image.Resampling.BILINEAR
        if self.corners is None:
            return image.transform(size, Image.Transform.AFFINE, matrix.ravel()[:6].tolist(), way, fillcolor=255)
        return image.transform(size, Image.Transform.PERSPECTIVE, matrix.ravel()[:8].tolist(), way, fillcolor=255)

    def _dots_a_point(self) -> tuple[float, float]:
        """How many pixels make a point across and down; on a fax not the same."""
        if self.corners is None:
            return self.image.width / self.width, self.image.height / self.height
        a, b, c, d = self.corners
        return (math.dist(a, b) + math.dist(d, c)) / 2 / self.width, (
            math.dist(a, d) + math.dist(b, c)
        ) / 2 / self.height

    def _from_points(self) -> _Matrix:
        """Leads from points of the page to pixels of the picture."""
        if self.corners is None:
            return np.diag([self.image.width / self.width, self.image.height / self.height, 1.0])
        rows: list[list[float]] = []
        sheet = ((0.0, 0.0), (self.width, 0.0), (self.width, self.height), (0.0, self.height))
        for (x, y), (u, v) in zip(sheet, self.corners, strict=True):
            rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        solved = np.linalg.solve(np.array(rows), np.array(self.corners).ravel())
        return np.append(solved, 1.0).reshape(3, 3)


def _turning(lean: float, width: float, height: float) -> _Matrix:
    """Turns the page by so many degrees about its middle."""
    cos, sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))
    x, y = width / 2, height / 2
    return np.array([[cos, -sin, x - cos * x + sin * y], [sin, cos, y - sin * x - cos * y], [0, 0, 1]])


def _from_dots(top: float, dpi: float) -> _Matrix:
    """Leads from dots of a strip to points of the page."""
    return np.array([[72 / dpi, 0, 0], [0, 72 / dpi, top], [0, 0, 1]])


def refuse_bombs(width: int, height: int) -> None:
    """Raises `LetterError` for a picture too large to decode. `width` and `height` are pixels."""
    if width * height > MOST_PIXELS:
        raise LetterError(
            "too-large", f"A picture has more than {MOST_PIXELS // 1_000_000} megapixels. Scan at 300 dpi."
        )
