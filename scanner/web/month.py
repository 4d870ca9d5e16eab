"""A month's calendar of last days: each day with how many letters die on it, and those that matter most by name.

A letter is named by its notice and its client's initials, for a calendar hangs where others can see it. Holidays are those
by which the law moves a last day. Past days stay, so that what was missed can be seen.
"""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from scanner.docket.entries import Wanted, dated, undated
from scanner.notice import URGENCIES
from scanner.render.docket_ics import whose
from scanner.render.holiday import holiday_on
from scanner.render.mask import clean
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.filters import Filter
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scanner.entry import Dated, Due, Entry
    from scanner.render.words import Words

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

NAMED = 3
"""Letters of a day that are named; the others are behind the day's own link."""
SUNDAY, SATURDAY = 6, 5
FIRST, LAST = 1990, 2199
"""Years in which there can be a last day."""


@dataclass(frozen=True, slots=True)
class Named:
    """A letter in a day. `ends_right` says that a legal right dies with the day."""

    id: int
    name: str
    client: str
    ends_right: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month. `kind` says how it lies: past, today, coming."""

    day: date
    told: str
    kind: str
    is_weekend: bool
    holiday: str
    href: str
    letters: tuple[Named, ...]
    count: int

    @property
    def more(self) -> int:
        """Letters that are not named."""
        return self.count - len(self.letters)

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to say of it."""
        return not (self.count or self.holiday or self.kind == "today")


@router.get("/calendar")
def month(
    request: Request,
    who: Somebody,  # noqa: ARG001
    month: Annotated[str, Query(pattern=r"^(\d{4}-\d{2})?$")] = "",
) -> Response:
    """The calendar of a month; of this one, if none is named."""
    house, say = house_of(request), speech_of(request)
    today = house.today()
    first = _first(month) if month else today.replace(day=1)
    last = _after(first) - timedelta(1)
    with house.docket.database.reading() as connection:
        letters = list(dated(connection, Wanted(between=(first, last)), today))
        without = undated(connection, Wanted(), today)
    days = {day: _day(day, some, today, say) for day, some in _by_day(letters, first, last).items()}
    return drawn(
        request, "month.html.j2", name=_name(first, say), first=first, today=today, without=without, count=len(letters),
        weeks=[[days.get(day) for day in week] for week in Calendar(SUNDAY).monthdatescalendar(first.year, first.month)],
        weekdays=[say(f"weekday.{(SUNDAY + at) % 7}") for at in range(7)],
        before=_turn(first - timedelta(1), say), after=_turn(_after(first), say),
    )  # fmt: skip


def _first(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    if not (FIRST <= year <= LAST and 1 <= number <= 12):
        raise HTTPException(422)
    return date(year, number, 1)


def _after(first: date) -> date:
    return (first + timedelta(31)).replace(day=1)


def _name(day: date, say: Words) -> str:
    told = say("date.month", month=say(f"month.{day.month}"), year=day.year)
    return told[:1].upper() + told[1:]


def _turn(day: date, say: Words) -> tuple[str, str] | None:
    """Where another month stands, and its name; nothing where the calendar ends."""
    return (f"/calendar?month={day:%Y-%m}", _name(day, say)) if FIRST <= day.year <= LAST else None


def _by_day(letters: Iterable[Dated], first: date, last: date) -> Mapping[date, Sequence[tuple[Entry, Sequence[Due]]]]:
    """Every day of the month, with its letters and what of theirs falls on it."""
    found: dict[date, list[tuple[Entry, Sequence[Due]]]] = {
        first + timedelta(at): [] for at in range((last - first).days + 1)
    }
    for letter in letters:
        own: defaultdict[date, list[Due]] = defaultdict(list)
        for due in letter.days:
            own[due.day].append(due)
        for day in own.keys() & found.keys():
            found[day].append((letter.entry, own[day]))
    return found


def _day(day: date, letters: Sequence[tuple[Entry, Sequence[Due]]], today: date, say: Words) -> Day:
    kind = "today" if day == today else "past" if day < today else "coming"
    first = sorted(letters, key=lambda each: _rank(*each))[:NAMED]
    return Day(
        day=day,
        told=say.day(day),
        kind=kind,
        is_weekend=day.weekday() in (SATURDAY, SUNDAY),
        holiday=holiday_on(day, say),
        href=Filter(day=day).at(),
        letters=tuple(_named(entry, days, say) for entry, days in first),
        count=len(letters),
    )


def _rank(entry: Entry, days: Sequence[Due]) -> tuple[bool, int, int]:
    """What ends a right comes first, then the more urgent letter, then the older one."""
    return not any(due.is_right for due in days), URGENCIES.index(entry.urgency), entry.id


def _named(entry: Entry, days: Sequence[Due], say: Words) -> Named:
    name = clean(entry.name or say("triage.unknown"))
    return Named(entry.id, name, whose(entry, say), any(due.is_right for due in days), entry.outcome)
