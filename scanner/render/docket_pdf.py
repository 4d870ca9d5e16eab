"""The Monday print-out as a PDF: large type, a box to tick, lines to write on where nobody has been named yet.

Every item stands on one page under its heading; a heading whose items go on overleaf is said again there, for an item
without its day is worth nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.render.latin import latin
from scanner.render.sheet import MARGIN, SIZE, SMALL, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scanner.render.docket_print import Group, Item, PrintOut
    from scanner.render.sheet import Style
    from scanner.render.words import Words

__all__ = ["docket_document"]

HEADING, NOTICE, ACTION, LABEL = 17.0, 17.0, 14.0, 9.5
"""Points of type."""
BOX, INDENT, BETWEEN = 17.0, 34.0, 9.0
"""Points: the side of a box to tick, what stands beside it, the space between items."""
COLUMNS = (0.44, 0.33, 0.23)
"""Shares of the line that client, who has it, and status take."""


def docket_document(told: PrintOut, today: date, say: Words) -> bytes:
    """The PDF of the print-out."""
    sheet = Sheet(say, today)
    sheet.set_title(latin(told.title))
    sheet.add_page()
    sheet.para(told.title, "B", 26, after=0)
    sheet.para(told.span, "B", 15)
    sheet.para(told.counted, "", ACTION)
    sheet.para(told.folder, "", SMALL)
    for group in told.groups:
        _group(sheet, group)
    if told.besides:
        sheet.heading(say("printout.also"))
    for line in told.besides:
        sheet.item("!", line, ACTION)
    return bytes(sheet.output())


def _group(sheet: Sheet, group: Group) -> None:
    sheet.need(3.5 * HEADING + _tall(sheet, group.items[0]))
    _heading(sheet, group.heading, group.left)
    for item in group.items:
        page = sheet.page_no()
        sheet.need(_tall(sheet, item))
        if sheet.page_no() != page:
            _heading(sheet, sheet.say("printout.continued", heading=group.heading), group.left)
        _item(sheet, item)


def _heading(sheet: Sheet, heading: str, left: str) -> None:
    """The heading with how many days there are at the end of its line."""
    sheet.heading(heading, HEADING, beside=left)


def _item(sheet: Sheet, item: Item) -> None:
    top = sheet.get_y()
    sheet.set_line_width(1.4)
    sheet.rect(MARGIN + 10, top + 2, BOX, BOX)
    for text, style, size in _lines(item):
        sheet.para(text, style, size, INDENT, 1)
    _marks(sheet, item.marks)
    _columns(sheet, item)
    sheet.para(_paper(item, sheet.say), "", SMALL, INDENT, 0)
    if item.urgent:
        sheet.set_line_width(4)
        sheet.line(MARGIN + 2, top, MARGIN + 2, sheet.get_y())
    sheet.ln(BETWEEN)
    sheet.set_line_width(0.4)
    sheet.line(MARGIN, sheet.get_y() - BETWEEN / 2, sheet.w - MARGIN, sheet.get_y() - BETWEEN / 2)


def _lines(item: Item) -> Iterator[tuple[str, Style, float]]:
    yield item.notice, "B", NOTICE
    if item.action:
        yield item.action, "", ACTION
    if item.day:
        yield f"{item.day[:1].upper()}{item.day[1:]} \u00b7 {item.left}", "B", ACTION


def _marks(sheet: Sheet, marks: tuple[str, ...]) -> None:
    """Each mark in a frame, one under the other."""
    sheet.set_line_width(1.2)
    sheet.set_font("Helvetica", "B", SIZE)
    for mark in marks:
        sheet.set_x(MARGIN + INDENT + 3)
        told = latin(f"! {mark}")
        sheet.cell(
            sheet.get_string_width(told) + 12, SIZE * 1.5, told, border=1, align="C", new_x="LMARGIN", new_y="NEXT"
        )
        sheet.ln(4)


def _columns(sheet: Sheet, item: Item) -> None:
    """Client, who has it, and status side by side, each under what it is; a line to write on where there is nothing."""
    top, bottom, left = sheet.get_y(), sheet.get_y(), MARGIN + INDENT
    for (label, text), share in zip(_told(item, sheet.say), COLUMNS, strict=True):
        width = share * (sheet.epw - INDENT)
        sheet.set_xy(left, top)
        sheet.set_font("Helvetica", "B", LABEL)
        sheet.cell(width, LABEL * 1.35, latin(label), new_x="LEFT", new_y="NEXT")
        sheet.set_font("Helvetica", "", SIZE)
        if text:
            sheet.multi_cell(width - 8, SIZE * 1.35, latin(text), align="L", new_x="LEFT", new_y="NEXT")
        else:
            sheet.ln(SIZE * 1.7)
            sheet.set_line_width(0.8)
            sheet.line(left + 3, sheet.get_y() - 1, left + width - 14, sheet.get_y() - 1)
        bottom, left = max(bottom, sheet.get_y()), left + width
    sheet.set_xy(MARGIN, bottom + 3)


def _told(item: Item, say: Words) -> tuple[tuple[str, str], ...]:
    return (
        (say("printout.client"), item.client),
        (say("printout.who"), item.who),
        (say("printout.status"), item.status),
    )


def _paper(item: Item, say: Words) -> str:
    return f"{item.paper}; {say('printout.number', number=item.number)}"


def _tall(sheet: Sheet, item: Item) -> float:
    """Points that an item takes, at the most."""
    width = sheet.epw - INDENT
    lines = (*_lines(item), (_paper(item, sheet.say), "", SMALL))
    columns = (
        sheet.tall(text, "", SIZE, share * width - 8)
        for (_, text), share in zip(_told(item, sheet.say), COLUMNS, strict=True)
    )
    text = sum(sheet.tall(text, style, size, width) + 1 for text, style, size in lines)
    return text + len(item.marks) * (SIZE * 1.5 + 4) + LABEL * 1.35 + max(*columns, SIZE * 1.7) + 3 + BETWEEN
