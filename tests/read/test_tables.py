from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from scanner.errors import LetterError
from scanner.read import tables

from . import papers

ROWS = (("Form", "Period", "Amount"), ("1040", "12/31/2018", "$1,705.82"), ("1040", "12/31/2019", "$240.00"))


def ruled(path: Path, turn: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=(612, 792))
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            canvas.rect(72 + 120 * column, 600 - 20 * row, 120, 20)
            canvas.drawString(76 + 120 * column, 606 - 20 * row, text)
    canvas.setPageRotation(turn)
    canvas.save()
    return path


def test_a_ruled_table_comes_as_rows_of_cells_with_their_places(tmp_path: Path) -> None:
    (table,) = tables(ruled(tmp_path / "a.pdf"), 1)
    assert tuple(tuple(cell.text for cell in row) for row in table.rows) == ROWS
    amount = table.rows[1][2].box
    assert (amount.left, amount.top, amount.right, amount.bottom) == pytest.approx((312, 192, 432, 212), abs=1)


def test_a_page_without_a_table_and_a_page_that_is_not_there_have_none(tmp_path: Path) -> None:
    path = papers.text_pdf(tmp_path / "a.pdf")
    assert tables(path, 1) == ()
    assert tables(path, 7) == ()


def test_a_file_that_cannot_be_opened_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    with pytest.raises(LetterError) as caught:
        tables(tmp_path / "a.pdf", 1)
    assert caught.value.fault == "damaged"
