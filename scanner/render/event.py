"""A last day as an all-day event of a calendar, with alarms before it, and the calendar file of such events.

An event's identity is a hash of file, pages and term: it says nothing, and it stays the same when the letter is read
again or put right, so that a calendar moves the event instead of showing a second one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from scanner.render.words import Words

__all__ = ["LastDay", "calendar_file", "identities"]

ALARMS = (14, 7, 3, 1)
"""Days before the last day on which the calendar speaks up."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """One event. All of it but the description can be seen by whoever looks at the screen: `title` is its line in the
    calendar, `name` and `action` are what an alarm says.
    """

    identity: str
    day: date
    title: str
    name: str
    action: str
    description: str


def calendar_file(days: Iterable[LastDay], today: date, say: Words) -> bytes:
    """The calendar of those days, with the alarms that are still to come on `today`."""
    made = Calendar()
    made.add("prodid", "-//letter-scanner//last days//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", say("calendar.name"))
    for day in days:
        made.add_component(_event(day, today, say))
    return bytes(made.to_ical())


def identities(sha256: str, pages: Iterable[int], terms: Iterable[str]) -> Iterator[str]:
    """What the events of one letter are known by, in the order of their terms. A letter can give two days for one term; the
    second one is counted, for a calendar would take two events of one identity for one.
    """
    listed, met = ",".join(map(str, pages)), Counter[str]()
    for term in terms:
        met[term] += 1
        parts = (sha256, listed, term, *((str(met[term]),) if met[term] > 1 else ()))
        yield hashlib.sha256("|".join(parts).encode()).hexdigest() + "@letter-scanner"


def _event(told: LastDay, today: date, say: Words) -> Event:
    event = Event()
    event.add("uid", told.identity)
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", told.day)
    event.add("dtend", told.day + timedelta(1))
    event.add("summary", told.title)
    event.add("description", told.description)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in ALARMS:
        if told.day - timedelta(before) >= today:
            event.add_component(_alarm(before, told, say))
    return event


def _alarm(days: int, told: LastDay, say: Words) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", say("calendar.alarm", name=told.name, left=say.left(days), action=told.action))
    alarm.add("trigger", timedelta(days=-days))
    return alarm
