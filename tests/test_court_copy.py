"""The copy for the court: what is covered, what stays, and that a copy which is not proved is never written."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from paper import line, page, paragraph
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from scanner import court
from scanner.blackout import Cover, covers, legible
from scanner.cli import app
from scanner.errors import LetterError, UsageError
from scanner.page import Box, Page, Word, around
from scanner.read import Opened, Readers, open_file
from scanner.read.bars import bars_in
from scanner.read.facsimile import copy_blacked

LETTERS = Path(__file__).parent.parent / "samples" / "letters"
SCAN = LETTERS / "cp501-scan.pdf"
NUMBER = "000211768"


def kinds(*texts: str) -> list[str]:
    """The kinds of what is covered on a page with these lines, each three lines from the next."""
    prints = [line(text, top=100 + 36 * at) for at, text in enumerate(texts)]
    return [cover.kind for cover in covers(page(*prints))]


def black(read: Page, word: Word) -> float:
    """The share of the word's width that is under black."""
    boxes = [box for cover in covers(read) for box in cover.boxes if box.top < word.box.middle < box.bottom]
    spans = [min(box.right, word.box.right) - max(box.left, word.box.left) for box in boxes]
    return min(1.0, sum(max(0.0, span) for span in spans) / word.box.width)


@pytest.mark.parametrize(
    "text",
    [
        "Social Security number 000-33-2511",
        "Your SSN 000 33 2511",
        "ID 000- 33 -2511",
        "ITIN 900–70–1234",
        "SSN O00-33-25l1",
        "SSN 000-332511",
        "TIN 00033-2511",
        "SSN: 000332511",
        "Employer identification number 00-7878193",
        "The second number, 00-8215546, was assigned in error",
        "LTR 2272C 000-33-2511 201712 30 000 00097700",
        "Spouse's SSN XXX-33-2511",
        "SSN 0 0 0 3 3 2 5 1 1",
        "000332511",
    ],
)
def test_a_taxpayer_number_is_covered_however_it_is_printed(text: str) -> None:
    assert kinds(text) == ["taxpayer number"]


@pytest.mark.parametrize(
    "text",
    [
        "SSN XXX-XX-2511",
        "EIN XX-XXX0677",
        "SSN ***-**-2511",
        "OGDEN UT 84201-0038",
        "MACON, GA 31201-1234",
        "DGPEN TUE 24201-0028",
        "Fresno, CA 93888-0419 Your SSN XXX-XX-2578",
        "Call 833-555-0132 or 1-800-829-0922",
        "Caller ID: 100332511",
        "Employee ID Number: 100033251",
        "AUR control number 23114-4985",
        "Docket No. 212874022L",
        "Notice date 12-17-2001",
        "Amount due $000,332,511.00 for 2021",
        "We changed your account for 2017 on 12-17-2001",
        "You were born in a leap year",
    ],
)
def test_what_is_masked_already_or_is_no_such_number_stays(text: str) -> None:
    assert kinds(text) == []


def test_no_part_of_a_taxpayer_number_stays() -> None:
    """Rule 27(a) of the Tax Court wants none of it; the last four that other courts allow are covered too."""
    read = page(line("SSN 000-33-2511"))
    label, number = read.words
    assert black(read, label) == 0
    assert black(read, number) == pytest.approx(1.0, abs=0.01)


def test_of_a_bank_account_the_last_four_digits_stay() -> None:
    read = page(line("Account number: 0005551234"))
    number = read.words[-1]
    assert 0.5 < black(read, number) < 0.7


def test_a_number_that_ocr_cut_in_two_is_covered_in_both_words() -> None:
    first, second = (
        Word(text, Box(left, 100, right, 110)) for text, left, right in (("000-3", 100, 125), ("3-2511", 125.5, 155))
    )
    read = page((first, second))
    assert black(read, first) == pytest.approx(1.0, abs=0.01)
    assert black(read, second) == pytest.approx(1.0, abs=0.01)


