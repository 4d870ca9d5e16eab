"""Forms: a title block, rows of ruled and numbered boxes, a foot with number, revision and catalogue number.

What a taxpayer fills in is set in italics, which is as near to handwriting as the standard fonts come. The rows are data; the
arrangement follows the idea of each form and not its print.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from samples.press import ink as inks
from samples.press.case import Balance
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

LEFT, RIGHT = 40.0, 572.0
HAND = "Times-Italic"


@dataclass(frozen=True, slots=True)
class Cell:
    """A box: how wide it is (in parts of the row), its label, what is written in it, and whether it is a box to tick."""

    share: float
    label: str
    value: str = ""
    ticked: bool | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """What a form is called."""

    number: str
    revised: str
    name: str
    catalogue: str


Row = Sequence[Cell]


def title_block(sheet: Sheet, title: Title) -> float:
    """The head of a form; gives the y below it."""
    sheet.rule(LEFT, RIGHT, 36, 1.4)
    sheet.text(LEFT, 56, title.number, "Helvetica-Bold", 15)
    sheet.text(LEFT, 68, f"({title.revised})", "Helvetica", 8)
    sheet.text(306, 48, "Department of the Treasury - Internal Revenue Service", "Helvetica", 8, "center")
    y = 64.0
    for line in wrapped(title.name, "Helvetica-Bold", 13, 330):
        sheet.text(306, y, line, "Helvetica-Bold", 13, "center")
        y += 15
    y = max(y - 4, 74)
    sheet.rule(LEFT, RIGHT, y, 1.4)
    return y


def foot(sheet: Sheet, title: Title, short: str) -> None:
    """The foot of a form."""
    sheet.rule(LEFT, RIGHT, 758, 0.8)
    sheet.text(LEFT, 768, f"Catalog Number {title.catalogue}", "Helvetica", 7)
    sheet.text(306, 768, "www.irs.gov", "Helvetica", 7, "center")
    sheet.text(RIGHT, 768, f"{title.number} ({short})", "Helvetica-Bold", 7.5, "right")


def grid(sheet: Sheet, y: float, rows: Sequence[tuple[float, Row]]) -> float:
    """Rows of boxes, each with its height; gives the y below them."""
    for height, cells in rows:
        unit = (RIGHT - LEFT) / sum(cell.share for cell in cells)
        x = LEFT
        for cell in cells:
            wide = cell.share * unit
            sheet.box(x, y, x + wide, y + height, 0.5)
            shift = 3.0
            if cell.ticked is not None:
                sheet.box(x + 4, y + 4, x + 12, y + 12, 0.7)
                if cell.ticked:
                    sheet.tick(x + 4, y + 4)
                shift = 17
            sheet.lines(x + shift, y + 10, wrapped(cell.label, "Helvetica", 7.5, wide - shift - 3), "Helvetica", 7.5, 9)
            if cell.value:
                lines = wrapped(cell.value, HAND, 12, wide - 10)
                sheet.lines(x + 6, y + height - 5 - 13 * (len(lines) - 1), lines, HAND, 12, 13)
            x += wide
        y += height
    return y


def period_rows(balances: Sequence[Balance], style: str) -> list[tuple[float, Row]]:
    """The table of taxes and periods, with an empty row after the last."""
    rows: list[tuple[float, Row]] = [(14, (Cell(2, "Type of tax"), Cell(1, "Tax form number"), Cell(2, "Tax period or periods")))]
    for balance in balances:
        form = balance.period.form
        kind = {"941": "Employment", "CIVPEN": "Civil penalty"}.get(form, "Income")
        values = (kind, "" if form == "CIVPEN" else form, inks.write_period(balance.period, style))
        rows.append((20, tuple(Cell(share, "", value) for share, value in zip((2, 1, 2), values, strict=True))))
    return [*rows, (20, (Cell(2, ""), Cell(1, ""), Cell(2, "")))]


def mark_periods(manuscript: Manuscript) -> str:
    """Marks the periods as printed, and gives the style they are written in."""
    manuscript.ink["period_rows"]
    style = manuscript.ink.style.period
    return "numeric" if style in ("yyyymm", "month-year") else style


def written_day(look: Random, manuscript: Manuscript) -> str:
    """The day a taxpayer signs."""
    return inks.write_date(manuscript.case.letter_date, look.choice(("numeric", "long")))


def form_9423(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Collection Appeal Request."""
    ink, case, look = manuscript.ink, manuscript.case, manuscript.look()
    title = Title("Form 9423", "February 2020", "Collection Appeal Request", "14169I")
    y = title_block(sheet, title)
    sheet.text(LEFT, y + 11, "Read the instructions before you fill in this form. You must first talk with a Collection manager.", "Helvetica", 7.5)
    action = look.randrange(5)
    actions = ("Federal tax lien", "Levy or proposed levy", "Seizure", "Rejection of installment agreement", "Termination of installment agreement", "Modification of installment agreement")
    y = grid(sheet, y + 16, [
        (30, (Cell(3, "1. Taxpayer's name", ink["name"]), Cell(2, "2. Representative (attach Form 2848)"))),
        (30, (Cell(2, "3. SSN/EIN", ink["tin"]), Cell(2, "4. Taxpayer's business phone"), Cell(2, "5. Taxpayer's home phone", f"513-555-01{look.randrange(100):02d}"))),
        (30, (Cell(4, "6. Taxpayer's street address", case.taxpayer.address.street), Cell(2, "7. City", case.taxpayer.address.town), Cell(1, "8. State", case.taxpayer.address.state), Cell(1.4, "9. ZIP", case.taxpayer.address.postcode))),
    ])  # fmt: skip
    y = grid(sheet, y, [
        (30, (Cell(2, "10. Type of tax (form number)", ink["form"]), Cell(2, "11. Tax periods being appealed", ink["periods"]), Cell(1.4, "12. Tax due"))),
        (16, (Cell(1, "13. Collection action or actions appealed. Check what applies:"),)),
        *[(16, (Cell(1, actions[at], ticked=at == action), Cell(1, actions[at + 1], ticked=at + 1 == action))) for at in (0, 2, 4)],
        (120, (Cell(1, "14. Explain why you disagree with the collection action, and how you would settle your tax problem.", look.choice((
            f"I got {case.earlier} but I already set up payments of {inks.money(case.monthly)} a month. The levy would leave me unable to pay rent.",
            f"The amount in {case.earlier} is wrong. I sent proof to the revenue officer and ask that the lien be withdrawn.",
            f"I never got the letter before {case.earlier}. I can pay {inks.money(case.monthly)} monthly.",
        ))),)),
        (30, (Cell(3, "15. Name of the Collection manager you talked with, and the date", f"{case.manager}"), Cell(1.4, "Manager's phone", case.officer.phone))),
    ])  # fmt: skip
    y = signature(sheet, y, look, manuscript)
    grid(sheet, y, [
        (14, (Cell(1, "IRS USE ONLY"),)),
        (30, (Cell(2, "16. Revenue officer's name", ink["contact"]), Cell(1.4, "17. Telephone"), Cell(1.4, "18. Date received"))),
    ])  # fmt: skip
    foot(sheet, title, "Rev. 2-2020")


