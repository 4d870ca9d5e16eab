"""The words of a PDF page's text layer, with boxes in points of the upright page.

Measured: one call for the whole text, then two boxes a word (its first and its last character), takes 2 to 3 ms a page;
a box for every character takes twice that and pdfplumber 60 to 100 ms. The loose boxes (the font's ascent and
descent) are used, because the words of one line then share one middle.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from scanner.page import Box, Turn, Word

__all__ = ["Frame", "Layer", "frame_of", "layer_of"]

_WORD = re.compile(r"[^\s\x00-\x1f\x7f\ufffe\uffff]+[\x02\ufffe]?")
_HYPHENS = "\x02\ufffe"
"""What pdfium gives for the hyphen of a word broken at the end of its line; it leaves the line break out."""
_INVISIBLE = 3
_SAMPLES = 12
_LONG = 4
_QUARTER_TURNS: dict[int, Turn] = {0: 0, 1: 90, 2: 180, 3: 270}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the page lies in the file's coordinates (points, y upwards) and by how many quarter turns it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        """Points across, upright."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Points down, upright."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def turned(self, quarters: int) -> Frame:
        """The same page, shown with so many more quarter turns clockwise."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.quarters + quarters) % 4)

    def upright(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box of the upright page for a rectangle in the file's coordinates."""
        if self.quarters == 0:
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.quarters == 1:
            return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.quarters == 2:
            return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's text layer. `turn` is by how many degrees clockwise the text must be turned to read upright."""

    text: str
    words: tuple[Word, ...]
    hidden: bool
    turn: Turn
    frame: Frame


def frame_of(page: Any) -> Frame:
    """The visible part of a page (crop box within media box) and its rotation."""
    bounds = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds)):
        return Frame(0.0, 0.0, 612.0, 792.0, 0)
    return Frame(bounds.left, bounds.bottom, bounds.right, bounds.top, pdfium.FPDFPage_GetRotation(page) % 4)


def layer_of(page: Any) -> Layer:
    """The text layer of a page; without words where there is none."""
    frame = frame_of(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return Layer("", (), hidden=False, turn=0, frame=frame)
    try:
        text = _text(text_page)
        spans = _spans(text_page, text)
        quarters = _direction(spans, frame)
        frame = frame.turned(quarters)
        words = tuple(
            word for printed, first, last in spans if _inside((word := _word(printed, first, last, frame)).box, frame)
        )
        hidden = bool(spans) and _is_hidden(text_page, text)
        return Layer(text, words, hidden=hidden, turn=_QUARTER_TURNS[quarters], frame=frame)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


_Span = tuple[str, tuple[float, float, float, float], tuple[float, float, float, float]]


def _text(text_page: Any) -> str:
    """All characters, so that the index of each is its index in pdfium."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    units = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text_page, 0, count, units) - 1
    text = bytes(units)[: 2 * max(got, 0)].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    code = pdfium.FPDFText_GetUnicode  # some character has no code, or two: one call for each, at 1 µs
    return "".join(chr(point) if 0 < (point := code(text_page, i)) < 0x110000 else "\x00" for i in range(count))


def _spans(text_page: Any, text: str) -> list[_Span]:
    """Every word with the rectangles (left, bottom, right, top) of its first and last character."""
    spans: list[_Span] = []
    rectangle = pdfium.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    loose = pdfium.FPDFText_GetLooseCharBox
    for match in _WORD.finditer(text):
        start, end = match.span()
        printed = match[0]
        loose(text_page, start, pointer)
        first = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if printed[-1] in _HYPHENS:
            printed = printed[:-1] + "-"
            end -= end - start > 1
        loose(text_page, end - 1, pointer)
        spans.append((printed, first, (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)))
    return spans


def _word(printed: str, first: tuple[float, ...], last: tuple[float, ...], frame: Frame) -> Word:
    return Word(
        printed,
        frame.upright(
            min(last[0], first[0]),
            min(last[1], first[1]),
            max(last[2], first[2]),
            max(last[3], first[3]),
        ),
    )


def _inside(box: Box, frame: Frame) -> bool:
    """Whether the word's middle lies on the visible page; printers' marks outside the crop box are no print."""
    return 0 <= box.left + box.right <= 2 * frame.width and 0 <= box.top + box.bottom <= 2 * frame.height


def _direction(spans: list[_Span], frame: Frame) -> int:
    """By how many quarter turns clockwise the text has to be turned: 0 unless most of it runs another way."""
    across = down = 0.0
    for printed, first, last in spans:
        if len(printed) >= _LONG:
            start, end = frame.upright(*first), frame.upright(*last)
            across += end.left - start.left
            down += end.top - start.top
    if abs(down) > 2 * abs(across):
        return 3 if down > 0 else 1
    return 2 if across < 0 and abs(across) > 2 * abs(down) else 0


def _is_hidden(text_page: Any, text: str) -> bool:
    """Whether the text is drawn invisibly, as OCR programs do over a scan: asked of a dozen characters."""
    printed = [match.start() for match in _WORD.finditer(text)]
    asked = printed[:: max(1, len(printed) // _SAMPLES)]
    invisible = 0
    for index in asked:
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        invisible += bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE
    return 2 * invisible > len(asked)
