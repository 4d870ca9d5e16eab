"""The simplified notice of the years since 2020: page number at the very top, a shaded box "For your reference", numeric dates."""

from random import Random

from samples.press.blocks import Face, Flow, Frame
from samples.press.layouts.labels import Labels, english
from samples.press.layouts.stub import HEIGHT as STUB_HEIGHT
from samples.press.layouts.stub import draw_slip
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT, FOOT = 48.0, 564.0, 760.0
BOX = 366.0


def draw(manuscript: Manuscript, sheet: Sheet, pages: int) -> None:
    """Draws the notice."""
    look = manuscript.look()
    labels = english(look)
    face = Face(size=look.choice((10.0, 10.5)), leading=13, head_size=12.5)

    def turn() -> Frame:
        sheet.new_page()
        sheet.text(LEFT, 36, f"Page {sheet.page} of {pages}", "Helvetica", 9)
        sheet.text(RIGHT, 36, f"{manuscript.number}   {manuscript.ink['date']}", "Helvetica", 9, align="right")
        return Frame(LEFT, 62, RIGHT, FOOT)

    top = first_page(manuscript, sheet, pages, labels, look)
    flow = Flow(sheet, Frame(LEFT, top, RIGHT, FOOT), turn, face)
    flow.run(manuscript.blocks)
    flow.need(STUB_HEIGHT + 6)
    draw_slip(manuscript, sheet, labels, look)


def first_page(manuscript: Manuscript, sheet: Sheet, pages: int, labels: Labels, look: Random) -> float:
    """The head of the first page; gives the y where the body begins."""
    case = manuscript.case
    sheet.text(LEFT, 30, f"Page 1 of {pages}", "Helvetica", 9)
    sheet.lines(LEFT, 52, labels.treasury, "Helvetica-Bold", 11, 13)
    sheet.lines(LEFT, 80, (case.office.street, case.office.last_line), "Helvetica", 10, 12)
    box_end = reference(manuscript, sheet, look)
    sheet.bars(LEFT + 14, 140, 60, look)
    sheet.lines(LEFT + 14, 158, [line.upper() for line in manuscript.addressee()], "Helvetica", 10, 12)
    y = max(box_end + 20, 230)
    beside = 0 if manuscript.wording.billed else 64  # room for the code that is to be scanned
    for line in manuscript.headline:
        for piece in wrapped(line, "Helvetica-Bold", 19, RIGHT - LEFT - beside):
            sheet.text(LEFT, y + 19, piece, "Helvetica-Bold", 19)
            y += 22
    if manuscript.subline:
        sheet.text(LEFT, y + 17, manuscript.subline, "Helvetica", 15)
        y += 24
    if look.random() < 0.6:
        sheet.blocks(RIGHT - 54, y - 46, 21, 21, cell=2.2, chance=look)
        first = "Scan here to pay" if manuscript.wording.billed else "Scan here to reply"
        sheet.text(RIGHT, y + 9, look.choice((first, "Scan here to learn more")), "Helvetica", 7, align="right")
        y += 8
    return y + 14


def reference(manuscript: Manuscript, sheet: Sheet, look: Random) -> float:
    """The shaded box at the upper right; gives the y below it."""
    ink, case = manuscript.ink, manuscript.case
    single = len(case.balances) == 1 and not manuscript.wording.no_period
    rows = [("Notice name", manuscript.number), ("Notice date", ink["date"])]
    if single:
        year = ink.style.period == "year" and not case.balances[0].period.quarterly
        rows.append(("Tax year", ink["year"]) if year else ("Tax period", ink["periods"]))
    if look.random() < 0.8:
        rows.append(("Your caller ID", ink["caller_id"]))
    rows.append(("Your EIN" if case.taxpayer.business else "Your SSN", ink["tin"]))
    if look.random() < 0.5:
        rows.append(("Phone", ink["phone"]))
    end = 58 + 14 * len(rows)
    sheet.box(BOX, 34, RIGHT, end, 0, shade=0.9)
    sheet.text(BOX + 8, 48, "For your reference", "Helvetica-Bold", 10)
    y = 63.0
    for label, value in rows:
        sheet.text(BOX + 8, y, label, "Helvetica", 9)
        sheet.text(BOX + 88, y, value, "Helvetica-Bold", 9)
        y += 14
    return end
