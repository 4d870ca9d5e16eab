"""The page ledger: what is to be done, who is at it, and that no page is lost.

One row a page, one more (`OPEN`) for opening its file and one (`LETTERS`) for understanding the letters in it. A row is
*waiting*, *leased* to one owner until a moment, *done* with its content, or set *aside* with the reason. Only the owner
of a running lease can finish a row (the fence), and only once; so a page may be read twice, by a driver that was thought
dead, and is never stored twice. What is counted is faults, not tries: a page whose reader died or hung three times is
poison and is set aside, a page whose driver was stopped is simply waiting again.

PostgreSQL hands rows to several drivers at once (`skip locked`); SQLite lets them take turns.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, tuple_, update

from scanner.docket import tables
from scanner.docket.leaf import PIPELINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

__all__ = ["LEASE", "LETTERS", "MOST_FAULTS", "OPEN", "Errand", "Progress", "claim", "finish", "keep_alive", "left_over", "let_go", "opened",
           "progress", "struck"]  # fmt: skip

OPEN = 0
"""The row of a file for opening it."""
LETTERS = -1
"""The row of a file for understanding its letters, once every page of it is done or aside."""
LEASE = 120.0
"""Seconds that a row belongs to its owner unless the lease is renewed."""
MOST_FAULTS = 3
"""Faults after which a page is set aside."""

ledger = tables.ledger


@dataclass(frozen=True, slots=True)
class Errand:
    """A row that was leased: page `page` of a file, or `OPEN`, or `LETTERS`."""

    file: int
    sha256: str
    page: int
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How many rows stand where; `pages` are those that are known by now."""

    waiting: int
    leased: int
    done: int
    aside: int

    @property
    def total(self) -> int:
        """All rows."""
        return self.waiting + self.leased + self.done + self.aside


def claim(connection: Connection, owner: str, most: int, now: float | None = None) -> Sequence[Errand]:
    """Leases up to `most` rows to `owner`: waiting ones file by file, then those whose lease has run out.

    Never its own: a machine that slept finds its leases run out and the same rows still under way.
    """
    now = time.time() if now is None else now
    if most <= 0:
        return ()
    rows = list(connection.execute(_claimable(ledger.c.state == "waiting", most)))
    if len(rows) < most:
        expired = and_(ledger.c.state == "leased", ledger.c.until < now, ledger.c.owner != owner)
        rows += connection.execute(_claimable(expired, most - len(rows)))
    if not rows:
        return ()
    lease = (
        update(ledger)
        .where(ledger.c.file_id == bindparam("of_file"), ledger.c.page == bindparam("of_page"))
        .values(state="leased", owner=owner, until=now + LEASE)
    )
    connection.execute(lease, [{"of_file": row.file_id, "of_page": row.page} for row in rows])
    hashes = select(tables.files.c.id, tables.files.c.sha256).where(
        tables.files.c.id.in_({row.file_id for row in rows})
    )
    sha256 = {row.id: row.sha256 for row in connection.execute(hashes)}
    return tuple(Errand(row.file_id, sha256[row.file_id], row.page, row.faults) for row in rows)


def opened(connection: Connection, owner: str, errand: Errand, pages: Mapping[int, bytes | None]) -> bool:
    """Finishes the opening of a file: one row for each of its pages, done where its content is here, else waiting."""
    if not finish(connection, owner, errand, None):
        return False
    rows = [
        {"file_id": errand.file, "page": number, "state": "waiting" if content is None else "done",
         "content": content, "pipeline": None if content is None else PIPELINE}
        for number, content in pages.items()
    ]  # fmt: skip
    if rows:
        connection.execute(insert(ledger), rows)
    connection.execute(update(tables.files).where(tables.files.c.id == errand.file).values(pages=len(rows)))
    _letters_wait_if_read(connection, errand.file)
    return True


