"""Cutting a file apart: some of its pages into a PDF of their own, losslessly.

The pages are copied as they are, pictures and text layers with them, and nothing else of the file: no notes about who made it,
no attachments, no bookmarks, no scripts. A photograph, a fax and an album of photographs become the pages of a PDF dot for dot.
A file that is there already is left as it is.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from scanner.errors import LetterError
from scanner.read.kind import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pikepdf

__all__ = ["cut_apart"]

NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
"""How a file is opened that must not be there yet."""


def cut_apart(path: Path, parts: Sequence[tuple[Path, tuple[int, ...]]]) -> int:
    """Writes each part, a target and the numbers of its pages from 1 in their order; gives how many were written,
    those left out that were there.

    Raises `LetterError` for a file that cannot be cut, and for a page that it does not have.
    """
    import pikepdf

    kind = fingerprint(path)[1]
    if kind != "pdf":
        return sum(_write(target, partial(_lay_all, path, kind, pages)) for target, pages in parts)
    try:
        with pikepdf.open(path) as whole:
            return sum(_write(target, partial(_copy_all, whole, pages)) for target, pages in parts)
    except pikepdf.PasswordError:
        raise LetterError("encrypted", "The PDF needs a password. Save a copy without one.") from None
    except (pikepdf.PdfError, IndexError):
        raise LetterError(
            "damaged", "The file cannot be cut apart; its letters are whole in the file itself."
        ) from None


def _write(target: Path, fill: Callable[[pikepdf.Pdf], None]) -> bool:
    """Writes a PDF, whole or not at all; False where there is a file of that name."""
    import pikepdf

    with pikepdf.new() as part:
        fill(part)
        try:
            with os.fdopen(os.open(target, NEW, 0o600), "wb") as file:
                part.save(file, deterministic_id=True)
        except FileExistsError:
            return False
        except BaseException as error:
            target.unlink(missing_ok=True)
            if not isinstance(error, OSError):
                raise
            raise LetterError("unsupported", f"A PDF cannot be written ({error.strerror}).") from None
    return True


def _copy_all(whole: pikepdf.Pdf, pages: tuple[int, ...], part: pikepdf.Pdf) -> None:
    for number in pages:
        part.pages.append(whole.pages[number - 1])
    for page in part.pages:
        for key in ("/AA", "/Annots", "/B", "/PieceInfo", "/Metadata"):
            if key in page:
                del page[key]


def _lay_all(path: Path, kind: str, pages: tuple[int, ...], part: pikepdf.Pdf) -> None:
    from scanner.read.laid import lay

    for number in pages:
        lay(part, path, kind, number)
