"""A PDF page as a grey picture: the scan's own bitmap where it can be had, else the page drawn by pdfium, under a cap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from scanner.errors import LetterError
from scanner.read.bitmap import copied, own_bitmap
from scanner.read.layer import Frame, frame_of
from scanner.read.pdf import document, page_of
from scanner.read.sight import Sight

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

__all__ = ["see_pdf"]

_DRAWN_DPI = 250
_MOST_DRAWN = 40_000_000
"""Pixels that pdfium may be asked to draw; it has no cap of its own."""


def see_pdf(path: Path, number: int) -> Sight:
    """One page of a PDF (counted from 1), in grey."""
    with document(path) as pdf, page_of(pdf, number) as page:
        if page is None:
            raise LetterError("damaged", "This page of the PDF is damaged and could not be opened.")
        frame = frame_of(page)
        image = own_bitmap(page, frame)
        if image is None:
            image = _drawn(page, frame)
        return Sight(image, frame.width, frame.height)


def _drawn(page: Any, frame: Frame) -> Image.Image:
    """The page drawn by pdfium on white, notes and all; coarser where it would have too many pixels."""
    pixels = frame.width * frame.height * (_DRAWN_DPI / 72) ** 2
    scale = _DRAWN_DPI / 72 / max(1.0, (pixels / _MOST_DRAWN) ** 0.5)
    across, down = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise LetterError("too-large", "The page takes more memory to draw than is allowed.")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE)
        return copied(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
