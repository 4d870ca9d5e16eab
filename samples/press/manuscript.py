"""One letter, composed and not yet drawn: its case, its values, its sentences in the wording chosen for it."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from samples.press import ink as inks
from samples.press.blocks import Block, Bullets, Heading, Paragraph, Table
from samples.press.case import Balance, Case, draw_case
from samples.press.ink import Ink, Style
from samples.press.quotations import quotation
from samples.press.wording import Part, Wording

LINES_EN = {
    "tax": ("Tax you owed", "Tax on your return", "Tax shown on your return"),
    "credits": ("Payments and credits", "Payments and credits", "Credits and payments"),
    "late-filing": ("Failure-to-file penalty", "Failure-to-file penalty", "Late filing penalty"),
    "late-payment": ("Failure-to-pay penalty", "Failure-to-pay penalty", "Late payment penalty"),
    "estimated": ("Failure-to-pay estimated tax penalty", "Estimated tax penalty", "Estimated tax penalty"),
    "interest": ("Interest charges", "Interest charges", "Interest"),
    "prior": ("Amount you owed", "Unpaid amount from prior notices", "Balance before this notice"),
    "owners": ("Penalty", "Civil penalty", "Penalty charged"),
    "increase": ("Tax increase", "Proposed increase in tax", "Tax you would owe in addition"),
    "accuracy": ("Substantial tax understatement penalty", "Accuracy penalty", "Penalties"),
    "liability": ("Your tax liability (deficiency)", "Tax that we figured", "Tax on the income reported to us"),
    "paid": ("Payments you made", "Tax withheld", "Payments and withholding"),
}
PROPOSED = ("Total if you agree", "Proposed balance", "Tax, penalty and interest together")
PAYERS = ("Lakeside", "Harrow", "Tallgrass", "Copperline", "Nordhaven")
LINES_ES = {
    "tax": ("Impuesto que adeudaba",),
    "credits": ("Pagos y créditos",),
    "late-filing": ("Multa por presentar tarde",),
    "late-payment": ("Multa por pagar tarde",),
    "owners": ("Multa",),
    "estimated": ("Multa por el impuesto estimado",),
    "interest": ("Cargos por intereses",),
    "prior": ("Saldo de avisos anteriores",),
}
OLD_APPEALS = ("IRS Independent Office of Appeals", "IRS Office of Appeals")
CENT = Decimal("0.01")
OLD_PERIODS = ("long", "hyphen", "numeric")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a layout is given to draw."""

    wording: Wording
    variant: int
    number: str
    layout: str
    case: Case
    ink: Ink
    headline: tuple[str, ...]
    subline: str
    subject: str
    blocks: tuple[Block, ...]
    closing: str
    seed: str
    quotes: tuple[str, ...] = ()

    @property
    def spanish(self) -> bool:
        """Whether it is a Spanish edition."""
        return self.wording.language == "es"

    def addressee(self) -> tuple[str, str, str]:
        """Name and address of the taxpayer, line by line."""
        address = self.case.taxpayer.address
        return self.ink["name"], address.street, address.last_line

    def look(self) -> Random:
        """The chance by which a layout varies its look: the same each time a letter is drawn."""
        return Random(f"look {self.seed}")


def compose(
    wording: Wording, seed: str, *, layout: str = "", variant: int | None = None, brief: bool = False
) -> Manuscript:
    """A letter of this notice; `brief` leaves the optional passages out."""
    chance = Random(seed)
    layout = layout or chance.choice(wording.layouts)
    variant = chance.randrange(wording.of_first_hand) if variant is None else variant
    wording = wording.in_hand(variant)
    case = draw_case(chance, wording, old=layout == "older-cp", recent=layout == "reference-box")
    number = chance.choice(wording.numbers)
    if layout == "older-cp" and chance.random() < 0.6:
        number = number.replace("CP", "CP ").replace("  ", " ")
    ink = Ink(case, draw_style(chance, wording, layout), number)
    length = 0.0 if brief else chance.choice((0.0, 0.3, 0.6, 1.0))
    say = Sayer(ink, chance, variant, case)
    blocks: list[Block] = []
    for part in wording.parts:
        if wanted(part, case, chance, length):
            blocks.extend(say.part(part))
    quoted = quotation(wording, seed, brief=brief)
    if quoted.text:
        blocks.append(Paragraph(quoted.text))
    return Manuscript(
        wording=wording,
        variant=variant,
        number=number,
        layout=layout,
        case=case,
        ink=ink,
        headline=tuple(say.one(wording.headline).split("\n")),
        subline=say.one(wording.subline),
        subject=say.one(wording.subject),
        blocks=tuple(blocks),
        closing=say.one(wording.closing),
        seed=seed,
        quotes=quoted.ids,
    )


