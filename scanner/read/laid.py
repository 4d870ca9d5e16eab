"""Pictures laid on the pages of a PDF, dot for dot: a JPEG goes in as it is, everything else is packed without loss.

What a camera writes beside the picture (the place, the owner, a small preview) stays behind.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import ImageOps

from scanner.read.album import picture_in
from scanner.read.picture import flat, paper_size, picture_opened
from scanner.read.sight import refuse_bombs

if TYPE_CHECKING:
    from pathlib import Path

    import pikepdf

__all__ = ["lay"]

TURNS = {1: 0, 3: 180, 6: 90, 8: 270}
"""By how much a viewer turns a page, for each way a camera was held; mirrored pictures are turned dot by dot."""
ORIENTATION = 0x0112
KEPT_SEGMENTS = (0xE0, 0xE2, 0xEE)
"""JFIF, the colours' profile, and Adobe's mark of how the colours are written."""
COLOURS = {"1": ("/DeviceGray", 1), "L": ("/DeviceGray", 8), "RGB": ("/DeviceRGB", 8)}


def lay(pdf: pikepdf.Pdf, source: Path, kind: str, number: int) -> None:
    """Adds a page that shows one picture of a file, counted from 1. Raises `LetterError`."""
    given: Path | BytesIO = picture_in(source, number) if kind == "album" else source
    with picture_opened(given) as image:
        if kind != "album" and number > 1:
            image.seek(number - 1)
        refuse_bombs(*image.size)
        width, height = paper_size(image)
        turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
        own = _bare(given) if image.format == "JPEG" and image.mode in ("L", "RGB") else None
        if own and turn is not None:
            size = (height, width) if turn in (90, 270) else (width, height)
            _page(pdf, own, image.size, image.mode, size, packed="/DCTDecode", turn=turn)
        else:
            upright = flat(ImageOps.exif_transpose(image))
            _page(pdf, upright.tobytes(), upright.size, upright.mode, (width, height))


def _page(
    pdf: pikepdf.Pdf,
    content: bytes,
    dots: tuple[int, int],
    mode: str,
    size: tuple[float, float],
    *,
    packed: str | None = None,
    turn: int = 0,
) -> None:
    import pikepdf

    colours, bits = COLOURS[mode]
    shown = pikepdf.Stream(pdf, content)
    shown.Type, shown.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    shown.Width, shown.Height = dots
    shown.ColorSpace, shown.BitsPerComponent = pikepdf.Name(colours), bits
    if packed:
        shown.Filter = pikepdf.Name(packed)
    page = pdf.add_blank_page(page_size=size)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Paper=shown))
    page.Contents = pikepdf.Stream(pdf, b"q %.4f 0 0 %.4f 0 0 cm /Paper Do Q" % size)
    if turn:
        page.Rotate = turn


def _bare(given: Path | BytesIO) -> bytes | None:
    """A JPEG without what stands beside the picture; None for one that is written unlike others."""
    jpeg = given.getvalue() if isinstance(given, BytesIO) else given.read_bytes()
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and at + 4 <= len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the picture itself
            return b"".join((*kept, jpeg[at : jpeg.rfind(b"\xff\xd9") + 2]))
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in KEPT_SEGMENTS:
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return None
