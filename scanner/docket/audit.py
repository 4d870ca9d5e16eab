"""The log: who did what and when, each row sealed by the hash of the row before it.

A row that is changed, taken out or put in later breaks every seal after it, and `broken_at` says where; that the newest
rows were cut off is seen by the seal beside the database (`is_cut`). The log names letters by their ids and fields by
their names, never by what they say, so that a letter can be forgotten and the log stay.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, text

from scanner.docket import tables
from scanner.docket.moments import moment
from scanner.docket.seal import Seal, kept_seal, place_of_seal

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from sqlalchemy import Connection

__all__ = ["NEWEST", "Act", "acts", "broken_at", "is_cut", "newest", "record"]

BEGINNING = "0" * 64
NEWEST = "newest seal"
"""Under this name a connection remembers the seal of its newest row until the row is kept."""
AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the log. `detail` is small and says nothing of a taxpayer."""

    id: int
    at: str
    by: str
    what: str
    letter: int | None
    detail: str
    before: str
    hash: str

    @property
    def is_sealed(self) -> bool:
        """Whether its hash is that of what it says."""
        return self.hash == _seal(self.id, self.at, self.by, self.what, self.letter, self.detail, self.before)


def record(
    connection: Connection,
    by: str,
    acts_done: Iterable[tuple[str, int | None, dict[str, object]]],
    *,
    at: str | None = None,
) -> None:
    """Adds acts, each (what, letter's id, detail), in the transaction of the act itself: neither stands without the other."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("lock table audit in exclusive mode"))  # one writer of the chain at a time
    last = newest(connection)
    number, seal = last.number, last.hash
    when, rows = at or moment(), []
    for what, letter, detail in acts_done:
        number, before = number + 1, seal
        told = json.dumps(detail, sort_keys=True, ensure_ascii=False)
        seal = _seal(number, when, by, what, letter, told, before)
        rows.append({"id": number, "at": when, "by": by, "what": what, "letter_id": letter, "detail": told,
                     "before": before, "hash": seal})  # fmt: skip
    if rows:
        if NEWEST in connection.info or not is_cut(connection, last):
            connection.info[NEWEST] = Seal(number, seal)
        connection.execute(insert(tables.audit), rows)


def newest(connection: Connection) -> Seal:
    """The seal of the newest row; number 0 where the log is empty."""
    last = select(tables.audit.c.id, tables.audit.c.hash).order_by(tables.audit.c.id.desc()).limit(1)
    row = connection.execute(last).first()
    return Seal(row.id, row.hash) if row else Seal(0, BEGINNING)


def is_cut(connection: Connection, last: Seal | None = None) -> bool:
    """Whether the row whose seal lies beside the database is not in the log. `last` spares asking for the newest row."""
    held = kept_seal(place_of_seal(connection.engine.url))
    if held is None or held == last:
        return False
    found = select(tables.audit.c.hash).where(tables.audit.c.id == held.number)
    return connection.scalar(found) != held.hash


def acts(connection: Connection, letter: int | None = None) -> Generator[Act]:
    """The log from its beginning; of one letter, if it is named."""
    query = select(tables.audit).order_by(tables.audit.c.id)
    if letter is not None:
        query = query.where(tables.audit.c.letter_id == letter)
    with connection.execute(
        query.execution_options(yield_per=AT_ONCE)
    ) as rows:  # closed, even if nobody reads to the end
        for row in rows:
            yield Act(row.id, row.at, row.by, row.what, row.letter_id, row.detail, row.before, row.hash)


def broken_at(connection: Connection) -> int | None:
    """The number of the first row whose seal or place does not hold; None where the whole log holds."""
    seal, number = BEGINNING, 0
    with closing(acts(connection)) as rows:
        for act in rows:
            number += 1
            if act.id != number or act.before != seal or not act.is_sealed:
                return number
            seal = act.hash
    count = connection.scalar(select(func.count()).select_from(tables.audit))
    return None if count == number else number + 1


def _seal(number: int, at: str, by: str, what: str, letter: int | None, detail: str, before: str) -> str:
    told = json.dumps([number, at, by, what, letter, detail, before], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
