"""The values of a case as this letter prints them, and the account of which of them were printed.

A sentence takes a value by naming its slot; the slot is then marked. The truth beside a letter is made from the marks, so
that a value nobody printed is never expected of a reader.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from samples.press.case import Case, Period

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
CRX_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")
MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
PERIOD_SLOTS = {"year", "periods", "period_rows"}
QUARTERS = ("1st", "2nd", "3rd", "4th")


@dataclass(frozen=True, slots=True)
class Style:
    """How one letter writes dates, periods and taxpayer numbers."""

    language: str = "en"
    date: str = "long"
    period: str = "long"
    mask: str = "x"
    phone: str = "dash"


class Ink:
    """The slots of one letter; reading a slot prints it."""

    def __init__(self, case: Case, style: Style, number: str) -> None:
        self.case = case
        self.style = style
        self.printed: set[str] = set()
        self._values = _slots(case, style, number)

    def __getitem__(self, slot: str) -> str:
        value = self._values[slot]
        self.printed.add(slot)
        return value

    def has(self, slot: str) -> bool:
        """Whether this letter has such a value at all."""
        return slot in self._values

    def fill(self, text: str, chance: Random) -> str:
        """The sentence with its choices made and its slots printed."""
        while match := CHOICE.search(text):
            text = text[: match.start()] + chance.choice(match[1].split("|")) + text[match.end() :]
        return text.format_map(self).replace("m..", "m.")

    def fields(self) -> dict[str, Any]:
        """The truth of every field that was printed."""
        case, seen = self.case, self.printed
        found: dict[str, Any] = {}
        if "date" in seen:
            found["letter_date"] = case.letter_date.isoformat()
        if seen & PERIOD_SLOTS:
            found["tax_periods"] = [
                {"value": balance.period.end.isoformat(), "form": self._form_of(balance.period)}
                for balance in case.balances
            ]
        if "amount" in seen:
            found["amount_due"] = f"{case.total:.2f}"
        for name in ("pay_by", "respond_by", "hearing_by", "petition_by"):
            if name in seen:
                found[name] = case.printed_days[name].isoformat()
        if "conference" in seen:
            found["conference_on"] = case.conference.isoformat()
        if "filed" in seen:
            found["lien_filed"] = case.filed.isoformat()
        plain = {
            "tin": ("tin_last4", case.taxpayer.last4),
            "name": ("taxpayer_name", self._values["name"]),
            "contact": ("contact_name", case.officer.name),
            "phone": ("contact_phone", case.phone),
            "officer_phone": ("contact_phone", case.officer.phone),
            "fax": ("contact_fax", case.officer.fax),
            "employee_id": ("employee_id", case.officer.employee_id),
            "caller_id": ("caller_id", case.caller_id),
            "reference": ("reference", case.reference),
            "symbols": ("reference", case.symbols),
            "control": ("reference", f"{case.reference[:5]}-{case.reference[5:9]}"),
        }
        return found | {key: value for slot, (key, value) in plain.items() if slot in seen}

    def _form_of(self, period: Period) -> str | None:
        printed = self.printed & {"form", "period_rows"} and period.form != "CIVPEN"
        return period.form if printed else None


def _slots(case: Case, style: Style, number: str) -> dict[str, str]:
    day = case.printed_days
    body = "spanish" if style.language == "es" else "long"
    periods = [balance.period for balance in case.balances]
    slots = {
        "number": number,
        "date": write_date(case.letter_date, style.date),
        "body_date": write_date(case.letter_date, body),
        "amount": money(case.total),
        "year": year_of(periods[0]),
        "periods": listed([write_period(period, style.period, style.language) for period in periods], style.language),
        "period_rows": "",
        "form": periods[0].form,
        "tin": mask(case.taxpayer.tin, style.mask),
        "name": case.taxpayer.name,
        "address": case.taxpayer.address.last_line,
        "street": case.taxpayer.address.street,
        "town": case.taxpayer.address.town,
        "state_code": case.taxpayer.address.state,
        "postcode": case.taxpayer.address.postcode,
        "home_phone": case.home_phone,
        "signed": write_date(case.letter_date, "numeric"),
        "phone": case.phone,
        "agency_phone": case.phone,
        "contact": case.officer.name,
        "officer_title": case.officer.title,
        "officer_phone": write_phone(case.officer.phone, style.phone),
        "fax": write_phone(case.officer.fax, style.phone),
        "employee_id": case.officer.employee_id,
        "caller_id": case.caller_id,
        "reference": case.reference,
        "manager": case.manager,
        "received": write_date(case.received, body),
        "earlier": case.earlier,
        "earlier_date": write_date(case.earlier_date, body),
        "conference": write_date(case.conference, body),
        "hour": case.conference_hour,
        "monthly": money(case.monthly),
        "taken": money(case.taken),
        "refund": money(case.taken),
        "proposed": money(case.total),
        "control": f"{case.reference[:5]}-{case.reference[5:9]}",
        "county": case.county,
        "state": case.state,
        "serial": case.serial,
        "symbols": case.symbols,
        "other_party": case.other_party.name,
        "other_address": f"{case.other_party.address.street}, {case.other_party.address.last_line}",
    }
    for name in ("pay_by", "respond_by", "hearing_by", "petition_by", "filed"):
        if name in day:
            slots[name] = write_date(day[name], body)
    for flag in day.keys() - slots.keys():
        slots[flag] = write_date(day[flag], body)
    return slots


def write_date(day: date, style: str) -> str:
    """A date as one of the families of letters prints it."""
    match style:
        case "numeric":
            return f"{day:%m/%d/%Y}"
        case "hyphen":
            return f"{day:%m-%d-%Y}"
        case "crx":
            return f"{CRX_MONTHS[day.month - 1]} {day:%d}, {day.year}"
        case "stamp-dot":
            return f"{MONTHS[day.month - 1][:3].upper()}. {day:%d}, {day.year}"
        case "stamp":
            return f"{MONTHS[day.month - 1][:3].upper()} {day:%d} {day.year}"
        case "spanish":
            return f"{day.day} de {MESES[day.month - 1]} de {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def write_period(period: Period, style: str, language: str = "en") -> str:
    """The day a period ends, or the year or quarter it is, as letters print it."""
    if style == "year":
        return year_of(period, language)
    if style == "yyyymm":
        return f"{period.end:%Y%m}"
    if style == "month-year":
        return f"{period.end:%m/%Y}"
    if style == "long" and language == "es":
        style = "spanish"
    return write_date(period.end, style)


def year_of(period: Period, language: str = "en") -> str:
    """2018, or for a quarter, its name."""
    if not period.quarterly:
        return str(period.end.year)
    quarter = period.end.month // 3
    if language == "es":
        return f"trimestre {quarter} de {period.end.year}"
    return f"the {QUARTERS[quarter - 1]} quarter of {period.end.year}"


def write_phone(number: str, style: str) -> str:
    """202-555-0134 or (202) 555-0134."""
    area, rest = number.split("-", 1)
    return f"({area}) {rest}" if style == "paren" else number


def money(amount: Decimal) -> str:
    """$1,075.21, and -$20.00 below zero."""
    return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"


def bare(amount: Decimal) -> str:
    """1,075.21, as the middle rows of a summary are printed."""
    return f"{amount:,.2f}"


def mask(tin: str, style: str) -> str:
    """The number in full, or with all but the last four digits covered."""
    cover = {"x": "X", "star": "*"}.get(style)
    return tin if cover is None else re.sub(r"\d", cover, tin[:-4]) + tin[-4:]


def listed(items: Iterable[str], language: str = "en") -> str:
    """A, B and C."""
    *first, last = items
    return f"{', '.join(first)} {'y' if language == 'es' else 'and'} {last}" if first else last
