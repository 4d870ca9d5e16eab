"""Pages that are pictures, read by the engine that is here."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from scanner.errors import EngineError
from scanner.page import Page
from scanner.read import Picture, open_file, read_picture
from scanner.read.engine import engine

from . import papers

try:
    engine()
except EngineError:
    pytest.skip("no OCR engine here", allow_module_level=True)

pytestmark = pytest.mark.slow

IDENTITY = {"Letter", "4388", "5-2019)", "54321X", "May", "2024"}


def texts(page: Page) -> list[str]:
    return [word.text.strip(",") for word in page.words]


def test_the_bands_of_a_scan_give_number_and_date_and_leave_the_body(tmp_path: Path) -> None:
    body = tuple(f"Line {n} of the letter tells you what you must do before the date." for n in range(20))
    page = read_picture(papers.scan_pdf(tmp_path / "a.pdf", papers.picture(papers.LINES[:4] + body)), 1, "bands")
    assert set(texts(page)) >= IDENTITY
    assert (page.origin, page.extent, page.width, page.height) == ("ocr", "bands", 612, 792)
    assert all(word.box.bottom < 200 or word.box.top > 700 for word in page.words)
    assert all(0 <= word.confidence <= 1 for word in page.words)


def test_the_whole_of_a_scan_has_each_word_once_where_it_stands(tmp_path: Path) -> None:
    text = open_file(papers.text_pdf(tmp_path / "t.pdf")).pages[0]
    assert isinstance(text, Page)
    page = read_picture(papers.scan_pdf(tmp_path / "a.pdf"), 1, "whole")
    read = [word for word in page.words if word.box.bottom < 700]
    assert [word.text for word in read] == [word.text for word in text.words]
    for seen, drawn in zip(read, text.words, strict=True):
        assert abs(seen.box.left - drawn.box.left) < 2
        assert drawn.box.top - 2 < seen.box.middle < drawn.box.bottom + 2


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_lies_is_turned_upright(tmp_path: Path, turn: int) -> None:
    picture = papers.picture().rotate(turn, expand=True)  # anticlockwise, so that clockwise sets it right
    picture.save(tmp_path / "a.png", dpi=(200, 200))
    page = read_picture(tmp_path / "a.png", 1, "bands")
    assert page.turn == turn
    assert (round(page.width), round(page.height)) == (612, 792)
    assert set(texts(page)) >= IDENTITY


@pytest.mark.parametrize("lean", [-3.0, 1.0, 4.0])
def test_a_crooked_page_is_straightened(tmp_path: Path, lean: float) -> None:
    papers.picture().rotate(-lean, Image.Resampling.BICUBIC, fillcolor=255).save(tmp_path / "a.png", dpi=(200, 200))
    page = read_picture(tmp_path / "a.png", 1, "bands")
    assert page.skew == pytest.approx(lean, abs=0.2)
    assert set(texts(page)) >= IDENTITY


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_whose_pdf_page_is_rotated_stands_upright(tmp_path: Path, turn: int) -> None:
    import pikepdf

    source = tmp_path / "a.pdf"
    papers.picture().rotate(turn, expand=True).save(source, "PDF", resolution=200)

    def change(page: pikepdf.Page) -> None:
        page.Rotate = turn

    page = read_picture(papers.with_pages(tmp_path / "b.pdf", source, change), 1, "bands")
    assert (page.turn, round(page.width), round(page.height)) == (0, 612, 792)
    assert set(texts(page)) >= IDENTITY


def test_a_negative_is_read(tmp_path: Path) -> None:
    ImageOps.invert(papers.picture()).save(tmp_path / "a.png", dpi=(200, 200))
    assert set(texts(read_picture(tmp_path / "a.png", 1, "bands"))) >= IDENTITY


def test_a_black_scanner_lid_below_the_paper_hides_no_footer(tmp_path: Path) -> None:
    picture = papers.picture()
    picture.paste(20, (0, picture.height - 60, picture.width, picture.height))
    picture.paste(20, (picture.width - 25, 0, picture.width, picture.height))
    picture.save(tmp_path / "a.png", dpi=(200, 200))
    assert set(texts(read_picture(tmp_path / "a.png", 1, "bands"))) >= IDENTITY


def test_a_photo_of_paper_on_a_table_is_seen_flat(tmp_path: Path) -> None:
    from PIL import ImageDraw

    sheet = papers.picture(dpi=220)
    photo = Image.new("L", (2200, 2900), 60)
    corners = (150, 120, 190, 2760, 2080, 2700, 2020, 180)  # north-west, south-west, south-east, north-east
    laid = _laid(sheet, corners, photo.size)
    outline = Image.new("L", photo.size, 0)
    ImageDraw.Draw(outline).polygon([(corners[i], corners[i + 1]) for i in range(0, 8, 2)], fill=255)
    photo.paste(laid, (0, 0), outline)
    photo.save(tmp_path / "a.jpg", quality=85)
    page = read_picture(tmp_path / "a.jpg", 1, "bands")
    assert (page.width, page.height) == (612, 792)
    assert set(texts(page)) >= IDENTITY
    department = next(word for word in page.words if word.text == "Department")
    assert department.box.left == pytest.approx(72, abs=8)


def _laid(sheet: Image.Image, corners: tuple[int, ...], size: tuple[int, int]) -> Image.Image:
    import numpy as np

    rows, right = [], []
    places = ((0, 0), (0, sheet.height), (sheet.width, sheet.height), (sheet.width, 0))
    for i, (u, v) in enumerate(places):
        x, y = corners[2 * i], corners[2 * i + 1]
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    data = np.linalg.solve(np.array(rows, float), np.array(right, float)).tolist()
    return sheet.transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)


def test_a_blank_page_costs_no_reading_and_has_no_words(tmp_path: Path) -> None:
    Image.new("L", (1700, 2200), 250).save(tmp_path / "a.png", dpi=(200, 200))
    page = read_picture(tmp_path / "a.png", 1, "whole")
    assert (page.words, page.ink, page.turn) == ((), 0, 0)


def test_a_spanish_letter_is_read_with_its_accents(tmp_path: Path) -> None:
    lines = (
        "Departamento del Tesoro",
        "Servicio de Impuestos Internos",
        "Aviso CP504",
        "Número de página",
        "Fecha del aviso: 12 de agosto de 2019",
        "Si usted no está de acuerdo, llame a la oficina antes de la fecha",
    )
    page = read_picture(papers.scan_pdf(tmp_path / "a.pdf", papers.picture(lines)), 1, "whole")
    assert {"Número", "página", "CP504", "está"} <= {word.text.strip(",") for word in page.words}


REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real letters lie beside the checkout of the developers only")
def test_real_letters_give_their_number() -> None:
    folder = REAL
    for line in (folder / "labels.jsonl").read_text().splitlines():
        label = json.loads(line)
        path = folder / label["file"]
        found = ""
        for entry in open_file(path).pages:
            page = read_picture(path, entry.number, "bands") if isinstance(entry, Picture) else entry
            found += "".join(word.text for word in page.words)
        assert re.sub(r"\s", "", label["letter"]) in found, label["file"]
