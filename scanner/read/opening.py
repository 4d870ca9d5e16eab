"""Opens a file and reads every page whose text layer can be believed; the rest is left for the OCR engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.errors import LetterError
from scanner.read.kind import fingerprint
from scanner.read.opened import Opened

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["open_file"]


def open_file(path: Path) -> Opened:
    """The pages of the file. Raises `LetterError` with the contract's word for what is wrong with it."""
    sha256, kind = fingerprint(path)
    try:
        if kind == "pdf":
            from scanner.read.pdf import pages_of

            return Opened(sha256, pages_of(path))
        from scanner.read.picture import album_pages, image_pages

        return Opened(sha256, album_pages(path) if kind == "album" else image_pages(path))
    except MemoryError:
        raise LetterError("too-large", "The file takes more memory than allowed.") from None
