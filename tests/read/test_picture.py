"""Picture files in every shape they come in."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanner.read.picture import grey, see_image

from . import papers


def darkness(image: Image.Image) -> float:
    return float((np.asarray(image) < 128).mean())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F", "YCbCr"])
def test_every_kind_of_picture_becomes_the_same_grey(mode: str) -> None:
    page = papers.picture(dpi=75)
    if mode == "I;16":
        odd = Image.fromarray(np.asarray(page).astype(np.uint16) * 257)
    elif mode == "LA":
        odd = Image.merge("LA", (page, Image.new("L", page.size, 255)))
    else:
        odd = page.convert(mode)
    assert grey(odd).mode == "L"
    assert darkness(grey(odd)) == pytest.approx(darkness(page), abs=0.01)


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    page = papers.picture(dpi=75)
    ink = Image.new("RGBA", page.size, (0, 0, 0, 0))
    ink.paste((0, 0, 0, 255), mask=page.point(lambda level: 255 - level))
    ink.save(tmp_path / "a.png")
    assert darkness(see_image(tmp_path / "a.png", 1).image) == pytest.approx(darkness(page), abs=0.01)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_turn_of_a_camera_is_undone(tmp_path: Path, orientation: int) -> None:
    upright = papers.picture(dpi=100)
    ways: dict[int, list[Image.Transpose]] = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    held = upright
    for way in ways[orientation]:
        held = held.transpose(way)
    exif = Image.Exif()
    exif[0x0112] = orientation
    held.save(tmp_path / "a.jpg", exif=exif, quality=95)
    seen = see_image(tmp_path / "a.jpg", 1)
    assert (round(seen.width), round(seen.height)) == (612, 792)
    difference = np.asarray(seen.image, dtype=int) - np.asarray(upright, dtype=int)
    assert np.abs(difference).mean() < 3


def test_a_heic_photo_is_read(tmp_path: Path) -> None:
    heif = pytest.importorskip("pi_heif")
    source = papers.picture(dpi=100).convert("RGB")
    try:
        heif.encode(source.mode, source.size, source.tobytes(), tmp_path / "a.heic")
    except (AttributeError, RuntimeError):
        pytest.skip("this machine can read HEIC but not write it")
    assert see_image(tmp_path / "a.heic", 1).image.size == source.size


def test_a_large_photo_is_halved_while_it_is_decoded(tmp_path: Path) -> None:
    papers.picture(dpi=150).resize((5100, 6600)).save(tmp_path / "a.jpg")
    assert see_image(tmp_path / "a.jpg", 1).image.size == (2550, 3300)


def test_the_second_page_of_a_tiff_is_the_second(tmp_path: Path) -> None:
    white = Image.new("L", (850, 1100), 255)
    white.save(tmp_path / "a.tif", save_all=True, append_images=[papers.picture(dpi=100)])
    assert darkness(see_image(tmp_path / "a.tif", 1).image) == 0
    assert darkness(see_image(tmp_path / "a.tif", 2).image) > 0
