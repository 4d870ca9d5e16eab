"""The payment slip at the foot of a notice: addressee in mixed case, number, date, taxpayer number, amount and a line for machines."""

from random import Random

from samples.press.ink import bare
from samples.press.layouts.labels import Labels
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

HEIGHT = 168.0
LEFT, RIGHT = 40.0, 574.0


def draw_stub(manuscript: Manuscript, sheet: Sheet, labels: Labels, look: Random) -> None:
    """The payment slip at the foot of a page."""
    ink, case = manuscript.ink, manuscript.case
    top = 792 - HEIGHT
    left = 330.0
    sheet.rule(LEFT - 12, RIGHT + 12, top - 6, 0.7, (4, 3))
    sheet.rule(left, RIGHT, top + 4, 1.0)
    rows = (
        (labels.number, manuscript.number),
        (labels.date, ink["date"]),
        (labels.ein if case.taxpayer.business else labels.ssn, ink["tin"]),
    )
    y = top + 15
    for label, value in rows:
        heads = wrapped(label, "Helvetica", 9, 112)
        sheet.lines(left, y, heads, "Helvetica", 9, 10.5)
        sheet.text(left + 120, y, value, "Helvetica", 9)
        y += 10.5 * len(heads) + 2
    sheet.rule(left, RIGHT, y - 5, 1.0)
    sheet.lines(LEFT, top + 14, labels.treasury, "Helvetica", 8.5, 10)
    sheet.lines(
        LEFT, top + 46, (ink["name"], case.taxpayer.address.street, case.taxpayer.address.last_line), "Helvetica", 9, 11
    )
    sheet.text(LEFT, top + 92, labels.payment, "Helvetica-Bold", 13)
    payee = _payee(manuscript)
    sheet.lines(LEFT, top + 104, wrapped(payee, "Helvetica", 8, 260), "Helvetica", 8, 9.4)
    due = (labels.due_by, ink["pay_by"]) if ink.has("pay_by") else (labels.due, "")
    sheet.text(left, y + 18, due[0], "Helvetica-Bold", 11)
    sheet.text(left, y + 31, due[1], "Helvetica-Bold", 11)
    amount = ink["amount"]
    sheet.box(RIGHT - 110, y + 6, RIGHT, y + 36, 0.8)
    sheet.text(RIGHT - 6, y + 26, amount, "Helvetica-Bold", 12, "right")
    remit = ("INTERNAL REVENUE SERVICE", case.office.last_line.upper().replace(",", ""))
    sheet.lines(left, y + 54, remit, "Courier", 9.5, 11)
    scan = f"{case.taxpayer.tin.replace('-', '')} {look.choice(('KQ', 'ZB', 'MV'))} {case.taxpayer.name[:4].upper()} {look.choice(('30', '01', '00'))} {look.randrange(2)} {case.balances[0].period.end:%Y%m} 670 {bare(case.total).replace(',', '').replace('.', ''):0>11}"
    sheet.text(LEFT, 780, scan, "Courier", 9)


def _payee(manuscript: Manuscript) -> str:
    ink = manuscript.ink
    number = ink["tin"][-4:]
    single = len(manuscript.case.balances) == 1
    what = f"{ink['year']}, {ink['form']}" if single else ink["form"]
    if manuscript.spanish:
        return f"Haga su cheque a nombre del United States Treasury. Escriba en él los últimos cuatro dígitos ({number}), el período y el formulario ({what}) y envíelo con este talón."
    return f"Make the check or money order payable to the United States Treasury. Write the last four digits of your number ({number}), the tax period and the form ({what}) on it, and mail it with this slip."
