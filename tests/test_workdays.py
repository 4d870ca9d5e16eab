"""Days as courts have counted them, and what must hold for every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.term import Span
from scanner.workdays import after, is_business_day, is_legal_holiday, rolled

THIRTY, NINETY, FIVE = Span(30, "calendar"), Span(90, "calendar"), Span(5, "business")
A_DAY = timedelta(days=1)
days = st.dates(date(1998, 1, 1), date(2040, 12, 31))
spans = st.builds(Span, st.integers(1, 120), st.sampled_from(["calendar", "business", "months", "years"])).filter(
    lambda span: span.unit != "years" or span.length <= 20
)


@pytest.mark.parametrize(
    ("filed", "fifth", "last", "case"),
    [
        (
            date(2004, 11, 4),
            date(2004, 11, 12),
            date(2004, 12, 13),
            "Tax Court memo of 2007: Veterans Day is no business day",
        ),
        (date(2021, 3, 16), date(2021, 3, 23), date(2021, 4, 22), "Organic Cannabis: the day that the letter printed"),
    ],
)
def test_a_lien_hearing_is_counted_as_the_courts_counted_it(filed: date, fifth: date, last: date, case: str) -> None:
    assert after(filed, FIVE) == fifth, case
    assert rolled(after(after(filed, FIVE), THIRTY)) == last, case


def test_boechler_had_until_monday_and_mailed_on_tuesday() -> None:
    """Determination of 28 July 2017: day 30 is a Sunday."""
    plain = after(date(2017, 7, 28), THIRTY)
    assert plain == date(2017, 8, 27)
    assert rolled(plain) == date(2017, 8, 28)


def test_the_printed_petition_day_of_the_public_sample_lies_before_the_law() -> None:
    """The IRS's own CP3219N sample: 28 January 2019, printed 27 April; day 90 is Sunday 28 April."""
    assert after(date(2019, 1, 28), NINETY) == date(2019, 4, 28)
    assert rolled(after(date(2019, 1, 28), NINETY)) == date(2019, 4, 29)


@pytest.mark.parametrize(
    ("day", "moved", "why"),
    [
        (date(2026, 4, 16), date(2026, 4, 17), "Emancipation Day on a Thursday"),
        (
            date(2022, 4, 15),
            date(2022, 4, 18),
            "Emancipation Day 2022 observed on Friday the 15th: that year's filing day",
        ),
        (date(2023, 4, 17), date(2023, 4, 18), "Emancipation Day 2023 observed on Monday the 17th"),
        (date(2023, 4, 15), date(2023, 4, 18), "a Saturday before it"),
        (date(2021, 1, 20), date(2021, 1, 21), "Inauguration Day is a legal holiday in D.C."),
        (date(2025, 1, 18), date(2025, 1, 21), "Inauguration Day 2025 fell on Martin Luther King Day"),
        (date(2024, 12, 25), date(2024, 12, 26), "Christmas on a Wednesday"),
        (date(2022, 12, 24), date(2022, 12, 27), "Christmas on a Sunday, observed on Monday"),
        (date(2021, 12, 31), date(2022, 1, 3), "New Year's Day 2022 observed on Friday, the last day of 2021"),
        (date(2022, 12, 31), date(2023, 1, 3), "a year's end on a Saturday: Sunday, then New Year's Day observed"),
        (date(2022, 6, 19), date(2022, 6, 21), "Juneteenth on a Sunday, observed on Monday"),
        (date(2024, 11, 28), date(2024, 11, 29), "Thanksgiving; the Friday after it is no legal holiday"),
        (date(2020, 2, 29), date(2020, 3, 2), "29 February on a Saturday"),
        (date(2024, 2, 29), date(2024, 2, 29), "29 February on a Thursday stays"),
    ],
)
def test_a_last_day_moves_off_weekends_and_legal_holidays(day: date, moved: date, why: str) -> None:
    assert rolled(day) == moved, why


