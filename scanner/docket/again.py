"""Reading once more: a file that could not be read, or whose letters could not be understood, goes through the ledger again.

From the beginning, since nobody knows whether its opening, its reading or its understanding was at fault; and only a file
that gave no letter. What a person has put right, cut, set aside or noted belongs to a letter, so none of that can be
touched, and no page can stand in two. Its rows of the ledger and what was said of it go, and one row waits, all in one
transaction: a driver that still believes to hold a page of it finds its lease gone and stores nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from scanner.docket import audit, tables
from scanner.docket.arrivals import arrival, arrivals
from scanner.docket.ledger import OPEN
from scanner.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.arrivals import Arrival
    from scanner.docket.docket import Docket

__all__ = ["begin_anew", "held", "read_again", "to_try_again"]

files, ledger = tables.files, tables.ledger
AT_ONCE = 500
"""Files that are looked at together."""


def to_try_again(connection: Connection) -> tuple[Arrival, ...]:
    """Every file that can be tried again, in the order in which they came."""
    gone = select(tables.letters.c.id).where(tables.letters.c.file_id == files.c.id).exists()
    aside = ledger.select().where(ledger.c.file_id == files.c.id, ledger.c.state == "aside").exists()
    poor = files.c.fault.is_not(None) | files.c.aside.contains("unclear") | aside
    ids = list(connection.scalars(select(files.c.id).where(poor, ~gone, files.c.name != "").order_by(files.c.id)))
    return tuple(
        each
        for at in range(0, len(ids), AT_ONCE)
        for each in reversed(arrivals(connection, ids[at : at + AT_ONCE], AT_ONCE))
        if each.can_be_tried_again
    )


def read_again(docket: Docket, wanted: Iterable[int], by: str) -> None:
    """Has files read once more, all or none. Raises `UsageError` where there is nothing to try again in one of them."""
    with docket.database.writing() as connection:
        for file in sorted(wanted):  # in this order everybody locks files
            there = held(connection, file)
            if there is None or not there.can_be_tried_again:
                raise UsageError(f"There is nothing to read again in file {file}.", word="nothing_again", file=file)
            begin_anew(connection, file)
            audit.record(connection, by, [("read-again", None, {"file": file})])


def held(connection: Connection, file: int) -> Arrival | None:
    """How far a file is, with its row locked so that it stays so for this transaction."""
    connection.execute(select(files.c.id).where(files.c.id == file).with_for_update())
    return arrival(connection, file)


def begin_anew(connection: Connection, file: int) -> None:
    """Puts a file back to where it was when it came."""
    connection.execute(delete(ledger).where(ledger.c.file_id == file))
    connection.execute(insert(ledger).values(file_id=file, page=OPEN, state="waiting"))
    connection.execute(update(files).where(files.c.id == file).values(fault=None, message=None, pages=None, aside="[]"))
