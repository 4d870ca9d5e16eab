"""What a first script reads: a PDF's own text by pdfplumber, else the whole page at 300 dpi by Tesseract, in English."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Texts"]

os.environ["OMP_THREAD_LIMIT"] = "1"


class Texts:
    """The texts of files, each read once. `spared` are the seconds that reading again would have cost since last set to 0.

    Where the `tesseract` command is missing, the program's own engine and language data read instead.
    """

    def __init__(self) -> None:
        self._read: dict[Path, tuple[str, float]] = {}
        self._command = shutil.which("tesseract") is not None
        self.spared = 0.0

    @property
    def engine(self) -> str:
        """Which engine reads, for a person."""
        return "pytesseract" if self._command else "tesserocr with models/tessdata (there is no tesseract command)"

    def of(self, path: Path) -> str:
        """The text of all pages."""
        if path in self._read:
            text, seconds = self._read[path]
            self.spared += seconds
            return text
        began = perf_counter()
        text = "\n".join(self._pages(path))
        self._read[path] = text, perf_counter() - began
        return text

    def _pages(self, path: Path) -> Iterator[str]:
        import pdfplumber
        from PIL import Image, ImageSequence

        if path.suffix == ".pdf":
            with pdfplumber.open(path) as pdf:
                for page in pdf.pages:
                    yield (page.extract_text() or "").strip() or self._seen(page.to_image(resolution=300).original)
        else:
            with Image.open(path) as picture:
                for frame in ImageSequence.Iterator(picture):
                    yield self._seen(frame.convert("RGB"))

    def _seen(self, picture: Image.Image) -> str:
        if self._command:
            import pytesseract

            return str(pytesseract.image_to_string(picture))
        import tesserocr

        from scanner.read.engine import tessdata

        return str(tesserocr.image_to_text(picture, lang="eng", path=f"{tessdata()}/"))