def test_the_digit_line_of_a_payment_stub_is_covered_whole() -> None:
    read = page(line("000211768 XQ CORI 30 0 200012 670", top=740))
    assert [cover.kind for cover in covers(read)] == ["scan line"]
    assert all(black(read, word) == pytest.approx(1.0) for word in read.words)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Routing number: 000000518", "account number"),
        ("Bank account number ending in 12345678", "account number"),
        ("checking account 000 123 4567", "account number"),
        ("Número de cuenta: 000123456789", "account number"),
        ("Date of birth: April 12, 1961", "date of birth"),
        ("DOB 04/12/1961", "date of birth"),
        ("Fecha de nacimiento: 12 de abril de 1961", "date of birth"),
    ],
)
def test_what_only_its_label_gives_away_is_covered(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text", ["Account number ending in 1234", "Letter date April 12, 1961", "bank account 833-555-0132"]
)
def test_without_its_label_or_with_four_digits_it_is_not(text: str) -> None:
    assert kinds(text) == []


def test_of_a_date_of_birth_the_year_stays() -> None:
    read = page(line("Date of birth: April 12, 1961"))
    assert [round(black(read, word), 2) for word in read.words[3:]] == [1.0, 1.0, 0.0]


def test_a_value_beneath_its_label_is_covered() -> None:
    read = page(line("Account number", top=100), line("000123456789", top=112))
    assert [cover.kind for cover in covers(read)] == ["account number"]


def test_a_number_known_from_another_page_is_covered_though_it_is_glued_to_others() -> None:
    read = page(line("Ref 7700021176820001"))
    assert covers(read) == ()
    assert [cover.kind for cover in covers(read, frozenset({NUMBER}))] == ["taxpayer number"]


def test_a_cover_never_shows_its_number() -> None:
    (cover,) = covers(page(line("SSN 000-33-2511")))
    assert cover.number == "000332511"
    assert "2511" not in repr(cover)


def test_six_digits_in_a_row_of_a_covered_number_are_legible_and_the_last_four_are_not() -> None:
    numbers = frozenset({NUMBER})
    assert legible(page(line("SSN 21-1768")), numbers) == ("taxpayer number",)
    assert legible(page(line("SSN 1768")), numbers) == ()


def _dots() -> Image.Image:
    """A page of print at 144 dpi."""
    image = Image.new("L", (1224, 1584), 255)
    brush = ImageDraw.Draw(image)
    for at in range(20):
        brush.text(
            (140, 400 + 24 * at),
            "If you do not pay the balance 000 Internal Revenue Service will file a lien ",
            fill=0,
            font_size=20,
        )
    return image


def test_print_and_black_paint_are_no_bar_codes() -> None:
    image = _dots()
    ImageDraw.Draw(image).rectangle((300, 500, 600, 524), fill=0)
    assert bars_in(image) == ()


def test_a_square_code_and_a_row_of_bars_are_found_where_they_stand() -> None:
    image, chance = _dots(), np.random.default_rng(7)
    modules = Image.fromarray((chance.random((25, 25)) > 0.5).astype(np.uint8) * 255)
    image.paste(modules.resize((100, 100), Image.Resampling.NEAREST), (1000, 100))
    brush, x = ImageDraw.Draw(image), 200
    while x < 500:
        wide = int(chance.integers(2, 6))
        brush.rectangle((x, 200, x + wide - 1, 250), fill=0)
        x += wide + int(chance.integers(2, 6))
    square, row = bars_in(image)
    assert around((square, Box(500, 50, 550, 100))) == square
    assert around((row, Box(100, 100, 249, 125))) == row
    assert row.bottom < 200


def test_the_copy_is_pictures_alone(tmp_path: Path) -> None:
    letter, target = LETTERS / "cp102-digital.pdf", tmp_path / "copy.pdf"
    pages = [each for each in open_file(letter).pages if isinstance(each, Page)]
    sheets = [(each, tuple(box for cover in covers(each) for box in cover.boxes)) for each in pages]
    assert copy_blacked(letter, target, sheets) == 2
    assert all(not isinstance(each, Page) for each in open_file(target).pages)
    with pikepdf.open(target) as copy:
        assert not copy.docinfo
        assert "/Metadata" not in copy.Root
        assert all(set(each.Resources.keys()) == {"/XObject"} for each in copy.pages)
    assert b"004124957" not in target.read_bytes()


def done(value: object) -> Future[object]:
    future: Future[object] = Future()
    future.set_result(value)
    return future


