"""The kind of a file from its bytes, never from its name: a TIFF that calls itself .pdf is read as the TIFF it is."""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING, Literal

from scanner.errors import LetterError
from scanner.read.album import MARK

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MOST_BYTES", "Kind", "fingerprint", "holds_one_page", "kind_of"]

Kind = Literal["pdf", "image", "album"]

MOST_BYTES = 200_000_000
"""A file with more bytes is refused before it is read."""

_SNIFFED = 1024
"""Readers look for `%PDF-` this far into a file, because mail gateways put junk in front."""

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF87a", b"GIF89a", b"BM")
_MANY = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"GIF")
"""How pictures begin that can hold several."""
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
_NETPBM = (b"P1", b"P2", b"P3", b"P4", b"P5", b"P6")


def kind_of(head: bytes) -> Kind | None:
    """Whether these first bytes begin a PDF, a picture or an album of ours; None for anything else."""
    if head.startswith(b"PK\x03\x04") and head[30 : 30 + len(MARK)] == MARK.encode():
        return "album"
    if b"%PDF-" in head[:_SNIFFED]:
        return "pdf"
    if head.startswith(_IMAGES):
        return "image"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF:
        return "image"
    if head[:2] in _NETPBM and head[2:3] in b"\n\r\t #":
        return "image"
    return None


def holds_one_page(head: bytes) -> bool:
    """Whether these first bytes begin a picture that holds a single page. A TIFF holds a whole fax, a GIF many frames."""
    return kind_of(head) == "image" and not head.startswith(_MANY)


def fingerprint(path: Path) -> tuple[str, Kind]:
    """The sha256 of the file's bytes and its kind.

    Raises `LetterError` for whatever cannot be a letter: a folder, a device or pipe (which is never opened: reading one
    could wait for ever), an empty file, one that may not be read, one that is too large.
    """
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise LetterError("unsupported", "This is a folder, not a letter.")
        if not stat.S_ISREG(facts.st_mode):
            raise LetterError("unsupported", "This is not a file but a device or a pipe.")
        if facts.st_size == 0:
            raise LetterError("empty", "The file is empty (0 bytes). Scan or copy it again.")
        if facts.st_size > MOST_BYTES:
            raise LetterError(
                "too-large", f"The file is larger than {MOST_BYTES // 1_000_000} MB. Split it, or scan at 300 dpi."
            )
        with path.open("rb") as file:
            head = file.read(_SNIFFED)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise LetterError("unsupported", "There is no such file.") from None
    except PermissionError:
        raise LetterError("unsupported", "The file may not be read: its permissions forbid it.") from None
    except OSError:
        raise LetterError("damaged", "The file could not be read from the disk.") from None
    kind = kind_of(head)
    if kind is None:
        raise LetterError("unsupported", "This is neither a PDF nor a picture that can be read.")
    return digest, kind
