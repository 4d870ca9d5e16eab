"""What happens to paper before it is scanned: grain of the printer, folds, punched holes, stamps, a pen.

Each takes a picture of a page and gives another; all sizes are in inches of the page, so that they look alike at any
resolution. Pictures are grey or colour, white where the paper is white.
"""

import math
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Pixels = NDArray[np.float32]
PAGE_WIDTH = 8.5


def pixels(picture: Image.Image) -> Pixels:
    """The picture as numbers, 0 black to 255 white."""
    return np.asarray(picture, dtype=np.float32)


def picture_of(values: Pixels) -> Image.Image:
    """The numbers as a picture."""
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def noise_of(chance: Random) -> np.random.Generator:
    """Noise that is the same for the same chance."""
    return np.random.default_rng(chance.getrandbits(63))


def inch(picture: Image.Image) -> float:
    """How many pixels an inch of the page is."""
    return picture.width / PAGE_WIDTH if picture.width < picture.height else picture.height / PAGE_WIDTH


def grain(picture: Image.Image, chance: Random, strength: float = 1.0) -> Image.Image:
    """Toner that does not cover evenly, paper that is not quite white, and the sensor's noise."""
    values = pixels(picture.filter(ImageFilter.GaussianBlur(0.35 * strength)))
    noise = noise_of(chance)
    shape = values.shape[:2]
    speckle = noise.normal(0, 5.0 * strength, shape).astype(np.float32)
    inked = (values.mean(axis=2) if values.ndim == 3 else values) < 128
    ink_loss = np.abs(noise.normal(0, 22.0 * strength, shape).astype(np.float32)) * inked
    if values.ndim == 3:
        speckle, ink_loss = speckle[..., None], ink_loss[..., None]
    white = chance.choice((266.0, 262.0, 262.0, 250.0, 244.0))
    return picture_of(values * (white / 255) + speckle + ink_loss)


def folds(picture: Image.Image, chance: Random) -> Image.Image:
    """The two creases of a letter that was folded for a window envelope."""
    values = pixels(picture).copy()
    height = values.shape[0]
    for share in (1 / 3, 2 / 3):
        middle = int(height * (share + chance.uniform(-0.012, 0.012)))
        depth = chance.uniform(14, 38)
        for offset in range(-int(inch(picture) * 0.12), int(inch(picture) * 0.12)):
            fade = 1 - abs(offset) / (inch(picture) * 0.12)
            values[middle + offset] -= depth * fade * (1.0 if offset > 0 else -0.35)
        line = noise_of(chance).uniform(0.2 * depth, depth, (values.shape[1],)).astype(np.float32)
        values[middle] -= line[:, None] if values.ndim == 3 else line
    return picture_of(values)


def holes(picture: Image.Image, chance: Random) -> Image.Image:
    """Two punched holes at the left, as dark as the lid of the scanner behind them."""
    out = picture.copy()
    draw, unit = ImageDraw.Draw(out), inch(picture)
    radius, edge = 0.14 * unit, 0.4 * unit
    shade = chance.choice((18, 60, 150))
    fill = shade if out.mode == "L" else (shade, shade, shade)
    for along in (-1.375, 1.375):
        x, y = edge, out.height / 2 + along * unit
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
    return out


def received(picture: Image.Image, chance: Random) -> Image.Image:
    """A RECEIVED stamp of the taxpayer's clinic, with a date that is nobody's deadline."""
    unit = inch(picture)
    label = Image.new("L", (int(2.3 * unit), int(0.9 * unit)), 255)
    draw = ImageDraw.Draw(label)
    draw.rectangle((3, 3, label.width - 4, label.height - 4), outline=40, width=max(2, int(unit * 0.02)))
    day = f"{chance.choice(('JAN', 'MAR', 'MAY', 'SEP', 'NOV'))} {chance.randrange(1, 29):02d} {chance.randrange(2016, 2027)}"
    draw.text(
        (label.width / 2, label.height * 0.3),
        "RECEIVED",
        font=ImageFont.load_default(unit * 0.27),
        fill=50,
        anchor="mm",
    )
    draw.text((label.width / 2, label.height * 0.7), day, font=ImageFont.load_default(unit * 0.2), fill=50, anchor="mm")
    worn = noise_of(chance).uniform(0, 1, (label.height, label.width)) < 0.16
    label.paste(255, mask=Image.fromarray((worn * 255).astype(np.uint8)))
    return ink_over(picture, label.rotate(chance.uniform(-8, 8), expand=True, fillcolor=255), chance, (40, 60, 150))


def pen(picture: Image.Image, chance: Random) -> Image.Image:
    """A ring or an underline drawn with a ballpoint."""
    unit = inch(picture)
    sketch = Image.new("L", (int(2.4 * unit), int(0.7 * unit)), 255)
    draw, wide = ImageDraw.Draw(sketch), max(2, int(unit * 0.018))
    centre_x, centre_y = sketch.width / 2, sketch.height / 2
    turns = 2.2 * math.pi if chance.random() < 0.5 else 0.9
    points = [
        (
            centre_x + math.cos(at * turns / 60 + 3) * centre_x * (0.86 + at * 0.001),
            centre_y + math.sin(at * turns / 60 + 3) * centre_y * 0.8,
        )
        for at in range(61)
    ]
    draw.line(points, fill=40, width=wide, joint="curve")
    return ink_over(picture, sketch, chance, (30, 40, 130), low=0.45)


def ink_over(
    picture: Image.Image, mark: Image.Image, chance: Random, colour: tuple[int, int, int], low: float = 0.05
) -> Image.Image:
    """Lays a mark over the page where print is sparse, darkening it as ink does."""
    out = picture.copy()
    spots = [
        (
            chance.randrange(0, max(1, out.width - mark.width)),
            int(out.height * chance.uniform(low, 0.9 - mark.height / out.height)),
        )
        for _ in range(24)
    ]
    grey = pixels(picture.convert("L"))

    def darkness(spot: tuple[int, int]) -> float:
        x, y = spot
        return float((255 - grey[y : y + mark.height, x : x + mark.width]).mean())

    x, y = min(spots, key=darkness)
    solid = Image.new("RGB", mark.size, colour) if out.mode == "RGB" else Image.new("L", mark.size, 70)
    cover = mark.point([255 - level for level in range(256)])
    out.paste(solid, (x, y), cover)
    return out
