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

from sqlalchemy import and_, select

from scanner.docket import tables
from scanner.docket.finding import called, found_at_once
from scanner.docket.shown import client_shown, copies_shown, files_shown, letters_shown
from scanner.docket.turns import counted, listed
from scanner.entry import Dated, Due, Entry, Unreadable
from scanner.urgency import urgency_on

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row, Select

__all__ = ["Wanted", "dated", "entries", "entry", "matching", "of_the_list", "undated", "unreadable"]

letters, deadlines, files, clients = tables.letters, tables.deadlines, tables.files, tables.clients
corrections = tables.corrections
AT_ONCE = 500
"""Letters whose days are looked up in one query."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is to hold; what is None does not matter. `due` are days from today, `words` are searched for.

    `between` are two days, both of them in: then the list is in the order of the days that lie there, passed ones too.
    `unconfirmed` are letters that no person has confirmed as a whole.
    """

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
    between: tuple[date, date] | None = None
    unconfirmed: bool = False
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
    ids = listed(connection, _narrowed(connection, wanted, today), wanted, today)
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        days = _days(connection, some)
        rows = {row.id: row for row in connection.execute(_columns(connection).where(letters.c.id.in_(some)))}
        for row in (rows[each] for each in some if each in rows):  # one may be forgotten meanwhile
            own = tuple(days.get(row.id, ()))
            yield Dated(_entry(row, own, today), row.sha256, own)


def entry(connection: Connection, letter: int, today: date) -> Entry | None:
    """One letter by its id."""
    row = connection.execute(_columns(connection).where(letters.c.id == letter, letters_shown(connection))).first()
    return None if row is None else _entry(row, _days(connection, [letter]).get(letter, ()), today)


def matching(connection: Connection, wanted: Wanted, today: date, most: int | None = None) -> int:
    """How many letters the whole list holds. With `most` it counts no further: more than that are told as one more."""
    return counted(connection, _narrowed(connection, wanted, today), wanted, today, most)


def undated(connection: Connection, wanted: Wanted, today: date) -> int:
    """How many letters, of those that the list would hold were no days asked for, have no day at all: they need a person."""
    whole = replace(wanted, due=None)
    return counted(connection, (*_narrowed(connection, whole, today), letters.c.last_day.is_(None)), whole, today)


def unreadable(connection: Connection, among: Sequence[int] | None = None) -> Iterator[Unreadable]:
    """The files that could not be read, in the order in which they came; of all, or of some by their ids."""
    query = select(files.c.id, files.c.name, files.c.fault, files.c.message).order_by(files.c.id)
    query = query.where(files.c.fault.is_not(None), files_shown(connection))
    if among is not None:
        query = query.where(tables.among(files.c.id, among))
    for row in connection.execute(query):
        yield Unreadable(row.id, row.name, row.fault, row.message or "")


def _columns(connection: Connection) -> Select[Any]:
    whose = and_(clients.c.id == letters.c.client_id, client_shown(connection))
    return (
        select(
            letters,
            copies_shown(connection).label("copy_of"),
            files.c.name.label("file"),
            files.c.sha256,
            clients.c.name.label("client"),
            clients.c.case_number,
        )
        .join(files, files.c.id == letters.c.file_id)
        .outerjoin(clients, whose)
    )


def _narrowed(connection: Connection, wanted: Wanted, today: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions on `letters` that what is wanted comes to, but for the words."""
    conditions: list[ColumnElement[bool]] = [letters_shown(connection)]
    if not wanted.closed and "closed" not in wanted.status:
        conditions.append(letters.c.status != "closed")
    for column, value in (
        (letters.c.notice, wanted.notice),
        (letters.c.station, wanted.station),
        (letters.c.assigned_to, wanted.assigned_to),
    ):
        if value is not None:
            conditions.append(column == value)
    if wanted.client is not None:
        conditions += [letters.c.client_id == wanted.client, client_shown(connection)]
    if wanted.client_named:
        so_called = select(clients.c.id).where(called(connection, f"%{wanted.client_named.strip()}%"))
        conditions += [letters.c.client_id.in_(so_called), client_shown(connection)]
    if wanted.files is not None:
        conditions.append(tables.among(letters.c.file_id, wanted.files))
    if wanted.status:
        conditions.append(letters.c.status.in_(wanted.status))
    if wanted.outcome:
        conditions.append(letters.c.outcome.in_(wanted.outcome))
    if wanted.unconfirmed:
        confirmed = select(corrections.c.letter_id).where(corrections.c.field == tables.WHOLE)
        conditions.append(letters.c.id.not_in(confirmed))
    if wanted.due is not None:
        conditions += _falls(today, today + timedelta(days=wanted.due))
    if wanted.between is not None:
        conditions += _falls(*wanted.between)
    return tuple(conditions)


def of_the_list(connection: Connection, wanted: Wanted, today: date) -> tuple[ColumnElement[bool], ...]:
    """All conditions of the list, its words too."""
    words = (wanted.words or "").strip()
    return _narrowed(connection, wanted, today) + ((found_at_once(connection, words),) if words else ())


def _falls(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """That a day of theirs lies there; those that have no day at all are told at once."""
    falling = select(deadlines.c.letter_id).where(deadlines.c.day.between(first, last))
    return letters.c.id.in_(falling), letters.c.last_day >= first


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
        same_as=row.copy_of,
        client=row.client,
        client_sure=row.client_sure,
        case_number=row.case_number,
        status=row.status,
        assigned_to=row.assigned_to,
        added_at=row.added_at,
        version=row.version,
    )
