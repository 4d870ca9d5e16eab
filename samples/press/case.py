"""What happened: a made-up taxpayer, the periods, the money, the days. All that a letter can print is decided here."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from samples.press import days, people
from samples.press.wording import Wording

LAST_LETTER = date(2026, 10, 30)
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
QUARTERLY = ("941",)
BUSINESS = ("941", "940", "943", "944", "945", "1120", "1120-S", "1065", "990", "1094-C")
ATTEMPTS = 5_000
COUNTIES = ("Lucas", "Kern", "Potter", "Bibb", "Yakima", "Oneida", "Pueblo", "Webb", "Saline", "Marion")


@dataclass(frozen=True, slots=True)
class Period:
    """A tax period and the return it belongs to."""

    end: date
    form: str

    @property
    def quarterly(self) -> bool:
        """Whether it is a quarter rather than a year."""
        return self.form in QUARTERLY


@dataclass(frozen=True, slots=True)
class Balance:
    """What is owed for one period, line by line; the lines add up to the total."""

    period: Period
    lines: tuple[tuple[str, Decimal], ...]
    assessed: date

    @property
    def total(self) -> Decimal:
        """The sum of the lines."""
        return sum((amount for _, amount in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class Case:
    """One letter's facts."""

    taxpayer: people.Taxpayer
    other_party: people.Taxpayer
    office: people.Address
    officer: people.Officer
    manager: str
    letter_date: date
    balances: tuple[Balance, ...]
    printed_days: dict[str, date]
    filed: date
    received: date
    earlier: str
    earlier_date: date
    conference: date
    conference_hour: str
    monthly: Decimal
    taken: Decimal
    caller_id: str
    reference: str
    phone: str
    home_phone: str
    county: str
    state: str
    serial: str
    symbols: str

    @property
    def total(self) -> Decimal:
        """What is owed for all periods together."""
        return sum((balance.total for balance in self.balances), Decimal(0))


def draw_case(chance: Random, wording: Wording, *, old: bool = False, recent: bool = False) -> Case:
    """A case in which this notice would be sent; in an `old` design before 2010, in a `recent` one after 2020."""
    business = {"individual": False, "business": True}.get(wording.audience, chance.random() < 0.35)
    campus = wording.office in ("", "campus")
    first, last = (
        (date(2001, 2, 5), date(2009, 12, 7))
        if old
        else (date(max(2020, wording.first_year) if recent else wording.first_year, 7, 6), LAST_LETTER)
    )
    letter_date = draw_letter_date(chance, wording, first, last, monday=campus)
    filed = letter_date - timedelta(days=chance.choice((1, 2, 3, 4)))
    while not days.is_business_day(filed):
        filed -= timedelta(days=1)
    count = chance.randint(*wording.periods)
    periods = draw_periods(chance, letter_date, count, wording, business=business)
    addressee = people.taxpayer(chance, business=business)
    return Case(
        taxpayer=addressee,
        other_party=people.taxpayer(chance, business=chance.random() < 0.5),
        office=people.campus(chance) if campus else people.field_office(chance),
        officer=people.officer(chance, wording.officer),
        manager=f"{chance.choice(people.GIVEN)} {chance.choice(people.FAMILY)}",
        letter_date=letter_date,
        balances=tuple(draw_balance(chance, period, letter_date, wording.money) for period in periods),
        printed_days=draw_printed_days(chance, wording, letter_date, filed),
        filed=filed,
        received=letter_date - timedelta(days=chance.randrange(12, 75)),
        earlier=chance.choice(wording.earlier),
        earlier_date=letter_date - timedelta(days=chance.randrange(40, 200)),
        conference=days.roll(letter_date + timedelta(days=chance.randrange(20, 45))),
        conference_hour=chance.choice(("9:00 a.m.", "9:30 a.m.", "10:00 a.m.", "1:00 p.m.", "2:30 p.m.")),
        monthly=Decimal(chance.randrange(50, 650)),
        taken=cents(chance, 90, 2400),
        caller_id=str(chance.randrange(100_000, 999_999)),
        reference="".join(str(chance.randrange(10)) for _ in range(10)),
        phone=people.toll_free(chance),
        home_phone=people.local_phone(chance),
        county=chance.choice(COUNTIES),
        state=addressee.address.taxing_state,
        serial=str(chance.randrange(100_000_000, 499_999_999)),
        symbols=office_symbols(chance),
    )


def office_symbols(chance: Random) -> str:
    """What a letter of Appeals asks to be answered under."""
    team = "".join((chance.choice("ABCDEF"), chance.choice("ABCDEF"), chance.choice("KLMNO")))
    return f"AP:FE:{chance.choice(('TPA', 'NAS', 'SAC', 'HOU'))}:{team}"


