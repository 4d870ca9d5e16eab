"""A flatbed scanner: resolution, grey or colour, a page that lies askew, JPEG compression; and pages fed the wrong way round."""

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageFilter

from samples.press import paper


@dataclass(frozen=True, slots=True)
class Bed:
    """How a page is scanned."""

    dpi: int = 200
    colour: bool = False
    skew: tuple[float, float] = (0.0, 0.5)
    turned: int = 0
    worn: bool = False
    bitonal: bool = False


def scan(page: Image.Image, bed: Bed, chance: Random) -> Image.Image:
    """One page through the scanner; `page` is at the resolution of the bed."""
    picture = page.convert("RGB" if bed.colour else "L")
    if bed.worn:
        picture = wear(picture, chance)
    picture = paper.grain(picture, chance, strength=1.0 if bed.dpi <= 200 else 1.3)
    angle = chance.uniform(*bed.skew) * chance.choice((-1, 1))
    lid = chance.randrange(225, 250)
    picture = picture.rotate(
        angle, Image.Resampling.BICUBIC, fillcolor=lid if picture.mode == "L" else (lid, lid, lid - 3)
    )
    if chance.random() < 0.3:
        picture = edge_shadow(picture, chance)
    if bed.turned:
        picture = picture.rotate(bed.turned, expand=True)
    if bed.bitonal:
        picture = (
            picture.convert("L")
            .point([255 if level > 150 else 0 for level in range(256)])
            .convert("1", dither=Image.Dither.NONE)
        )
    return picture


def wear(picture: Image.Image, chance: Random) -> Image.Image:
    """Folds, holes, a stamp or a pen, as the desk it crossed would have it."""
    picture = paper.folds(picture, chance)
    for mark, share in ((paper.holes, 0.6), (paper.received, 0.6), (paper.pen, 0.5)):
        if chance.random() < share:
            picture = mark(picture, chance)
    return picture


def edge_shadow(picture: Image.Image, chance: Random) -> Image.Image:
    """The dark band along one edge where the page ends and the lid begins."""
    values = paper.pixels(picture).copy()
    width = int(paper.inch(picture) * chance.uniform(0.03, 0.14))
    dark = chance.uniform(60, 200)
    if chance.random() < 0.5:
        values[-width:] -= dark
    else:
        values[:, -width:] -= dark
    return paper.picture_of(values).filter(ImageFilter.GaussianBlur(0.2))
