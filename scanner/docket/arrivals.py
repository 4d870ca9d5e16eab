"""Arrivals: how far the files are that came in, one by one, from the ledger; and reading one once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import case, delete, func, insert, select, update

from scanner.docket import audit, tables
from scanner.docket.ledger import OPEN
from scanner.docket.shown import files_shown
from scanner.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.docket import Docket

__all__ = ["Arrival", "arrival", "arrivals", "read_again"]

State = Literal["waiting", "reading", "read", "failed"]
files, ledger, letters = tables.files, tables.ledger, tables.letters


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way: how many of its pages are done. `letters` are the ids of what was found in it."""

    file: int
    sha256: str
    name: str
    state: State
    pages: int | None
    done: int
    unread: int
    letters: tuple[int, ...]
    fault: str | None
    message: str | None

    @property
    def is_under_way(self) -> bool:
        """Whether there is still something to come."""
        return self.state in ("waiting", "reading")


def arrivals(connection: Connection, ids: Sequence[int] | None = None, most: int = 20) -> tuple[Arrival, ...]:
    """The files by their ids, or those that came last, the newest first."""
    counted = (
        select(
            ledger.c.file_id,
            func.sum(case((ledger.c.state.in_(("waiting", "leased")), 1), else_=0)).label("left"),
            func.sum(case((ledger.c.page >= 1, case((ledger.c.state == "done", 1), else_=0)), else_=0)).label("done"),
            func.sum(case((ledger.c.page >= 1, case((ledger.c.state == "aside", 1), else_=0)), else_=0)).label(
                "unread"
            ),
        )
        .group_by(ledger.c.file_id)
        .subquery()
    )
    query = select(files, counted.c.left, counted.c.done, counted.c.unread).join(
        counted, counted.c.file_id == files.c.id
    )
    query = query.where(files.c.name != "", files_shown(connection)).order_by(files.c.id.desc()).limit(most)
    if ids is not None:
        query = query.where(files.c.id.in_(list(ids)))
    rows = connection.execute(query).all()
    found: dict[int, list[int]] = {row.id: [] for row in rows}
    own = select(letters.c.id, letters.c.file_id).where(letters.c.file_id.in_(list(found))).order_by(letters.c.ordinal)
    for letter in connection.execute(own):
        found[letter.file_id].append(letter.id)
    return tuple(
        Arrival(
            row.id, row.sha256, row.name, _state(row.left, row.pages, row.fault), row.pages, row.done, row.unread,
            tuple(found[row.id]), row.fault, row.message,
        )
        for row in rows
    )  # fmt: skip


def arrival(connection: Connection, file: int) -> Arrival | None:
    """One file by its id."""
    return next(iter(arrivals(connection, [file])), None)


def read_again(docket: Docket, file: int, by: str) -> None:
    """Has a file read once more that could not be read. Raises `UsageError` where there is nothing to try again."""
    with docket.database.writing() as connection:
        connection.execute(select(files.c.id).where(files.c.id == file).with_for_update())
        there = arrival(connection, file)
        if there is None or there.is_under_way or there.letters or not there.fault:
            raise UsageError(f"There is nothing to read again in file {file}.")
        connection.execute(delete(ledger).where(ledger.c.file_id == file))
        connection.execute(insert(ledger).values(file_id=file, page=OPEN, state="waiting"))
        connection.execute(
            update(files).where(files.c.id == file).values(fault=None, message=None, pages=None, aside="[]")
        )
        audit.record(connection, by, [("read-again", None, {"file": file})])


def _state(left: int, pages: int | None, fault: str | None) -> State:
    if left:
        return "waiting" if pages is None else "reading"
    return "failed" if fault else "read"
