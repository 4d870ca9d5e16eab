"""A correction: what a person has said of one letter, field by field, in place of what was read.

A person's word stands where the reading stood, and all that follows from it is worked out anew: last days, and what is in
doubt. What a person confirms is the value that was shown to them, so a confirmation is a correction to the same value, and
nothing that is read differently later can slip in under it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import regex

from scanner.errors import UsageError
from scanner.evidence import Evidence, Reading
from scanner.page import Box
from scanner.report import Period
from scanner.values import masked, phone_in

__all__ = [
    "FIELDS",
    "NOTICE",
    "PERSON",
    "UNSAID",
    "Correction",
    "Value",
    "by_person",
    "value_from",
    "value_of",
    "written",
]

Value = str | date | Decimal | tuple[Period, ...] | None
"""What a person can say of a field. None: the paper does not have it."""

NOTICE = "notice"
"""Under this name stands the id of the notice that a person says the letter is, None for none of the catalogue's."""
PERSON = "person"
"""The rule of evidence that is no print but a person's word."""
PAST_DAYS = ("letter_date", "lien_filed")
DAYS = (*PAST_DAYS, "pay_by", "respond_by", "hearing_by", "petition_by", "conference_on")
PHONES = ("contact_phone", "contact_fax")
FIELDS = (*DAYS, "tax_periods", "amount_due", "tin_last4", "taxpayer_name", "contact_name", *PHONES, "employee_id",
          "caller_id", "reference")  # fmt: skip
"""All that can be put right, beside the notice."""
OLDEST = date(1990, 1, 1)
POSTDATED = timedelta(days=30)
"""Notices are dated for the day on which they should arrive, and never further ahead."""
FURTHEST = timedelta(days=400)
"""No letter prints a day to act by that lies further ahead."""
LONGEST = 80
"""Characters of a name or a number of contact."""

DAY = regex.compile(r"(?a)\d{4}-\d\d-\d\d")
MONEY = regex.compile(r"(?a)-?\d{1,10}\.\d\d")
PERIOD = regex.compile(r"(?a)(?P<ends>\d{4}-\d\d-\d\d)(?:/(?P<form>\d{3,4}(?:-[A-Z]{1,3})?))?")
LAST_FOUR = regex.compile(r"(?a)\d{4}")


@dataclass(frozen=True, slots=True)
class Correction:
    """`said` holds values by field, and the notice's id under `NOTICE`; what nobody spoke of is not in it. `settled` are
    doubts, word for word, that were shown to a person who then confirmed the letter.
    """

    said: Mapping[str, Value] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()

    @property
    def names_notice(self) -> bool:
        """Whether a person has said which notice it is, or that it is none."""
        return NOTICE in self.said

    def reading(self, field: str, read: Reading[Any] | None, page: int) -> Reading[object] | None:
        """The answer of a field that a person has spoken of, with the print of what was read where that says the same; None
        where the paper does not have it. `page` is the letter's first.
        """
        value = self.said[field]
        if value is None:
            return None
        if read is not None and read.value == value:
            return replace(read, confidence=1.0)
        return Reading(value, 1.0, (by_person(page),))

    def periods(self, read: tuple[Reading[Any], ...], page: int) -> tuple[Reading[object], ...]:
        """The tax periods that a person has named, each with the print of the one that was read and is the same."""
        said = self.said["tax_periods"]
        found = {(each.value.ends, each.value.form): each for each in read}
        return tuple(
            replace(found[key], confidence=1.0) if key in found else Reading(each, 1.0, (by_person(page),))
            for each in (said if isinstance(said, tuple) else ())
            for key in [(each.ends, each.form)]
        )

    def weighed(self, how: Callable[[str, float], float]) -> Callable[[str, float], float]:
        """How sure an answer is: beyond doubt where a person gave it, else as `how` says."""
        return lambda name, confidence: 1.0 if name in self.said else how(name, confidence)


