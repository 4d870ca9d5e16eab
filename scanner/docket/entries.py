"""The list of the docket: which letters, in the order of their next day, as seen on one day.

Days pass, letters do not change: what comes next is asked of the days of each letter when the list is made, never stored.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.finding import called
from scanner.docket.turns import counted, listed
from scanner.entry import Dated, Due, Entry, Unreadable
from scanner.urgency import urgency_on

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row, Select

__all__ = ["Wanted", "dated", "entries", "entry", "matching", "narrowed", "undated", "unreadable"]

letters, deadlines, files, clients = tables.letters, tables.deadlines, tables.files, tables.clients
AT_ONCE = 500
"""Letters whose days are looked up in one query."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is to hold; what is None does not matter. `due` are days from today, `words` are searched for."""

    due: int | None = None
    status: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    notice: str | None = None
    station: str | None = None
    client: int | None = None
    client_named: str | None = None
    assigned_to: str | None = None
    words: str | None = None
    closed: bool = False
    files: tuple[int, ...] | None = None
    most: int | None = None
    after: int = 0


def entries(connection: Connection, wanted: Wanted, today: date) -> Iterator[Entry]:
    """The letters, those with the earliest day first, then those without any day, for one of them may be the worst of the
    pile; those with nothing left to do in time stand last.
    """
    return (each.entry for each in dated(connection, wanted, today))


def dated(connection: Connection, wanted: Wanted, today: date) -> Iterator[Dated]:
    """The same letters in the same order, each with all its days; many letters at once are looked up."""
    ids = listed(connection, narrowed(connection, wanted, today), wanted, today)
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        days = _days(connection, some)
        rows = {row.id: row for row in connection.execute(_columns().where(letters.c.id.in_(some)))}
        for row in (rows[each] for each in some if each in rows):  # one may be forgotten meanwhile
            own = tuple(days.get(row.id, ()))
            yield Dated(_entry(row, own, today), row.sha256, own)


def entry(connection: Connection, letter: int, today: date) -> Entry | None:
    """One letter by its id."""
    row = connection.execute(_columns().where(letters.c.id == letter)).first()
    return None if row is None else _entry(row, _days(connection, [letter]).get(letter, ()), today)


def matching(connection: Connection, wanted: Wanted, today: date, most: int | None = None) -> int:
    """How many letters the whole list holds. With `most` it counts no further: more than that are told as one more."""
    return counted(connection, narrowed(connection, wanted, today), wanted, today, most)


def undated(connection: Connection, wanted: Wanted, today: date) -> int:
    """How many letters, of those that the list would hold were no days asked for, have no day at all: they need a person."""
    whole = replace(wanted, due=None)
    return counted(connection, (*narrowed(connection, whole, today), letters.c.last_day.is_(None)), whole, today)


def unreadable(connection: Connection, among: Sequence[int] | None = None) -> Iterator[Unreadable]:
    """The files that could not be read, in the order in which they came; of all, or of some by their ids."""
    query = select(files.c.name, files.c.fault, files.c.message).where(files.c.fault.is_not(None)).order_by(files.c.id)
    if among is not None:
        query = query.where(tables.among(files.c.id, among))
    for row in connection.execute(query):
        yield Unreadable(row.name, row.fault, row.message or "")


def _columns() -> Select[Any]:
    return (
        select(
            letters, files.c.name.label("file"), files.c.sha256, clients.c.name.label("client"), clients.c.case_number
        )
        .join(files, files.c.id == letters.c.file_id)
        .outerjoin(clients, clients.c.id == letters.c.client_id)
    )


def narrowed(connection: Connection, wanted: Wanted, today: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions on `letters` that what is wanted comes to, but for the words."""
    conditions: list[ColumnElement[bool]] = []
    if not wanted.closed and "closed" not in wanted.status:
        conditions.append(letters.c.status != "closed")
    for column, value in (
        (letters.c.notice, wanted.notice),
        (letters.c.station, wanted.station),
        (letters.c.client_id, wanted.client),
        (letters.c.assigned_to, wanted.assigned_to),
    ):
        if value is not None:
            conditions.append(column == value)
    if wanted.client_named:
        conditions.append(
            letters.c.client_id.in_(select(clients.c.id).where(called(connection, f"%{wanted.client_named.strip()}%")))
        )
    if wanted.files is not None:
        conditions.append(tables.among(letters.c.file_id, wanted.files))
    if wanted.status:
        conditions.append(letters.c.status.in_(wanted.status))
    if wanted.outcome:
        conditions.append(letters.c.outcome.in_(wanted.outcome))
    if wanted.due is not None:
        until = today + timedelta(days=wanted.due)
        due = select(deadlines.c.letter_id).where(deadlines.c.day.between(today, until))
        conditions += [
            letters.c.id.in_(due),
            letters.c.last_day >= today,
        ]  # the second tells those without a day at once
    return tuple(conditions)


def _days(connection: Connection, ids: Sequence[int]) -> dict[int, Sequence[Due]]:
    found: defaultdict[int, list[Due]] = defaultdict(list)
    for row in connection.execute(select(deadlines).where(deadlines.c.letter_id.in_(ids)).order_by(deadlines.c.day)):
        found[row.letter_id].append(Due(row.term, row.day, row.action, row.is_right, row.leads))
    return dict(found)


def _entry(row: Row[Any], days: Sequence[Due], today: date) -> Entry:
    urgency = row.usual_urgency
    if row.notice is not None:
        urgency = urgency_on(urgency, ((due.day, due.is_right) for due in days if due.leads), today)
    past = [due.day for due in days if due.day < today]
    return Entry(
        id=row.id,
        file=row.file,
        pages=tuple(json.loads(row.pages)),
        notice=row.notice,
        name=row.name,
        outcome=row.outcome,
        urgency=urgency,
        station=row.station,
        sender=row.sender,
        language=row.language,
        letter_date=row.letter_date,
        taxpayer=row.taxpayer,
        tin_last4=row.tin_last4,
        due=next((due for due in days if due.day >= today), None),
        last_past=max(past, default=None),
        same_as=row.same_as,
        client=row.client,
        client_sure=row.client_sure,
        case_number=row.case_number,
        status=row.status,
        assigned_to=row.assigned_to,
        added_at=row.added_at,
    )
