"""The open last days as a calendar file: one all-day event each, with alarms before it.

A calendar is seen by others: on a shared screen, on a phone on a table. So a title has the notice and the action and
nothing of the taxpayer, and an event's identity is a hash of file, pages and term, which says nothing and stays the
same when the letter is read again: the calendar then moves the event instead of showing it twice.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

from scanner.render.clocks import clock_told
from scanner.render.order import by_urgency, open_day
from scanner.render.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from scanner.notice import Language
    from scanner.render.clocks import Clock
    from scanner.render.words import Words
    from scanner.report import Deadline, Report
    from scanner.term import Term

__all__ = ["calendar"]

NO_LAW: Mapping[str, Term] = MappingProxyType({})
ALARMS = (14, 7, 3, 1)
"""Days before the last day on which the calendar speaks up."""


def calendar(reports: Iterable[Report], today: date, language: Language, law: Mapping[str, Term] = NO_LAW) -> bytes:
    """The calendar file of every deadline that is open on `today`; `law` tells what each term is counted from."""
    say = words(language)
    made = Calendar()
    made.add("prodid", "-//letter-scanner//last days//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", say("calendar.name"))
    for report in by_urgency(reports, today):
        for deadline in report.deadlines:
            if day := open_day(deadline, today):
                made.add_component(_event(report, deadline, (day, today), law, say))
    return bytes(made.to_ical())


def _event(report: Report, deadline: Deadline, days: tuple[date, date], law: Mapping[str, Term], say: Words) -> Event:
    day, today = days
    name, action = report.notice.name if report.notice else say("head.letter"), say.of(deadline.action)
    key = "calendar.title" if day == deadline.last_day else "calendar.title_other"
    event = Event()
    event.add("uid", _uid(report, deadline))
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    event.add("summary", say(key, name=name, action=action))
    event.add("description", _description(clock_told(deadline, law.get(deadline.term), today, say), report, say))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in ALARMS:
        if day - timedelta(before) >= today:
            event.add_component(_alarm(before, name, action, say))
    return event


def _alarm(days: int, name: str, action: str, say: Words) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", say("calendar.alarm", name=name, left=say.left(days), action=action))
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _description(clock: Clock, report: Report, say: Words) -> str:
    lines = (
        "" if report.outcome == "sure" else say(f"outcome.{report.outcome}_long"),
        *clock.warnings,
        " ".join(clock.counted),
        f"{say('deadline.law')}: {'; '.join(clock.law)}" if clock.law else "",
        f"{say('deadline.if_missed')}: {clock.if_missed}" if clock.if_missed else "",
        clock.note,
        say("page.not_irs"),
    )
    return "\n".join(line for line in lines if line)


def _uid(report: Report, deadline: Deadline) -> str:
    pages = ",".join(map(str, report.pages))
    return hashlib.sha256(f"{report.sha256}|{pages}|{deadline.term}".encode()).hexdigest() + "@letter-scanner"
