"""The notice of before 2010: labels with colons at the upper right, a title in capitals, numbers in full, a slip at the foot."""

from random import Random

from samples.press.blocks import COURIER, Face, Flow, Frame
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT, FOOT = 50.0, 566.0, 660.0
COLUMN = 372.0


def draw(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Draws the notice; the slip stands at the foot of the last page."""
    look = manuscript.look()
    face = look.choice((COURIER, Face(size=10, leading=12.2), Face("Times-Roman", "Times-Bold", 11, 13.2, 12)))

    def turn() -> Frame:
        sheet.new_page()
        sheet.text(LEFT, 44, manuscript.ink["name"].upper(), face.body, 9)
        sheet.text(RIGHT, 44, f"Page {sheet.page}", face.body, 9, align="right")
        return Frame(LEFT, 66, RIGHT, FOOT)

    top = first_page(manuscript, sheet, look, face)
    flow = Flow(sheet, Frame(LEFT, top, RIGHT, FOOT), turn, face)
    flow.run(manuscript.blocks)
    slip(manuscript, sheet, face)


def first_page(manuscript: Manuscript, sheet: Sheet, look: Random, face: Face) -> float:
    """Letterhead, the column of labels, address and title; gives the y where the body begins."""
    ink, case = manuscript.ink, manuscript.case
    sheet.lines(LEFT, 48, ("Department of the Treasury", "Internal Revenue Service"), face.bold, 10, 12)
    sheet.text(LEFT, 72, f"{case.office.town.upper()}, {case.office.state}  {case.office.postcode}", face.body, 10)
    numbers = (
        "Employer Identification Number:"
        if case.taxpayer.business
        else look.choice(("Social Security Number:", "Taxpayer Identification Number:"))
    )
    rows = [
        ("Notice Number:", manuscript.number),
        ("Notice Date:", ink["date"]),
        (numbers, ink["tin"]),
    ]
    if look.random() < 0.6:
        rows.append(("Caller ID:", ink["caller_id"]))
    if not manuscript.wording.no_period:
        rows += [("Tax Form:", ink["form"]), (look.choice(("Tax Period:", "Tax Year Ended:")), ink["periods"])]
    y = 48.0
    for label, value in rows:
        line = f"{label}  {value}"
        for piece in wrapped(line, face.body, 9, RIGHT - COLUMN + 24):
            sheet.text(COLUMN, y, piece, face.body, 9)
            y += 11.5
    sheet.text(COLUMN, y + 6, "For assistance you may call us at:", face.body, 9)
    sheet.text(COLUMN, y + 17, ink["phone"], face.body, 9)
    y = max(y + 32, 132)
    sheet.lines(LEFT + 20, 140, [line.upper() for line in manuscript.addressee()], face.body, 10, 12)
    y = max(y, 196.0)
    for line in manuscript.headline:
        for piece in wrapped(line.upper(), face.bold, 11, 470):
            sheet.text(306, y + 11, piece, face.bold, 11, align="center")
            y += 14
    if manuscript.subline:
        sheet.text(306, y + 14, manuscript.subline, face.bold, 11, align="center")
        y += 16
    return y + 14


def slip(manuscript: Manuscript, sheet: Sheet, face: Face) -> None:
    """The part to be torn off and sent with a payment; the number is at its lower left."""
    ink, case = manuscript.ink, manuscript.case
    sheet.rule(LEFT - 10, RIGHT + 10, 676, 0.6, (3, 3))
    reason = "payment" if manuscript.wording.billed else "answer"
    sheet.text(
        306, 688, f"Please return the bottom part of this notice with your {reason}", face.body, 8.5, align="center"
    )
    campus = f"{case.office.town.upper()} {case.office.state} {case.office.postcode}"
    sheet.lines(LEFT, 706, [line.upper() for line in manuscript.addressee()], face.body, 9, 11)
    sheet.lines(COLUMN, 706, ("INTERNAL REVENUE SERVICE", campus), face.body, 9, 11)
    if manuscript.wording.billed:
        total = f"Total due: {ink['amount']}"
        sheet.lines(COLUMN, 738, (total, "Amount enclosed: $ ________"), face.body, 8.5, 11)
    sheet.text(LEFT, 758, f"{manuscript.number}    {ink['date']}    {ink['tin']}", face.body, 8.5)
    number, name = case.taxpayer.tin.replace("-", ""), case.taxpayer.name[:4].upper()
    sheet.text(LEFT, 774, f"{number} XQ {name} 30 0 {case.balances[0].period.end:%Y%m} 670", "Courier", 9)
