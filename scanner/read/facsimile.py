"""A copy of some pages as pictures alone, with boxes painted black: a PDF without text layer, notes, attachments or metadata.

What is under the black is gone, for nothing but the painted dots is written. A pasted black bar over a PDF's own text is
what everybody knows to lift.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import ImageDraw

from scanner.errors import LetterError
from scanner.read.portrait import upright_picture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pikepdf
    from PIL import Image

    from scanner.page import Box, Page

__all__ = ["COPY_DPI", "copy_blacked"]

COPY_DPI = 200
"""Pixels an inch: what courts ask of a scan, and enough for the copy to be read again."""
_QUALITY = 85


def copy_blacked(path: Path, target: Path, sheets: Sequence[tuple[Page, tuple[Box, ...]]]) -> int:
    """Writes the pages of the file to `target`, each with its boxes (points) painted black; gives how many were written.

    Raises LetterError as reading does, and where the target cannot be written.
    """
    import pikepdf

    with pikepdf.new() as copy:
        for page, boxes in sheets:
            _laid(copy, page, _painted(upright_picture(path, page, COPY_DPI), page, boxes))
        try:
            copy.save(target, deterministic_id=True)
        except OSError as error:
            raise LetterError("unsupported", f"The copy cannot be written ({error.strerror}).") from None
    return len(sheets)


def _painted(image: Image.Image, page: Page, boxes: Sequence[Box]) -> Image.Image:
    brush = ImageDraw.Draw(image)
    across, down = image.width / page.width, image.height / page.height
    for box in boxes:
        brush.rectangle((box.left * across, box.top * down, box.right * across, box.bottom * down), fill=0)
    return image


def _laid(copy: pikepdf.Pdf, page: Page, image: Image.Image) -> None:
    """Adds a page of the same size that shows the picture and nothing else."""
    import pikepdf

    kept = io.BytesIO()
    image.save(kept, "JPEG", quality=_QUALITY)
    picture = pikepdf.Stream(
        copy,
        kept.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    sheet = copy.add_blank_page(page_size=(page.width, page.height))
    name = sheet.add_resource(picture, pikepdf.Name.XObject)
    sheet.Contents = copy.make_stream(f"{page.width:.2f} 0 0 {page.height:.2f} 0 0 cm {name} Do".encode())
