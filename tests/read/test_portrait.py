import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scanner.errors import EngineError
from scanner.page import Page
from scanner.read import open_file, read_picture
from scanner.read.engine import engine
from scanner.read.portrait import PORTRAIT_DPI, portrait

from . import papers


def ink_under(picture: Image.Image, page: Page, text: str) -> float:
    """How dark the darkest dot is where this word should stand."""
    box = next(word for word in page.words if word.text == text).box
    scale = PORTRAIT_DPI / 72
    cut = picture.crop(
        (round(box.left * scale), round(box.top * scale), round(box.right * scale), round(box.bottom * scale))
    )
    return float((np.asarray(cut) < 128).mean())


def test_the_picture_of_a_digital_page_has_its_words_where_the_boxes_are(tmp_path: Path) -> None:
    path = papers.text_pdf(tmp_path / "a.pdf")
    page = open_file(path).pages[0]
    assert isinstance(page, Page)
    picture = Image.open(io.BytesIO(portrait(path, page)))
    assert picture.size == (1275, 1650)
    assert ink_under(picture, page, "Department") > 0.05


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 180])
def test_the_picture_of_a_scan_is_turned_and_straightened_as_it_was_read(tmp_path: Path, turn: int) -> None:
    try:
        engine()
    except EngineError:
        pytest.skip("no OCR engine here")
    crooked = papers.picture().rotate(turn - 2, Image.Resampling.BICUBIC, fillcolor=255)
    crooked.save(tmp_path / "a.png", dpi=(200, 200))
    page = read_picture(tmp_path / "a.png", 1, "bands")
    picture = Image.open(io.BytesIO(portrait(tmp_path / "a.png", page)))
    assert (page.turn, round(page.skew)) == (turn, 2)
    for text in ("Department", "4388", "54321X"):
        assert ink_under(picture, page, text) > 0.1
