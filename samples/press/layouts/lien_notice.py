"""Form 668(Y)(c), the Notice of Federal Tax Lien: a sheet of ruled boxes with six lettered columns, as a county records it.

Column (e), the last day for refiling, lies some ten years ahead and is nobody's deadline.
"""

from datetime import date, timedelta

from samples.press import ink as inks
from samples.press.case import Balance
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT = 36.0, 576.0
STOPS = (36.0, 96.0, 178.0, 268.0, 358.0, 450.0, 576.0)
HEADS = (
    "Kind of Tax",
    "Tax Period\nEnding",
    "Identifying Number",
    "Date of\nAssessment",
    "Last Day for\nRefiling",
    "Unpaid Balance\nof Assessment",
)


def draw(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Draws the form."""
    ink, case, look = manuscript.ink, manuscript.case, manuscript.look()
    unit_phone = ink["phone"] if manuscript.wording.key == "form-668-y" else case.phone
    sheet.lines(LEFT + 4, 44, ("Form 668 (Y)(c)", "(Rev. February 2004)"), "Helvetica-Bold", 9, 11)
    sheet.text(306, 44, "Department of the Treasury - Internal Revenue Service", "Helvetica-Bold", 9, align="center")
    sheet.text(306, 60, "Notice of Federal Tax Lien", "Helvetica-Bold", 15, align="center")
    sheet.box(LEFT, 70, 400, 112, 0.8)
    sheet.text(LEFT + 4, 80, "Area:", "Helvetica", 8)
    sheet.text(LEFT + 4, 92, f"SMALL BUSINESS/SELF EMPLOYED AREA #{look.randrange(1, 8)}", "Courier", 8.5)
    sheet.text(LEFT + 4, 106, f"Lien Unit Phone: {unit_phone}", "Helvetica", 8)
    sheet.text(250, 80, "Serial Number", "Helvetica", 8)
    sheet.text(262, 98, ink["serial"], "Courier-Bold", 11)
    sheet.box(400, 70, RIGHT, 250, 0.8)
    sheet.text(405, 80, "For Optional Use by Recording Office", "Helvetica", 8)
    claim = (
        "As section 6321 and the sections after it provide, we give notice that taxes (with interest and penalties) have been assessed against the "
        "taxpayer named here. Payment was demanded and is still owing. There is a lien in favor of the United States on all property and rights to "
        "property of this taxpayer for these taxes and for penalties, interest and costs that may accrue."
    )
    sheet.lines(LEFT + 4, 124, wrapped(claim, "Helvetica-Bold", 7.8, 356), "Helvetica-Bold", 7.8, 9.6)
    sheet.box(LEFT, 168, 400, 250, 0.8)
    sheet.text(LEFT + 4, 178, "Name of Taxpayer", "Helvetica", 8)
    sheet.text(LEFT + 12, 192, ink["name"].upper(), "Courier", 10)
    sheet.rule(LEFT, 400, 204)
    sheet.text(LEFT + 4, 214, "Residence", "Helvetica", 8)
    sheet.lines(
        LEFT + 12,
        227,
        (case.taxpayer.address.street.upper(), case.taxpayer.address.last_line.upper()),
        "Courier",
        10,
        12,
    )
    reminder = (
        "IMPORTANT RELEASE INFORMATION: for each assessment below, unless notice of the lien is refiled by the date in column (e), this notice "
        "operates, on the day after that date, as a certificate of release as defined in section 6325(a)."
    )
    sheet.lines(LEFT + 4, 262, wrapped(reminder, "Helvetica", 7.6, 530), "Helvetica", 7.6, 9)
    end = columns(manuscript, sheet, 288)
    place = f"COUNTY RECORDER, {case.county.upper()} COUNTY, {case.taxpayer.address.state}"
    sheet.text(LEFT + 4, end + 11, "Place of Filing", "Helvetica", 8)
    sheet.text(LEFT + 12, end + 27, place, "Courier", 9.5)
    sheet.text(456, end + 11, "Total", "Helvetica", 8)
    sheet.text(RIGHT - 6, end + 27, f"$ {inks.bare(case.total)}", "Courier", 10, align="right")
    ink["amount"]
    sheet.box(LEFT, end, RIGHT, end + 36, 0.8)
    sheet.bar(450, end, end + 36)
    signed = case.filed - timedelta(days=look.randrange(2, 9))
    sheet.text(
        LEFT + 4,
        end + 56,
        f"This notice was prepared and signed at {case.office.town.upper()}, {case.office.state}, on this,",
        "Helvetica",
        9,
    )
    sheet.text(
        LEFT + 4,
        end + 72,
        f"the {ordinal(signed.day)} day of {inks.MONTHS[signed.month - 1]}, {signed.year}.",
        "Helvetica",
        9,
    )
    sheet.scribble(LEFT + 60, end + 104, 110, look)
    sheet.lines(LEFT + 4, end + 110, ("Signature", f"for {case.officer.name.upper()}"), "Helvetica", 8, 11)
    sheet.lines(330, end + 99, ("Title", "REVENUE OFFICER / LIEN UNIT"), "Helvetica", 8, 12)
    sheet.rule(LEFT, RIGHT, 752)
    sheet.text(
        306,
        762,
        "Part 1 - Kept By Recording Office" if look.random() < 0.5 else "Part 3 - Taxpayer's Copy",
        "Helvetica-Bold",
        8,
        align="center",
    )
    sheet.text(LEFT, 772, "CAT. NO 60025X", "Helvetica", 7)
    sheet.text(RIGHT, 772, "Form 668 (Y)(c) (Rev. 02-04)", "Helvetica-Bold", 8, align="right")


def columns(manuscript: Manuscript, sheet: Sheet, top: float) -> float:
    """The six columns; unused rows are filled with asterisks."""
    ink, case = manuscript.ink, manuscript.case
    ink["period_rows"]
    for index, head in enumerate(HEADS):
        middle = (STOPS[index] + STOPS[index + 1]) / 2
        for row, line in enumerate(head.split("\n")):
            sheet.text(middle, top + 10 + row * 9, line, "Helvetica-Bold", 7.6, align="center")
        sheet.text(middle, top + 29, f"({'abcdef'[index]})", "Helvetica", 7.6, align="center")
    sheet.rule(LEFT, RIGHT, top + 33)
    y = top + 46
    for balance in case.balances:
        for index, cell in enumerate(row_of(balance, ink["tin"])):
            if index == 5:
                sheet.text(RIGHT - 6, y, cell, "Courier", 9.5, align="right")
            else:
                sheet.text(STOPS[index] + 5, y, cell, "Courier", 9.5)
        y += 15
    for index in range(6):
        sheet.text(STOPS[index] + 5, y, "*" * 9, "Courier", 9.5)
    end = top + 190
    sheet.box(LEFT, top, RIGHT, end, 0.8)
    for stop in STOPS[1:-1]:
        sheet.bar(stop, top, end, 0.5)
    return end


def row_of(balance: Balance, tin: str) -> tuple[str, ...]:
    """One assessment."""
    refile = date(balance.assessed.year + 10, balance.assessed.month, min(balance.assessed.day, 28)) + timedelta(
        days=30
    )
    kind = "CIVP" if balance.period.form == "CIVPEN" else balance.period.form
    dates = (f"{balance.assessed:%m/%d/%Y}", f"{refile:%m/%d/%Y}")
    return (
        kind,
        f"{balance.period.end:%m/%d/%Y}",
        tin if tin.startswith(("X", "*")) else f"XXX-XX-{tin[-4:]}",
        *dates,
        inks.bare(balance.total),
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
