"""Scrubbing: what was deleted goes from the search index, the free pages and the write-ahead log too.

SQLite overwrites a deleted row at once (`secure_delete`), but the index of words marks a row as deleted and keeps its
words until it is merged, and the write-ahead log keeps old pages until it is emptied. PostgreSQL keeps every old row
until its table is written anew; its own log and its backups are out of our reach.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import text

from scanner.docket import tables
from scanner.docket.database import told
from scanner.errors import DocketError

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from scanner.docket.database import Database

__all__ = ["index_holds", "must_be_alone", "scrub"]

SEGMENT = 37
"""Bits of a row's number in `texts_data` under those of its segment (SQLite's format of FTS5)."""
STRUCTURE = 10
"""The number of the row that describes the index; leaves have larger ones."""


def must_be_alone(database: Database) -> None:
    """Raises `DocketError` while another program is in the midst of reading or writing an SQLite docket.

    Asked before anything is deleted: with a reader at work the log of old pages cannot be emptied.
    """
    if database.is_sqlite and not _emptied(database):
        raise DocketError("Another program is reading the docket. End it and start again; nothing was purged.")


def scrub(database: Database) -> None:
    """Writes index, tables and log anew, without what was deleted. Raises `DocketError` where another program is in the way."""
    if not database.is_sqlite:
        with told(), database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (*(table.name for table in tables.metadata.sorted_tables), "texts"):
                connection.execute(text(f'vacuum (full) "{table}"'))
        return
    with database.writing() as connection:
        connection.execute(text("insert into texts (texts) values ('optimize')"))
    emptied = _emptied(database)
    _outside(database, "vacuum")
    if not (_emptied(database) and emptied):
        raise DocketError(
            "The letters are purged, but another program reads the docket and holds on to its old pages. "
            "End it and give the command again."
        )


def index_holds(connection: Connection, letters: Collection[int]) -> bool:
    """Whether the search index still knows anything of these letters: in a row of its own, or under a mark of deletion."""
    if connection.dialect.name != "sqlite":
        rows = connection.scalars(text("select rowid from texts"))
        return any(row in letters for row in rows)
    held = "select id from texts_content union all select id from texts_docsize"
    if any(row in letters for row in connection.scalars(text(held))):
        return True
    # marks of deletion stand in a later segment than what they delete, and merging all into one resolves them
    segments = text("select count(distinct id >> :bits) from texts_data where id > :structure")
    return (connection.scalar(segments, {"bits": SEGMENT, "structure": STRUCTURE}) or 0) > 1


def _emptied(database: Database) -> bool:
    """Empties the write-ahead log; False where somebody holds it."""
    return not _outside(database, "pragma wal_checkpoint(truncate)")


def _outside(database: Database, statement: str) -> int:
    """Has SQLite do what no transaction may hold; gives the first number that it says."""
    connected = database.engine.raw_connection()
    try:
        row = connected.cursor().execute(statement).fetchone()
        return row[0] if row else 0
    except sqlite3.Error as error:
        raise DocketError(f"The docket's database gave up: {error}. Nothing was lost; start again.") from None
    finally:
        connected.close()
