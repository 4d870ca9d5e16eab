"""The letter to look at next: after the one in hand, in the order of the list, that nobody has confirmed yet.

The list begins anew at its end, so that what was passed over comes again, and a letter that cannot become *sure* keeps nobody
from the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, case, cast, exists, func, or_, select

from scanner.docket import tables
from scanner.docket.correct import ALL
from scanner.docket.shown import letters_shown

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Row, Select

__all__ = ["following", "to_confirm"]

letters, deadlines, corrections = tables.letters, tables.deadlines, tables.corrections
LAST = 2
"""The rank of letters of which every day has passed; before them stand those without a day, and first those with one."""


def following(connection: Connection, today: date, letter: int | None = None) -> int | None:
    """The number of the letter that comes after this one, or of the first of the list; None where all are confirmed."""
    listed, places = _listed(connection, today)
    here = None if letter is None else connection.execute(listed.where(letters.c.id == letter)).first()
    open_ = listed.where(_is_open())
    for query in (*([open_.where(_is_behind(places, here))] if here else ()), open_):
        found = connection.execute(query.where(letters.c.id != (letter or 0)).limit(1)).first()
        if found:
            return int(found.id)
    return None


def to_confirm(connection: Connection) -> int:
    """How many letters nobody has confirmed yet."""
    return connection.scalar(select(func.count(letters.c.id)).where(_is_open(), letters_shown(connection))) or 0


def _is_open() -> ColumnElement[bool]:
    confirmed = exists().where(corrections.c.letter_id == letters.c.id, corrections.c.field == ALL)
    return and_(letters.c.status != "closed", or_(~confirmed, letters.c.outcome != "sure"))


def _listed(connection: Connection, today: date) -> tuple[Select[Any], tuple[ColumnElement[Any], ColumnElement[Any]]]:
    """The letters in the order of the list (`entries`), and what that order is made of beside their numbers."""
    whose = cast(deadlines.c.letter_id, Integer).label("letter_id")  # or SQLite looks at every day there ever was
    coming = (
        select(whose, func.min(deadlines.c.day).label("day")).where(deadlines.c.day >= today).group_by(whose).subquery()
    )
    has_days = exists().where(deadlines.c.letter_id == letters.c.id)
    rank = case((coming.c.day.is_not(None), 0), (has_days, LAST), else_=1)
    day = func.coalesce(coming.c.day, today)
    query = select(letters.c.id, rank.label("rank"), day.label("day")).where(letters_shown(connection))
    query = query.outerjoin(coming, coming.c.letter_id == letters.c.id).order_by(rank, day, letters.c.id.desc())
    return query, (rank, day)


def _is_behind(places: tuple[ColumnElement[Any], ColumnElement[Any]], here: Row[Any]) -> ColumnElement[bool]:
    rank, day = places
    return or_(
        rank > here.rank,
        and_(rank == here.rank, day > here.day),
        and_(rank == here.rank, day == here.day, letters.c.id < here.id),
    )
