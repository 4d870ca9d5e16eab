"""From print to value: dates, money, tax periods, phones and taxpayer numbers.

Print from the IRS puts the month first. A date that is not whole is no date: nothing is ever completed (a missing day
made "the 1st" half the time in neighbouring programs). Characters that OCR confuses with digits are read as digits here
and only here, because the patterns that lead here match nothing but slots for digits.

A `Tin` prints itself masked, so that no log, error or test diff can show one; `masked` does the same to free text.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

import regex

__all__ = ["TIN", "Tin", "date_in", "masked", "money_in", "period_end_in", "phone_in", "repaired", "tin_in"]

CONFUSED_WITH_DIGITS = str.maketrans(
    {
        "O": "0",
        "o": "0",
        "I": "1",
        "i": "1",
        "l": "1",
        "L": "1",
        "|": "1",
        "]": "1",
        "S": "5",
        "s": "5",
        "B": "8",
        "b": "8",
        "Z": "2",
        "z": "2",
        " ": "",
    }
)

MONTHS = {
    **{name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name},
    "ene": 1,
    "abr": 4,
    "ago": 8,
    "set": 9,
    "dic": 12,
}
"""English months by their first three letters, and the Spanish ones that differ."""

QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}

OLDEST_YEAR = 1950
NEWEST_YEAR = 2099

MONTH_EN = (
    r"(?:January|February|August|September|October|November|December){s<=1}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|ember|tember|ober)?|May"
)
DIGIT = r"[\dOIl|\]SBZ]"
WORDED_EN = regex.compile(
    rf"(?i)(?P<month>{MONTH_EN})\.?,?\s*(?P<day>{DIGIT}\s?{DIGIT}|{DIGIT})\s*[.,;]?\s*(?P<year>{DIGIT}{{4}})(?!\d)"
)
WORDED_ES = regex.compile(
    r"(?P<day>\d{1,2})[o°º]?\s+de\s+(?P<month>\p{L}{4,10})\s+(?:de|del)\s+(?P<year>\d{4})", regex.I
)
NUMERIC = regex.compile(r"(?P<month>\d{1,2})\s*[-‐‑–/.]\s*(?P<day>\d{1,2})\s*[-‐‑–/.]\s*(?P<year>\d{4}|\d{2}(?!\d))")
ISO = regex.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")


def _day(year: int, month: int, day: int) -> date | None:
    if not OLDEST_YEAR <= year <= NEWEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digits(text: str) -> int:
    return int("".join(text.translate(CONFUSED_WITH_DIGITS).split()))


def month_in(text: str) -> int | None:
    """The month that a word names in English or Spanish, 1 to 12; a slip of OCR in its tail does no harm."""
    return MONTHS.get(text[:3].lower())


def date_in(text: str) -> date | None:
    """The whole date that `text` begins with: `January 30, 2018`, `Mar. 04, 2019`, `JAN 272003`, `02/10/2020`,
    `01-15-2020`, `30 de enero de 2018`, `2018-01-30`. None where there is none, or none in the calendar.
    """
    text = text.strip()
    if found := ISO.match(text):
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    if found := WORDED_ES.match(text) or WORDED_EN.match(text):
        month = month_in(found["month"])
        return _day(_digits(found["year"]), month, _digits(found["day"])) if month else None
    if found := NUMERIC.match(text):
        year = int(found["year"])
        return _day(year if year > 99 else 2000 + year, int(found["month"]), int(found["day"]))
    return None


def repaired(text: str) -> bool:
    """Whether a date in `text` was read with the help of characters that are no digits (`NOVO5 2018`)."""
    found = WORDED_EN.match(text.strip())
    return found is not None and not "".join((found["day"] + found["year"]).split()).isdigit()


AMOUNT = regex.compile(
    r"(?P<sign>[-–−(])?\s*\$?\s*(?P<sign2>[-–−])?(?P<whole>\d[\d ,.]*?)\s*[.,]\s?(?P<cents>\d\d)(?!\d)\s*(?P<credit>CR|\))?"
)
WHOLE_DOLLARS = regex.compile(r"(?P<sign>[-–−(])?\s*\$\s*(?P<whole>\d{1,3}(?:\s?,\s?\d{3})*|\d+)(?![,.]?[\p{L}\d])")


def money_in(text: str) -> Decimal | None:
    """The amount that `text` begins with, in dollars: `$1,075.21`, `-3,328.00`, `($123.45)`, `123.45CR`, `$ 10 , 000`.

    Credits are negative. A number without cents counts only behind a dollar sign.
    """
    text = text.strip()
    found = AMOUNT.match(text) or WHOLE_DOLLARS.match(text)
    if not found:
        return None
    parts = found.groupdict()
    whole = regex.sub(r"\D", "", parts["whole"])
    try:
        amount = Decimal(f"{whole}.{parts.get('cents') or '00'}")
    except InvalidOperation:
        return None
    negative = parts.get("sign") or parts.get("sign2") or parts.get("credit")
    return -amount if negative else amount


PACKED_PERIOD = regex.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?!\d)")
MONTH_YEAR = regex.compile(r"(?P<month>0?[1-9]|1[0-2])\s*[/-]\s*(?P<year>(?:19|20)\d\d)(?!\d)")
QUARTER = regex.compile(
    r"(?:the\s+)?(?:(?P<n>[1-4])(?:st|nd|rd|th)?|(?P<word>first|second|third|fourth))\s+quarter(?:\s+of)?,?\s+(?P<year>(?:19|20)\d\d)",
    regex.I,
)
Q_YEAR = regex.compile(r"Q(?P<n>[1-4])\s*[-/ ]?\s*(?P<year>(?:19|20)\d\d)", regex.I)
BARE_YEAR = regex.compile(r"(?P<year>(?:19|20)\d\d)(?![\d-])")


def period_end_in(text: str) -> date | None:
    """The day on which the tax period that `text` begins with ends: `2017`, `December 31, 2018`, `12/31/2018`,
    `201812`, `12/2016`, `1st quarter 2019`. A bare year is a calendar year. None where there is no whole period.
    """
    text = text.strip()
    if ends := date_in(text):
        return ends
    if found := QUARTER.match(text) or Q_YEAR.match(text):
        quarter = QUARTERS[(found["n"] or found.groupdict()["word"]).lower()]
        return _end_of_month(int(found["year"]), 3 * quarter)
    if found := PACKED_PERIOD.match(text) or MONTH_YEAR.match(text):
        return _end_of_month(int(found["year"]), int(found["month"]))
    if found := BARE_YEAR.match(text):
        return _day(int(found["year"]), 12, 31)
    return None


def _end_of_month(year: int, month: int) -> date | None:
    return _day(year, month, calendar.monthrange(year, month)[1])


PHONE = regex.compile(
    r"(?P<one>1[-. ])?\(?(?P<area>\d{3})\)?\s*[-–. ]?\s*(?P<exchange>\d{3})\s*[-–. ]\s*(?P<line>\d{4})(?!\d)"
)


def phone_in(text: str) -> str | None:
    """The telephone number that `text` begins with, as `800-829-1040`, or `1-800-829-1040` where the 1 is printed."""
    found = PHONE.match(text.strip())
    if not found:
        return None
    number = f"{found['area']}-{found['exchange']}-{found['line']}"
    return f"1-{number}" if found["one"] else number


@dataclass(frozen=True, slots=True)
class Tin:
    """A taxpayer's number, of which nothing but the last four digits is kept."""

    last4: str

    def __str__(self) -> str:
        return f"***-**-{self.last4}"


WHOLE_TIN = (
    r"(?<![\d-])(?:\d{3}[-‐‑– ]{1,3}\d{2}[-‐‑– ]{1,3}|\d{2}\s?[-‐‑–]\s?\d{3}|\d{5})(?P<last4>\d(?: ?\d){3})(?![\d-])"
)
MASKED_TIN = r"(?<![\p{L}\d])(?:[X*#xK]{3}[-‐‑– ]{0,2}[X*#xK]{2}|[X*#xK]{2}[-‐‑– ]{0,2}[X*#xK]{3})[-‐‑– ]{0,2}(?P<last4>\d{4})(?![\d-])"
TIN = regex.compile(f"{WHOLE_TIN}|{MASKED_TIN}")
WHOLE = regex.compile(WHOLE_TIN)


def tin_in(text: str) -> Tin | None:
    """The taxpayer's number that `text` begins with, whole or masked (`XXX-XX-1234`), SSN or EIN."""
    found = TIN.match(text.strip())
    return Tin(found["last4"].replace(" ", "")) if found else None


def masked(text: str) -> str:
    """`text` with every whole taxpayer number cut down to its last four digits."""
    return WHOLE.sub(lambda found: str(Tin(found["last4"].replace(" ", ""))), text)
