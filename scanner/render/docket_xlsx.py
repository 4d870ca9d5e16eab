"""The docket as a workbook: dates that sort as dates, a header that stays, filters, and a page that prints as it stands.

Urgent rows are coloured, and the column beside the number says the same in a word. All of it is made in memory: the
library's own way leaves a taxpayer's name in temporary files.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from scanner.render.cells import is_formula
from scanner.render.docket_table import COLUMNS, PRINTED, cells, headings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from scanner.entry import Dated
    from scanner.notice import Urgency
    from scanner.render.docket_table import Cell
    from scanner.render.voice import Voice

__all__ = ["docket_xlsx"]

FILLS: dict[Urgency, str] = {"critical": "#FBD5D0", "high": "#FFEFC7"}
INK, LINE, HEAD = "#1A1B20", "#D3D1C9", "#1C4E8F"
STRONG = ("urgency", "last_day", "left", "notice")
"""Columns whose cells are bold where the letter is urgent: an office printer has no red."""
LETTER_PAPER = 1


class _Formats:
    """The formats of cells, each made once for its workbook."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[object, ...], Format] = {}

    def of(self, urgency: Urgency, cell: Cell, *, strong: bool) -> Format:
        fill, kind = FILLS.get(urgency), "day" if isinstance(cell, date) else type(cell).__name__
        quoted = isinstance(cell, str) and is_formula(cell)
        bold = strong and fill is not None
        key = (fill, kind, quoted, bold)
        if key not in self.made:
            look: dict[str, Any] = {"valign": "top", "text_wrap": kind == "str", "font_color": INK, "bold": bold}
            look |= {"bottom": 1, "bottom_color": LINE, "quote_prefix": quoted}
            look |= {"bg_color": fill} if fill else {}
            look |= {"num_format": "yyyy-mm-dd", "align": "left"} if kind == "day" else {}
            look |= {"align": "right"} if kind == "int" else {}
            self.made[key] = self.book.add_format(look)
        return self.made[key]


def docket_xlsx(letters: Iterable[Dated], voice: Voice) -> bytes:
    """The workbook, with one sheet."""
    kept = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(kept, plain) as book:
        book.set_properties({"title": voice.say("export.sheet"), "created": datetime.combine(voice.today, time(), UTC)})
        sheet = book.add_worksheet(voice.say("export.sheet"))
        _header(book, sheet, voice)
        formats, last = _Formats(book), 0
        for last, letter in enumerate(letters, 1):
            _row(sheet, last, letter, voice, formats)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        _on_paper(sheet, last, voice)
    return kept.getvalue()


def _header(book: Workbook, sheet: Worksheet, voice: Voice) -> None:
    look = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": HEAD, "font_color": "#FFFFFF"}
    )
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 34)
    for at, (column, heading) in enumerate(zip(COLUMNS, headings(voice), strict=True)):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, heading, look)


def _row(sheet: Worksheet, at: int, letter: Dated, voice: Voice, formats: _Formats) -> None:
    urgency = letter.entry.urgency
    for place, (column, cell) in enumerate(zip(COLUMNS, cells(letter, voice), strict=True)):
        look = formats.of(urgency, cell, strong=column.key in STRONG)
        if isinstance(cell, date):
            sheet.write_datetime(at, place, datetime.combine(cell, time()), look)
        elif isinstance(cell, int):
            sheet.write_number(at, place, cell, look)
        elif cell:
            sheet.write_string(at, place, cell, look)
        else:
            sheet.write_blank(at, place, None, look)


def _on_paper(sheet: Worksheet, last: int, voice: Voice) -> None:
    sheet.set_paper(LETTER_PAPER)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.print_area(0, 0, last, len(PRINTED) - 1)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{voice.say('page.as_of', day=voice.today)}&R{voice.say('export.page_of')}")
