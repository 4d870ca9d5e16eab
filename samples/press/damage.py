"""The kinds of damage by name, and a printed letter turned into the file that has it."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image

from samples.press import bindery, fax, garble, phone, scanbed
from samples.press.scanbed import Bed


@dataclass(frozen=True, slots=True)
class Copy:
    """A file: its bytes and how its name ends."""

    data: bytes
    ending: str


Damage = Callable[[bytes, Random, int], Copy]

BEDS = {
    "scan": Bed(),
    "scan-150": Bed(dpi=150),
    "scan-300": Bed(dpi=300),
    "scan-600": Bed(dpi=600),
    "scan-colour": Bed(dpi=200, colour=True),
    "scan-skewed": Bed(skew=(1.2, 3.0)),
    "scan-upside-down": Bed(turned=180),
    "scan-turned": Bed(turned=90),
    "scan-worn": Bed(worn=True, skew=(0.2, 1.2)),
    "scan-bitonal": Bed(bitonal=True),
}
TITLE_ONLY = "title-only"
"""The number is lost wherever it stood, the heading and the text are there."""
ONE_PAGE = ("photo", "png-alpha", "webp")


def scanned(name: str) -> Damage:
    """A scan on one of the beds, as a PDF of pictures."""
    bed = BEDS[name]

    def make(pdf: bytes, chance: Random, quality: int) -> Copy:
        pages = [scanbed.scan(page, bed, chance) for page in bindery.rasterise(pdf, bed.dpi)]
        return Copy(bindery.wrap(pages, bed.dpi, quality), ".pdf")

    return make


def searchable(pdf: bytes, chance: Random, quality: int) -> Copy:
    """A scan with a hidden text layer by an engine that read badly."""
    pages = [scanbed.scan(page, BEDS["scan"], chance) for page in bindery.rasterise(pdf, 200)]
    return Copy(bindery.wrap(pages, 200, quality, texts=garble.layers(pdf, chance)), ".pdf")


def faxed(down: int) -> Damage:
    """A fax as a TIFF of several pages."""

    def make(pdf: bytes, chance: Random, _: int) -> Copy:
        pages = bindery.rasterise(pdf, fax.ACROSS)
        sent = [fax.fax(page, number, len(pages), chance, down) for number, page in enumerate(pages, 1)]
        return Copy(bindery.tiff(sent, (fax.ACROSS, down)), ".tif")

    return make


def photo(pdf: bytes, chance: Random, quality: int) -> Copy:
    """A photograph; of several pages, a PDF of photographs."""
    pages = [phone.photograph(page, chance) for page in bindery.rasterise(pdf, 190)]
    if len(pages) == 1:
        return Copy(bindery.jpeg(pages[0], quality), ".jpg")
    return Copy(bindery.wrap(pages, 200, quality), ".pdf")


def pictured(encode: Callable[[Image.Image], bytes], ending: str) -> Damage:
    """A picture file of the one page; of several pages, a TIFF."""

    def make(pdf: bytes, chance: Random, _: int) -> Copy:
        pages = [scanbed.scan(page, Bed(dpi=150), chance) for page in bindery.rasterise(pdf, 150)]
        if len(pages) == 1:
            return Copy(encode(pages[0]), ending)
        return Copy(bindery.tiff(pages, (150, 150)), ".tif")

    return make


def tiff_pages(pdf: bytes, chance: Random, _: int) -> Copy:
    """A grey TIFF of several pages."""
    pages = [scanbed.scan(page, Bed(dpi=150), chance) for page in bindery.rasterise(pdf, 150)]
    return Copy(bindery.tiff(pages, (150, 150)), ".tif")


def digital(pdf: bytes, _: Random, __: int) -> Copy:
    """The PDF as it was printed."""
    return Copy(pdf, ".pdf")


DAMAGES: dict[str, Damage] = {
    "digital": digital,
    TITLE_ONLY: digital,
    **{name: scanned(name) for name in BEDS},
    "searchable-bad": searchable,
    "fax-fine": faxed(fax.FINE),
    "fax-standard": faxed(fax.STANDARD),
    "photo": photo,
    "png-alpha": pictured(bindery.png_with_alpha, ".png"),
    "webp": pictured(bindery.webp, ".webp"),
    "tiff-pages": tiff_pages,
}


def copy(pdf: bytes, name: str, seed: str, quality: int = 0) -> Copy:
    """The letter with this damage; the same seed makes the same bytes. `quality` is that of JPEG, 0 for one by chance."""
    chance = Random(zlib.crc32(f"{name} {seed}".encode()))
    drawn = chance.choice((45, 60, 60, 75))
    return DAMAGES[name](pdf, chance, quality or drawn)
