"""The scan's own bitmap, taken out of a PDF page that one picture covers, instead of having the page drawn.

That saves time: a 300-dpi JPEG scan is decoded in 20 to 40 ms where drawing takes 75 to 150. It is done only where nothing
else is visible and the picture is of a plain kind. Everything odd (masks, CMYK, mirrored or tilted pictures, stamps over the
scan) is left for pdfium to draw.
"""

from __future__ import annotations

import ctypes
import io
import math
import zlib
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from PIL import Image, UnidentifiedImageError

from scanner.read.layer import Frame
from scanner.read.picture import grey, shrunk
from scanner.read.sight import MOST_PIXELS, SEEN_DPI

__all__ = ["copied", "own_bitmap"]

_DARK = 128
_MOST_DARK = 0.4
"""The share of dark dots above which a bitmap is not taken at its word: inverted, or transparent on black."""
_SLACK = 0.03
"""By how much of the page's size a scan may miss its edges and still cover it."""
_TILT = 0.001
_MOST_STREAM = 100_000_000
_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
_PLAIN = {
    pdfium.FPDF_COLORSPACE_DEVICEGRAY,
    pdfium.FPDF_COLORSPACE_DEVICERGB,
    pdfium.FPDF_COLORSPACE_ICCBASED,
    pdfium.FPDF_COLORSPACE_CALGRAY,
    pdfium.FPDF_COLORSPACE_CALRGB,
}


def own_bitmap(page: Any, frame: Frame) -> Image.Image | None:
    """The one picture that covers the page, decoded, cut to the page and turned; None where drawing is the safe way."""
    picture = _only_picture(page)
    if picture is None:
        return None
    placed = _placed(picture)
    if placed is None:
        return None
    quarters, box = placed
    page_width, page_height = frame.right - frame.left, frame.top - frame.bottom
    if (
        box.left > frame.left + _SLACK * page_width
        or box.bottom > frame.bottom + _SLACK * page_height
        or box.right < frame.right - _SLACK * page_width
        or box.top < frame.top - _SLACK * page_height
    ):
        return None
    inches = (box.right - box.left) / 72, (box.top - box.bottom) / 72
    wanted = math.ceil(inches[0] * SEEN_DPI), math.ceil(inches[1] * SEEN_DPI)
    image = _decoded(page, picture, (wanted[1], wanted[0]) if quarters % 2 else wanted)
    if image is None or float(np.mean(np.asarray(image.reduce(8)) < _DARK)) > _MOST_DARK:
        return None
    if quarters:
        image = image.transpose(_TURNS[quarters])
    across, down = image.width / (box.right - box.left), image.height / (box.top - box.bottom)  # pixels a point
    cut = (
        round((frame.left - box.left) * across),
        round((box.top - frame.top) * down),
        round((frame.right - box.left) * across),
        round((box.top - frame.bottom) * down),
    )
    if cut != (0, 0, image.width, image.height):
        image = _cut_on_white(image, cut)
    return image.transpose(_TURNS[frame.quarters]) if frame.quarters else image


def _placed(picture: Any) -> tuple[int, pdfium.FS_RECTF] | None:
    """By how many quarter turns clockwise the picture is laid on the page, and where; None if tilted or mirrored."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(picture, ctypes.byref(matrix)):
        return None
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    if abs(b) + abs(c) < _TILT * (abs(a) + abs(d)) and a * d > 0:
        quarters = 0 if a > 0 else 2
    elif abs(a) + abs(d) < _TILT * (abs(b) + abs(c)) and b * c < 0:
        quarters = 1 if b < 0 else 3
    else:
        return None
    left, bottom = matrix.e + min(a, 0) + min(c, 0), matrix.f + min(b, 0) + min(d, 0)
    return quarters, pdfium.FS_RECTF(left, bottom + abs(b) + abs(d), left + abs(a) + abs(c), bottom)


def _cut_on_white(image: Image.Image, box: tuple[int, ...]) -> Image.Image:
    left, top, right, bottom = box
    paper = Image.new("L", (max(1, right - left), max(1, bottom - top)), 255)
    paper.paste(image, (-left, -top))
    return paper


def _only_picture(page: Any) -> Any | None:
    """The page's picture, if it is the only visible thing on it; an invisible text layer does not count."""
    picture = None
    if pdfium.FPDFPage_GetAnnotCount(page):
        return None
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and picture is None:
            picture = thing
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT or pdfium.FPDFTextObj_GetTextRenderMode(thing) != 3:
            return None
    return picture


def _decoded(page: Any, picture: Any, wanted: tuple[int, int]) -> Image.Image | None:
    """The picture's own dots in grey, at no less than the wanted size if it has them."""
    facts = pdfium.FPDF_IMAGEOBJ_METADATA()
    if not pdfium.FPDFImageObj_GetImageMetadata(picture, page, ctypes.byref(facts)):
        return None
    if facts.width * facts.height > MOST_PIXELS or facts.colorspace not in _PLAIN:
        return None
    filters = _filters(picture)
    if filters[-1:] == ["DCTDecode"] and filters[:-1] in ([], ["FlateDecode"]):
        return _jpeg(picture, wanted, deflated=len(filters) > 1)
    if "JPXDecode" in filters or "DCTDecode" in filters:
        return None
    bitmap = pdfium.FPDFImageObj_GetBitmap(picture)
    if not bitmap:
        return None
    try:
        return shrunk(copied(bitmap), wanted)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _filters(picture: Any) -> list[str]:
    names = []
    for index in range(pdfium.FPDFImageObj_GetImageFilterCount(picture)):
        name = ctypes.create_string_buffer(64)
        pdfium.FPDFImageObj_GetImageFilter(picture, index, name, len(name))
        names.append(name.value.decode("ascii", errors="replace"))
    return names


def _jpeg(picture: Any, wanted: tuple[int, int], *, deflated: bool) -> Image.Image | None:
    size = pdfium.FPDFImageObj_GetImageDataRaw(picture, None, 0)
    if not 0 < size <= _MOST_STREAM:
        return None
    buffer = (ctypes.c_ubyte * size)()
    pdfium.FPDFImageObj_GetImageDataRaw(picture, buffer, size)
    try:
        data = zlib.decompressobj().decompress(buffer, _MOST_STREAM) if deflated else bytes(buffer)
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            if image.mode not in {"L", "RGB"} or image.width * image.height > MOST_PIXELS:
                return None
            image.draft("L", wanted)
            image.load()
            return shrunk(grey(image), wanted)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, zlib.error):
        return None


def copied(bitmap: Any) -> Image.Image:
    """The picture that pdfium made, as Pillow's, in grey."""
    across, down = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride, kind = pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetFormat(bitmap)
    mode, raw = {
        pdfium.FPDFBitmap_Gray: ("L", "L"),
        pdfium.FPDFBitmap_BGR: ("RGB", "BGR"),
        pdfium.FPDFBitmap_BGRx: ("RGB", "BGRX"),
        pdfium.FPDFBitmap_BGRA: ("RGBA", "BGRA"),
    }[kind]
    memory = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
    return grey(Image.frombuffer(mode, (across, down), memory, "raw", raw, stride, 1))
