"""The sheet of paper on a photo: its four corners on the darker table, so that it can be seen flat and alone.

A phone sees a letter a little aslant and a hand's breadth of table around it. Found on a small picture from which the
print has been wiped, as four straight edges between bright and dark: 5 ms. Where any edge is in doubt, nothing is done: the
page is then read as it is, which costs a few words and invents none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from scanner.read.sight import Corners, Sight

__all__ = ["laid_flat"]

_FOLD = 3
_LEAST_STEP = 35
"""Greys between paper and table, at least."""
_ASTRAY = 1.5
"""Dots (of the small picture, folded) that an edge may stray from its line."""
_LEAST_ON_LINE = 0.55
_LEAST_SHARE, _MOST_SHARE = 0.3, 0.965
_LETTER = (612.0, 792.0)
_LETTER_RATIOS = (0.69, 0.85)
"""Widths over heights, foreshortening allowed for, at which paper is taken for US letter."""
_CENTRAL = (0.12, 0.88)

_PAPER = 0.68
"""The share of the paper's own brightness at which table begins."""
_NIGHT = 25
_INSET = 0.008
_LEAST_TABLE = 0.25
"""The share of the picture's rim that is table, at least."""

_Greys = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
_Rim = np.ndarray[tuple[int], np.dtype[np.uint8]]
_Mask = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
_Line = tuple[float, float]


def laid_flat(sight: Sight, small: Image.Image) -> Sight:
    """The page with its corners marked, where it is paper on a table; else as it came. `small` is a small copy of it."""
    tiny = small.reduce(_FOLD)
    if _bright_rim(np.asarray(tiny)):
        return sight
    greys = np.asarray(tiny.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(3)))
    limit = _valley(greys)
    if limit is None:
        return sight
    corners = _corners(_paper(greys, limit))
    if corners is None:
        return sight
    scale = np.array([sight.image.width / greys.shape[1], sight.image.height / greys.shape[0]])
    pixels = np.array(corners) * scale
    a, b, c, d = (pixels + _INSET * (pixels.mean(axis=0) - pixels)).tolist()  # the paper's own edge is no print
    return _sized(sight, ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1])))


def _valley(greys: _Greys) -> float | None:
    """The grey that parts paper from table (Otsu's), where the rim of the picture is table for a good part."""
    counts = np.bincount(greys.ravel(), minlength=256).astype(np.float64)
    below = counts.cumsum()
    above = below[-1] - below
    sums = (counts * np.arange(256)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        dark, bright = sums / below, (sums[-1] - sums) / above
        spread = np.nan_to_num(below * above * (dark - bright) ** 2)
    limit = int(spread.argmax())
    if bright[limit] - dark[limit] < _LEAST_STEP:
        return None
    return limit if float((_rim(greys) <= limit).mean()) > _LEAST_TABLE else None


def _bright_rim(greys: _Greys) -> bool:
    """Whether the picture ends in paper all round, as nearly every scan does: then there is no table to find."""
    rim = _rim(greys)
    return float((rim > 0.8 * np.percentile(greys[::4, ::4], 90)).mean()) > 1 - _LEAST_TABLE


def _rim(greys: _Greys) -> _Rim:
    return np.concatenate([greys[0], greys[-1], greys[:, 0], greys[:, -1]])


def _paper(greys: _Greys, limit: float) -> _Mask:
    """Which dots are paper, though it lies half in shadow: brighter than a slope of light laid through its bright part."""
    down, across = np.indices(greys.shape)
    terms = np.stack([np.ones(greys.size), across.ravel(), down.ravel(), across.ravel() * down.ravel()], axis=1)
    paper = (greys > limit).ravel()
    levels = greys.ravel().astype(np.float64)
    for _ in range(3):
        slope, *_rest = np.linalg.lstsq(terms[paper], levels[paper])
        paper = levels > np.maximum(_PAPER * (terms @ slope), _NIGHT)
    return np.asarray(paper.reshape(greys.shape))


def _corners(paper: _Mask) -> Corners | None:
    """Where the four edges of the paper meet, in dots, clockwise from the top left."""
    height, width = paper.shape
    left, right = _edge(paper), _edge(paper[:, ::-1])
    top, bottom = _edge(paper.T), _edge(paper.T[:, ::-1])
    if left is None or right is None or top is None or bottom is None:
        return None
    right = (-right[0], width - right[1])
    bottom = (-bottom[0], height - bottom[1])
    corners = (_meet(left, top), _meet(right, top), _meet(right, bottom), _meet(left, bottom))
    area = (
        0.5
        * abs(sum(corners[i - 1][0] * corners[i][1] - corners[i][0] * corners[i - 1][1] for i in range(4)))
        / (width * height)
    )
    slants = max(abs(line[0]) for line in (left, right, top, bottom))
    return corners if _LEAST_SHARE < area < _MOST_SHARE and slants < 0.25 else None


def _edge(paper: _Mask) -> _Line | None:
    """The straight line (slope, start) along which the paper begins, row by row from the left; None if there is none."""
    rows = np.arange(int(paper.shape[0] * _CENTRAL[0]), int(paper.shape[0] * _CENTRAL[1]))
    begins = paper[rows].argmax(axis=1)
    held = paper[rows].any(axis=1)
    rows, places = rows[held].astype(np.float64), begins[held].astype(np.float64)
    if rows.size < 0.8 * held.size:
        return None
    kept = np.abs(places - np.median(places)) < 0.1 * paper.shape[1]
    slope, start = 0.0, float(np.median(places))
    for _ in range(4):
        if kept.sum() < _LEAST_ON_LINE * rows.size:
            return None
        slope, start = (float(value) for value in np.polyfit(rows[kept], places[kept], 1))
        kept = np.abs(places - (slope * rows + start)) < _ASTRAY
    return (slope, start) if kept.sum() >= _LEAST_ON_LINE * rows.size else None


def _meet(upright: _Line, level: _Line) -> tuple[float, float]:
    """Where x = a·y + b and y = c·x + d meet."""
    (a, b), (c, d) = upright, level
    y = (c * b + d) / (1 - a * c)
    return a * y + b, y


def _sized(sight: Sight, corners: Corners) -> Sight:
    """The page with its corners, its paper taken for a letter sheet where it has that shape."""
    points = np.array(corners)
    across = float(np.linalg.norm(points[1] - points[0]) + np.linalg.norm(points[2] - points[3])) / 2
    down = float(np.linalg.norm(points[3] - points[0]) + np.linalg.norm(points[2] - points[1])) / 2
    if _LETTER_RATIOS[0] < across / down < _LETTER_RATIOS[1]:
        size = _LETTER
    elif _LETTER_RATIOS[0] < down / across < _LETTER_RATIOS[1]:
        size = (_LETTER[1], _LETTER[0])
    else:
        scale = _LETTER[1] / max(across, down)
        size = (across * scale, down * scale)
    return replace(sight, width=size[0], height=size[1], corners=corners)
