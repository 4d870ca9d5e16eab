"""What falls due in a span of days: every last day in it with its letter, counted by the database and not letter by letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.entries import of_the_list

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.entries import Wanted

__all__ = ["Falling", "falling"]

letters, deadlines = tables.letters, tables.deadlines


@dataclass(frozen=True, slots=True)
class Falling:
    """A last day of a letter, and whether a legal right ends on it."""

    letter: int
    day: date
    is_right: bool


def falling(connection: Connection, wanted: Wanted, first: date, last: date, today: date) -> tuple[Falling, ...]:
    """The days from `first` to `last` of the letters of a list, the earliest first."""
    query = select(deadlines.c.letter_id, deadlines.c.day, deadlines.c.is_right).join(
        letters, letters.c.id == deadlines.c.letter_id
    )
    query = query.where(deadlines.c.day.between(first, last), *of_the_list(connection, wanted, today))
    rows = connection.execute(query.order_by(deadlines.c.day, deadlines.c.letter_id))
    return tuple(Falling(row.letter_id, row.day, row.is_right) for row in rows)
