"""The redesigned CP notice: a ruled box at the upper right of every page, a big headline, a payment stub.

The letters of the Automated Collection System share the skeleton (see `acs`). As on real notices the stub comes before the
page in the order of the file, the address of the stub is in mixed case, and the box of the stub lacks the tax year.
"""

from random import Random

from samples.press.blocks import Face, Flow, Frame
from samples.press.layouts.labels import Labels, english, spanish
from samples.press.layouts.stub import HEIGHT as STUB_HEIGHT
from samples.press.layouts.stub import draw_stub
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT, FOOT = 40.0, 574.0, 770.0
ABOVE_STUB = 792 - STUB_HEIGHT - 20


def draw(manuscript: Manuscript, sheet: Sheet, pages: int) -> None:
    """Draws the notice."""
    look = manuscript.look()
    labels = spanish(look) if manuscript.spanish else english(look)
    draw_with(manuscript, sheet, pages, look, labels, case_number=False)


def draw_with(
    manuscript: Manuscript, sheet: Sheet, pages: int, look: Random, labels: Labels, *, case_number: bool
) -> None:
    """Draws the skeleton with these labels; `case_number` prints a case reference in place of the tax year."""
    stub_first = look.random() < 0.6
    hang = look.choice((0.0, 132.0, 132.0))
    face = Face(size=look.choice((9.5, 10.0, 10.5)), head_size=11)
    box_left = look.choice((372.0, 384.0, 360.0))
    certified = case_number or "hearing" in " ".join(manuscript.headline).lower()
    rows = header_rows(manuscript, labels, case_number=case_number)

    def turn() -> Frame:
        sheet.new_page()
        top = draw_box(sheet, rows, labels, box_left, sheet.page, pages)
        return Frame(LEFT, top + 14, RIGHT, FOOT)

    if stub_first:
        draw_stub(manuscript, sheet, labels, look)
        if pages > 1 and not manuscript.spanish:
            sheet.text(RIGHT, 792 - STUB_HEIGHT - 9, "Continued on back...", "Helvetica", 8, "right")
    bottom = ABOVE_STUB if stub_first else FOOT
    top = draw_first_page(manuscript, sheet, labels, rows, box_left, pages, look, certified=certified)
    flow = Flow(sheet, Frame(LEFT, top, RIGHT, bottom), turn, face, hang)
    flow.run(manuscript.blocks)
    if not stub_first:
        flow.need(STUB_HEIGHT + 10)
        draw_stub(manuscript, sheet, labels, look)
    elif sheet.page == 1 and pages > 1:
        turn()


def header_rows(manuscript: Manuscript, labels: Labels, *, case_number: bool) -> list[tuple[str, str]]:
    """The box, label by label."""
    ink, case = manuscript.ink, manuscript.case
    rows = [(labels.number, manuscript.number)]
    single = len(case.balances) == 1
    if not case_number and single:
        year = not case.balances[0].period.quarterly and ink.style.period == "year"
        rows.append((labels.year if year else labels.period, ink["year" if year else "periods"]))
    rows.append((labels.date, ink["date"]))
    rows.append((labels.ein if case.taxpayer.business else labels.ssn, ink["tin"]))
    if case_number:
        rows.append((labels.reference, ink["reference"]))
    rows.append((labels.contact, labels.phone + ink["phone"]))
    look = manuscript.look()
    if look.random() < 0.7:
        rows.append((labels.caller, ink["caller_id"]))
    return rows


def draw_box(sheet: Sheet, rows: list[tuple[str, str]], labels: Labels, left: float, page: int, pages: int) -> float:
    """The ruled box at the upper right; gives the y below it."""
    y = 40.0
    sheet.rule(left, RIGHT, y - 11, 1.2)
    for number, (label, value) in enumerate(rows):
        value_left = left + 104
        lines = wrapped(value, "Helvetica", 9.5, RIGHT - value_left)
        heads = wrapped(label, "Helvetica-Bold" if number == 0 else "Helvetica", 9.5, 98)
        sheet.lines(left, y, heads, "Helvetica-Bold" if number == 0 else "Helvetica", 9.5, 11)
        sheet.lines(value_left, y, lines, "Helvetica-Bold" if number == 0 else "Helvetica", 9.5, 11)
        y += 11 * max(len(lines), len(heads)) + 2.2
    sheet.text(left, y, labels.page.format(page, pages), "Helvetica", 9.5)
    sheet.rule(left, RIGHT, y + 5, 1.2)
    return y + 8


def draw_first_page(
    manuscript: Manuscript, sheet: Sheet, labels: Labels, rows: list[tuple[str, str]], box_left: float, pages: int, look: Random,
    *, certified: bool,
) -> float:  # fmt: skip
    """Letterhead, box, address window and headline; gives the y where the body begins."""
    ink, office = manuscript.ink, manuscript.case.office
    sheet.lines(LEFT, 40, labels.treasury, "Helvetica-Bold", 10, 12)
    sheet.lines(
        LEFT,
        64,
        (office.street, office.last_line.replace(",", "") if look.random() < 0.3 else office.last_line),
        "Helvetica",
        9.5,
        11.5,
    )
    box_end = draw_box(sheet, rows, labels, box_left, 1, pages)
    if certified and look.random() < 0.6:
        digits = "".join(str(look.randrange(10)) for _ in range(20))
        sheet.text(LEFT, 98, "Certified Mail Number", "Helvetica", 8)
        sheet.text(LEFT, 108, " ".join(digits[at : at + 4] for at in range(0, 20, 4)), "Helvetica", 8)
    if look.random() < 0.5:
        sheet.blocks(LEFT + 210, 62, 26, 10, 2.0, look)
    y = 138.0
    print_line = f"{look.randrange(10**6):06d} {look.randrange(10**6):06d}.{look.randrange(10**6):06d}.{look.randrange(10**4):04d} 1 AB 0.{look.randrange(400, 600)} 532"
    sheet.text(LEFT + 18, y, print_line, "Courier", 7.5)
    sheet.bars(LEFT + 18, y + 10, 60, look)
    address = (ink["name"], manuscript.case.taxpayer.address.street, manuscript.case.taxpayer.address.last_line)
    sheet.lines(
        LEFT + 18,
        y + 26,
        [line.upper().replace(",", "") if number else line.upper() for number, line in enumerate(address)],
        "Courier",
        10,
        12,
    )
    sheet.text(LEFT - 26, 250, f"{look.randrange(10**6):06d}", "Courier", 6.5)
    y = max(box_end + 18, 226)
    size = 17.0 if len(" ".join(manuscript.headline)) < 60 else 15.0
    for line in manuscript.headline:
        for piece in wrapped(line, "Helvetica-Bold", size, RIGHT - LEFT):
            sheet.text(LEFT, y + size, piece, "Helvetica-Bold", size)
            y += size * 1.16
    if manuscript.subline:
        sheet.text(LEFT, y + 15, manuscript.subline, "Helvetica-Bold" if look.random() < 0.5 else "Helvetica", 14)
        y += 20
    return y + 12
