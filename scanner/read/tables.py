"""The tables of a digital page: rows of cells with their text and boxes, for the period and amount tables of liens and levies.

pdfplumber finds the ruled lines, which pdfium does not; at 60 to 100 ms a page it is imported and asked only for the
pages whose tables are needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.errors import LetterError
from scanner.page import Box, Cell, Table

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["tables"]


def tables(path: Path, number: int) -> tuple[Table, ...]:
    """The ruled tables of one page (counted from 1) of a PDF; none for a page that has none or is a picture."""
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(path, pages=[number]) as pdf:
            if not pdf.pages:
                return ()
            page = pdf.pages[0]
            left, top = page.bbox[0], page.bbox[1]
            return tuple(
                Table(
                    tuple(
                        tuple(
                            Cell(
                                page.crop(cell, strict=False).extract_text(),
                                Box(cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top),
                            )
                            for cell in row.cells
                            if cell is not None
                        )
                        for row in found.rows
                    )
                )
                for found in page.find_tables()
            )
    except (PSException, MalformedPDFException, PdfminerException, ValueError, KeyError, TypeError):
        raise LetterError("damaged", "The tables of this page cannot be read.") from None
