"""Letters explained as a PDF to print and hand over: large type, letter size, page numbers, nothing fetched.

The core fonts of every PDF reader are used and none is shipped: they have all of English and Spanish (`latin`). Boxes
and rules carry the meaning that colour has on the screen, since most clinic printers have none.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Literal

from fpdf import FPDF

from scanner.render.latin import latin
from scanner.render.record import Guide, help_told, papers, road, sections, sources, unconfirmed
from scanner.render.telling import Letter, in_order, told
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scanner.explain import Explained
    from scanner.notice import Language
    from scanner.render.clocks import Clock
    from scanner.render.record import Link
    from scanner.render.telling import Told, Value
    from scanner.render.words import Words

__all__ = ["document"]

NO_GUIDE = Guide()
SIZE, SMALL = 13.0, 10.5
"""Points of the running text and of what stands beside it."""

MARGIN, INDENT = 56.0, 14.0
Style = Literal["", "B", "I"]


def document(letters: Sequence[Letter], today: date, language: Language, guide: Guide = NO_GUIDE) -> bytes:
    """The PDF of the letters, the most urgent first, each on a page of its own."""
    say = words(language)
    sheet = Sheet(say, today)
    for letter in in_order(letters, today):
        sheet.add_page()
        _letter(sheet, told(letter, today, say), guide)
    return bytes(sheet.output())


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
        self.line(MARGIN, self.get_y() - 4, self.w - MARGIN, self.get_y() - 4)
        self.set_font("Helvetica", "", 9)
        text = f"{self.say('page.not_irs')} {self.say('page.as_of', day=self.today)}"
        self.cell(self.epw - 70, 12, latin(text))
        self.cell(70, 12, latin(self.say("page.page_of", n=self.page_no(), total="{nb}")), align="R")

    def heading(self, text: str, size: float = 16) -> None:
        """A heading that keeps at least a few lines of what follows on its page."""
        if self.will_page_break(size * 5):
            self.add_page()
        self.ln(size * 0.7)
        self.para(text, "B", size)
        self.set_line_width(0.8)
        self.line(MARGIN, self.get_y() + 1, self.w - MARGIN, self.get_y() + 1)
        self.ln(6)

    def para(self, text: str, style: Style = "", size: float = SIZE, indent: float = 0, after: float = 3) -> None:
        """A paragraph, `indent` points in from the margin."""
        if not text:
            return
        self.set_font("Helvetica", style, size)
        self.set_x(MARGIN + indent)
        self.multi_cell(self.epw - indent, size * 1.35, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(after)

    def item(self, mark: str, text: str, size: float = SIZE) -> None:
        """A line of a list: its mark, and the text hanging beside it."""
        if self.will_page_break(size * 2.7):
            self.add_page()
        self.set_font("Helvetica", "B", size)
        room = max(INDENT, self.get_string_width(latin(mark)) + 6)
        self.cell(room, size * 1.35, latin(mark))
        self.set_font("Helvetica", "", size)
        self.multi_cell(self.epw - room, size * 1.35, latin(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)


def _letter(sheet: Sheet, letter: Told, guide: Guide) -> None:
    say, explained = sheet.say, letter.explained
    sheet.para(explained.not_irs if explained else say("page.not_irs"), "I", SMALL)
    sheet.para(letter.place, "", SMALL)
    sheet.para(letter.name, "B", 24, after=0)
    sheet.para(letter.title, "B", 15, after=8)
    sheet.para(letter.what)
    for remark in letter.remarks:
        sheet.para(remark)
    if letter.doubts:
        sheet.heading(f"! {say('doubts.heading')}")
    if letter.outcome:
        sheet.para(say(f"outcome.{letter.outcome}_long"), "B")
    for doubt in letter.doubts:
        sheet.item("!", doubt)
    sheet.heading(say("deadline.heading" if letter.outcome else "deadline.heading_record"))
    for clock in (*letter.clocks, *letter.terms):
        _clock(sheet, clock)
    if not letter.clocks and not letter.terms:
        sheet.para(say("deadline.none" if letter.outcome else "deadline.none_record"))
    if letter.undated:
        sheet.heading(say("deadline.undated"))
        for clock in letter.undated:
            _clock(sheet, clock)
    if letter.values and letter.outcome != "sure":
        _values(sheet, letter.values)
    if explained:
        _record(sheet, explained)
    _links(sheet, say("explain.help"), help_told(explained, guide, say))
    if explained:
        _links(sheet, say("explain.papers"), papers(explained, say))
        _road(sheet, explained, guide)
    if letter.values and letter.outcome == "sure":
        _values(sheet, letter.values)
    if explained:
        _links(sheet, say("sources.heading"), sources(explained, say), SMALL)
        sheet.para(unconfirmed(explained, say), "I", SMALL)


def _clock(sheet: Sheet, clock: Clock) -> None:
    say = sheet.say
    if sheet.will_page_break(SIZE * 8):
        sheet.add_page()
    top, page = sheet.get_y(), sheet.page_no()
    if clock.day:
        sheet.para(f"{_first_up(clock.day)}", "B", 17, INDENT, 0)
    sheet.para(_first_up(clock.left), "B", 14, INDENT)
    sheet.para(clock.action, "B", SIZE, INDENT)
    for warning in clock.warnings:
        sheet.para(f"! {warning}", "", SIZE, INDENT)
    quoted = "; ".join(f'"{quote.text}" ({say("read.on_page", page=quote.page)})' for quote in clock.quotes)
    pairs = (
        ("deadline.quote", quoted),
        ("deadline.how", " ".join(clock.counted)),
        ("deadline.if_missed", clock.if_missed),
        ("deadline.note", " ".join(filter(None, (clock.right, clock.note)))),
        ("deadline.law", "; ".join(clock.law)),
    )
    for key, text in pairs:
        if text:
            sheet.para(f"{say(key)}: {text}", "", 12, INDENT)
    if sheet.page_no() == page:
        sheet.set_line_width(4 if clock.state in ("soon", "today") else 1.5)
        sheet.line(MARGIN + 3, top, MARGIN + 3, sheet.get_y())
    sheet.ln(8)


def _values(sheet: Sheet, values: Iterable[Value]) -> None:
    sheet.heading(sheet.say("read.heading"))
    for value in values:
        text = f"{value.text} - {value.clarity_text}" if value.text else f"{value.clarity_text}. {value.why}"
        pages = sorted({quote.page for quote in value.quotes})
        where = ", ".join(sheet.say("read.on_page", page=page) for page in pages)
        sheet.para(f"{value.label}: {text}" + (f" ({where})" if where else ""))


def _record(sheet: Sheet, explained: Explained) -> None:
    for section in sections(explained, sheet.say):
        sheet.heading(section.heading)
        sheet.para(section.paragraph)
        for number, item in enumerate(section.items, 1):
            sheet.item(f"{number}." if section.numbered else "\u00b7", item)


def _road(sheet: Sheet, explained: Explained, guide: Guide) -> None:
    say, way = sheet.say, road(explained, guide, sheet.say)
    sheet.heading(say("road.heading"))
    if way.come_from:
        sheet.para(f"{say('road.from')}: {', '.join(way.come_from)}")
    sheet.para(f">> {say('road.here')}: {way.here}", "B", 15)
    sheet.para(f"{say('road.to')}: {', '.join(way.leads_to)}" if way.leads_to else say("road.end"))
    for heading, notices in ((say("road.before"), way.before), (say("road.after"), way.after)):
        if notices:
            sheet.para(heading, "B")
        for notice in notices:
            sheet.item("\u00b7", notice)


def _links(sheet: Sheet, heading: str, links: tuple[Link, ...], size: float = SIZE) -> None:
    if links:
        sheet.heading(heading)
    for link in links:
        web = "" if link.url == link.name else link.url
        sheet.item("\u00b7", " - ".join(part for part in (link.name, link.text, link.phone, web) if part), size)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