class Deaf:
    """Readers that open a letter with one page and read of every copy what they are told to."""

    def __init__(self, letter: Page, again: Page) -> None:
        self.letter, self.again = letter, again

    def open(self, path: Path) -> Future[object]:
        return done(Opened("0" * 64, (self.letter,)))

    def read(self, path: Path, number: int, extent: str) -> Future[object]:
        return done(self.again)

    def bars(self, path: Path, page: Page) -> Future[object]:
        return done(())

    def copy(self, path: Path, target: Path, sheets: object) -> Future[object]:
        target.write_bytes(b"copy")
        return done(1)


PRINT = page(paragraph("We wrote to you before about a balance on your return", 300), line("SSN 000-33-2511"))
PROVED = page(paragraph("We wrote to you before about a balance on your return", 300), line("SSN 2511"))


def test_a_proved_copy_gets_its_name_and_its_counts(tmp_path: Path) -> None:
    made = court.court_copy(tmp_path / "letter.pdf", tmp_path / "copy.pdf", Deaf(PRINT, PROVED))  # type: ignore[arg-type]
    assert made == court.CourtCopy((court.Covered(1, (("taxpayer number", 1),)),), ())
    assert [each.name for each in tmp_path.iterdir()] == ["copy.pdf"]


@pytest.mark.parametrize(("again", "left"), [(PRINT, ("taxpayer number",)), (page(), ())])
def test_a_copy_on_which_a_number_or_nothing_at_all_is_read_is_not_written(
    again: Page, left: tuple[str, ...], tmp_path: Path
) -> None:
    made = court.court_copy(tmp_path / "letter.pdf", tmp_path / "copy.pdf", Deaf(PRINT, again))  # type: ignore[arg-type]
    assert [(each.page, each.kinds) for each in made.unproved] == [(1, left)]
    assert list(tmp_path.iterdir()) == []


def test_a_page_read_in_part_and_a_page_that_is_not_there_end_the_work(tmp_path: Path) -> None:
    poor = Page(1, 612, 792, (), troubles=("The OCR engine failed.",))
    with pytest.raises(LetterError, match="Page 1 could not be read in full"):
        court.court_copy(tmp_path / "letter.pdf", tmp_path / "copy.pdf", Deaf(poor, poor))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no page 4"):
        court.court_copy(tmp_path / "a.pdf", tmp_path / "copy.pdf", Deaf(PRINT, PRINT), frozenset({4}))  # type: ignore[arg-type]


@pytest.mark.parametrize("pages", ["0", "3-1", "a", "1,,2"])
def test_pages_that_are_none_are_a_wrong_usage(pages: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["court-copy", str(SCAN), "--out", str(tmp_path / "c.pdf"), "--pages", pages])
    assert told.exit_code == 2


def test_the_letter_itself_is_never_overwritten(tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(SCAN.read_bytes())
    told = CliRunner().invoke(app, ["court-copy", str(letter), "--out", str(letter)])
    assert told.exit_code == 2
    assert letter.read_bytes() == SCAN.read_bytes()


@pytest.mark.slow
def test_a_scan_with_a_full_number_loses_it_and_is_read_again_without_it(tmp_path: Path) -> None:
    target = tmp_path / "copy.pdf"
    told = CliRunner().invoke(app, ["court-copy", str(SCAN), "--out", str(target), "--jobs", "1"])
    assert told.exit_code == 0
    assert "Page 1: 1 scan line, 2 taxpayer numbers." in told.output
    assert "000-21" not in told.output
    assert "1768" not in told.output
    with Readers(jobs=1) as readers:
        again = readers.read(target, 1, "whole").result()
    text = " ".join(word.text for word in again.words)
    assert "1768" not in text
    assert "CP501" in text
    assert legible(again, frozenset({NUMBER})) == ()


@pytest.mark.slow
def test_where_nothing_was_covered_the_proof_fails_and_says_on_which_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_: Page, __: frozenset[str]) -> tuple[Cover, ...]:
        return ()

    monkeypatch.setattr(court, "covers", nothing)
    told = CliRunner().invoke(app, ["court-copy", str(SCAN), "--out", str(tmp_path / "copy.pdf"), "--jobs", "1"])
    assert told.exit_code == 1
    assert "Page 1: scan line, taxpayer number can still be read on the copy." in told.output
    assert list(tmp_path.iterdir()) == []
