"""The docket as a calendar: every open day is one event, and none names a taxpayer."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest

from render.clinic import MONDAY, SSN
from scanner.render.docket_ics import docket_calendar
from scanner.render.event import identities
from scanner.render.ics import calendar
from scanner.render.initials import initials
from scanner.render.voice import Voice
from scanner.render.words import words


def events_of(data):
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_every_open_day_of_every_letter_is_one_event_with_its_alarms(busy, voice):
    events = events_of(docket_calendar(busy.letters(), voice))
    pay, petition = (voice.law[term].action["en"] for term in ("levy-warning", "tax-court-deficiency"))
    assert [(str(each["summary"]), (each["dtstart"].dt - MONDAY).days) for each in events] == [
        (f"CP504 – {pay} (M.P., case 26-0012)", 2),
        (f"Letter 3219 – {petition} (J.D., case 26-0033?)", 4),
        (f"Letter 3219 – {voice.law['exam-report'].action['en']} (J.D., case 26-0033?)", 40),
        (f"CP504 – by the other date, check: {voice.law['respond-by-printed'].action['en']} (J.Q.D.?)", 6),
    ]
    alarms = [[alarm["trigger"].dt.days for alarm in each.walk("VALARM")] for each in events]
    assert alarms == [[-1], [-3, -1], [-14, -7, -3, -1], [-3, -1]]
    assert "Letter 2 of the docket" in events[1]["description"]
    assert "A person should look" in events[1]["description"]


def test_a_closed_letter_is_in_no_calendar_even_when_closed_letters_are_asked_for(busy, voice):
    closed = [letter for letter in busy.letters(closed=True) if letter.entry.status == "closed"]
    assert [letter.entry.id for letter in closed] == [6]
    assert events_of(docket_calendar(closed, voice)) == []


def test_a_calendar_says_nothing_of_the_taxpayer(busy, voice):
    for language in ("en", "es"):
        text = docket_calendar(busy.letters(), Voice(MONDAY, words(language), voice.law)).decode().replace("\r\n ", "")
        for leak in ("Peña", "María", "Doe", "DOE", "3456", "scan-", "Ana", f"{2:064x}"):
            assert leak not in text, leak


def test_a_copy_whose_days_differ_is_not_dropped(clinic, voice):
    clinic.letter([("levy-warning", 9, True, False)])
    clinic.letter([("levy-warning", 2, True, False)], same_as=1)
    assert len(events_of(docket_calendar(clinic.letters(), voice))) == 2


def test_a_copy_stands_in_for_its_closed_twin(clinic, voice):
    clinic.letter([("levy-warning", 2, True, False)], status="closed")
    clinic.letter([("levy-warning", 2, True, False)], same_as=1)
    assert len(events_of(docket_calendar(clinic.letters(closed=True), voice))) == 1


def test_an_event_is_the_same_when_its_day_is_put_right_and_differs_for_every_day_of_a_letter(clinic, voice):
    days = [
        ("answer-by-stated", 5, True, False),
        ("answer-by-stated", 9, True, False),
        ("answer-by-stated", 7, False, False),
    ]
    clinic.letter(days)
    clinic.letter([(*day[:1], day[1] + 1, *day[2:]) for day in days])
    first, moved = clinic.letters()
    known = [str(each["uid"]) for each in events_of(docket_calendar([first], voice))]
    assert len(set(known)) == 3
    same = type(first)(first.entry, first.sha256, moved.days)
    assert [str(each["uid"]) for each in events_of(docket_calendar([same], voice))] == known
    later = Voice(MONDAY + timedelta(6), voice.say, voice.law)
    assert [str(each["uid"]) for each in events_of(docket_calendar([first], later))] == known[1:]


def test_reading_a_letter_and_listing_it_give_the_same_event(clinic, voice, report, deadline):
    clinic.letter([("tax-court-cdp", 8, True, True)])
    (read,) = events_of(calendar([report(sha256=f"{1:064x}", pages=(3, 4, 5))], MONDAY, "en"))
    (listed,) = events_of(docket_calendar(clinic.letters(), voice))
    assert read["uid"] == listed["uid"]


def test_two_days_of_one_term_are_two_events_of_a_letter_just_read(report, deadline):
    days = (deadline(), deadline(date(2026, 12, 8)))
    assert len({str(each["uid"]) for each in events_of(calendar([report(deadlines=days)], MONDAY, "en"))}) == 2
    assert len(set(identities("ab", (1,), ["x", "x", "y"]))) == 3


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("John Doe", "J.D."),
        ("DOE, JOHN Q", "J.Q.D."),
        ("John Doe & Jane Roe", "J.D."),
        ("Juan y Ana Peña", "J."),
        ("Ángel Ñúñez Jr.", "Á.Ñ."),
        ("Mary-Ann O'Neil", "M.O."),
        ("Maria de la Luz Peña", "M.D.L."),
        ("Cher", "C."),
        ("李明", ""),
        ("Ω", ""),
        ("X", ""),
        (SSN, ""),
        ("", ""),
    ],
)
def test_initials_give_no_name_away(name, told):
    assert initials(name) == told


def test_a_case_number_that_is_made_of_the_name_is_left_out(clinic, voice):
    clinic.letter([("levy-warning", 2, True, False)], client_id=clinic.client("José Peña", "PEÑA-26"), client_sure=True)
    (found,) = events_of(docket_calendar(clinic.letters(), voice))
    assert str(found["summary"]).endswith("(J.P.)")