@pytest.mark.parametrize(
    "day", [date(2019, 12, 24), date(2020, 12, 24), date(2024, 12, 24), date(2018, 12, 5), date(2025, 1, 9)]
)
def test_a_day_on_which_the_president_closed_offices_moves_nothing(day: date) -> None:
    """Closed by order; days of mourning. None is a legal holiday in the District of Columbia."""
    assert rolled(day) == day


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 16), "Emancipation Day"),
        (date(2021, 1, 20), "Inauguration Day"),
        (date(2024, 11, 29), "day after Thanksgiving"),
    ],
)
def test_a_business_day_skips_federal_holidays_only(day: date, why: str) -> None:
    """A day more for a holiday of the District would be a day later than the true one."""
    assert is_business_day(day), why


@pytest.mark.parametrize(
    "day", [date(2024, 11, 11), date(2024, 10, 14), date(2021, 6, 18), date(2024, 6, 1), date(2024, 6, 2)]
)
def test_federal_holidays_and_weekends_are_no_business_days(day: date) -> None:
    assert not is_business_day(day)


@pytest.mark.parametrize(
    ("talk", "length", "last", "why"),
    [
        (date(2026, 11, 20), 2, date(2026, 11, 24), "from a Friday over the weekend"),
        (date(2026, 11, 24), 3, date(2026, 11, 30), "Thanksgiving and a weekend between"),
        (date(2026, 12, 23), 3, date(2026, 12, 29), "over Christmas on a Friday"),
        (date(2026, 12, 31), 1, date(2027, 1, 4), "over New Year's Day"),
        (date(2026, 11, 21), 1, date(2026, 11, 23), "from a Saturday"),
        (date(2025, 12, 22), 10, date(2026, 1, 7), "ten days over two holidays"),
    ],
)
def test_business_days_are_counted_over_weekends_and_federal_holidays(
    talk: date, length: int, last: date, why: str
) -> None:
    assert after(talk, Span(length, "business")) == last, why


@pytest.mark.parametrize(
    ("start", "span", "last"),
    [
        (date(2024, 1, 31), Span(1, "months"), date(2024, 2, 29)),
        (date(2023, 1, 31), Span(1, "months"), date(2023, 2, 28)),
        (date(2024, 2, 29), Span(1, "years"), date(2025, 2, 28)),
        (date(2024, 2, 29), Span(4, "years"), date(2028, 2, 29)),
        (date(2023, 12, 31), Span(2, "months"), date(2024, 2, 29)),
        (date(2024, 11, 30), Span(24, "months"), date(2026, 11, 30)),
        (date(2024, 12, 15), Span(1, "months"), date(2025, 1, 15)),
        (date(2024, 3, 15), Span(2, "years"), date(2026, 3, 15)),
        (date(2024, 2, 28), Span(1, "calendar"), date(2024, 2, 29)),
        (date(2023, 12, 15), Span(21, "calendar"), date(2024, 1, 5)),
        (date(2024, 1, 30), THIRTY, date(2024, 2, 29)),
        (date(2023, 1, 30), THIRTY, date(2023, 3, 1)),
    ],
)
def test_months_years_and_days_end_where_the_calendar_says(start: date, span: Span, last: date) -> None:
    assert after(start, span) == last


@given(days)
def test_a_last_day_never_stays_on_a_day_that_the_law_moves_it_off(day: date) -> None:
    last = rolled(day)
    assert last.weekday() < 5
    assert not is_legal_holiday(last)


@given(days)
def test_a_last_day_never_moves_back_nor_further_than_it_must(day: date) -> None:
    last = rolled(day)
    assert timedelta(0) <= last - day <= timedelta(days=6)
    passed = [day + A_DAY * at for at in range((last - day).days)]
    assert all(each.weekday() >= 5 or is_legal_holiday(each) for each in passed)
    assert rolled(last) == last


@given(days, spans)
def test_a_span_ends_after_its_start_and_a_longer_one_never_sooner(start: date, span: Span) -> None:
    assert after(start, span) > start
    assert after(start, Span(span.length + 1, span.unit)) >= after(start, span)


@given(days, spans)
def test_a_later_start_never_ends_sooner(start: date, span: Span) -> None:
    assert after(start + A_DAY, span) >= after(start, span)


@given(days, st.integers(1, 30))
def test_business_days_end_on_one_and_pass_exactly_as_many(start: date, length: int) -> None:
    last = after(start, Span(length, "business"))
    assert is_business_day(last)
    passed = [start + A_DAY * at for at in range(1, (last - start).days + 1)]
    assert sum(map(is_business_day, passed)) == length
    assert after(start, Span(length, "calendar")) <= last
