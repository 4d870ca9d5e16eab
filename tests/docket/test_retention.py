"""The clock: which letters are due to be forgotten, and what holds them back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert

from docket.forgetting import CLOCK, ON_SQLITE, TODAY, Mail, close
from scanner.docket import tables
from scanner.docket.retention import DAYS, Clock, Going, due, named, retention_days
from scanner.errors import UsageError


@ON_SQLITE
@pytest.mark.parametrize(
    ("closed", "days", "goes"),
    [
        ("2026-12-03", DAYS, True),  # 2555 days before the day
        ("2026-12-04", DAYS, False),
        ("2033-12-01", 0, True),
        ("2033-12-02", 0, False),
        ("2033-11-30", 1, True),
    ],
)
def test_a_letter_is_due_so_many_days_after_it_was_closed(mail: Mail, closed: str, days: int, goes: bool) -> None:
    for letter in mail.going:
        close(mail.docket, letter, closed)
    with mail.docket.database.reading() as connection:
        found = due(connection, Clock(TODAY, days))
    assert [each.file for each in found.going] == ([mail.goes] if goes else [])
    assert found.held_back == (1 if goes else 2)


@ON_SQLITE
def test_opening_a_letter_again_stops_its_clock_and_holds_its_file_back(mail: Mail) -> None:
    mail.docket.set_status(mail.going[0], "answered", "maria")
    assert mail.due() == ()


@ON_SQLITE
@pytest.mark.parametrize(("day", "goes"), [(date(2033, 11, 30), True), (TODAY, False), (date(2034, 1, 1), False)])
def test_a_last_day_that_is_still_to_come_holds_a_file_back(mail: Mail, day: date, goes: bool) -> None:
    with mail.docket.database.writing() as connection:
        last = {"term": "t", "day": day, "leads": True, "is_right": True, "action": "Answer"}
        connection.execute(insert(tables.deadlines).values(letter_id=mail.going[0], **last))
    assert bool(mail.due()) is goes


@ON_SQLITE
def test_letters_of_one_file_go_together_or_not_at_all(mail: Mail) -> None:
    first, second = mail.going
    early = Clock(date(2027, 1, 1))
    with mail.docket.database.reading() as connection:
        with pytest.raises(UsageError, match=rf"Letter {second} is in the same file .* before 2033-11-20"):
            named(connection, early, [first])
        both = (Going(mail.goes, (first, second)),)
        assert named(connection, early, [first, second]) == both
        assert named(connection, early, (), [mail.goes]) == both
        assert named(connection, CLOCK, [first]) == both  # the other one is due


@ON_SQLITE
def test_an_open_letter_is_never_purged_and_what_is_not_there_is_said(mail: Mail) -> None:
    with mail.docket.database.reading() as connection:
        for wanted in ((mail.staying, ()), ((), [mail.stays])):
            with pytest.raises(UsageError, match=f"Letter {mail.staying[0]} is not closed"):
                named(connection, CLOCK, *wanted)
        with pytest.raises(UsageError, match="no letter 99"):
            named(connection, CLOCK, [99])
        with pytest.raises(UsageError, match="no file 99"):
            named(connection, CLOCK, [], [99])


def test_the_clinic_says_how_long_letters_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCANNER_RETENTION_DAYS", raising=False)
    assert (retention_days(), retention_days(30), retention_days(0)) == (2555, 30, 0)
    monkeypatch.setenv("SCANNER_RETENTION_DAYS", "1825")
    assert (retention_days(), retention_days(30)) == (1825, 30)
    for wrong in ("seven years", "-1", "7.5", "٧", "9" * 40):
        monkeypatch.setenv("SCANNER_RETENTION_DAYS", wrong)
        with pytest.raises(UsageError, match="number of days"):
            retention_days()
