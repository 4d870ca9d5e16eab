"""Cutting apart: pages as they are, pictures dot for dot, nothing beside them, and no file overwritten."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageOps

from scanner.errors import LetterError
from scanner.read.album import pack
from scanner.read.apart import cut_apart

from . import papers

PLACE = "Here lives Rosa"


def dotted(mode: str, size: tuple[int, int] = (90, 120)) -> Image.Image:
    dots = np.random.default_rng(4388).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return Image.fromarray(dots).convert(mode)


def photo(path: Path, turn: int, mode: str = "RGB") -> Path:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = turn, PLACE
    dotted(mode).save(path, "JPEG", exif=exif, comment=PLACE.encode())
    return path


def shown(pdf: Path, page: int = 0) -> Image.Image:
    """The picture on a page of a PDF, as a viewer turns it."""
    with pikepdf.open(pdf) as opened:
        paper = opened.pages[page].Resources.XObject.Paper
        return pikepdf.PdfImage(paper).as_pil_image().rotate(-int(opened.pages[page].get("/Rotate", 0)), expand=True)


@pytest.mark.parametrize("turn", [1, 2, 3, 4, 5, 6, 7, 8])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_photograph_is_on_its_page_dot_for_dot_upright_and_without_what_stands_beside_it(
    tmp_path: Path, turn: int, mode: str
) -> None:
    taken, target = photo(tmp_path / "a.jpg", turn, mode), tmp_path / "a.pdf"
    assert cut_apart(taken, [(target, (1,))]) == 1
    with Image.open(taken) as image:
        assert np.array_equal(np.asarray(shown(target)), np.asarray(ImageOps.exif_transpose(image)))
    assert PLACE.encode() not in target.read_bytes()
    assert b"Exif" not in target.read_bytes()


def test_the_pages_of_a_fax_come_in_the_order_asked_for(tmp_path: Path) -> None:
    fax, target = tmp_path / "a.tif", tmp_path / "a.pdf"
    pages = [dotted("1", (64 + 9 * at, 80)) for at in range(3)]
    pages[0].save(fax, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    cut_apart(fax, [(target, (3, 1))])
    assert np.array_equal(np.asarray(shown(target, 0).convert("1")), np.asarray(pages[2]))
    assert np.array_equal(np.asarray(shown(target, 1).convert("1")), np.asarray(pages[0]))


def test_an_album_of_several_letters_is_cut_like_any_file(tmp_path: Path) -> None:
    names = [photo(tmp_path / f"{at}.jpg", at) for at in (1, 6, 3)]
    pack(names, tmp_path / "album")
    parts = [(tmp_path / "one.pdf", (2, 1)), (tmp_path / "two.pdf", (3,))]
    assert cut_apart(tmp_path / "album", parts) == 2
    with Image.open(names[1]) as image:
        assert np.array_equal(np.asarray(shown(parts[0][0], 0)), np.asarray(ImageOps.exif_transpose(image)))


@pytest.mark.parametrize("mode", ["RGBA", "P", "LA", "I;16", "CMYK"])
def test_a_picture_of_any_kind_can_be_laid_on_a_page(tmp_path: Path, mode: str) -> None:
    given, target = tmp_path / "a.tif", tmp_path / "a.pdf"
    image = Image.fromarray(np.arange(90 * 120, dtype=np.uint16).reshape(120, 90)) if mode == "I;16" else dotted(mode)
    image.save(given)
    assert cut_apart(given, [(target, (1,))]) == 1
    assert shown(target).size == (90, 120)


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    given = papers.text_pdf(tmp_path / "a.pdf")
    there, new = tmp_path / "there.pdf", tmp_path / "new.pdf"
    there.write_text("somebody's own")
    assert cut_apart(given, [(there, (1,)), (new, (1,))]) == 1
    assert there.read_text() == "somebody's own"
    assert new.read_bytes().startswith(b"%PDF")
    assert new.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_written_that_is_said_and_no_half_file_stays(tmp_path: Path) -> None:
    given = papers.text_pdf(tmp_path / "a.pdf")
    with pytest.raises(LetterError, match="cannot be written"):
        cut_apart(given, [(tmp_path / "nowhere" / "b.pdf", (1,))])
    with pytest.raises(LetterError, match="cannot be cut"):
        cut_apart(given, [(tmp_path / "c.pdf", (99,))])
    assert not (tmp_path / "c.pdf").exists()


def test_a_damaged_picture_is_a_fault_of_the_letter(tmp_path: Path) -> None:
    given = photo(tmp_path / "a.jpg", 1)
    given.write_bytes(given.read_bytes()[:40] + io.BytesIO(b"\0" * 60).getvalue())
    with pytest.raises(LetterError):
        cut_apart(given, [(tmp_path / "a.pdf", (1,))])
    assert not (tmp_path / "a.pdf").exists()
