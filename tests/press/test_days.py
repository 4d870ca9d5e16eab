"""The press's own arithmetic, against dates that courts have counted."""

from datetime import date

import pytest

from samples.press import days


@pytest.mark.parametrize(
    ("filed", "last"),
    [
        (date(2004, 11, 4), date(2004, 12, 13)),
        (date(2021, 3, 16), date(2021, 4, 22)),
    ],
)
def test_a_lien_hearing_is_asked_for_within_thirty_days_of_the_five_business_days(filed: date, last: date) -> None:
    assert days.lien_hearing_day(filed) == last


def test_the_five_business_days_skip_veterans_day() -> None:
    assert days.business_days_after(date(2004, 11, 4), 5) == date(2004, 11, 12)


def test_a_petition_due_on_a_sunday_is_in_time_on_monday() -> None:
    assert days.after(date(2017, 7, 28), 30) == date(2017, 8, 28)


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2018, 4, 16), date(2018, 4, 17)),
        (date(2022, 12, 26), date(2022, 12, 27)),
        (date(2021, 12, 31), date(2022, 1, 3)),
        (date(2022, 6, 20), date(2022, 6, 21)),
        (date(2020, 6, 19), date(2020, 6, 19)),
        (date(2025, 1, 20), date(2025, 1, 21)),
        (date(2023, 5, 29), date(2023, 5, 30)),
    ],
)
def test_legal_holidays_of_the_district_move_the_last_day(day: date, rolled: date) -> None:
    assert days.roll(day) == rolled


def test_two_years_to_sue_that_end_on_a_saturday_end_on_monday() -> None:
    assert days.two_years_after(date(2022, 5, 25)) == date(2024, 5, 28)  # a Saturday, and then Memorial Day
    assert days.two_years_after(date(2020, 2, 29)) == date(2022, 2, 28)


def test_a_year_from_a_leap_day_ends_on_the_twenty_eighth() -> None:
    assert days.anniversary(date(2020, 2, 29)) == date(2021, 2, 28)
