"""Counting days as tax law counts them: calendar days, business days, months, years, and IRC 7503.

Two calendars, and in each the safe one. A last day moves off a Saturday, a Sunday or a legal holiday *in the District of
Columbia* (IRC 7503), so Emancipation Day and Inauguration Day move it. Business days (the five after a lien filing,
the two and three of the Collection Appeals Program) skip federal holidays only: skipping a D.C. holiday as well would
show a day later than the true one. Days on which the President closes offices are no legal holidays and move nothing.

The holidays themselves come from the `holidays` package; the dates that courts have counted are in
`tests/test_workdays.py`.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

from scanner.term import Span

__all__ = ["after", "is_business_day", "is_legal_holiday", "legal_holiday", "rolled"]

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@cache
def _district_of_columbia() -> holidays.HolidayBase:
    return holidays.country_holidays("US", subdiv="DC", categories=("public",))


@cache
def _federal() -> holidays.HolidayBase:
    return holidays.country_holidays("US", categories=("public",))


def is_legal_holiday(day: date) -> bool:
    """Whether `day` is a legal holiday in the District of Columbia, on the day it is observed (IRC 7503)."""
    return day in _district_of_columbia()


def legal_holiday(day: date) -> str | None:
    """What `is_legal_holiday` knows the day as; by its federal name, where it has one."""
    return _federal().get(day) or _district_of_columbia().get(day)


def is_business_day(day: date) -> bool:
    """Whether `day` is a weekday that is no federal holiday."""
    return day.weekday() < SATURDAY and day not in _federal()


def rolled(day: date) -> date:
    """`day`, or where it is a Saturday, a Sunday or a legal holiday in D.C., the next day that is none (IRC 7503)."""
    while day.weekday() >= SATURDAY or is_legal_holiday(day):
        day += ONE_DAY
    return day


def after(start: date, span: Span) -> date:
    """The last day of `span`, where the day after `start` is day 1.

    A month or year ends on the day with the same number; where that month has none (29 February), on its last day, which
    is the earlier and so the safe one.
    """
    match span.unit:
        case "calendar":
            return start + timedelta(days=span.length)
        case "business":
            return _after_business_days(start, span.length)
        case "months":
            return _after_months(start, span.length)
        case "years":
            return _after_months(start, 12 * span.length)


def _after_business_days(start: date, length: int) -> date:
    day = start
    for _ in range(length):
        day += ONE_DAY
        while not is_business_day(day):
            day += ONE_DAY
    return day


def _after_months(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), first_of_next - ONE_DAY)
