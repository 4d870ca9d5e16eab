"""Where the header and footer bands of a page lie: the strips with its number, its date and its page count.

They hang on the ink, not on the paper. Real scans begin an inch low or end in a scanner's black lid, and a footer then
stands well above the last twelfth of the sheet. A band ends between two lines of print where it can; where columns leave no such row, words that
its edge cuts through are left out rather than misread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scanner.read.prepare import SMALL_DPI

if TYPE_CHECKING:
    from scanner.read.prepare import Sheet

__all__ = ["Band", "bands_of", "densest"]

_DPI = SMALL_DPI
_SPECK = 3
"""Dark dots in a row that are no print yet."""
_HEADER_SHARE = 0.19
_HEADER_DEPTH = 1.75
"""Inches from the first print that the header reaches at least."""
_FOOTER_SHARE = 0.08
_FOOTER_DEPTH = 0.75
_FOOTER_ZONE = 0.78
"""How far down the page the last print must stand to be a footer."""
_SEARCH = 0.3
"""Inches within which a blank row is sought to end a band in."""
_MARGIN = 0.06

_Rows = np.ndarray[tuple[int], np.dtype[np.int64]]


class Band(NamedTuple):
    """A strip across the page, from `top` to `bottom` in points. `cut` says which edges may cut through print."""

    top: float
    bottom: float
    cut: tuple[bool, bool] = (False, False)


def bands_of(sheet: Sheet) -> tuple[Band, ...]:
    """The header and footer bands that hold ink, top first; the whole page where they would meet; none if blank."""
    height = sheet.sight.height
    rows = _inked(sheet)
    inked = np.flatnonzero(rows)
    if not inked.size:
        return ()
    first, last = float(inked[0]), float(inked[-1]) + 1
    header_end = _blank(rows, max(_HEADER_SHARE * rows.size, first + _HEADER_DEPTH * _DPI))
    header = Band(max(0.0, (first / _DPI - _MARGIN) * 72), header_end * 72 / _DPI, (False, True))
    if last <= header_end:
        return (Band(header.top, min(height, header.bottom)),)
    if last < _FOOTER_ZONE * rows.size:
        return (header,) if header_end > first else ()
    footer_start = _blank(rows, min((1 - _FOOTER_SHARE) * rows.size, last - _FOOTER_DEPTH * _DPI))
    footer = Band(footer_start * 72 / _DPI, min(height, (last / _DPI + _MARGIN) * 72), (True, False))
    if footer.top <= header.bottom:
        return (Band(header.top, footer.bottom),)
    return tuple(band for band in (header, footer) if _holds(rows, band))


def densest(sheet: Sheet, inches: float = 2.0) -> Band:
    """The strip of the page with most print, to see which way up it stands."""
    rows = _inked(sheet) > 0
    depth = min(rows.size, round(inches * _DPI))
    sums = np.convolve(rows.astype(np.int32), np.ones(depth, dtype=np.int32), mode="valid")
    top = int(sums.argmax())
    return Band(top * 72 / _DPI, min(sheet.sight.height, (top + depth) * 72 / _DPI))


def _inked(sheet: Sheet) -> _Rows:
    """How many dark dots each row of the straightened page has, at `SMALL_DPI`."""
    heights = sheet.dots.leaning(sheet.lean)
    rows = np.bincount(heights.clip(0, sheet.dots.height - 1).astype(np.int32), minlength=sheet.dots.height)
    return np.where(rows > _SPECK, rows, 0)


def _blank(rows: _Rows, wanted: float) -> int:
    """The emptiest row near the wanted one, the nearest of those: between two lines of print if it can be had."""
    reach = round(_SEARCH * _DPI)
    middle = min(rows.size - 1, max(0, round(wanted)))
    near = range(max(0, middle - reach), min(rows.size, middle + reach))
    return min(near, key=lambda row: (rows[row], abs(row - middle)))


def _holds(rows: _Rows, band: Band) -> bool:
    top, bottom = int(band.top * _DPI / 72), int(band.bottom * _DPI / 72) + 1
    return bool(rows[top:bottom].any())
