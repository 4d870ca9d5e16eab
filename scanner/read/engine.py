"""The OCR engines: tesserocr in this process, or the system's `tesseract` command where that cannot start.

In process an engine is opened once per language set (0.07 s) and fed grey bytes: a strip of a page then costs no more
than its recognition, where the command pays 0.1 s to start. Both give Tesseract's table of words, read by one parser.
`OMP_THREAD_LIMIT=1` is set before the library is loaded: left unset, its threads took five times the time of one.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from scanner.errors import EngineError

if TYPE_CHECKING:
    from PIL import Image

    from scanner.read.tongue import Languages

__all__ = ["Engine", "EngineFault", "Seen", "TesseractCommand", "Tesserocr", "engine", "seen_in", "tessdata"]

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

_WORD_LEVEL = "5"
_COLUMNS = 12
_CODE_PLACES = ("../../models/tessdata", "../_models/tessdata")


@dataclass(frozen=True, slots=True)
class Seen:
    """One word as the engine saw it: edges in pixels of the picture it was given, confidence from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


class EngineFault(Exception):  # noqa: N818  (not an error of the program: another engine may do better)
    """The engine gave up on a picture."""


class Engine(Protocol):
    """Whatever turns a grey picture into words."""

    def read(self, image: Image.Image, dpi: int, psm: int, languages: Languages) -> list[Seen]:
        """The words on the picture, in reading order. Raises `EngineFault` where it gives up."""
        ...


def tessdata() -> Path:
    """The folder with the language data: in a checkout `models/tessdata`, in an installed package a copy of it."""
    here = Path(__file__).resolve().parent
    for place in _CODE_PLACES:
        folder = (here / place).resolve()
        if (folder / "eng.traineddata").is_file():
            return folder
    raise EngineError("The OCR language data is missing (models/tessdata). Install the program again.")


def seen_in(table: str) -> list[Seen]:
    """The words of Tesseract's table (TSV). Lines that are no words, or are garbled, are passed over."""
    words: list[Seen] = []
    for line in table.splitlines():
        cells = line.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        text = cells[11].strip()
        try:
            left, top, width, height = (float(cell) for cell in cells[6:10])
            confidence = float(cells[10]) / 100
        except ValueError:
            continue
        if text and width > 0 and height > 0:
            words.append(Seen(text, left, top, left + width, top + height, min(1.0, max(0.0, confidence))))
    return words


class Tesserocr:
    """Tesseract in this process."""

    def __init__(self) -> None:
        try:
            import tesserocr
        except (ImportError, OSError) as error:
            raise EngineError("The OCR library tesserocr cannot be loaded.") from error
        self._library: Any = tesserocr
        self._data = str(tessdata())
        self._open: dict[Languages, Any] = {}
        self._api("eng")

    def _api(self, languages: Languages) -> Any:
        if languages not in self._open:
            try:
                api = self._library.PyTessBaseAPI(
                    path=self._data, lang=languages, oem=self._library.OEM.LSTM_ONLY, psm=4
                )
            except RuntimeError as error:
                raise EngineError(f"The OCR library cannot open its data for {languages}.") from error
            api.SetVariable("debug_file", os.devnull)
            self._open[languages] = api
        return self._open[languages]

    def read(self, image: Image.Image, dpi: int, psm: int, languages: Languages) -> list[Seen]:
        """The words on the picture."""
        api = self._api(languages)
        try:
            api.SetPageSegMode(psm)
            api.SetImageBytes(image.tobytes(), image.width, image.height, 1, image.width)
            api.SetSourceResolution(dpi)
            return seen_in(api.GetTSVText(0))
        except (RuntimeError, UnicodeDecodeError) as error:
            raise EngineFault(type(error).__name__) from None
        finally:
            api.Clear()


class TesseractCommand:
    """The `tesseract` command of the system, through pytesseract."""

    def __init__(self) -> None:
        try:
            import pytesseract

            pytesseract.get_tesseract_version()
        except (ImportError, OSError, SystemExit) as error:
            raise EngineError("There is no tesseract command on this machine.") from error
        self._library: Any = pytesseract

    def read(self, image: Image.Image, dpi: int, psm: int, languages: Languages) -> list[Seen]:
        """The words on the picture."""
        options = f'--psm {psm} --oem 1 --dpi {dpi} --tessdata-dir "{tessdata()}"'
        try:
            table = self._library.image_to_data(image, lang=languages, config=options, timeout=60)
        except (self._library.TesseractError, RuntimeError, OSError, UnicodeDecodeError) as error:
            raise EngineFault(type(error).__name__) from None
        return seen_in(str(table))


@cache
def engine() -> Engine:
    """The engine of this process, opened on first use. Raises `EngineError` where there is none."""
    try:
        return Tesserocr()
    except EngineError as first:
        try:
            return TesseractCommand()
        except EngineError as second:
            raise EngineError(
                f"No picture can be read: {first} {second} Install the package tesserocr, or Tesseract 5 itself."
            ) from None
