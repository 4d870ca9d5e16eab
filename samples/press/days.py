"""Last days by the press's own arithmetic: calendar days, business days, and the roll of IRC 7503.

Written apart from the reader's calendar on purpose: two independent countings that agree are worth more than one that is
used twice. The legal holidays are those of the District of Columbia, as IRC 7503 says.
"""

from datetime import date, timedelta
from functools import cache

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


def roll(day: date) -> date:
    """The day itself, or the next day that is no Saturday, Sunday or legal holiday."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def after(day: date, days: int) -> date:
    """The last day of a term of so many calendar days that begins on the day after `day`."""
    return roll(day + timedelta(days=days))


def business_days_after(day: date, days: int) -> date:
    """The last of so many business days after `day`; these skip federal holidays, not those of the District alone."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY and day not in federal_holidays(day.year)
    return day


def one_year_after(day: date) -> date:
    """The last day of the year that begins on the day after `day`."""
    return roll(anniversary(day))


def two_years_after(day: date) -> date:
    """The last day of the two years that begin on the day after `day`."""
    return roll(anniversary(anniversary(day)))


def lien_hearing_day(filed: date) -> date:
    """The last day to ask for a lien hearing: 30 days after the five business days that follow the filing."""
    return after(business_days_after(filed, 5), 30)


def is_business_day(day: date) -> bool:
    """Whether `day` is no Saturday, Sunday or legal holiday."""
    return day.weekday() < SATURDAY and day not in legal_holidays(day.year)


def anniversary(day: date) -> date:
    """The same day of the next year; the 28th of February for a leap day."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)


@cache
def legal_holidays(year: int) -> frozenset[date]:
    """The legal holidays of the District of Columbia in `year`, where they are observed."""
    district = {observed(date(year, 4, 16))} if year >= 2005 else set()
    if year % 4 == 1:
        inauguration = date(year, 1, 20)
        district.add(inauguration + timedelta(days=inauguration.weekday() == SUNDAY))
    return federal_holidays(year) | district


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The holidays of the whole country in `year`, where they are observed."""
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25), date(year + 1, 1, 1)]
    if year >= 2021:
        fixed.append(date(year, 6, 19))
    floating = {
        nth_weekday(year, 1, MONDAY, 3),
        nth_weekday(year, 2, MONDAY, 3),
        nth_weekday(year, 6, MONDAY, 1) - timedelta(days=7),
        nth_weekday(year, 9, MONDAY, 1),
        nth_weekday(year, 10, MONDAY, 2),
        nth_weekday(year, 11, THURSDAY, 4),
    }
    return frozenset(map(observed, fixed)) | floating


def observed(holiday: date) -> date:
    """The day a fixed holiday is kept on: Friday for a Saturday, Monday for a Sunday."""
    return holiday + timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(holiday.weekday(), 0))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; the last Monday of May is the week before the first of June."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
