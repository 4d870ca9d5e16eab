"""Correspondex letters, whose numbers end in C: one fixed-pitch face, the block at the upper right, no number at the foot."""

from random import Random

from samples.press import ink as inks
from samples.press.blocks import COURIER, Flow, Frame
from samples.press.case import Period
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT, FOOT = 62.0, 560.0, 742.0
BLOCK = 338.0
RETURN_CODES = {
    "1040": "30", "941": "01", "940": "10", "943": "11", "944": "14", "945": "16", "1120": "02", "1120-S": "02",
    "1065": "06", "990": "67", "1094-C": "43", "CIVPEN": "55",
}  # fmt: skip
NO_PERIOD = "000000 00"


def draw(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Draws the letter."""
    look = manuscript.look()
    code, sequence = look.choice(("0", "E0", "S0", "K0")), look.randrange(10_000, 99_999)

    def block(number: int) -> None:
        ink, case = manuscript.ink, manuscript.case
        period, untold = case.balances[0].period, manuscript.wording.no_period
        several = len(case.balances) > 1
        gap = " " * look_gap
        sheet.lines(
            BLOCK,
            52,
            (
                f"In reply refer to:  {ink['reference']}",
                f"{ink['date']}   LTR {manuscript.number}{gap}{code}",
                f"{ink['tin']}   {NO_PERIOD if untold else period_code(period, several=several)}",
                f"{sequence + number:>26d}".replace(str(sequence + number), f"{sequence + number:08d}"),
            ),
            "Courier", 9.5, 11.5,
        )  # fmt: skip
        if not several and not untold:
            ink["periods"]

    look_gap = look.randrange(2, 6)

    def turn() -> Frame:
        sheet.new_page()
        block(sheet.page)
        sheet.lines(
            LEFT,
            132,
            (manuscript.ink["name"].upper(), manuscript.case.taxpayer.address.street.upper()),
            "Courier",
            10,
            12,
        )
        return Frame(LEFT, 176, RIGHT, FOOT)

    block(1)
    sheet.text(BLOCK, 100, f"BODC: {'SB' if manuscript.case.taxpayer.business else 'WI'}", "Courier", 9.5)
    top = first_page(manuscript, sheet, look)
    flow = Flow(sheet, Frame(LEFT, top, RIGHT, FOOT), turn, COURIER)
    flow.run(manuscript.blocks)
    close(manuscript, flow)


def first_page(manuscript: Manuscript, sheet: Sheet, look: Random) -> float:
    """Letterhead, address and the indented labels; gives the y where the body begins."""
    ink, case = manuscript.ink, manuscript.case
    sheet.lines(LEFT - 16, 46, ("Department of the Treasury", "Internal Revenue Service"), "Helvetica-Bold", 10, 11.5)
    campus = f"{case.office.town.upper()}  {case.office.state}   {case.office.postcode}"
    sheet.text(LEFT - 16, 72, campus, "Courier", 10)
    sheet.lines(LEFT, 148, [line.upper() for line in manuscript.addressee()], "Courier", 10, 12)
    sheet.text(24, 214, f"{look.randrange(10**6):06d}", "Courier", 7)
    sheet.blocks(28, 222, 12, 12, cell=1.6, chance=look)
    rows = [("Taxpayer identification number:" if look.random() < 0.5 else "Social Security number:", ink["tin"])]
    if case.taxpayer.business:
        rows = [("Employer identification number:", ink["tin"])]
    if manuscript.wording.no_period:
        return opening(manuscript, sheet, rows, look)
    periods = ", ".join(inks.write_period(balance.period, "crx") for balance in case.balances)
    ink["periods"]
    rows += [
        ("Tax periods:" if len(case.balances) > 1 else look.choice(("Tax period:", "Tax period(s):")), periods),
        ("Form:", ink["form"]),
    ]
    return opening(manuscript, sheet, rows, look)


def period_code(period: Period, *, several: bool) -> str:
    """Year, month and kind of return, as the block at the upper right has them."""
    return f"{'000000' if several else format(period.end, '%Y%m')} {RETURN_CODES[period.form]}"


def opening(manuscript: Manuscript, sheet: Sheet, rows: list[tuple[str, str]], look: Random) -> float:
    """The indented labels, the greeting and the title; gives the y where the body begins."""
    case = manuscript.case
    y = 244.0
    for label, value in rows:
        sheet.text(LEFT + 36, y, f"{label:>32} {value}", "Courier", 10)
        y += 12
    sheet.text(LEFT, y + 18, look.choice(("Dear Taxpayer:", f"Dear {case.taxpayer.name}:")), "Courier", 10)
    return titled(manuscript, sheet, y + 34)


def titled(manuscript: Manuscript, sheet: Sheet, y: float) -> float:
    """The title, which most of these letters lack; gives the y below it."""
    for line in filter(None, manuscript.headline):
        for piece in wrapped(line.upper(), "Courier-Bold", 10, RIGHT - LEFT):
            sheet.text(306, y, piece, "Courier-Bold", 10, align="center")
            y += 14
    return y


def close(manuscript: Manuscript, flow: Flow) -> None:
    """The greeting at the right, name and title, enclosures at the left."""
    sheet, case = flow.sheet, manuscript.case
    flow.need(112)
    y = flow.y + 12
    sheet.text(306, y, "Sincerely yours,", "Courier", 10)
    sheet.scribble(310, y + 28, 92, manuscript.look())
    y = sheet.lines(306, y + 48, (case.officer.name, case.officer.title), "Courier", 10, 12)
    if manuscript.wording.enclosures:
        sheet.lines(LEFT, y + 10, ("Enclosures:", *manuscript.wording.enclosures), "Courier", 10, 12)
