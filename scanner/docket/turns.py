"""In which turn letters are listed: those with a day to come by that day, then those without any day, then those whose days
are all past; in each the newest first. Where only the days of a span are asked for, they stand by these.

A page of the list is taken from the three in turn, each along an index that has its order, so that a page costs what stands
on it and not what is in the docket. Of the whole list, and of letters that few words name, the order is made at once.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from scanner.docket import tables
from scanner.docket.finding import asked_one_by_one, found_at_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select

    from scanner.docket.entries import Wanted

    Conditions = Sequence[ColumnElement[bool]]

__all__ = ["counted", "listed"]

letters, deadlines = tables.letters, tables.deadlines
FIRST = 200
"""Letters at the head of the list of whom it is asked how many say the words."""
COMMON = {"sqlite": 1 / 10, "postgresql": 1 / 20}
"""The share of them from which it is quicker to ask one by one, for a page of 200; measured at 100,000 letters."""
COMMON_TO_COUNT = 1 / 8
"""The same for counting a thousand."""
FEW = inf
"""In place of a share where there are hardly any letters to ask."""


def listed(connection: Connection, conditions: Conditions, wanted: Wanted, today: date) -> Sequence[int]:
    """The ids of the letters in their turn, from `wanted.after` on, `wanted.most` of them or all."""
    words = (wanted.words or "").strip()
    if wanted.between is not None:
        said = (found_at_once(connection, words),) if words else ()
        query = _between((*conditions, *said), *wanted.between)
        return connection.scalars(query.limit(wanted.most).offset(wanted.after)).all()
    if wanted.most is None:
        said = (found_at_once(connection, words),) if words else ()
        return connection.scalars(_at_once((*conditions, *said), today).offset(wanted.after)).all()
    if not words:
        return _in_turn(connection, conditions, today, wanted.after + wanted.most)[wanted.after :]
    if _share(connection, conditions, words, today) >= COMMON[connection.dialect.name]:
        conditions = (*conditions, asked_one_by_one(connection, words))
        return _in_turn(connection, conditions, today, wanted.after + wanted.most)[wanted.after :]
    query = _at_once((*conditions, found_at_once(connection, words)), today)
    return connection.scalars(query.limit(wanted.most).offset(wanted.after)).all()


def counted(
    connection: Connection, conditions: Conditions, wanted: Wanted, today: date, most: int | None = None
) -> int:
    """How many letters there are; where there are more than `most`, one more than that."""
    words = (wanted.words or "").strip()
    query = select(letters.c.id).where(*conditions)
    if most is not None:
        query = query.limit(most + 1)
    if words:
        enough = COMMON_TO_COUNT if most is not None else FEW
        one_by_one = _share(connection, conditions, words, today) >= enough
        query = query.where((asked_one_by_one if one_by_one else found_at_once)(connection, words))
    return connection.scalar(select(func.count()).select_from(query.subquery())) or 0


def _share(connection: Connection, conditions: Conditions, words: str, today: date) -> float:
    """How many of the first letters of the list say the words, 0 to 1; `FEW` where there are no more letters than these."""
    first = _in_turn(connection, conditions, today, FIRST)
    if len(first) < FIRST:
        return FEW
    query = select(func.count(letters.c.id)).where(
        tables.among(letters.c.id, first), asked_one_by_one(connection, words)
    )
    return (connection.scalar(query) or 0) / len(first)


def _between(conditions: Conditions, first: date, last: date) -> Select[Any]:
    """All letters, by their days that lie there."""
    day = (
        select(func.min(deadlines.c.day))
        .where(deadlines.c.letter_id == letters.c.id, deadlines.c.day.between(first, last))
        .correlate(letters)
        .scalar_subquery()
    )
    return select(letters.c.id).where(*conditions).order_by(day, letters.c.id.desc())


def _at_once(conditions: Conditions, today: date) -> Select[Any]:
    """All letters, put in order."""
    next_day = (
        select(func.min(deadlines.c.day))
        .where(deadlines.c.letter_id == letters.c.id, deadlines.c.day >= today)
        .correlate(letters)
        .scalar_subquery()
    )
    coming = case((letters.c.last_day >= today, next_day)).label("coming")
    inner = select(letters.c.id, letters.c.last_day, coming).where(*conditions).subquery()
    order = (inner.c.coming.nulls_last(), inner.c.last_day.is_not(None), inner.c.id.desc())
    return select(inner.c.id).order_by(*order)


def _in_turn(connection: Connection, conditions: Conditions, today: date, most: int) -> list[int]:
    """The first so many."""
    ids: list[int] = []
    for query in _three(conditions, today):
        ids += connection.scalars(query.limit(most - len(ids)))
        if len(ids) >= most:
            break
    return ids


def _three(conditions: Conditions, today: date) -> Iterator[Select[Any]]:
    """Those with a day to come, those without any day, those whose days are past."""
    coming, earlier = deadlines.alias("coming"), deadlines.alias("earlier")
    is_earlier = (earlier.c.letter_id == coming.c.letter_id, earlier.c.day >= today, earlier.c.day < coming.c.day)
    # not `last_day` too: PostgreSQL takes the two for chance, expects a twentieth of the letters, and reads them all first
    yield (
        select(coming.c.letter_id)
        .join(letters, letters.c.id == coming.c.letter_id)
        .where(coming.c.day >= today, ~select(earlier).where(*is_earlier).exists())
        .where(*conditions)
        .group_by(coming.c.day, coming.c.letter_id)
        .order_by(coming.c.day, coming.c.letter_id.desc())
    )
    newest = select(letters.c.id).where(*conditions).order_by(letters.c.id.desc())
    yield newest.where(letters.c.last_day.is_(None))
    yield newest.where(letters.c.last_day < today)
