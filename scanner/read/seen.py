"""The words of a page in sight: those of its bands for a tenth of the price, or all of them.

Measured on 14 drawn letters, each as a 300-dpi scan: the 7 to 8 point footers give 43 of 49 identifying words at 150 dpi,
49 at 200 to 250, for 2 ms more; a photo's give 1, 30 and 42. Headers gain little above 200 and lose at 150. The body reads
as well at 150 as at 300.

A header is read as scattered print (psm 11): its two columns seldom share their lines, and column mode (psm 4) then spoils
the bold lines. On 74 drawn letters that gives 73 dates where column mode gives 70, and on real ones `Date:` where it gives
`pate:`. Footers and whole pages are read in column mode, which on whole pages reads two numbers more. Uniform-block mode
(psm 6) drops ruled boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.page import Box, Page, Word
from scanner.read.bands import Band, bands_of
from scanner.read.engine import EngineFault
from scanner.read.merge import merged
from scanner.read.orient import readable, upright
from scanner.read.prepare import prepared
from scanner.read.tongue import is_spanish

if TYPE_CHECKING:
    from scanner.page import Extent, Turn
    from scanner.read.engine import Engine
    from scanner.read.prepare import Sheet
    from scanner.read.sight import Sight
    from scanner.read.tongue import Languages

__all__ = ["page_seen"]

HEADER_DPI = 200
FOOTER_DPI = 250
WHOLE_DPI = 150
_COLUMN = 4
_SCATTERED = 11
_TOUCHES = 1
"""Pixels from the edge of a strip within which a word has been cut through."""
_BLANK = 0.0004
"""The share of ink below which a page is blank: a few specks."""
_FAILED = "The OCR engine failed on this page; nothing on it was read."


def page_seen(sight: Sight, number: int, extent: Extent, reader: Engine) -> Page:
    """The words of a page in sight, read with this engine."""
    sheet = prepared(sight)
    turn: Turn = 0
    try:
        words, languages = _bands(sheet, reader)
        if not readable([word.text for word in words]) and sheet.dots.ink > _BLANK:
            turn, sheet = upright(sight, sheet, reader)
            if turn:
                words, languages = _bands(sheet, reader)
        if extent == "whole" and sheet.dots.ink > _BLANK:
            whole = _strip(sheet, Band(0, sheet.sight.height), WHOLE_DPI, _COLUMN, reader, languages)
            if languages == "eng" and is_spanish(word.text for word in whole):
                whole = _strip(sheet, Band(0, sheet.sight.height), WHOLE_DPI, _COLUMN, reader, "spa")
            words = merged(whole, words)
        troubles: tuple[str, ...] = ()
    except EngineFault:
        words, troubles = (), (_FAILED,)
    return Page(
        number,
        sheet.sight.width,
        sheet.sight.height,
        words,
        origin="ocr",
        extent=extent,
        turn=turn,
        skew=sheet.lean,
        ink=round(sheet.dots.inside, 5),
        troubles=troubles,
    )


def _bands(sheet: Sheet, reader: Engine) -> tuple[tuple[Word, ...], Languages]:
    """The words of the bands, and the languages they are in: read again with Spanish data where they look Spanish."""
    words = _both(sheet, reader, "eng")
    if not is_spanish(word.text for word in words):
        return words, "eng"
    return _both(sheet, reader, "spa"), "spa"


def _both(sheet: Sheet, reader: Engine, languages: Languages) -> tuple[Word, ...]:
    words: tuple[Word, ...] = ()
    for band in bands_of(sheet):
        header = band.top < sheet.sight.height / 2
        dpi, psm = (HEADER_DPI, _SCATTERED) if header else (FOOTER_DPI, _COLUMN)
        words += _strip(sheet, band, dpi, psm, reader, languages)
    return words


def _strip(sheet: Sheet, band: Band, dpi: int, psm: int, reader: Engine, languages: Languages) -> tuple[Word, ...]:
    """The words of one strip of the sheet, with boxes in points of the upright page."""
    points = 72 / dpi
    image = sheet.strip(band.top, band.bottom, dpi)
    first = _TOUCHES if band.cut[0] else 0
    last = image.height - (_TOUCHES if band.cut[1] else 0)
    return tuple(
        Word(
            seen.text,
            Box(seen.left * points, seen.top * points + band.top, seen.right * points, seen.bottom * points + band.top),
            seen.confidence,
        )
        for seen in reader.read(image, dpi, psm, languages)
        if seen.top >= first and seen.bottom <= last
    )
