"""Cutting a file apart: some of its pages into a PDF of their own, losslessly.

The pages are copied as they are, pictures and text layers with them, and nothing else of the file: no notes about who made it,
no attachments, no bookmarks, no scripts. Only a PDF is cut: a fax or a photograph stays the file that it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.errors import LetterError
from scanner.read.kind import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pikepdf

__all__ = ["cut_apart"]


def cut_apart(path: Path, parts: Sequence[tuple[Path, tuple[int, ...]]]) -> int:
    """Writes each part, a target and the numbers of its pages from 1 in their order; gives how many were written.

    Raises `LetterError` for a file that cannot be cut, and for a page that it does not have.
    """
    import pikepdf

    if fingerprint(path)[1] != "pdf":
        raise LetterError("unsupported", "Only a PDF can be cut apart; this file stays whole.")
    try:
        with pikepdf.open(path) as whole:
            for target, pages in parts:
                _write(whole, target, pages)
    except pikepdf.PasswordError:
        raise LetterError("encrypted", "The PDF needs a password. Save a copy without one.") from None
    except (pikepdf.PdfError, IndexError):
        raise LetterError(
            "damaged", "The file cannot be cut apart; its letters are whole in the file itself."
        ) from None
    return len(parts)


def _write(whole: pikepdf.Pdf, target: Path, pages: tuple[int, ...]) -> None:
    import pikepdf

    with pikepdf.new() as part:
        for number in pages:
            part.pages.append(whole.pages[number - 1])
        for page in part.pages:
            for key in ("/AA", "/Annots", "/B", "/PieceInfo", "/Metadata"):
                if key in page:
                    del page[key]
        part.save(target, deterministic_id=True)
