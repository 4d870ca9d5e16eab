"""Pages of one file with what was read drawn on them, taxpayer numbers blacked out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PIL import Image

    from scanner.notice import Language
    from scanner.read import Readers
    from scanner.scan import Scan

__all__ = ["drawn"]


def drawn(
    path: Path, scan: Scan, readers: Readers, wanted: Callable[[int], bool], language: Language = "en"
) -> Iterator[tuple[int, Image.Image]]:
    """The number and the picture of every wanted page. Raises LetterError for a file that cannot be read."""
    from PIL import Image

    from scanner.errors import LetterError
    from scanner.render.picture import draw
    from scanner.report import Failure

    for pages, report in scan.pages_and_reports(path):
        if isinstance(report, Failure):
            raise LetterError(report.fault, report.message)
        for read in pages:
            if wanted(read.number):
                picture = Image.open(io.BytesIO(readers.portrait(path, read).result()))
                yield read.number, draw(picture, read, report, language)
