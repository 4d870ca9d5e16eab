"""The words of a PDF page's text layer, with boxes in points of the upright page.

Measured: one call for the whole text, then two boxes a word (its first and its last character), takes 1.2 ms beside the
1.5 ms that loading the page takes; a box for every character takes three times that and pdfplumber 50 to 110 ms. The loose boxes (the font's ascent and
descent) are used, because the words of one line then share one middle.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from scanner.page import Box, Turn, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Frame", "Layer", "frame_of", "layer_of"]

_WORD = re.compile(r"[^\s\x00-\x1f\x7f\ufffe\uffff]+[\x02\ufffe]?")
_HYPHENS = "\x02\ufffe"
"""What pdfium gives for the hyphen of a word broken at the end of its line; it leaves the line break out."""
_INVISIBLE = 3
_SAMPLES = 12
_LONG = 4
_ASKED = 60
"""About so many words are asked which way the print runs."""
_LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
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
        spans = [match.span() for match in _WORD.finditer(text)]
        edges = _edges(text_page, spans, text)
        quarters = _direction(edges, spans, frame)
        frame = frame.turned(quarters)
        words = tuple(_words(text, spans, edges, frame))
        hidden = bool(spans) and _is_hidden(text_page, [start for start, _ in spans])
        return Layer(text, words, hidden=hidden, turn=_QUARTER_TURNS[quarters], frame=frame)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


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
    code = pdfium.FPDFText_GetUnicode  # some character has no code, or two: one call for each
    return "".join(_character(code(text_page, i)) for i in range(count))


def _character(point: int) -> str:
    """The character of a code; half of a pair is none, and could not be written down anywhere."""
    if 0xD800 <= point < 0xE000:
        return "\ufffd"
    return chr(point) if 0 < point < 0x110000 else "\x00"


def _edges(text_page: Any, spans: list[tuple[int, int]], text: str) -> list[float]:
    """For every word eight numbers: left, top, right, bottom of its first character and of its last.

    The function is called by its address, with plain numbers: 0.4 µs a call, where checked arguments take 0.9.
    """
    loose = _LOOSE_BOX(ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0)
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    rectangles = (pdfium.FS_RECTF * (2 * len(spans)))()
    place, size = ctypes.addressof(rectangles), ctypes.sizeof(pdfium.FS_RECTF)
    for start, end in spans:
        loose(handle, start, place)
        last = end - 2 if text[end - 1] in _HYPHENS and end - start > 1 else end - 1
        loose(handle, last, place + size)
        place += 2 * size
    numbers: Any = memoryview(rectangles).cast("B").cast("f")
    return list(numbers)


def _words(text: str, spans: list[tuple[int, int]], edges: list[float], frame: Frame) -> Iterator[Word]:
    """The words on the visible page; printers' marks outside the crop box are no print."""
    width, height = 2 * frame.width, 2 * frame.height
    straight, x, y = frame.quarters == 0, frame.left, frame.top
    numbers = iter(edges)
    for (start, end), left, top, right, bottom, left2, top2, right2, bottom2 in zip(spans, *[numbers] * 8, strict=True):
        outer = (  # written out: min and max would cost as much as all the rest
            left if left < left2 else left2,  # noqa: FURB136
            bottom if bottom < bottom2 else bottom2,  # noqa: FURB136
            right if right > right2 else right2,  # noqa: FURB136
            top if top > top2 else top2,  # noqa: FURB136
        )
        box = Box(outer[0] - x, y - outer[3], outer[2] - x, y - outer[1]) if straight else frame.upright(*outer)
        if 0 <= box.left + box.right <= width and 0 <= box.top + box.bottom <= height:
            printed = text[start:end]
            yield Word(printed[:-1] + "-" if printed[-1] in _HYPHENS else printed, box)


def _direction(edges: list[float], spans: list[tuple[int, int]], frame: Frame) -> int:
    """By how many quarter turns clockwise the text has to be turned: 0 unless most of it runs another way."""
    across = up = 0.0
    for index in range(0, len(spans), 1 + len(spans) // _ASKED):
        if spans[index][1] - spans[index][0] >= _LONG:
            across += edges[8 * index + 4] - edges[8 * index]
            up += edges[8 * index + 5] - edges[8 * index + 1]
    for _ in range(frame.quarters):  # as the page is shown
        across, up = up, -across
    if abs(up) > 2 * abs(across):
        return 1 if up > 0 else 3
    return 2 if across < 0 and abs(across) > 2 * abs(up) else 0


def _is_hidden(text_page: Any, printed: list[int]) -> bool:
    """Whether the text is drawn invisibly, as OCR programs do over a scan: asked of a dozen characters."""
    asked = printed[:: max(1, len(printed) // _SAMPLES)]
    invisible = 0
    for index in asked:
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        invisible += bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE
    return 2 * invisible > len(asked)