def form_12153(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Request for a Collection Due Process or Equivalent Hearing."""
    ink, case, look = manuscript.ink, manuscript.case, manuscript.look()
    title = Title("Form 12153", "July 2022", "Request for a Collection Due Process or Equivalent Hearing", "26685D")
    y = title_block(sheet, title)
    sheet.text(LEFT, y + 11, "Use this form to ask for a hearing with the IRS Independent Office of Appeals if you received a notice listed below.", "Helvetica", 7.5)
    lien = "3172" in case.earlier
    y = grid(sheet, y + 16, [
        (30, (Cell(3, "1. Taxpayer name 1", ink["name"]), Cell(2, "Taxpayer identification number", ink["tin"]))),
        (30, (Cell(4, "2. Current address", f"{case.taxpayer.address.street}, {case.taxpayer.address.last_line}"),)),
        (30, (Cell(2, "3. Telephone", f"216-555-01{look.randrange(100):02d}"), Cell(2, "Best time to call", look.choice(("mornings", "after 5", "any time"))))),
        (16, (Cell(1, "4. Tax information, from the lien or levy notice (attach a copy)"),)),
        *period_rows(case.balances, mark_periods(manuscript)),
    ])  # fmt: skip
    y = grid(sheet, y, [
        (16, (Cell(1, "5. Basis for the hearing request"),)),
        (16, (Cell(1, "Filed Notice of Federal Tax Lien", ticked=lien), Cell(1, "Proposed levy or actual levy", ticked=not lien))),
        (16, (Cell(1, "6. Equivalent hearing: I want one if my request is late", ticked=look.random() < 0.3),)),
        (16, (Cell(1, "7. Collection alternative"), Cell(1, "Installment agreement", ticked=True), Cell(1, "Offer in compromise", ticked=False), Cell(1, "I cannot pay", ticked=look.random() < 0.4))),
        (16, (Cell(1, "Lien: withdrawal, discharge, subordination", ticked=lien), Cell(1, "My spouse is responsible (Form 8857)", ticked=False))),
        (110, (Cell(1, "8. Reason for the request. The list of reasons that the law calls frivolous is in Publication 2105 and at www.irs.gov; a $5,000 penalty may apply to them.", look.choice((
            f"I disagree with {case.earlier}. I can pay {inks.money(case.monthly)} a month and have filed all my returns.",
            f"Please see {case.earlier} dated {inks.write_date(case.earlier_date, 'numeric')}. I lost my job and cannot pay the whole sum.",
            "The amount is not right and I want to talk about a plan.",
        ))),)),
    ])  # fmt: skip
    signature(sheet, y, look, manuscript)
    foot(sheet, title, "Rev. 7-2022")


def form_12256(manuscript: Manuscript, sheet: Sheet, _: int) -> None:
    """Withdrawal of Request for Collection Due Process or Equivalent Hearing."""
    ink, case, look = manuscript.ink, manuscript.case, manuscript.look()
    title = Title("Form 12256", "May 2020", "Withdrawal of Request for Collection Due Process or Equivalent Hearing", "27939P")
    y = title_block(sheet, title)
    enclosed = manuscript.wording.key != "form-12256"
    lien = "3172" in case.earlier
    y = grid(sheet, y + 10, [
        (30, (Cell(3, "Taxpayer name(s)", ink["name"]), Cell(2, "Taxpayer identification number(s)", ink["tin"]))),
        (30, (Cell(1, "Current address", f"{case.taxpayer.address.street}, {case.taxpayer.address.last_line}"),)),
        *period_rows(case.balances, mark_periods(manuscript)),
    ])  # fmt: skip
    y += 14
    for text in (
        "I have reached a resolution with the Internal Revenue Service about the tax and the periods above, or am otherwise satisfied that I no longer need a hearing with the Independent Office of Appeals. I withdraw my request for a hearing on:",
    ):
        y = sheet.lines(LEFT, y, wrapped(text, "Helvetica", 9, RIGHT - LEFT), "Helvetica", 9, 12)
    y = grid(sheet, y, [(18, (Cell(1, "Notice of Federal Tax Lien filing (section 6320)", ticked=lien and not enclosed), Cell(1, "Notice of intent to levy, or levy (section 6330)", ticked=not lien and not enclosed)))])  # fmt: skip
    y += 14
    for text in (
        "I understand that by withdrawing I give up my right to the hearing; that Appeals will issue no determination or decision; that I give up any right to judicial review in the Tax Court; and that levy and the period for collection are no longer suspended.",
        "I do not give up other appeal rights, such as those under the Collection Appeals Program.",
    ):
        y = sheet.lines(LEFT, y, wrapped(text, "Helvetica", 9, RIGHT - LEFT), "Helvetica", 9, 12) + 5
    if enclosed:
        grid(sheet, y, [(34, (Cell(3, "Taxpayer's signature"), Cell(1.4, "Date"))), (34, (Cell(3, "Spouse's signature, if the request was joint"), Cell(1.4, "Date")))])
    else:
        signature(sheet, y, look, manuscript)
    foot(sheet, title, "Rev. 5-2020")


def signature(sheet: Sheet, y: float, look: Random, manuscript: Manuscript) -> float:
    """Signature and date, by hand."""
    end = grid(sheet, y, [(34, (Cell(3, "Signature"), Cell(1.4, "Date", written_day(look, manuscript))))])
    sheet.scribble(LEFT + 60, y + 26, 120, look)
    return end


FORMS: dict[str, Callable[[Manuscript, Sheet, int], None]] = {
    "form-9423": form_9423,
    "form-12153": form_12153,
    "form-12256": form_12256,
}
