"""Reads one page that is a picture. Each kind of file pays only for the libraries that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.errors import LetterError
from scanner.read.kind import kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.page import Extent, Page
    from scanner.read.sight import Sight

__all__ = ["read_picture", "see"]


def see(path: Path, number: int) -> Sight:
    """The page (counted from 1) as the file has it, in grey."""
    try:
        with path.open("rb") as file:
            kind = kind_of(file.read(1024))
    except OSError:
        raise LetterError("damaged", "The file could not be read from the disk.") from None
    if kind == "pdf":
        from scanner.read.raster import see_pdf

        return see_pdf(path, number)
    from scanner.read.picture import see_image

    if kind == "album":
        from scanner.read.album import picture_in

        return see_image(picture_in(path, number), 1)
    return see_image(path, number)


def read_picture(path: Path, number: int, extent: Extent) -> Page:
    """The words of one page (counted from 1) that is a picture: its header and footer bands, or all of it."""
    from scanner.read.engine import engine
    from scanner.read.seen import page_seen

    try:
        return page_seen(see(path, number), number, extent, engine())
    except MemoryError:
        raise LetterError("too-large", "The page takes more memory than allowed. Scan at 300 dpi.") from None
