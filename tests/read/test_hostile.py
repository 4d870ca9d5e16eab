"""Files made to do harm: each gets its fault within its limits, and the letters beside them are read."""

import time
from pathlib import Path

import pytest

from scanner.errors import LetterError
from scanner.read import Opened, Readers

from . import papers

LIMIT = 3.0


def outcome(readers: Readers, path: Path) -> str:
    try:
        opened = readers.open(path).result(60)
        for page in opened.pages:
            if not hasattr(page, "words"):
                readers.read(path, page.number, "bands").result(60)
    except LetterError as error:
        return error.fault
    return "read"


def operator_bomb(path: Path) -> Path:
    """Some kilobytes that unpack to many millions of drawing operators."""
    return papers.raw_page(path, b"BT /F1 1 Tf (a) Tj ET q 0 0 1 1 re f Q\n" * 4_000_000)


def test_hostile_files_get_their_fault_in_time_and_the_letter_between_them_is_read(tmp_path: Path) -> None:
    good = papers.text_pdf(tmp_path / "good.pdf")
    hostile = {
        "laughs": papers.billion_laughs(tmp_path / "laughs.pdf"),
        "operators": operator_bomb(tmp_path / "operators.pdf"),
        "pixels": papers.png_bomb(tmp_path / "pixels.png"),
    }
    with Readers(2, open_seconds=LIMIT, read_seconds=LIMIT, memory=1_500_000_000) as readers:
        readers.open(good).result(60)
        start = time.monotonic()
        between = [readers.open(good) for _ in range(3)]
        faults = {name: outcome(readers, path) for name, path in hostile.items()}
        assert all(isinstance(future.result(60), Opened) for future in between)
        assert readers.open(good).result(60).pages
    assert faults["pixels"] == "too-large"
    assert faults["operators"] in {"timed-out", "too-large"}
    assert faults["laughs"] in {"timed-out", "too-large", "read", "damaged"}
    assert time.monotonic() - start < 12 * LIMIT


@pytest.mark.parametrize("name", ["huge-image", "image-mask"])
def test_a_small_pdf_with_a_huge_picture_is_refused_or_drawn_small(tmp_path: Path, name: str) -> None:
    import zlib

    import pikepdf

    side = 60_000
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        data = zlib.compress(bytes(side * side // 8 // 64), 9)
        image = pikepdf.Stream(
            pdf,
            data,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=side,
            Height=side,
            BitsPerComponent=1,
            Filter=pikepdf.Name.FlateDecode,
        )
        if name == "image-mask":
            image.ImageMask = True
        else:
            image.ColorSpace = pikepdf.Name.DeviceGray
        page.Contents = pdf.make_stream(b"612 0 0 792 0 0 cm /I Do")
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=pdf.make_indirect(image)))
        pdf.save(tmp_path / "a.pdf")
    with Readers(1, open_seconds=10, read_seconds=10) as readers:
        assert outcome(readers, tmp_path / "a.pdf") in {"read", "too-large", "timed-out", "damaged"}
