"""A letter-size sheet of paper with our type: headings, paragraphs, lists, blocks that stay together, and a foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Literal

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from scanner.render.latin import latin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scanner.render.words import Words

__all__ = ["MARGIN", "SIZE", "SMALL", "Line", "Sheet", "Style"]

SIZE, SMALL = 13.0, 10.5
"""Points of the running text and of what stands beside it."""

MARGIN, INDENT, AFTER, LEADING = 56.0, 14.0, 3.0, 1.35
"""Points of the margins, of an indent and after a paragraph; height of a line by the size of its letters."""

Style = Literal["", "B", "I"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a block."""

    text: str
    style: Style = ""
    size: float = SIZE


class Sheet(FPDF):
    """A letter-size document with our type, headings and foot."""

    def __init__(self, say: Words, today: date) -> None:
        super().__init__(unit="pt", format="letter")
        self.say, self.today = say, say.day(today)
        self.set_creation_date(datetime.combine(today, time(), UTC))
        self.set_title(latin(say("page.title")))
        self.set_lang(say.language)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN + 2 * SMALL)

    def footer(self) -> None:
        """Who we are not, from which day the days are counted, and the page number."""
        self.set_y(-MARGIN)
        self.set_line_width(0.8)
        self.line(MARGIN, self.get_y() - 4, self.w - MARGIN, self.get_y() - 4)
        self.set_font("Helvetica", "", 9)
        number = latin(self.say("page.page_of", n=self.page_no(), total="{nb}"))
        self.cell(self.epw - 80, 12, latin(self.say("page.not_irs")))
        self.cell(80, 12, number, align="R", new_x="LMARGIN", new_y="NEXT")
        self.cell(self.epw, 12, latin(self.say("page.as_of", day=self.today)))

    def need(self, height: float) -> None:
        """Go on to a new page where this one has not `height` points left; not from the top of one."""
        if self.get_y() > MARGIN and self.will_page_break(height):
            self.add_page()

    def heading(self, text: str, size: float = 16, beside: str = "") -> None:
        """A heading that keeps at least a few lines of what follows on its page, with a word at the end of its line."""
        self.need(size * 5)
        self.ln(size * 0.7)
        if beside:
            self.set_font("Helvetica", "", size * 0.9)
            top = self.get_y()
            self.cell(0, size * LEADING, latin(beside), align="R")
            self.set_xy(MARGIN, top)
        self.para(text, "B", size)
        self.set_line_width(0.8)
        self.line(MARGIN, self.get_y() + 1, self.w - MARGIN, self.get_y() + 1)
        self.ln(6)

    def para(self, text: str, style: Style = "", size: float = SIZE, indent: float = 0, after: float = AFTER) -> None:
        """A paragraph, `indent` points in from the margin."""
        if not text:
            return
        self.set_font("Helvetica", style, size)
        self.set_x(MARGIN + indent)
        self.multi_cell(self.epw - indent, size * LEADING, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(after)

    def item(self, mark: str, text: str, size: float = SIZE) -> None:
        """A line of a list: its mark, and the text hanging beside it."""
        self.need(size * 2.7)
        self.set_font("Helvetica", "B", size)
        room = max(INDENT, self.get_string_width(latin(mark)) + 6)
        self.cell(room, size * LEADING, latin(mark))
        self.set_font("Helvetica", "", size)
        self.multi_cell(self.epw - room, size * LEADING, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(AFTER)

    def block(self, lines: Sequence[Line], thick: bool) -> None:
        """Lines that stand together on one page, where they fit on one, with a rule down their left side."""
        tall = sum(self.tall(line.text, line.style, line.size, self.epw - INDENT) + AFTER for line in lines)
        if self.will_page_break(tall) and tall < self.eph:
            self.add_page()
        top, page = self.get_y(), self.page_no()
        for line in lines:
            self.para(line.text, line.style, line.size, INDENT)
        if self.page_no() == page:
            self.set_line_width(4 if thick else 1.5)
            self.line(MARGIN + 3, top, MARGIN + 3, self.get_y() - 3)
        self.ln(10)

    def tall(self, text: str, style: Style, size: float, width: float) -> float:
        """Points that a paragraph of this width takes, without the space after it."""
        self.set_font("Helvetica", style, size)
        tall = self.multi_cell(width, size * LEADING, latin(text), dry_run=True, output=MethodReturnValue.HEIGHT)
        return tall if isinstance(tall, float) else 0.0
