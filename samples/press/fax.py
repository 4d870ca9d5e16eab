"""A fax machine: one bit a dot, 204 dots an inch across and 196 or 98 down, a header line of the sender, lost lines."""

from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from samples.press import paper

ACROSS, FINE, STANDARD = 204, 196, 98
WIDTH = 1728


def fax(page: Image.Image, number: int, pages: int, chance: Random, down: int) -> Image.Image:
    """One page as it comes out at the other end; `down` is the number of lines an inch."""
    picture = page.convert("L").resize((WIDTH, 11 * FINE), Image.Resampling.LANCZOS)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, WIDTH, 40), fill=255)
    draw.text((60, 8), header(number, pages, chance), font=ImageFont.load_default(26), fill=0)
    values = paper.pixels(picture.filter(ImageFilter.GaussianBlur(0.5)))
    values = values + paper.noise_of(chance).normal(0, 26, values.shape).astype(np.float32)
    bits = values > chance.uniform(140, 165)
    if down == STANDARD:
        bits = bits[::2]
    bits = bits.copy()
    for _ in range(chance.randrange(0, 3)):
        line = chance.randrange(200, len(bits) - 40)
        bits[line : line + 2, chance.randrange(0, 900) :] = True
    speckles = paper.noise_of(chance).uniform(0, 1, bits.shape) < 0.0003
    bits &= ~speckles
    return Image.fromarray((bits * 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def header(number: int, pages: int, chance: Random) -> str:
    """The line a sending machine puts at the top; its date is the day of sending."""
    day = f"{chance.randrange(1, 13):02d}/{chance.randrange(1, 29):02d}/{chance.randrange(2016, 2027)}"
    clock = f"{chance.randrange(8, 18):02d}:{chance.randrange(60):02d}"
    return f"{day}  {clock}   FROM: 513-555-01{chance.randrange(100):02d}   TO: LEGAL AID TAX CLINIC     P.{number:03d}/{pages:03d}"
