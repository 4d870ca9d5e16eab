"""A telephone's camera: the page lies on a table, seen from above at a slant, in uneven light, not quite sharp."""

from random import Random

import numpy as np
from PIL import Image, ImageFilter

from samples.press import paper

Corner = tuple[float, float]


def photograph(page: Image.Image, chance: Random, wide: int = 1700) -> Image.Image:
    """One page as a photograph, `wide` pixels across."""
    tall = int(wide * 4 / 3)
    sheet = paper.folds(page.convert("RGB"), chance) if chance.random() < 0.5 else page.convert("RGB")
    table = desk((wide, tall), chance)
    corners = corners_in(wide, tall, chance)
    scale = 1.0
    coefficients = perspective(corners, sheet.width * scale, sheet.height * scale)
    size = (wide, tall)
    seen = sheet.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    where = Image.new("L", sheet.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BILINEAR
    )
    table.paste(seen, (0, 0), where)
    lit = light(paper.pixels(table), chance)
    lit = lit + paper.noise_of(chance).normal(0, 4, lit.shape).astype(np.float32)
    return paper.picture_of(lit).filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 1.0)))


def desk(size: tuple[int, int], chance: Random) -> Image.Image:
    """A table top."""
    base = np.array(chance.choice(((92, 68, 48), (60, 62, 66), (150, 140, 124), (34, 40, 52))), dtype=np.float32)
    noise = paper.noise_of(chance).normal(0, 1, (size[1], 1, 1)).astype(np.float32).cumsum(axis=0)
    noise = noise / max(1.0, float(np.abs(noise).max())) * 12
    return paper.picture_of(np.broadcast_to(base + noise, (size[1], size[0], 3)).astype(np.float32))


def corners_in(wide: int, tall: int, chance: Random) -> tuple[Corner, Corner, Corner, Corner]:
    """Where the corners of the page fall in the picture: upper left, upper right, lower right, lower left."""

    def near(x: float, y: float) -> Corner:
        return wide * (x + chance.uniform(-0.022, 0.022)), tall * (y + chance.uniform(-0.018, 0.018))

    lean = chance.uniform(0.0, 0.035)
    return near(0.06 + lean, 0.05), near(0.94 - lean, 0.05), near(0.95, 0.95), near(0.05, 0.95)


def perspective(corners: tuple[Corner, ...], wide: float, tall: float) -> list[float]:
    """The eight numbers that carry each point of the picture back to the page."""
    page = ((0.0, 0.0), (wide, 0.0), (wide, tall), (0.0, tall))
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, page, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    target = np.array([number for point in page for number in point])
    return [float(number) for number in np.linalg.solve(np.array(rows), target)]


def light(values: paper.Pixels, chance: Random) -> paper.Pixels:
    """A lamp to one side, and the shadow of the hand that holds the phone."""
    tall, wide = values.shape[:2]
    down, across = np.mgrid[0:tall, 0:wide].astype(np.float32)
    across, down = across / wide, down / tall
    slope = chance.uniform(-0.32, 0.32) * (across - 0.5) + chance.uniform(-0.25, 0.25) * (down - 0.5)
    shade = 0.9 + slope
    if chance.random() < 0.7:
        x, y, reach = chance.uniform(0, 1), chance.uniform(0.6, 1.1), chance.uniform(0.25, 0.5)
        shade -= 0.28 * np.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * reach**2 / 4))
    warmth = np.array([1.0, chance.uniform(0.95, 1.0), chance.uniform(0.86, 1.0)], dtype=np.float32)
    return np.asarray(values * shade[..., None] * warmth, dtype=np.float32)
