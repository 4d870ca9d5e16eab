"""The queue: the clinic's letters by last day, with filters, search and a hundred to a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from scanner.docket.entries import Wanted, entries, matching, undated
from scanner.render.docket import client_told, status_told
from scanner.render.mask import clean
from scanner.render.telling import page_list
from scanner.render.voice import Voice
from scanner.web.asking import Somebody, house_of
from scanner.web.draw import drawn
from scanner.web.speech import speech_of

if TYPE_CHECKING:
    from datetime import date

    from scanner.entry import Entry
    from scanner.web.house import House

__all__ = ["VIEWS", "router", "wanted_by"]

router = APIRouter(include_in_schema=False)

PAGE = 100
"""Letters on a page."""
WEEK = 7
SOON = 14
VIEWS = ("all", "week", "check", "unknown", "mine", "closed")


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


@dataclass(frozen=True, slots=True)
class View:
    """A filter: its name, where it leads, how many letters it holds."""

    key: str
    href: str
    count: int
    chosen: bool


def wanted_by(view: str, who: str, words: str = "") -> Wanted:
    """What a filter asks the docket for."""
    asked = Wanted(words=words.strip() or None)
    return {
        "week": replace(asked, due=WEEK),
        "check": replace(asked, outcome=("check",)),
        "unknown": replace(asked, outcome=("unknown",)),
        "mine": replace(asked, assigned_to=who),
        "closed": replace(asked, status=("closed",)),
    }.get(view, asked)


@router.get("/")
def queue(
    request: Request,
    who: Somebody,
    view: str = "all",
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """The list. Searching goes through closed letters too."""
    house = house_of(request)
    today, say = house.today(), speech_of(request)
    view = view if view in VIEWS else "all"
    wanted = wanted_by(view, who.name, q)
    voice = Voice(today, say, house.catalogue.law, house.catalogue.stations)
    with house.docket.database.reading() as connection:
        total = matching(connection, wanted, today)
        found = entries(connection, replace(wanted, most=PAGE, after=(page - 1) * PAGE), today)
        rows = [_row(each, voice, house) for each in found]
        views = [
            View(key, _href(key, q), matching(connection, wanted_by(key, who.name, q), today), key == view)
            for key in VIEWS
        ]
        without = undated(connection, wanted, today) if view == "week" else 0
    return drawn(
        request, "queue.html.j2", rows=rows, views=views, view=view, q=q, total=total, page=page,
        pages=max(1, -(-total // PAGE)), first=(page - 1) * PAGE + 1, without=without, today=today,
        turn=lambda number: _href(view, q, number),
    )  # fmt: skip


def _href(view: str, words: str, page: int = 1) -> str:
    asked = {"view": view if view != "all" else "", "q": words, "page": page if page > 1 else ""}
    told = urlencode({key: value for key, value in asked.items() if value})
    return f"/?{told}" if told else "/"


def _row(entry: Entry, voice: Voice, house: House) -> Row:
    say, notice = voice.say, house.catalogue.notices.get(entry.notice or "")
    day = entry.due.day if entry.due else entry.last_past
    remarks = []
    if entry.due and not entry.due.leads:
        remarks.append(say("printout.other_day"))
    if entry.same_as:
        remarks.append(say("printout.copy", number=entry.same_as))
    return Row(
        id=entry.id,
        state=_state(entry, voice.today),
        day=say.day(day) if day else "",
        iso=day.isoformat() if day else "",
        left=voice.left(day) if day else say("docket.no_day"),
        name=clean(entry.name or say("triage.unknown")),
        title=say.either(notice.title, notice.title_es) if notice else "",
        action=voice.action(entry.due) if entry.due else "",
        outcome=entry.outcome,
        urgent=entry.urgency in ("critical", "high"),
        remarks=tuple(remarks),
        client=clean(client_told(entry, say)),
        status=status_told(entry, say),
        paper=f"{clean(PurePath(entry.file).name)}, {page_list(entry, say)}",
    )


def _state(entry: Entry, today: date) -> str:
    left = entry.days_left(today)
    if left is None:
        return "passed" if entry.last_past else "none"
    return "today" if left == 0 else "soon" if left <= SOON else "later"
