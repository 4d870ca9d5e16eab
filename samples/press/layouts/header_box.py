"""The redesigned CP notice: a ruled box at the upper right of every page, a big headline, a payment stub.

The letters of the Automated Collection System share the skeleton (see `acs`). As on real notices the stub can come before
the page in the order of the file, its address is in mixed case, and its box lacks the tax year.
"""

from random import Random

from samples.press.blocks import Face, Flow, Frame
from samples.press.layouts.labels import Labels, english, spanish
from samples.press.layouts.stub import HEIGHT as STUB_HEIGHT
from samples.press.layouts.stub import draw_slip
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT, FOOT = 40.0, 574.0, 770.0
ABOVE_STUB = 792 - STUB_HEIGHT - 20
LABEL_WIDTH = 104.0


def draw(manuscript: Manuscript, sheet: Sheet, pages: int) -> None:
    """Draws the notice."""
    look = manuscript.look()
    labels = spanish(look) if manuscript.spanish else english(look)
    Skeleton(manuscript, sheet, pages, labels, case_number=False).draw(look)


class Skeleton:
    """What notices of this design have in common; `case_number` puts a case reference in place of the tax year."""

    def __init__(self, manuscript: Manuscript, sheet: Sheet, pages: int, labels: Labels, *, case_number: bool) -> None:
        self.manuscript, self.sheet, self.pages, self.labels = manuscript, sheet, pages, labels
        self.case_number = case_number
        look = manuscript.look()
        self.box_left = look.choice((372.0, 384.0, 360.0))
        self.rows = self.header_rows(look)

    def draw(self, look: Random) -> None:
        """Draws all pages."""
        stub_first = look.random() < 0.6
        hang = look.choice((0.0, 132.0, 132.0))
        face = Face(size=look.choice((9.5, 10.0, 10.5)), head_size=11)
        if stub_first:
            draw_slip(self.manuscript, self.sheet, self.labels, look)
            if self.pages > 1 and not self.manuscript.spanish:
                self.sheet.text(RIGHT, ABOVE_STUB + 11, "Continued on back...", "Helvetica", 8, align="right")
        frame = Frame(LEFT, self.first_page(look), RIGHT, ABOVE_STUB if stub_first else FOOT)
        flow = Flow(self.sheet, frame, self.turn, face, hang)
        flow.run(self.manuscript.blocks)
        if not stub_first:
            flow.need(STUB_HEIGHT + 10)
            draw_slip(self.manuscript, self.sheet, self.labels, look)

    def turn(self) -> Frame:
        """Begins the next page; the box is on each."""
        self.sheet.new_page()
        return Frame(LEFT, self.box() + 14, RIGHT, FOOT)

    def header_rows(self, look: Random) -> list[tuple[str, str]]:
        """The box, label by label."""
        ink, case, labels = self.manuscript.ink, self.manuscript.case, self.labels
        rows = [(labels.number, self.manuscript.number)]
        if not self.case_number and len(case.balances) == 1 and not self.manuscript.wording.no_period:
            year = ink.style.period == "year" and not case.balances[0].period.quarterly
            rows.append((labels.year, ink["year"]) if year else (labels.period, ink["periods"]))
        rows.append((labels.date, ink["date"]))
        rows.append((labels.ein if case.taxpayer.business else labels.ssn, ink["tin"]))
        if self.case_number:
            rows.append((labels.reference, ink["reference"]))
        rows.append((labels.contact, labels.phone + ink["phone"]))
        if look.random() < 0.7:
            rows.append((labels.caller, ink["caller_id"]))
        if self.manuscript.wording.control:
            rows.append((self.manuscript.wording.control, ink["control"]))
        if ink.has("petition_by") and look.random() < 0.7:
            rows.append(("Last day to petition Tax Court", ink["petition_by"]))
        return rows

    def box(self) -> float:
        """The ruled box at the upper right; gives the y below it."""
        sheet, left = self.sheet, self.box_left
        y = 40.0
        sheet.rule(left, RIGHT, y - 11, 1.2)
        for number, (label, value) in enumerate(self.rows):
            font = "Helvetica-Bold" if number == 0 else "Helvetica"
            heads = wrapped(label, font, 9.5, LABEL_WIDTH - 6)
            lines = wrapped(value, font, 9.5, RIGHT - left - LABEL_WIDTH)
            sheet.lines(left, y, heads, font, 9.5, 11)
            sheet.lines(left + LABEL_WIDTH, y, lines, font, 9.5, 11)
            y += 11 * max(len(lines), len(heads)) + 2.2
        sheet.text(left, y, self.labels.page.format(sheet.page, self.pages), "Helvetica", 9.5)
        sheet.rule(left, RIGHT, y + 5, 1.2)
        return y + 8

    def first_page(self, look: Random) -> float:
        """Letterhead, box, address window and headline; gives the y where the body begins."""
        sheet, office = self.sheet, self.manuscript.case.office
        place = office.last_line.replace(",", "") if look.random() < 0.3 else office.last_line
        sheet.lines(LEFT, 40, self.labels.treasury, "Helvetica-Bold", 10, 12)
        sheet.lines(LEFT, 64, (office.street, place), "Helvetica", 9.5, 11.5)
        box_end = self.box()
        if look.random() < 0.5:
            sheet.blocks(LEFT + 210, 62, 26, 10, cell=2.0, chance=look)
        self.window(look)
        return self.headline(max(box_end + 18, 226), look)

    def window(self, look: Random) -> None:
        """What shows in the window of the envelope, and the numbers around it."""
        sheet = self.sheet
        headline = " ".join(self.manuscript.headline).lower()
        if (self.case_number or "hearing" in headline or "deficiency" in headline) and look.random() < 0.6:
            digits = "".join(str(look.randrange(10)) for _ in range(20))
            sheet.text(LEFT, 98, "Certified Mail Number", "Helvetica", 8)
            sheet.text(LEFT, 108, " ".join(digits[at : at + 4] for at in range(0, 20, 4)), "Helvetica", 8)
        batch = f"{look.randrange(10**6):06d} {look.randrange(10**6):06d}.{look.randrange(10**6):06d}"
        sheet.text(
            LEFT + 18, 138, f"{batch}.{look.randrange(10**4):04d} 1 AB 0.{look.randrange(400, 600)} 532", "Courier", 7.5
        )
        sheet.bars(LEFT + 18, 148, 60, look)
        name, *rest = self.manuscript.addressee()
        sheet.lines(
            LEFT + 18, 164, [name.upper(), *(line.upper().replace(",", "") for line in rest)], "Courier", 10, 12
        )
        sheet.text(LEFT - 26, 250, f"{look.randrange(10**6):06d}", "Courier", 6.5)

    def headline(self, y: float, look: Random) -> float:
        """The big lines; gives the y below them."""
        size = 17.0 if len(" ".join(self.manuscript.headline)) < 60 else 15.0
        for line in self.manuscript.headline:
            for piece in wrapped(line, "Helvetica-Bold", size, RIGHT - LEFT):
                self.sheet.text(LEFT, y + size, piece, "Helvetica-Bold", size)
                y += size * 1.16
        if self.manuscript.subline:
            font = "Helvetica-Bold" if look.random() < 0.5 else "Helvetica"
            self.sheet.text(LEFT, y + 15, self.manuscript.subline, font, 14)
            y += 20
        return y + 12
