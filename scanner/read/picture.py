"""Picture files (TIFF, JPEG, PNG, HEIC, WebP …), decoded by Pillow only, as grey pages.

The size of the paper comes from the file's dpi where that is believable, else the long side is taken for 11 inches.
A photo's turn (EXIF) is undone, transparency is laid on white, and a fax, whose dots are twice as tall as wide, gets
its shape back. A JPEG is decoded at half or a quarter of its size where that is enough: 12 megapixels in 40 ms, not 150.
"""

from __future__ import annotations

import math
import warnings
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from scanner.errors import LetterError
from scanner.read.opened import Picture
from scanner.read.sight import MOST_PIXELS, SEEN_DPI, Sight, refuse_bombs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "MOST_FRAMES",
    "album_pages",
    "flat",
    "grey",
    "image_pages",
    "paper_size",
    "picture_opened",
    "see_image",
    "shrunk",
]

MOST_FRAMES = 1_000
_LETTER = 792.0
"""Points: the long side of a page whose picture does not say how large it is."""
_LEAST_DPI, _MOST_DPI = 60, 1200
_NO_DPI = 72
"""What cameras and programs write that know no dpi."""
_LEAST_LONG, _MOST_LONG = 5 * 72, 17 * 72
"""Points: paper that comes in the mail. 4,000 pixels at a phone's "72 dpi" would be a poster."""
_FAX_WIDTHS = frozenset({1728, 2048, 2432})
_TURNED_EXIF = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112


@contextmanager
def picture_opened(path: Path | BytesIO) -> Iterator[Image.Image]:
    """The picture file, open, with Pillow's own guard turned from a warning into an error."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            _register_heif(path)
            with Image.open(path) as image:
                yield image
        except LetterError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise LetterError("too-large", "A picture has too many pixels. Scan at 300 dpi.") from None
        except UnidentifiedImageError:
            raise LetterError("damaged", "The picture is damaged and cannot be opened.") from None
        except MemoryError:
            raise LetterError("too-large", "The picture takes more memory than allowed. Scan at 300 dpi.") from None
        except (
            OSError,
            ValueError,
            SyntaxError,
            EOFError,
            KeyError,
            IndexError,
            TypeError,
            AttributeError,
            OverflowError,
            ZeroDivisionError,
            NotImplementedError,
            RuntimeError,
        ):  # decoders raise any of these
            raise LetterError("damaged", "The picture is damaged and cannot be read.") from None


def _register_heif(path: Path | BytesIO) -> None:
    """Lets Pillow read an iPhone's HEIC; imported only for such a file."""
    if isinstance(path, BytesIO):
        head = path.getvalue()[:12]
    else:
        with path.open("rb") as file:
            head = file.read(12)
    if head[4:8] != b"ftyp":
        return
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False)


def image_pages(path: Path) -> tuple[Picture, ...]:
    """One entry for each picture in the file (a fax TIFF has many). Reads sizes, decodes nothing."""
    pages: list[Picture] = []
    with picture_opened(path) as image:
        count = getattr(image, "n_frames", 1)
        if count > MOST_FRAMES:
            raise LetterError("too-large", f"The file has more than {MOST_FRAMES:,} pages. Split it.")
        for number in range(1, count + 1):
            if number > 1:
                image.seek(number - 1)
            refuse_bombs(*image.size)
            width, height = paper_size(image)
            pages.append(Picture(number, width, height, "picture file"))
    return tuple(pages)


def album_pages(path: Path) -> tuple[Picture, ...]:
    """One entry for each picture of an album. One that cannot be opened is a page all the same, for its reading to say why."""
    from scanner.read.album import count_in, picture_in

    pages: list[Picture] = []
    for number in range(1, count_in(path) + 1):
        try:
            with picture_opened(picture_in(path, number)) as image:
                refuse_bombs(*image.size)
                width, height = paper_size(image)
        except LetterError:
            width, height = _LETTER * 8.5 / 11, _LETTER
        pages.append(Picture(number, width, height, "picture file"))
    return tuple(pages)


def see_image(path: Path | BytesIO, number: int) -> Sight:
    """One page of a picture file (counted from 1), in grey."""
    with picture_opened(path) as image:
        if number > 1:
            image.seek(number - 1)
        refuse_bombs(*image.size)
        width, height = paper_size(image)
        turned = _is_turned(image)
        wanted = (math.ceil(width * SEEN_DPI / 72), math.ceil(height * SEEN_DPI / 72))
        if image.format == "JPEG":
            image.draft("L", (wanted[1], wanted[0]) if turned else wanted)
        upright = ImageOps.exif_transpose(image)
        return Sight(shrunk(grey(upright), wanted), width, height)


def shrunk(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    """The picture averaged down by whole numbers as long as it keeps the wanted size in pixels."""
    fold = (max(1, image.width // wanted[0]), max(1, image.height // wanted[1]))
    return image.reduce(fold) if max(fold) > 1 else image


def grey(image: Image.Image) -> Image.Image:
    """The picture in 256 greys, whatever it was: transparent, palette, CMYK, 16 bit, 1 bit."""
    if image.mode == "L":
        image.load()
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _from_deep(image)
    return _on_white(image).convert("L")


def flat(image: Image.Image) -> Image.Image:
    """The picture as it is seen, in black and white, greys or colours: nothing transparent, eight bits a dot at most."""
    if image.mode in ("1", "L", "RGB"):
        image.load()
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return _from_deep(image)
    return _on_white(image).convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if not ("A" in image.mode or "a" in image.mode or "transparency" in image.info):
        return image
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white


def _from_deep(image: Image.Image) -> Image.Image:
    """16 or 32 bits a dot, brought down to 8 by the range that is used."""
    import numpy as np

    dots = np.asarray(image, dtype=np.float32)
    low, high = float(dots.min()), float(dots.max())
    if image.mode.startswith("I;16") and high > 255:
        low, high = 0.0, 65535.0
    return Image.fromarray(((dots - low) * (255.0 / max(high - low, 1.0))).clip(0, 255).astype(np.uint8))


def _is_turned(image: Image.Image) -> bool:
    return image.getexif().get(_ORIENTATION) in _TURNED_EXIF


def paper_size(image: Image.Image) -> tuple[float, float]:
    """The size of the upright page in points."""
    across, down = image.size
    dpi = image.info.get("dpi", (0, 0))
    try:
        dpi_across, dpi_down = float(dpi[0]), float(dpi[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi_across = dpi_down = 0.0
    width = height = 0.0
    if dpi_across == _NO_DPI:
        dpi_across = 0.0
    if _LEAST_DPI <= dpi_across <= _MOST_DPI and _LEAST_DPI <= dpi_down <= _MOST_DPI:
        width, height = across * 72 / dpi_across, down * 72 / dpi_down
    if not _LEAST_LONG <= max(width, height) <= _MOST_LONG:
        squat = across in _FAX_WIDTHS and across > 1.2 * down  # a coarse fax: twice as many dots across as down
        width, height = (float(across), float(down) * (204 / 98 if squat else 1))
        scale = _LETTER / max(width, height)
        width, height = width * scale, height * scale
    return (height, width) if _is_turned(image) else (width, height)
