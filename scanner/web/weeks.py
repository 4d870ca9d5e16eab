"""The next six weeks in a picture: a bar for every week, as high as letters have a last day in it, and each a link to them.

What ends a legal right is filled, the rest an outline; number, dates and what the filling means stand there in words too,
so that the picture says nothing that its text does not say. A week goes from Sunday to Saturday, as on the calendar's page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scanner.docket.falling import falling

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.falling import Falling
    from scanner.render.words import Words
    from scanner.web.filters import Filter

__all__ = ["Week", "weeks_of"]

WEEKS = 6
HEIGHT = 48.0
"""Of the highest bar."""
LEAST = 4.0
"""Of a bar that stands for anything at all."""
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Week:
    """One bar. `rights` of its `letters` end a right in this week; `filled` and `outline` are how high they are drawn."""

    href: str
    chosen: bool
    dates: str
    told: str
    letters: int
    rights: int
    filled: float = 0.0
    outline: float = 0.0


def weeks_of(connection: Connection, asked: Filter, who: str, today: date, say: Words) -> tuple[Week, ...]:
    """The weeks from today on, for the letters of a filter, whatever days it asks for."""
    every = replace(asked, day=None, until=None)
    spans = tuple(_spans(today))
    days = falling(connection, every.wanted(who), today, spans[-1][1], today)
    weeks = [_week(asked, first, last, days, say) for first, last in spans]
    most = max(week.letters for week in weeks) or 1
    return tuple(_drawn(week, HEIGHT / most) for week in weeks)


def _spans(today: date) -> list[tuple[date, date]]:
    end = today + timedelta((SATURDAY - today.weekday()) % 7)
    firsts = [today, *(end + timedelta(7 * at + 1) for at in range(WEEKS - 1))]
    return [(first, end + timedelta(7 * at)) for at, first in enumerate(firsts)]


def _week(asked: Filter, first: date, last: date, days: tuple[Falling, ...], say: Words) -> Week:
    own = [each for each in days if first <= each.day <= last]
    letters, rights = {each.letter for each in own}, {each.letter for each in own if each.is_right}
    told = say.many("web.weeks_letters", len(letters))
    if rights:
        told = f"{told}, {say.many('web.weeks_rights', len(rights))}"
    return Week(
        href=replace(asked, day=first, until=last if last != first else None).at(),
        chosen=asked.span == (first, last),
        dates=_dates(first, last, say),
        told=told,
        letters=len(letters),
        rights=len(rights),
    )


def _drawn(week: Week, scale: float) -> Week:
    rest = week.letters - week.rights
    return replace(
        week,
        filled=round(max(week.rights * scale, LEAST), 1) if week.rights else 0.0,
        outline=round(max(rest * scale, LEAST), 1) if rest else 0.0,
    )


def _dates(first: date, last: date, say: Words) -> str:
    """`Nov 8 – 14`, `Nov 29 – Dec 5`."""
    if first == last:
        return say.short_day(first)
    if first.month == last.month:
        return say("date.short_span", first=first.day, last=last.day, month=say(f"month_short.{first.month}"))
    return f"{say.short_day(first)} – {say.short_day(last)}"
