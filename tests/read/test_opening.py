"""What opening gives for every kind of file that is no readable letter, and for those that are."""

import os
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from scanner.errors import LetterError
from scanner.page import Page
from scanner.read import Picture, open_file

from . import papers


def fault(path: Path) -> str:
    with pytest.raises(LetterError) as caught:
        open_file(path)
    return caught.value.fault


def test_a_text_file_named_pdf_is_unsupported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("Dear taxpayer, this is no PDF.")
    assert fault(tmp_path / "a.pdf") == "unsupported"


def test_a_tiff_named_pdf_is_read_as_the_tiff_it_is(tmp_path: Path) -> None:
    papers.picture().save(tmp_path / "a.pdf", "TIFF", dpi=(200, 200))
    opened = open_file(tmp_path / "a.pdf")
    assert opened.pages == (Picture(1, 612.0, 792.0, "picture file"),)


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    assert fault(tmp_path / "a.pdf") == "empty"


def test_a_folder_a_missing_file_and_a_pipe_are_unsupported_and_no_pipe_is_waited_for(tmp_path: Path) -> None:
    assert fault(tmp_path) == "unsupported"
    assert fault(tmp_path / "missing.pdf") == "unsupported"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        assert fault(tmp_path / "pipe.pdf") == "unsupported"


def test_a_file_that_may_not_be_read_is_unsupported(tmp_path: Path) -> None:
    path = papers.text_pdf(tmp_path / "a.pdf")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("permissions do not bind this user")
    assert fault(path) == "unsupported"


def test_a_file_over_the_limit_is_too_large_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(200_000_001)
    assert fault(tmp_path / "a.pdf") == "too-large"


def test_a_pdf_that_needs_a_password_is_encrypted_and_one_with_an_empty_password_opens(tmp_path: Path) -> None:
    source = papers.text_pdf(tmp_path / "a.pdf")
    with pikepdf.open(source) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="owner", user="secret", R=6))
        pdf.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(owner="owner", user="", R=6))
    assert fault(tmp_path / "locked.pdf") == "encrypted"
    assert open_file(tmp_path / "open.pdf").pages[0].number == 1


def test_a_damaged_pdf_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    assert fault(tmp_path / "a.pdf") == "damaged"


def test_a_truncated_pdf_is_damaged_or_gives_what_is_left(tmp_path: Path) -> None:
    whole = papers.text_pdf(tmp_path / "whole.pdf", pages=3).read_bytes()
    for share in (0.2, 0.5, 0.9):
        (tmp_path / "cut.pdf").write_bytes(whole[: int(len(whole) * share)])
        try:
            outcome = "read" if open_file(tmp_path / "cut.pdf").pages else "nothing"
        except LetterError as error:
            outcome = error.fault
        assert outcome in {"read", "damaged", "no-pages"}


def test_a_pdf_without_pages_has_no_pages(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "a.pdf")
    assert fault(tmp_path / "a.pdf") == "no-pages"


def test_ten_thousand_pages_are_too_large(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(10_000):
            pdf.add_blank_page()
        pdf.save(tmp_path / "a.pdf")
    assert fault(tmp_path / "a.pdf") == "too-large"


def test_a_poster_is_too_large(tmp_path: Path) -> None:
    assert fault(papers.raw_page(tmp_path / "a.pdf", b"", box=(0, 0, 14_401, 792))) == "too-large"


def test_a_decompression_bomb_is_too_large_though_the_file_is_small(tmp_path: Path) -> None:
    path = papers.png_bomb(tmp_path / "a.png")
    assert path.stat().st_size < 10_000
    assert fault(path) == "too-large"
    Image.new("1", (20_000, 20_000)).save(tmp_path / "a.tif", compression="group4")
    assert fault(tmp_path / "a.tif") == "too-large"


def test_a_damaged_picture_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\nnonsense")
    assert fault(tmp_path / "a.png") == "damaged"


def test_a_blank_page_is_a_page_without_words(tmp_path: Path) -> None:
    page = open_file(papers.raw_page(tmp_path / "a.pdf", b"")).pages[0]
    assert page == Page(1, 612.0, 792.0, ())


def test_every_page_of_a_mixed_file_is_there_in_order(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for source in (
            papers.text_pdf(tmp_path / "t.pdf"),
            papers.scan_pdf(tmp_path / "s.pdf"),
            papers.raw_page(tmp_path / "b.pdf", b""),
        ):
            with pikepdf.open(source) as part:
                pdf.pages.extend(part.pages)
        pdf.save(tmp_path / "a.pdf")
    pages = open_file(tmp_path / "a.pdf").pages
    assert [(type(page).__name__, page.number) for page in pages] == [("Page", 1), ("Picture", 2), ("Page", 3)]


def test_each_picture_of_a_fax_is_a_page_and_its_shape_comes_from_its_dots(tmp_path: Path) -> None:
    coarse = papers.picture().resize((1728, 1078)).convert("1")
    coarse.save(tmp_path / "a.tif", dpi=(204, 98), compression="group4", save_all=True, append_images=[coarse])
    pages = open_file(tmp_path / "a.tif").pages
    assert [page.number for page in pages] == [1, 2]
    assert (round(pages[0].width), round(pages[0].height)) == (610, 792)


def test_a_fax_without_dpi_gets_its_shape_back(tmp_path: Path) -> None:
    papers.picture().resize((1728, 1078)).save(tmp_path / "a.png")
    page = open_file(tmp_path / "a.png").pages[0]
    assert page.height == 792.0
    assert 590 < page.width < 630


def test_the_dpi_of_a_phone_is_not_believed(tmp_path: Path) -> None:
    papers.picture().resize((3024, 3913)).save(tmp_path / "a.jpg", dpi=(72, 72))
    page = open_file(tmp_path / "a.jpg").pages[0]
    assert (round(page.width), page.height) == (612, 792.0)


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    import hashlib

    path = papers.text_pdf(tmp_path / "a.pdf")
    assert open_file(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
