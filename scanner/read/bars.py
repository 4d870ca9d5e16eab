"""Bar codes on the picture of a page, found without reading them, so that they can be painted over.

A square code (QR, Data Matrix, PDF417) is a patch where ink and paper take turns quickly both across and down and share the
room about equally: print never does, for it has white between its lines. A row of bars (Code 39, Code 128, the postal
four-state code) is a stretch of many edges across that look the same a little further down: no line of letters does.
In doubt a thing is a bar code: what is covered for nothing can be seen in the original.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scanner.page import Box
from scanner.read.portrait import upright_picture

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from scanner.page import Page

__all__ = ["bars_in", "bars_on"]

DPI = 144
POINT = DPI // 72
"""Dots a point."""
TILE = 6
"""Points."""
_MARGIN, _ROW_MARGIN = 6.0, 4.0
"""Points; of the postal code the middle alone is found, and its bars stand out by three and a half."""
_DARK = 128

_INK = (0.36, 0.78)
"""The share of ink within a patch of three tiles by three."""
_TURNS = 0.05
"""Changes between ink and paper for each dot, across and down."""
_LEAST_TILES = 7
_BLOCK = 7
"""Points of solid black, across and down, that are no module of a code."""


class _Bars(NamedTuple):
    """What a row of bars is: in a stretch of `wide` points at least `edges` edges, and at each of the depths `down` (points
    further down) no more than the share `astray` of its dots different.
    """

    wide: int
    edges: int
    down: tuple[float, ...]
    astray: float


_ROWS = (_Bars(60, 12, (3, 6, 9), 0.08), _Bars(120, 32, (1.5, 3), 0.06))
"""Tall bars, and the low ones of the postal code, whose middle alone is the same in all: so they must be more."""

_Grid = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
_Shares = np.ndarray[tuple[int, int], np.dtype[np.float64]]


def bars_on(path: Path, page: Page) -> tuple[Box, ...]:
    """Where bar codes stand on the page of the file, in points as its words are. Raises LetterError as reading does."""
    return bars_in(upright_picture(path, page, DPI))


def bars_in(image: Image.Image) -> tuple[Box, ...]:
    """Where bar codes stand in a grey picture of 144 dpi, in points, with a margin."""
    dots: _Grid = np.asarray(image) < _DARK
    high, wide = (edge - edge % (TILE * POINT) for edge in dots.shape)
    if not (high and wide):
        return ()
    dots = _without_blocks(dots[:high, :wide])
    squares = (_boxed(each, _MARGIN) for each in _patches(_square(dots)) if _is_square_code(each))
    tall, low = (_row(dots, kind) for kind in _ROWS)
    found = tall | low
    rows = (_tight(each, found) for each in _patches(_tiled(found) > 0))
    return (*squares, *rows)


def _without_blocks(dots: _Grid) -> _Grid:
    """The picture without its solid black, such as what was painted over: beside it, print would look as dense as a code."""
    size, rim = _BLOCK * POINT, POINT
    solid = _sums(dots, size) == size * size
    if not solid.any():
        return dots
    grown = size + 2 * rim
    whole = _sums(np.pad(solid, grown - rim - 1), grown) > 0
    return dots & ~whole[: dots.shape[0], : dots.shape[1]]


def _sums(marks: _Grid, size: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """How many marks each square of so many dots holds, by its upper left corner."""
    sums = np.pad(marks.cumsum(axis=0, dtype=np.int64).cumsum(axis=1), ((1, 0), (1, 0)))
    return np.asarray(sums[size:, size:] - sums[:-size, size:] - sums[size:, :-size] + sums[:-size, :-size])


def _square(dots: _Grid) -> _Grid:
    """The tiles in the midst of a square code."""
    across, down = np.zeros_like(dots), np.zeros_like(dots)
    across[:, 1:] = dots[:, 1:] != dots[:, :-1]
    down[1:] = dots[1:] != dots[:-1]
    ink, turns_across, turns_down = (_smoothed(_tiled(each)) for each in (dots, across, down))
    return (ink > _INK[0]) & (ink < _INK[1]) & (turns_across > _TURNS) & (turns_down > _TURNS)


def _row(dots: _Grid, kind: _Bars) -> _Grid:
    """The dots at which a row of bars stands."""
    edges = np.zeros_like(dots)
    edges[:, 1:] = dots[:, 1:] & ~dots[:, :-1]
    size, step = kind.wide * POINT, TILE * POINT
    depths = [round(depth * POINT) for depth in kind.down]
    last = dots.shape[0] - depths[-1]
    found = np.zeros(dots.shape, dtype=np.bool_)
    if dots.shape[1] < size or last <= 0:
        return found
    hits = _windows(edges[:last], size, step) >= kind.edges
    for depth in depths:
        hits &= _windows(dots[:last] != dots[depth : depth + last], size, step) <= kind.astray * size
    for at, column in enumerate(hits.T):
        for y in np.flatnonzero(column):
            found[y : y + depths[-1], at * step : at * step + size] = True
    return found


def _windows(marks: _Grid, size: int, step: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """How many marks each row has in stretches of so many dots, every `step` dots."""
    sums = np.pad(marks.cumsum(axis=1, dtype=np.int64), ((0, 0), (1, 0)))
    return np.asarray((sums[:, size:] - sums[:, :-size])[:, ::step])


def _tiled(marks: _Grid) -> _Shares:
    """The share of marks in every tile."""
    step = TILE * POINT
    shares = marks.reshape(marks.shape[0] // step, step, marks.shape[1] // step, step).mean(axis=(1, 3))
    return np.asarray(shares)


def _smoothed(shares: _Shares) -> _Shares:
    """The mean over each tile and its eight neighbours."""
    padded = np.pad(shares, 1)
    height, width = shares.shape
    parts = [padded[y : y + height, x : x + width] for y in range(3) for x in range(3)]
    return np.asarray(sum(parts) / 9)


def _patches(tiles: _Grid) -> Iterator[list[tuple[int, int]]]:
    """The tiles that hang together, corners included, as (row, column)."""
    left = {(int(y), int(x)) for y, x in zip(*np.nonzero(tiles), strict=True)}
    while left:
        patch, edge = [], [left.pop()]
        while edge:
            y, x = edge.pop()
            patch.append((y, x))
            around = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= around
            edge += around
        yield patch


def _is_square_code(patch: list[tuple[int, int]]) -> bool:
    rows, columns = ({place[at] for place in patch} for at in (0, 1))
    return len(patch) >= _LEAST_TILES and len(rows) > 1 and len(columns) > 1


def _tight(patch: list[tuple[int, int]], found: _Grid) -> Box:
    """The box of a row of bars, no higher than need be: an addressee's name stands right beneath."""
    box = _boxed(patch, 0)
    top, bottom = int(box.top) * POINT, int(box.bottom) * POINT
    rows = np.flatnonzero(found[top:bottom, int(box.left) * POINT : int(box.right) * POINT].any(axis=1))
    return Box(
        box.left - _ROW_MARGIN,
        (top + int(rows[0])) / POINT - _ROW_MARGIN,
        box.right + _ROW_MARGIN,
        (top + int(rows[-1]) + 1) / POINT + _ROW_MARGIN,
    )


def _boxed(patch: list[tuple[int, int]], margin: float) -> Box:
    rows, columns = (sorted({place[at] for place in patch}) for at in (0, 1))
    return Box(
        columns[0] * TILE - margin,
        rows[0] * TILE - margin,
        (columns[-1] + 1) * TILE + margin,
        (rows[-1] + 1) * TILE + margin,
    )
