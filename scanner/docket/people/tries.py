"""Tries: log-ins that failed, so that nobody can guess for long, neither at one name nor from one place."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from scanner.docket.people.tables import tries

if TYPE_CHECKING:
    from scanner.docket.database import Database

__all__ = ["FOR_NAME", "FROM_PLACE", "WHILE", "forgive", "may_try"]

WHILE = 15 * 60.0
"""Seconds for which a failed try counts."""
FOR_NAME, FROM_PLACE = 5, 20
"""Failed tries after which a name, or a place, has to wait."""


def may_try(database: Database, name: str, place: str) -> bool:
    """Whether this name and this place may try; if so the try is written down at once, as one that failed.

    Before the password is looked at, or many tries at the same moment would all be let through.
    """
    now = time.time()
    counted = select(func.count(tries.c.id))
    with database.writing() as connection:
        connection.execute(delete(tries).where(tries.c.at < now - WHILE))
        for_name = connection.scalar(counted.where(tries.c.name == _name(name))) or 0
        from_place = connection.scalar(counted.where(tries.c.place == place[:45])) or 0
        if for_name >= FOR_NAME or from_place >= FROM_PLACE:
            return False
        connection.execute(insert(tries).values(name=_name(name), place=place[:45], at=now))
    return True


def forgive(database: Database, name: str) -> None:
    """Forgets what failed under a name, once its owner has signed in."""
    with database.writing() as connection:
        connection.execute(delete(tries).where(tries.c.name == _name(name)))


def _name(name: str) -> str:
    return name.strip().lower()[:80]