def draw_style(chance: Random, wording: Wording, layout: str) -> Style:
    """How this letter writes dates, periods and numbers: each family has its ways."""
    date, periods, masks = {
        "header-box": ("long", ("year", "long", "long"), ("x", "star", "full")),
        "reference-box": ("numeric", ("year", "numeric", "long"), ("x", "star")),
        "older-cp": (chance.choice(("long", "hyphen", "stamp-dot")), OLD_PERIODS, ("full",)),
        "acs": (chance.choice(("long", "long", "numeric")), ("long", "numeric", "year"), ("x", "star")),
        "typewriter": ("crx", ("crx",), ("x", "full")),
    }.get(
        layout,
        (
            chance.choice(("long", "long", "numeric")),
            ("long", "numeric", "month-year", "yyyymm"),
            ("x", "star", "full"),
        ),
    )
    if wording.language == "es":
        date = "spanish"
    return Style(wording.language, date, chance.choice(periods), chance.choice(masks), chance.choice(("dash", "paren")))


def wanted(part: Part, case: Case, chance: Random, length: float) -> bool:
    """Whether the letter has this passage."""
    keep = not part.optional or chance.random() < length
    if part.since and case.letter_date.year < part.since:
        return False
    if part.when:
        flag = part.when.removeprefix("!")
        keep = keep and (flag in case.printed_days) is not part.when.startswith("!")
    return keep


