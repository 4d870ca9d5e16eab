"""The queue: the clinic's letters by last day, with filters, search and a hundred to a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from scanner.docket.accept import standing_of
from scanner.docket.entries import dated, matching, undated
from scanner.render.docket import client_told, status_told
from scanner.render.mask import clean
from scanner.render.telling import page_list
from scanner.render.voice import Voice
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.filters import VIEWS, Filter, Filtered
from scanner.web.speech import speech_of
from scanner.web.weeks import weeks_of

if TYPE_CHECKING:
    from datetime import date

    from scanner.entry import Dated, Due, Entry
    from scanner.render.words import Words
    from scanner.web.house import House

__all__ = ["Row", "router", "row_of"]

router = APIRouter(include_in_schema=False)

PAGE = 100
"""Letters on a page."""
SOON = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A letter as the queue shows it. `state` says how its day lies: today, soon, later, passed, none."""

    id: int
    state: str
    day: str
    iso: str
    left: str
    name: str
    title: str
    action: str
    outcome: str
    urgent: bool
    remarks: tuple[str, ...]
    client: str
    status: str
    paper: str
    version: int


@dataclass(frozen=True, slots=True)
class View:
    """A filter: its name, where it leads, how many letters it holds."""

    key: str
    href: str
    count: int
    chosen: bool


@router.get("/")
def queue(
    request: Request, who: Somebody, asked: Filtered, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """The list, and above it what is due when."""
    house = house_of(request)
    today, say = house.today(), speech_of(request)
    wanted = asked.wanted(who.name)
    voice = Voice(today, say, house.catalogue.law, house.catalogue.stations)
    with house.docket.database.reading() as connection:
        total = matching(connection, wanted, today)
        found = dated(connection, replace(wanted, most=PAGE, after=(page - 1) * PAGE), today)
        rows = [row_of(each, asked, voice, house) for each in found]
        views = [_view(each, asked, matching(connection, each.wanted(who.name), today)) for each in _views(asked)]
        without = undated(connection, wanted, today) if asked.view == "week" or asked.span else 0
        weeks = weeks_of(connection, asked, who.name, today, say)
        standing = standing_of(connection, wanted, today)
    return drawn(
        request, "queue.html.j2", rows=rows, views=views, asked=asked, days=_days(asked, say), total=total, page=page,
        pages=max(1, -(-total // PAGE)), first=(page - 1) * PAGE + 1, without=without, today=today, weeks=weeks,
        standing=standing, no_days=replace(asked, day=None, until=None),
    )  # fmt: skip


def _views(asked: Filter) -> list[Filter]:
    return [replace(asked, view=key) for key in VIEWS]


def _view(each: Filter, asked: Filter, count: int) -> View:
    return View(each.view, each.at(), count, each == asked)


def _days(asked: Filter, say: Words) -> str:
    """The days that are asked for, in words."""
    if asked.span is None:
        return ""
    first, last = asked.span
    if first == last:
        return say("web.filter_day", day=say.day(first))
    return say("web.filter_span", first=say.plain_day(first), last=say.plain_day(last))


def row_of(letter: Dated, asked: Filter, voice: Voice, house: House) -> Row:
    """A letter as the list has it: with the first of the days that are asked for, else with what comes next."""
    say, entry, notice = voice.say, letter.entry, house.catalogue.notices.get(letter.entry.notice or "")
    due = _due(letter, asked)
    day = due.day if due else entry.last_past
    remarks = []
    if due and not due.leads:
        remarks.append(say("printout.other_day"))
    if entry.same_as:
        remarks.append(say("printout.copy", number=entry.same_as))
    return Row(
        id=entry.id,
        state=_state(entry, due, voice.today),
        day=say.day(day) if day else "",
        iso=day.isoformat() if day else "",
        left=voice.left(day) if day else say("docket.no_day"),
        name=clean(entry.name or say("triage.unknown")),
        title=say.either(notice.title, notice.title_es) if notice else "",
        action=voice.action(due) if due else "",
        outcome=entry.outcome,
        urgent=entry.urgency in ("critical", "high"),
        remarks=tuple(remarks),
        client=clean(client_told(entry, say)),
        status=status_told(entry, say),
        paper=f"{clean(PurePath(entry.file).name)}, {page_list(entry, say)}",
        version=entry.version,
    )


def _due(letter: Dated, asked: Filter) -> Due | None:
    if asked.span is None:
        return letter.entry.due
    first, last = asked.span
    return next((due for due in letter.days if first <= due.day <= last), letter.entry.due)


def _state(entry: Entry, due: Due | None, today: date) -> str:
    if due is None:
        return "passed" if entry.last_past else "none"
    left = (due.day - today).days
    return "passed" if left < 0 else "today" if left == 0 else "soon" if left <= SOON else "later"
