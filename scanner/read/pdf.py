"""A PDF, opened with pdfium: its pages, what pictures cover them, and the guards that keep a hostile file from harm.

Hostile here means more pages than mail has, paper larger than a poster, or a form nested without end. A page that hangs
the library is ended from outside, by the time limit of the child that reads it (`child.py`).
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium2
import pypdfium2.raw as pdfium

from scanner.errors import LetterError
from scanner.page import Page
from scanner.read.judge import disbelief
from scanner.read.layer import Frame, frame_of, layer_of
from scanner.read.opened import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["MOST_PAGES", "Drawn", "document", "drawn_on", "page_of", "pages_of"]

MOST_PAGES = 1_000
MOST_INCHES = 200
_DEEPEST = 3
_MOST_OBJECTS = 20_000
_OUTLINES = 400
"""So many drawn paths on a page with next to no text: print turned into outlines."""
_LITTLE = 40
"""Fewer characters than this beside a large picture or many outlines are not what the page says."""
_LARGE = 0.3
_HIDDEN = 0.9
"""The confidence of words from a hidden layer: another OCR program read them, and did not say how sure it was."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: the share that pictures cover (0 to 1), and how many pictures, paths, notes
    and pieces of text; text that no code gives a letter for is ink like any other.
    """

    share: float
    pictures: int
    paths: int
    notes: int
    texts: int

    @property
    def nothing(self) -> bool:
        """Whether the page is blank."""
        return not (self.pictures or self.paths or self.notes or self.texts)


@contextmanager
def document(path: Path) -> Iterator[pdfium2.PdfDocument]:
    """The PDF at `path`, open; closed on leaving."""
    pdfium.FPDF_LoadDocument(b"", None)  # fails; sets the last error, which is else kept from one file to the next
    try:
        opened = pdfium2.PdfDocument(path)
    except pdfium2.PdfiumError as error:
        raise _refusal(getattr(error, "err_code", None)) from None
    try:
        yield opened
    finally:
        opened.close()


def _refusal(code: int | None) -> LetterError:
    """What pdfium's error code says in our words."""
    if code == pdfium.FPDF_ERR_PASSWORD:
        return LetterError("encrypted", "The PDF needs a password. Save a copy without one.")
    if code == pdfium.FPDF_ERR_SECURITY:
        return LetterError("encrypted", "The PDF is locked in a way that cannot be opened.")
    if code == pdfium.FPDF_ERR_FILE:  # the error from before, though the file is there: well-formed, with nothing in it
        return LetterError("no-pages", "The PDF has no pages.")
    return LetterError("damaged", "The PDF is damaged and cannot be opened. Scan or save it again.")


def pages_of(path: Path) -> tuple[Page | Picture, ...]:
    """Every page of the PDF: read where its text layer is believable, else a picture still to be seen."""
    with document(path) as pdf:
        count = len(pdf)
        if count == 0:
            raise LetterError("no-pages", "The PDF has no pages.")
        if count > MOST_PAGES:
            raise LetterError("too-large", f"The PDF has more than {MOST_PAGES:,} pages. Split it.")
        pages = tuple(_opened(pdf, number) for number in range(1, count + 1))
    if all(isinstance(page, Page) and page.troubles for page in pages):
        raise LetterError("damaged", "The PDF is damaged: none of its pages can be opened.")
    return pages


@contextmanager
def page_of(pdf: pdfium2.PdfDocument, number: int) -> Iterator[Any]:
    """The raw handle of one page, counted from 1; None where the page is damaged. Closed on leaving."""
    page = pdfium.FPDF_LoadPage(pdf.raw, number - 1)
    try:
        yield page or None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _opened(pdf: pdfium2.PdfDocument, number: int) -> Page | Picture:
    with page_of(pdf, number) as page:
        if page is None:
            return Page(number, 612.0, 792.0, (), troubles=("This page is damaged and could not be opened.",))
        _refuse_posters(frame_of(page))
        layer = layer_of(page)
        frame = layer.frame
        why = disbelief(layer.text, 1.0, layer.hidden) if layer.words else "no text layer"
        if why is not None:  # not good enough for a scan: then it counts what else is drawn on the page
            drawn = drawn_on(page, frame)
            if not layer.words and drawn.nothing:
                return Page(number, frame.width, frame.height, ())
            if layer.words:
                little = len(layer.text) < _LITTLE and (drawn.share > _LARGE or drawn.paths > _OUTLINES)
                why = "too little text" if little else disbelief(layer.text, drawn.share, layer.hidden)
        if why is not None:
            upright = frame_of(page)
            return Picture(number, upright.width, upright.height, why)
        words = tuple(word._replace(confidence=_HIDDEN) for word in layer.words) if layer.hidden else layer.words
        return Page(number, frame.width, frame.height, words, turn=layer.turn)


def _refuse_posters(frame: Frame) -> None:
    if max(frame.width, frame.height) > MOST_INCHES * 72:
        raise LetterError("too-large", f"A page is larger than {MOST_INCHES} inches.")
    if min(frame.width, frame.height) <= 0:
        raise LetterError("damaged", "A page of the PDF has no size.")


def drawn_on(page: Any, frame: Frame) -> Drawn:
    """What is drawn on the page besides text. Looks a few forms deep and at no more than some thousand things."""
    covered = 0.0
    pictures = paths = texts = 0
    area = abs(frame.right - frame.left) * abs(frame.top - frame.bottom)
    kind_of, nth = pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = nth(page, index)
        kind = kind_of(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
            continue
        within_pictures, within_paths = _within(thing, kind)
        if within_pictures:
            covered += _area_within(thing, frame)
        pictures += within_pictures
        paths += within_paths
    return Drawn(min(1.0, covered / area), pictures, paths, pdfium.FPDFPage_GetAnnotCount(page), texts)


def _within(thing: Any, kind: int) -> tuple[int, int]:
    """How many pictures and paths this is: one, or those of a form, opened a few levels deep."""
    budget = _MOST_OBJECTS
    pictures = paths = 0
    stack = [(thing, kind, 0)]
    while stack and budget > 0:
        inner, kind, depth = stack.pop()
        budget -= 1
        pictures += kind == pdfium.FPDF_PAGEOBJ_IMAGE
        paths += kind in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING}
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            for index in range(min(pdfium.FPDFFormObj_CountObjects(inner), budget)):
                part = pdfium.FPDFFormObj_GetObject(inner, index)
                stack.append((part, pdfium.FPDFPageObj_GetType(part), depth + 1))
    return pictures, paths


def _area_within(thing: Any, frame: Frame) -> float:
    """How many square points of the visible page this covers."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *(ctypes.byref(edge) for edge in edges)):
        return 0.0
    left, bottom, right, top = (edge.value for edge in edges)
    across = min(right, frame.right) - max(left, frame.left)
    up = min(top, frame.top) - max(bottom, frame.bottom)
    return max(0.0, across) * max(0.0, up)