class Sayer:
    """Puts passages into words: wording n takes the n-th of each, and chance settles the rest."""

    def __init__(self, ink: Ink, chance: Random, variant: int, case: Case) -> None:
        self.ink, self.chance, self.variant, self.case = ink, chance, variant, case

    def one(self, wordings: tuple[str, ...]) -> str:
        """The sentence for this letter's wording."""
        if not wordings:
            return ""
        text = wordings[self.variant % len(wordings)]
        if self.case.letter_date.isoformat() < "2019-07-01":
            text = text.replace(*OLD_APPEALS)
        return self.ink.fill(text, self.chance)

    def part(self, part: Part) -> list[Block]:
        """A passage as blocks."""
        blocks: list[Block] = [Heading(self.one(part.head))] if part.head else []
        if part.say:
            blocks.append(Paragraph(self.one(part.say)))
        if part.items:
            items = part.items[self.variant % len(part.items)]
            blocks.append(Bullets(tuple(self.one((item,)) for item in items)))
        match part.table:
            case "billing":
                blocks.append(self.billing())
            case "periods":
                blocks.append(self.periods())
            case "lien":
                blocks.append(self.lien())
            case "proposal":
                blocks.append(self.proposal())
            case "reported":
                blocks.append(self.reported())
            case "changes":
                blocks.append(self.changes())
            case "deficiency":
                blocks.append(self.deficiency())
            case "penalties":
                blocks.append(self.penalties())
        return blocks

    def proposal(self) -> Table:
        """What the Service would charge; not a bill, and so no amount due."""
        lines = self.case.balances[0].lines
        rows = [
            (LINES_EN[line][self.variant % 3], inks.money(amount) if not index else inks.bare(amount))
            for index, (line, amount) in enumerate(lines)
        ]
        title = ("Summary of proposed changes", "Summary", "What the changes come to")[self.variant % 3]
        return Table(title, (), (*rows, (PROPOSED[self.variant % 3], self.ink["proposed"])), total=True)

    def reported(self) -> Table:
        """Income as the return has it and as payers told it."""
        kinds = (
            ("Wages", "Interest", "Dividends"),
            ("Interest", "Pension", "Wages"),
            ("Sale of stock", "Dividends", "Interest"),
        )
        rows = []
        for kind, payer in zip(kinds[self.variant % 3][:2], self.chance.sample(PAYERS, 2), strict=True):
            told = Decimal(self.chance.randrange(400, 9000))
            shown = Decimal(0) if self.chance.random() < 0.6 else told - self.chance.randrange(50, 350)
            rows.append(
                (f"{kind}, {payer}", *(inks.money(amount.quantize(CENT)) for amount in (shown, told, told - shown)))
            )
        title = ("Where the difference is", "What was reported", "Income that we compared")[self.variant % 3]
        return Table(title, ("", "Shown on return", "Reported to IRS by others", "Difference"), tuple(rows))

    def changes(self) -> Table:
        """The return as it was filed, and as the Service figures it."""
        tax = next(amount for line, amount in self.case.balances[0].lines if line in ("tax", "prior"))
        before = (tax * self.chance.randrange(55, 95) / 100).quantize(CENT)
        income = (3 * tax + self.chance.randrange(24_000, 56_000)).quantize(CENT)
        heads = (
            ("", "Your calculations", "IRS calculations"),
            ("Line of the return", "As you filed it", "As we figure it"),
            ("Item", "On your return", "After our change"),
        )[self.variant % 3]
        rows = (
            ("Adjusted gross income", inks.money(income), inks.money(income)),
            ("Tax", inks.money(before), inks.money(tax)),
        )
        title = ("What we changed", "Changes to your return", "How the figures differ")[self.variant % 3]
        return Table(title, heads, rows)

    def deficiency(self) -> Table:
        """The years of a notice of deficiency, each with the tax and the penalty that were determined."""
        self.ink["periods"]
        heads = (
            ("Tax year ended", "Deficiency", "Penalty, section 6662(a)"),
            ("Tax Year Ended", "Deficiency", "Accuracy penalty"),
            ("Year ended", "Increase in tax", "Addition to tax"),
        )[self.variant % 3]
        rows = []
        for balance in self.case.balances:
            tax = balance.lines[0][1]
            period = inks.write_period(balance.period, "long")
            rows.append((period, inks.money(tax), inks.money((tax / 5).quantize(CENT))))
        return Table("", heads, tuple(rows))

    def penalties(self) -> Table:
        """The quarters of a business whose withheld tax a person is to answer for."""
        self.ink["period_rows"]
        heads = (
            ("Form", "Tax period ended", "Penalty"),
            ("Tax return form number", "Tax period ended", "Amount of penalty"),
            ("Form", "Quarter ended", "Proposed penalty"),
        )[self.variant % 3]
        rows = [
            (
                balance.period.form,
                inks.write_period(balance.period, self._period_style()),
                inks.money(balance.lines[0][1]),
            )
            for balance in self.case.balances
        ]
        return Table("", heads, tuple(rows))

    def billing(self) -> Table:
        """The summary of one period's balance: rows that add up to the amount due."""
        spanish = self.ink.style.language == "es"
        names = LINES_ES if spanish else LINES_EN
        lines = self.case.balances[0].lines
        rows = [
            (names[line][self.variant % len(names[line])], inks.money(amount) if not index else inks.bare(amount))
            for index, (line, amount) in enumerate(lines)
        ]
        if spanish:
            total = f"Cantidad adeudada para el {self.ink['pay_by']}" if self.ink.has("pay_by") else "Cantidad adeudada"
        else:
            total = f"Amount due by {self.ink['pay_by']}" if self.ink.has("pay_by") else "Amount due"
        title = (
            "Resumen de facturación"
            if spanish
            else ("Billing Summary", "Billing Summary", "Account summary")[self.variant % 3]
        )
        return Table(title, (), (*rows, (total, self.ink["amount"])), total=True)

    def periods(self) -> Table:
        """Every period with what is owed for it."""
        form, year, tax, penalty, interest, total = (
            (
                "Type of tax",
                "Period ending",
                "Unpaid amount from prior notices",
                "Penalty",
                "Interest",
                "Amount you owe",
            ),
            ("Form", "Tax period", "Assessed balance", "Late payment penalty", "Interest", "Total"),
            ("Tax form", "Tax period ended", "Balance", "Additional penalty", "Additional interest", "Amount due"),
        )[self.variant % 3]
        self.ink["period_rows"]
        rows = [self._row(balance) for balance in self.case.balances]
        if len(rows) > 1 or self.ink.style.period != "long":
            rows.append(("Total", "", "", "", "", self.ink["amount"]))
            return Table("", (form, year, tax, penalty, interest, total), tuple(rows), total=True)
        self.ink["amount"]
        return Table("", (form, year, tax, penalty, interest, total), tuple(rows))

    def _row(self, balance: Balance) -> tuple[str, ...]:
        amounts = dict(balance.lines)
        prior = sum(
            (amounts[line] for line in ("tax", "credits", "prior", "late-filing", "estimated") if line in amounts),
            Decimal(0),
        )
        return (
            balance.period.form,
            inks.write_period(balance.period, self._period_style()),
            inks.money(prior),
            inks.bare(amounts["late-payment"]),
            inks.bare(amounts["interest"]),
            inks.money(balance.total),
        )

    def lien(self) -> Table:
        """Every period of a lien notice, with the day of assessment and the amount."""
        self.ink["period_rows"]
        heads = (
            ("Type of tax", "Period ending", "Assessment date", "Amount on lien"),
            ("Kind of tax", "Tax period", "Date of assessment", "Amount on lien"),
            ("Tax form", "Tax period ended", "Assessed on", "Amount"),
        )[self.variant % 3]
        rows = [
            (
                balance.period.form,
                inks.write_period(balance.period, self._period_style()),
                inks.write_date(balance.assessed, "numeric"),
                inks.money(balance.total),
            )
            for balance in self.case.balances
        ]
        if len(rows) > 1:
            rows.append(("Total", "", "", self.ink["amount"]))
            return Table("", heads, tuple(rows), total=True)
        self.ink["amount"]
        return Table("", heads, tuple(rows))

    def _period_style(self) -> str:
        style = self.ink.style.period
        return "numeric" if style in ("long", "year", "crx") else style
