"""Text layers: where their words stand on the upright page, and when they are not believed."""

from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from scanner.page import Page, Word
from scanner.read import Picture, open_file
from scanner.read.judge import disbelief

from . import papers


def page_of(path: Path) -> Page:
    page = open_file(path).pages[0]
    assert isinstance(page, Page)
    return page


def word(page: Page, text: str) -> Word:
    return next(word for word in page.words if word.text == text)


def test_words_have_boxes_in_points_from_the_top_left(tmp_path: Path) -> None:
    page = page_of(papers.text_pdf(tmp_path / "a.pdf"))
    first = word(page, "Department")
    assert first.box.left == pytest.approx(72, abs=1)
    assert first.box.top < 72 < first.box.bottom
    assert (page.origin, page.extent, page.turn) == ("text-layer", "whole", 0)
    assert " ".join(word.text for word in page.words) == " ".join(papers.LINES)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_rotated_page_has_the_boxes_of_the_page_as_it_is_shown(tmp_path: Path, turn: int) -> None:
    """The page is drawn sideways and its /Rotate entry sets it upright."""

    def change(page: pikepdf.Page) -> None:
        content = page.Contents.read_bytes()
        matrix = {90: b"0 1 -1 0 792 0 cm", 180: b"-1 0 0 -1 612 792 cm", 270: b"0 -1 1 0 0 612 cm"}[turn]
        page.Contents = pikepdf.Stream(page_pdf, matrix + b"\n" + content)
        if turn != 180:
            page.MediaBox = [0, 0, 792, 612]
        page.Rotate = turn

    straight = page_of(papers.text_pdf(tmp_path / "a.pdf"))
    with pikepdf.open(tmp_path / "a.pdf") as page_pdf:
        change(page_pdf.pages[0])
        page_pdf.save(tmp_path / "turned.pdf")
    page = page_of(tmp_path / "turned.pdf")
    assert (page.width, page.height, page.turn) == (612, 792, 0)
    for text in ("Department", "4388", "letter."):
        ours, theirs = word(page, text).box, word(straight, text).box
        assert (ours.left, ours.top, ours.right, ours.bottom) == pytest.approx(
            (theirs.left, theirs.top, theirs.right, theirs.bottom), abs=0.5
        )


def test_a_page_printed_sideways_without_saying_so_is_turned_upright(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(792, 612))
    canvas.translate(792, 0)
    canvas.rotate(90)
    papers.write(canvas, papers.LINES, 792)
    canvas.save()
    page = page_of(tmp_path / "a.pdf")
    assert (page.width, page.height, page.turn) == (612, 792, 90)
    assert word(page, "Department").box.left == pytest.approx(72, abs=1)


def test_the_crop_box_is_the_page_and_print_outside_it_is_none(tmp_path: Path) -> None:
    source = papers.text_pdf(tmp_path / "a.pdf")

    def change(page: pikepdf.Page) -> None:
        page.CropBox = [50, 300, 500, 715]

    page = page_of(papers.with_pages(tmp_path / "cropped.pdf", source, change))
    assert (page.width, page.height) == (450, 415)
    assert "Department" not in [word.text for word in page.words]
    assert word(page, "Letter").box.left == pytest.approx(22, abs=1)


def test_a_word_broken_at_the_end_of_its_line_stays_broken(tmp_path: Path) -> None:
    lines = ("You may appeal this deter-", "mination before the date shown.")
    page = page_of(papers.text_pdf(tmp_path / "a.pdf", lines))
    texts = [word.text for word in page.words]
    assert "deter-" in texts
    assert "mination" in texts


def test_a_scan_with_a_good_hidden_layer_is_read_from_it_with_less_than_full_confidence(tmp_path: Path) -> None:
    page = page_of(papers.scan_pdf(tmp_path / "a.pdf", hidden=papers.LINES))
    assert {word.confidence for word in page.words} == {0.9}


@pytest.mark.parametrize(
    ("hidden", "why"),
    [
        (("FAX 05/01/2024 09:12 P.001",), "too little text"),
        (tuple(line.translate(str.maketrans("aeiotn", "@cl0lm")) for line in papers.LINES), "garbled text layer"),
        (tuple("".join(chr(ord(c) + 3) for c in line) for line in papers.LINES), "garbled text layer"),
    ],
)
def test_a_scan_with_a_bad_hidden_layer_is_a_picture(tmp_path: Path, hidden: tuple[str, ...], why: str) -> None:
    page = open_file(papers.scan_pdf(tmp_path / "a.pdf", hidden=hidden)).pages[0]
    assert page == Picture(1, 612.0, 792.0, why)  # type: ignore[arg-type]


def test_a_visible_fax_line_over_a_scan_leaves_it_a_picture(tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(612, 792))
    canvas.drawImage(ImageReader(papers.picture()), 0, 0, 612, 792)
    canvas.drawString(30, 780, "05/01/2024 09:12 FROM: CLINIC P.001/002")
    canvas.save()
    page = open_file(tmp_path / "a.pdf").pages[0]
    assert isinstance(page, Picture)
    assert page.why == "too little text"


def test_a_letter_with_a_small_logo_is_text(tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(612, 792))
    canvas.drawImage(ImageReader(papers.noise(80, 80)), 500, 700, 60, 60)
    papers.write(canvas, papers.LINES, 792)
    canvas.save()
    assert page_of(tmp_path / "a.pdf").words


def test_print_turned_into_outlines_is_a_picture(tmp_path: Path) -> None:
    page = open_file(papers.raw_page(tmp_path / "a.pdf", b"10 10 m 20 20 l 30 10 l f\n" * 500)).pages[0]
    assert isinstance(page, Picture)


@pytest.mark.parametrize(
    ("text", "share", "hidden", "why"),
    [
        ("Please pay the amount due by the date shown.", 0.0, False, None),
        ("Please pay the amount due by the date shown.", 0.9, False, "too little text"),
        ("\ue001\ue002\ue003 \ue004\ue005", 0.0, False, "garbled text layer"),
        ("\ufffd\ufffd\ufffd a", 0.0, False, "garbled text layer"),
        ("\x01\x05\x06\x07 \x03\x04", 0.0, False, "garbled text layer"),
        ("7,949.35 298.60 388.62 12/31/2018", 0.0, False, None),
        ("Número de Seguro Social: fecha del aviso, “página” – año 2024 • § 6330", 0.0, False, None),
        (" ".join(["wklv lv qrw uhdo sulqw"] * 8), 0.0, False, "garbled text layer"),
        (" ".join(["this is a letter from the service about your tax and the amount due"] * 5), 1.0, True, None),
        (
            " ".join(["th1s 1s a lettcr fr0m the serv1ce about y0ur tax and the am0unt due"] * 5),
            1.0,
            True,
            "garbled text layer",
        ),
    ],
)
def test_a_layer_is_believed_only_where_it_reads_like_print(
    text: str, share: float, hidden: bool, why: str | None
) -> None:
    assert disbelief(text, share, hidden) == why