UNSAID = Correction()
"""Nobody has said anything."""


def by_person(page: int) -> Evidence:
    """The evidence of a person's word: it has no ink, so its box is empty and its quote too."""
    return Evidence(page, Box(0, 0, 0, 0), "", PERSON, 1.0)


def value_of(field: str, text: str, today: date) -> Value:
    """The value of a field as the contract writes it: `2026-12-01`, `1075.21`, `2018-12-31/1040, 2019-12-31/1040`;
    `none` for what the paper does not have. Raises `UsageError`, which never repeats what was given.
    """
    text = " ".join(text.split())
    if field not in FIELDS:
        raise UsageError(f"{field!r} is no field; there are notice, {', '.join(FIELDS)}.", word="no_field", name=field)
    if text.casefold() == "none":
        return None
    if field in DAYS:
        return _day(field, text, today)
    if field == "amount_due":
        if not MONEY.fullmatch(text):
            raise UsageError(
                "amount_due is written in dollars and cents, such as 1075.21.", word="money", field="amount_due"
            )
        return Decimal(text)
    if field == "tax_periods":
        return tuple(_period(each.strip(), today) for each in text.split(","))
    return _text(field, text)


def value_from(field: str, written: str | None) -> Value:
    """The value that was `written`. It was looked at when a person gave it, or read when they confirmed it."""
    if written is None or field == NOTICE:
        return written
    if field in DAYS:
        return date.fromisoformat(written)
    if field == "amount_due":
        return Decimal(written)
    if field == "tax_periods":
        pairs = (each.strip().partition("/") for each in written.split(","))
        return tuple(Period(date.fromisoformat(ends), form or None, ends) for ends, _, form in pairs)
    return written


def written(value: Value) -> str | None:
    """The value as the contract writes it, so that `value_from` gives it back; None for what the paper does not have."""
    if isinstance(value, tuple):
        return ", ".join(f"{each.ends}/{each.form}" if each.form else f"{each.ends}" for each in value)
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


def _day(field: str, text: str, today: date) -> date:
    day = _date(field, text)
    latest = today + (POSTDATED if field in PAST_DAYS else FURTHEST)
    if not OLDEST <= day <= latest:
        raise UsageError(
            f"{field} cannot be that day: it must lie between {OLDEST} and {latest}.",
            word="day_between",
            field=field,
            first=OLDEST,
            last=latest,
        )
    return day


def _date(field: str, text: str) -> date:
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"{field} is a day of the calendar, written as 2026-12-01.", word="day", field=field)


def _period(text: str, today: date) -> Period:
    found = PERIOD.fullmatch(text)
    if not found:
        raise UsageError(
            "tax_periods are written as 2018-12-31/1040: the day the period ends, and the form if it is printed;"
            " several with commas between them.",
            word="periods",
            field="tax_periods",
        )
    ends = _date("tax_periods", found["ends"])
    if (ends + timedelta(1)).day != 1 or not OLDEST.year - 5 <= ends.year <= today.year + 1:
        raise UsageError("A tax period ends on the last day of a month, and not after next year.", word="period_end")
    return Period(ends, found["form"], found["ends"])


def _text(field: str, text: str) -> str:
    if not text or len(text) > LONGEST or not text.isprintable():
        raise UsageError(
            f"{field} is print of one line, at most {LONGEST} characters, or none.",
            word="one_line",
            field=field,
            most=LONGEST,
        )
    if masked(text) != text:
        raise UsageError(
            "A whole taxpayer number is never kept; give its last four digits as tin_last4.",
            word="whole_number",
            field="tin_last4",
        )
    if field == "tin_last4" and not LAST_FOUR.fullmatch(text):
        raise UsageError("tin_last4 is four digits.", word="four_digits", field="tin_last4")
    if field in PHONES:
        number = phone_in(text)
        if number is None:
            raise UsageError(f"{field} is a telephone number, such as 800-555-0100.", word="phone", field=field)
        return number
    return text
