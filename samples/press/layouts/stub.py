"""The slip at the foot of a notice: to pay with (amount, a line for machines), or to answer with where nothing is billed."""

from random import Random

from samples.press.ink import bare
from samples.press.layouts.labels import Labels
from samples.press.manuscript import Manuscript
from samples.press.sheet import Sheet, wrapped

HEIGHT = 168.0
LEFT, RIGHT, MIDDLE = 40.0, 574.0, 330.0
PAYEE = (
    "Make the check or money order payable to the United States Treasury. Write the last four digits of your number "
    "({number}), the tax period and the form ({what}) on it, and mail it with this slip."
)
REPLY = (
    "Put this slip on top of what you send, so that it reaches the right desk. Nothing is to be paid with it.",
    "Send this slip along with your answer. If your address is new, write it on the back.",
)
PAYEE_ES = (
    "Haga su cheque a nombre del United States Treasury. Escriba en él los últimos cuatro dígitos ({number}), el período y el "
    "formulario ({what}) y envíelo con este talón."
)


def draw_slip(manuscript: Manuscript, sheet: Sheet, labels: Labels, look: Random) -> None:
    """Draws the slip that this notice has."""
    draw = draw_stub if manuscript.wording.billed else draw_reply
    draw(manuscript, sheet, labels, look)


def draw_reply(manuscript: Manuscript, sheet: Sheet, labels: Labels, look: Random) -> None:
    """Draws the slip that goes with an answer: no amount, nothing to pay."""
    top = 792 - HEIGHT
    sheet.rule(LEFT - 12, RIGHT + 12, top - 6, 0.7, (4, 3))
    y = box(manuscript, sheet, labels, top)
    sheet.lines(LEFT, top + 14, labels.treasury, "Helvetica", 8.5, 10)
    sheet.lines(LEFT, top + 46, manuscript.addressee(), "Helvetica", 9, 11)
    sheet.text(LEFT, top + 92, look.choice(("Response form", "Contact information")), "Helvetica-Bold", 13)
    ask = look.choice(REPLY)
    sheet.lines(LEFT, top + 106, wrapped(ask, "Helvetica", 8, 260), "Helvetica", 8, 9.4)
    sheet.lines(
        LEFT, top + 138, ("Telephone ____________________", "Best time to call ______________"), "Helvetica", 8, 12
    )
    remit = ("INTERNAL REVENUE SERVICE", manuscript.case.office.last_line.upper().replace(",", ""))
    sheet.lines(MIDDLE, y + 54, remit, "Courier", 9.5, 11)


def draw_stub(manuscript: Manuscript, sheet: Sheet, labels: Labels, look: Random) -> None:
    """Draws the slip at the foot of the page."""
    ink, case = manuscript.ink, manuscript.case
    top = 792 - HEIGHT
    sheet.rule(LEFT - 12, RIGHT + 12, top - 6, 0.7, (4, 3))
    y = box(manuscript, sheet, labels, top)
    sheet.lines(LEFT, top + 14, labels.treasury, "Helvetica", 8.5, 10)
    sheet.lines(LEFT, top + 46, manuscript.addressee(), "Helvetica", 9, 11)
    sheet.text(LEFT, top + 92, labels.payment, "Helvetica-Bold", 13)
    sheet.lines(LEFT, top + 104, wrapped(payee(manuscript), "Helvetica", 8, 260), "Helvetica", 8, 9.4)
    due = f"{labels.due_by}\n{ink['pay_by']}" if ink.has("pay_by") else labels.due
    size = 11.0 if len(labels.due_by) < 20 else 9.0
    sheet.lines(MIDDLE, y + 18, wrapped(due, "Helvetica-Bold", size, 128), "Helvetica-Bold", size, size + 2)
    sheet.box(RIGHT - 110, y + 6, RIGHT, y + 36, 0.8)
    sheet.text(RIGHT - 6, y + 26, ink["amount"], "Helvetica-Bold", 12, align="right")
    remit = ("INTERNAL REVENUE SERVICE", case.office.last_line.upper().replace(",", ""))
    sheet.lines(MIDDLE, y + 54, remit, "Courier", 9.5, 11)
    sheet.text(LEFT, 780, machine_line(manuscript, look), "Courier", 9)


def box(manuscript: Manuscript, sheet: Sheet, labels: Labels, top: float) -> float:
    """Number, date and taxpayer number between two rules; gives the y below them."""
    ink = manuscript.ink
    sheet.rule(MIDDLE, RIGHT, top + 4, 1.0)
    y = top + 15
    for label, value in (
        (labels.number, manuscript.number),
        (labels.date, ink["date"]),
        (labels.ein if manuscript.case.taxpayer.business else labels.ssn, ink["tin"]),
    ):
        heads = wrapped(label, "Helvetica", 9, 112)
        sheet.lines(MIDDLE, y, heads, "Helvetica", 9, 10.5)
        sheet.text(MIDDLE + 120, y, value, "Helvetica", 9)
        y += 10.5 * len(heads) + 2
    sheet.rule(MIDDLE, RIGHT, y - 5, 1.0)
    return y


def payee(manuscript: Manuscript) -> str:
    """To whom the check is made out and what is to be written on it."""
    ink = manuscript.ink
    single = len(manuscript.case.balances) == 1
    what = f"{ink['year']}, {ink['form']}" if single else ink["form"]
    return (PAYEE_ES if manuscript.spanish else PAYEE).format(number=ink["tin"][-4:], what=what)


def machine_line(manuscript: Manuscript, look: Random) -> str:
    """The digits that the payment machine reads: number, name, type, period, amount."""
    case = manuscript.case
    tin, amount = case.taxpayer.tin.replace("-", ""), bare(case.total).replace(",", "").replace(".", "")
    codes = look.choice(("KQ", "ZB", "MV")), look.choice(("30", "01", "00")), look.randrange(2)
    period = case.balances[0].period.end
    return f"{tin} {codes[0]} {case.taxpayer.name[:4].upper()} {codes[1]} {codes[2]} {period:%Y%m} 670 {amount:0>11}"
