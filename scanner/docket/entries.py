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

from sqlalchemy import Integer, and_, case, cast, exists, func, or_, select, union

from scanner.docket import tables
from scanner.docket.shown import client_shown, copies_shown, files_shown, letters_shown
from scanner.docket.texts import letters_that_say
from scanner.entry import Dated, Due, Entry, Unreadable
from scanner.urgency import urgency_on

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Connection, Row, Select

__all__ = ["Wanted", "dated", "entries", "entry", "matching", "narrowed", "undated", "unreadable"]

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
    """The same letters in the same order, each with all its days; their days are looked up many letters at once."""
    rows = connection.execute(_listed(connection, wanted, today))
    while some := rows.fetchmany(AT_ONCE):
        days = _days(connection, [row.id for row in some])
        for row in some:
            own = tuple(days.get(row.id, ()))
            yield Dated(_entry(row, own, today), row.sha256, own)


def entry(connection: Connection, letter: int, today: date) -> Entry | None:
    """One letter by its id."""
    row = connection.execute(_columns(connection).where(letters.c.id == letter, letters_shown(connection))).first()
    return None if row is None else _entry(row, _days(connection, [letter]).get(letter, ()), today)


def matching(connection: Connection, wanted: Wanted, today: date) -> int:
    """How many letters the whole list holds."""
    return connection.scalar(narrowed(connection, select(func.count(letters.c.id)), wanted, today)) or 0


def undated(connection: Connection, wanted: Wanted, today: date) -> int:
    """How many letters, of those that the list would hold were no days asked for, have no day at all: they need a person."""
    query = narrowed(connection, select(func.count(letters.c.id)), replace(wanted, due=None), today)
    return connection.scalar(query.where(~exists().where(deadlines.c.letter_id == letters.c.id))) or 0


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


def _listed(connection: Connection, wanted: Wanted, today: date) -> Select[Any]:
    whose = cast(deadlines.c.letter_id, Integer).label("letter_id")  # or SQLite looks at every day there ever was
    then = deadlines.c.day.between(*wanted.between) if wanted.between else deadlines.c.day >= today
    coming = select(whose, func.min(deadlines.c.day).label("day")).where(then).group_by(whose).subquery()
    query = narrowed(
        connection, _columns(connection).outerjoin(coming, coming.c.letter_id == letters.c.id), wanted, today
    )
    dated = case((coming.c.day.is_(None), exists().where(deadlines.c.letter_id == letters.c.id)))
    order = (coming.c.day.is_(None), coming.c.day, dated, letters.c.id.desc())
    return query.order_by(*order).limit(wanted.most).offset(wanted.after)


def narrowed(connection: Connection, query: Select[Any], wanted: Wanted, today: date) -> Select[Any]:
    """A query of letters that asks for those of the list alone."""
    query = query.where(letters_shown(connection))
    if not wanted.closed and "closed" not in wanted.status:
        query = query.where(letters.c.status != "closed")
    for column, value in (
        (letters.c.notice, wanted.notice),
        (letters.c.station, wanted.station),
        (letters.c.assigned_to, wanted.assigned_to),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.client is not None:
        query = query.where(letters.c.client_id == wanted.client, client_shown(connection))
    if wanted.client_named:
        query = query.where(clients_named(connection, f"%{wanted.client_named.strip()}%"))
    if wanted.files is not None:
        query = query.where(tables.among(letters.c.file_id, wanted.files))
    if wanted.status:
        query = query.where(letters.c.status.in_(wanted.status))
    if wanted.outcome:
        query = query.where(letters.c.outcome.in_(wanted.outcome))
    if wanted.unconfirmed:
        said = exists().where(corrections.c.letter_id == letters.c.id, corrections.c.field == tables.WHOLE)
        query = query.where(~said)
    soon = (today, today + timedelta(days=wanted.due)) if wanted.due is not None else None
    for span in filter(None, (soon, wanted.between)):
        falls = exists().where(and_(deadlines.c.letter_id == letters.c.id, deadlines.c.day.between(*span)))
        query = query.where(falls.correlate(letters))
    return query.where(_says(connection, wanted.words)) if wanted.words and wanted.words.strip() else query


def _says(connection: Connection, words: str) -> ColumnElement[bool]:
    """Letters that print every one of the words, the last one perhaps only begun; or whose client, case or file is so called."""
    said = letters_that_say(connection, words)
    like = f"%{words.strip()}%".encode("utf-8", "replace").decode().replace("\0", "")  # a database takes text alone
    ways = (
        *(() if said is None else (said,)),
        _is_like(connection, letters.c.name, like),
        clients_named(connection, like),
        letters.c.file_id.in_(select(files.c.id).where(_is_like(connection, files.c.name, like))),
    )
    # not `or`, for which both databases try every way at every letter
    return letters.c.id.in_(union(*(select(letters.c.id).where(way).correlate(None) for way in ways)))


def _is_like(connection: Connection, column: Column[Any], like: str) -> ColumnElement[bool]:
    """Capitals or not. SQLite's LIKE never tells them apart, and making them the same first would take as long again."""
    return column.like(like) if connection.dialect.name == "sqlite" else column.ilike(like)


def clients_named(connection: Connection, like: str) -> ColumnElement[bool]:
    """Letters of clients with such a name or case number."""
    so_called = select(clients.c.id).where(or_(clients.c.name.ilike(like), clients.c.case_number.ilike(like)))
    return and_(letters.c.client_id.in_(so_called), client_shown(connection))


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
