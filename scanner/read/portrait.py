"""A page as a picture for people: upright and straightened exactly as its words' boxes are, as PNG.

`scanner show` and the web page draw on it what was read. It is made in a child process like everything that touches a
foreign file.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from scanner.read.orient import turned
from scanner.read.paper import laid_flat
from scanner.read.prepare import SMALL_DPI
from scanner.read.reading import see

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from scanner.page import Page

__all__ = ["PORTRAIT_DPI", "portrait", "upright_picture"]

PORTRAIT_DPI = 150
"""Pixels an inch: small print is legible, and a page stays under a megabyte."""


def portrait(path: Path, page: Page) -> bytes:
    """The PNG of `page` of the file, turned and straightened as it was read. Raises LetterError as reading does."""
    kept = io.BytesIO()
    upright_picture(path, page, PORTRAIT_DPI).save(kept, "PNG", optimize=False)
    return kept.getvalue()


def upright_picture(path: Path, page: Page, dpi: int) -> Image.Image:
    """The page in grey at `dpi` pixels an inch, so that its words' boxes lie on their ink."""
    sight = turned(see(path, page.number), page.turn)
    if page.origin == "ocr":
        sight = laid_flat(sight, sight.strip(0.0, sight.height, SMALL_DPI))
    return sight.strip(0.0, sight.height, dpi, page.skew)
