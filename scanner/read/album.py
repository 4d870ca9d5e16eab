"""An album: the pictures of one drop as one file, a page each, so that ten photographs of one letter are read as one.

It is a ZIP in which the pictures lie as they are, nothing packed, in name order and without names or times: the same
pictures make the same bytes, and no name tells of anybody. Its first entry marks it as ours. Only stored entries are
read, so that there is nothing in it to unpack and no bomb can hide there.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from scanner.errors import LetterError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["MARK", "count_in", "pack", "picture_in"]

MARK = "letter-scanner-album"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
MOST = 200


def pack(pictures: Sequence[Path], album: Path) -> None:
    """Writes the pictures, in the order given, as an album. Raises `OSError` for a picture that cannot be read."""
    with zipfile.ZipFile(album, "w", zipfile.ZIP_STORED) as kept:
        kept.writestr(zipfile.ZipInfo(MARK, LONG_AGO), b"")
        for number, picture in enumerate(pictures, 1):
            kept.writestr(zipfile.ZipInfo(f"{number:04d}", LONG_AGO), picture.read_bytes())


def count_in(album: Path) -> int:
    """How many pictures there are. Raises `LetterError` where it is no album of ours or holds too many."""
    with _opened(album) as kept:
        return len(_entries(kept))


def picture_in(album: Path, number: int) -> BytesIO:
    """The bytes of one picture, counted from 1. Raises `LetterError`."""
    with _opened(album) as kept:
        entries = _entries(kept)
        if not 1 <= number <= len(entries):
            raise LetterError("damaged", "The album has no such picture.")
        return BytesIO(kept.read(entries[number - 1]))


def _opened(album: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(album)
    except (zipfile.BadZipFile, OSError, ValueError):
        raise LetterError("damaged", "The album of pictures is damaged and cannot be opened.") from None


def _entries(kept: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    first, *entries = kept.infolist() or [zipfile.ZipInfo("nothing")]
    if first.filename != MARK or any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise LetterError("unsupported", "This is neither a PDF nor a picture that can be read.")
    if len(entries) > MOST:
        raise LetterError("too-large", f"The album has more than {MOST} pictures.")
    if not entries:
        raise LetterError("no-pages", "The album holds no picture.")
    return entries
