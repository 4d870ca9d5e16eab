"""Which way up a page stands, asked only where its bands gave nothing readable.

A strip with much print is read in the turns that are possible, and the one with most common words wins. Upright or
sideways is first told from the rows of print, which cost 2 ms, so that mostly two turns are read and not four.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from scanner.read.bands import densest
from scanner.read.prepare import prepared
from scanner.read.straight import contrast
from scanner.read.tongue import known

if TYPE_CHECKING:
    from scanner.page import Turn
    from scanner.read.engine import Engine
    from scanner.read.prepare import Sheet
    from scanner.read.sight import Sight

__all__ = ["readable", "turned", "upright"]

_CLEARLY = 1.3
_ENOUGH = 3
_SHARE = 0.12
_DPI = 150
_TURNS: dict[int, Image.Transpose] = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def readable(texts: list[str]) -> bool:
    """Whether these words show that print was read the right way up: upside down, one in thirty is a word by chance."""
    return known(texts) >= max(_ENOUGH, _SHARE * len(texts))


def turned(sight: Sight, turn: Turn) -> Sight:
    """The same page turned clockwise by so many degrees."""
    if turn == 0:
        return sight
    width, height = (sight.height, sight.width) if turn % 180 else (sight.width, sight.height)
    return replace(sight, image=sight.image.transpose(_TURNS[turn]), width=width, height=height)


def upright(sight: Sight, sheet: Sheet, engine: Engine) -> tuple[Turn, Sheet]:
    """By how many degrees clockwise the page must be turned to stand upright, and the sheet so turned.

    `sheet` is the page prepared as it came; it stays so where no other turn reads better.
    """
    level, plumb = contrast(sheet.dots)
    order: tuple[Turn, ...] = (90, 270, 180) if plumb > _CLEARLY * level else (180, 90, 270)
    likely = 1 if level > _CLEARLY * plumb else 2
    best: tuple[int, Turn, Sheet] = (_words(sheet, engine), 0, sheet)
    for tried, turn in enumerate(order):
        if tried >= likely and best[0] >= _ENOUGH:
            break
        candidate = prepared(turned(sight, turn))
        count = _words(candidate, engine)
        if count > best[0]:
            best = (count, turn, candidate)
    return best[1], best[2]


def _words(sheet: Sheet, engine: Engine) -> int:
    """How many common words the densest strip of the sheet gives."""
    band = densest(sheet)
    words = engine.read(sheet.strip(band.top, band.bottom, _DPI), _DPI, 4, "eng")
    return known(word.text for word in words if word.confidence > 0.5)