def finish(
    connection: Connection, owner: str, errand: Errand, content: bytes | None, *, aside: str | None = None
) -> bool:
    """Finishes a row, with its content or, where it cannot be read, with the reason why it is set aside.

    False where the lease is no longer the owner's: somebody else has the row, or has finished it.
    """
    ended = connection.execute(
        update(ledger)
        .where(*_fenced(owner, errand))
        .values(
            state="done" if aside is None else "aside",
            content=content,
            reason=aside,
            pipeline=PIPELINE,
            owner=None,
            until=None,
        )
    )
    if ended.rowcount != 1:
        return False
    if errand.page >= 1:
        _letters_wait_if_read(connection, errand.file)
    return True


def struck(connection: Connection, owner: str, errand: Errand, reason: str) -> bool:
    """Counts a fault of a row; True where it was one too many and the row is aside now. Else it waits for another try."""
    if errand.faults + 1 >= MOST_FAULTS:
        connection.execute(update(ledger).where(*_fenced(owner, errand)).values(faults=errand.faults + 1))
        return finish(connection, owner, errand, None, aside=reason)
    connection.execute(
        update(ledger)
        .where(*_fenced(owner, errand))
        .values(state="waiting", faults=errand.faults + 1, reason=reason, owner=None, until=None)
    )
    return False


def keep_alive(connection: Connection, owner: str, now: float | None = None) -> int:
    """Renews every lease of an owner; gives how many there are."""
    now = time.time() if now is None else now
    renewed = update(ledger).where(ledger.c.state == "leased", ledger.c.owner == owner).values(until=now + LEASE)
    return int(connection.execute(renewed).rowcount)


def let_go(connection: Connection, owners: Iterable[str]) -> int:
    """Gives back what these owners have leased: on leaving, or for drivers that are known to be dead.

    A row that somebody else has in hand just now is passed over, so that two who bury the same driver never wait for
    each other.
    """
    held = (
        select(ledger.c.file_id, ledger.c.page)
        .where(ledger.c.state == "leased", ledger.c.owner.in_(list(owners)))
        .with_for_update(skip_locked=True)
    )
    back = update(ledger).where(tuple_(ledger.c.file_id, ledger.c.page).in_(held))
    return int(connection.execute(back.values(state="waiting", owner=None, until=None)).rowcount)


def left_over(connection: Connection) -> bool:
    """Whether any row is still to be done, by whomever."""
    return bool(connection.scalar(select(exists().where(ledger.c.state.in_(("waiting", "leased"))))))


def progress(connection: Connection, files: Iterable[int] | None = None) -> Progress:
    """How far the work is: of some files, or of all."""
    query = select(ledger.c.state, func.count()).where(ledger.c.page != OPEN).group_by(ledger.c.state)
    if files is not None:
        query = query.where(tables.among(ledger.c.file_id, files))
    counted = Counter({row[0]: row[1] for row in connection.execute(query)})
    return Progress(counted["waiting"], counted["leased"], counted["done"], counted["aside"])


def _claimable(state: ColumnElement[bool], most: int) -> Select[tuple[int, int, int]]:
    return (
        select(ledger.c.file_id, ledger.c.page, ledger.c.faults)
        .where(state)
        .order_by(ledger.c.state, ledger.c.file_id, ledger.c.page)
        .limit(most)
        .with_for_update(skip_locked=True)
    )


def _fenced(owner: str, errand: Errand) -> tuple[ColumnElement[bool], ...]:
    return (
        ledger.c.file_id == errand.file,
        ledger.c.page == errand.page,
        ledger.c.state == "leased",
        ledger.c.owner == owner,
    )


def _letters_wait_if_read(connection: Connection, file: int) -> None:
    """Adds the row for the letters of a file once none of its pages is to be read any more.

    The file's row is locked first: of two drivers that finish the last two pages at once, the second must see the first.
    """
    connection.execute(select(tables.files.c.id).where(tables.files.c.id == file).with_for_update())
    unread = exists().where(ledger.c.file_id == file, ledger.c.state.in_(("waiting", "leased")))
    there = exists().where(ledger.c.file_id == file, ledger.c.page == LETTERS)
    if not connection.scalar(select(or_(unread, there))):
        connection.execute(insert(ledger).values(file_id=file, page=LETTERS, state="waiting"))
