"""Monday morning, small enough to keep: a file from the feeder in which all goes wrong that can, and a folder of photographs.

`feeder.pdf` has its truth beside it. The photographs are the pages of one letter, in the order of the paper's own page
numbers; three hundred pages of the same kind are drawn with `--heap 300`.
"""

from dataclasses import replace
from pathlib import Path
from random import Random

from samples.press import bindery, feeder, phone
from samples.press.editions import EDITIONS, Taste
from samples.press.truth import LetterTruth

SEED = "monday 33"
PAGES = 44
PHOTOGRAPHED = "cp2000"
QUALITY = 42
LEAST = 3
"""Pages of the letter that is photographed, with its form."""
LEAFLETS = ("insert-your-rights", "insert-taxpayer-advocate")


def draw(folder: Path) -> None:
    """Draws the morning's mail anew."""
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    made = feeder.heap(SEED, PAGES, recent=True)
    (folder / "feeder.pdf").write_bytes(feeder.scanned(made, SEED, bitonal=True))
    feeder.file_of(made, "feeder.pdf").write(folder)
    for old in photos.glob("*.jpg"):
        old.unlink()
    pdf, _ = photographed()
    chance = Random(SEED)
    for number, page in enumerate(bindery.rasterise(pdf, 150), 1):
        picture = phone.photograph(page, chance)
        (photos / f"IMG_{4100 + number}.jpg").write_bytes(bindery.jpeg(picture, QUALITY))


def photographed() -> tuple[bytes, LetterTruth]:
    """The letter that is photographed, with the form and the leaflets that came in its envelope, and what is true of it."""
    for attempt in range(400):
        printed = EDITIONS[PHOTOGRAPHED](
            f"{SEED} {attempt}", Taste(layout="header-box", attached="form-8821", recent=True)
        )
        if len(printed.truth.pages) >= LEAST:
            leaflets = [EDITIONS[name](SEED, Taste(brief=True)).pdf for name in LEAFLETS]
            pages = range(1, len(printed.truth.pages) + len(leaflets) + 1)
            return bindery.joined([printed.pdf, *leaflets]), replace(printed.truth, pages=tuple(pages))
    message = f"{PHOTOGRAPHED} never has {LEAST} pages"
    raise ValueError(message)