def draw_letter_date(chance: Random, wording: Wording, first: date, last: date, *, monday: bool) -> date:
    """A day on which letters go out, such that every date to be printed with it is a business day."""
    terms = [term for terms in (wording.dates or {}).values() for term in terms]
    for _ in range(ATTEMPTS):
        day = first + timedelta(days=chance.randrange((last - first).days))
        if monday and chance.random() < 0.8:
            day -= timedelta(days=day.weekday())
        if days.is_business_day(day) and all(days.is_business_day(day + timedelta(days=term)) for term in terms):
            return day
    message = f"{wording.key}: no day was found on which all its dates are business days"
    raise ValueError(message)


def draw_printed_days(chance: Random, wording: Wording, letter_date: date, filed: date) -> dict[str, date]:
    """The dates, by what they govern, that this letter prints; some letters print none."""
    printed = {}
    chances = wording.chances or {}
    for name, terms in (wording.dates or {}).items():
        term = chance.choice(terms)
        if chance.random() < chances.get(name, 1.0):
            printed[name] = letter_date + timedelta(days=term)
    if chance.random() < chances.get("hearing_by", 0.0):
        lien = "cdp-lien-hearing" in wording.deadlines
        printed["hearing_by"] = days.lien_hearing_day(filed) if lien else days.after(letter_date, 30)
    if "petition_by" in chances and chance.random() < chances["petition_by"]:
        printed["petition_by"] = days.after(letter_date, 90)
    if chance.random() < chances.get("filed", 0.0) or ("hearing_by" not in printed and "filed" in chances):
        printed["filed"] = filed
    for flag in chances.keys() - printed.keys() - {"hearing_by", "filed", "petition_by"} - (wording.dates or {}).keys():
        if chance.random() < chances[flag]:
            printed[flag] = letter_date + timedelta(days=60)
    return printed


def draw_periods(
    chance: Random, letter_date: date, count: int, wording: Wording, *, business: bool
) -> tuple[Period, ...]:
    """So many periods that ended well before the letter, the oldest first."""
    forms = [form for form in wording.forms if business is (form in BUSINESS)] or wording.forms
    form = chance.choice(forms)
    if form in QUARTERLY:
        ends = [date(year, *end) for year in range(letter_date.year - 3, letter_date.year + 1) for end in QUARTER_ENDS]
        ends = [end for end in ends if end < letter_date - timedelta(days=150)]
        start = chance.randrange(max(1, len(ends) - 6), len(ends) - count + 1)
        return tuple(Period(end, form) for end in ends[start : start + count])
    newest = letter_date.year - (1 if letter_date.month > 5 else 2)
    last = newest - chance.randrange(0, 3 if count > 1 else 2)
    return tuple(Period(date(year, 12, 31), form) for year in range(last - count + 1, last + 1))


def draw_balance(chance: Random, period: Period, letter_date: date, money: str) -> Balance:
    """Money for one period, in the lines that this kind of letter breaks it into."""
    assessed = date(
        period.end.year + (period.end.month == 12), (period.end.month % 12) + 5 if period.end.month < 8 else 6, 1
    )
    assessed = days.roll(min(assessed + timedelta(days=chance.randrange(0, 60)), letter_date - timedelta(days=21)))
    tax = cents(chance, 700, 14_000, round_share=0.5)
    if money == "first-bill":
        lines = [("tax", tax), ("credits", -cents(chance, 100, int(tax) - 200, round_share=0.4))]
        if chance.random() < 0.5:
            lines.append(("late-filing", cents(chance, 30, 700)))
        lines.append(("late-payment", cents(chance, 5, 400)))
        if chance.random() < 0.3:
            lines.append(("estimated", cents(chance, 8, 150, round_share=0.3)))
        lines.append(("interest", cents(chance, 4, 350)))
    elif money == "penalty-bill":
        lines = [("owners", tax), ("interest", cents(chance, 3, 90))]
    elif money == "proposal":
        lines = [("increase", tax), ("interest", cents(chance, 6, 800))]
        if chance.random() < 0.5:
            lines.insert(1, ("accuracy", (tax / 5).quantize(Decimal("0.01"))))
    elif money == "liability":
        lines = [("liability", tax), ("paid", -cents(chance, 50, int(tax) - 200, round_share=0.4))]
        lines += [("late-filing", cents(chance, 30, 700)), ("late-payment", cents(chance, 5, 400))]
        lines.append(("interest", cents(chance, 4, 350)))
    else:
        tax = cents(chance, 66_000, 240_000) if money == "large-bill" else tax
        lines = [("prior", tax), ("late-payment", cents(chance, 10, 900)), ("interest", cents(chance, 6, 800))]
    return Balance(period, tuple(lines), assessed)


def cents(chance: Random, low: int, high: int, round_share: float = 0.0) -> Decimal:
    """An amount of money; some are whole dollars, as tax on a return is."""
    if chance.random() < round_share:
        return Decimal(chance.randrange(low, high)).quantize(Decimal("0.01"))
    return (Decimal(chance.randrange(low * 100, high * 100)) / 100).quantize(Decimal("0.01"))
