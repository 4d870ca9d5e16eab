"""Enrolling: a file comes into the docket by its bytes. The same bytes again are recognised, under whatever name they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from scanner.docket import audit, tables
from scanner.docket.ledger import OPEN
from scanner.docket.moments import moment
from scanner.docket.shown import brought

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from scanner.docket.docket import Docket

__all__ = ["Enrolled", "enrol"]

files, sightings = tables.files, tables.sightings


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A file of the docket; `is_new` is false for bytes that were there already."""

    file: int
    sha256: str
    is_new: bool


def enrol(docket: Docket, path: Path, by: str, name: str | None = None) -> Enrolled:
    """Takes a file in: a copy into the vault first, then its row and the ledger's, in one transaction.

    A copy whose row was never written is harmless; a row whose copy is not there would be a page lost. Raises `OSError`
    for a file that cannot be read.
    """
    sha256, size = docket.vault.keep(path)
    shown = (name or str(path)).encode("utf-8", "backslashreplace").decode()  # a name may hold bytes that are no text
    with docket.database.writing() as connection:
        added = _insert(connection, sha256=sha256, name=shown, bytes=size, added_at=moment())
        file = connection.scalar(select(files.c.id).where(files.c.sha256 == sha256))
        assert file is not None
        _seen(connection, file, shown)
        brought(connection, file)
        if added and not docket.vault.path(sha256).exists():
            docket.vault.keep(path)  # the same bytes were purged between our copy and our row
        if added:
            connection.execute(insert(tables.ledger).values(file_id=file, page=OPEN, state="waiting"))
            audit.record(connection, by, [("enrol", None, {"file": file, "bytes": size})])
    return Enrolled(file, sha256, added)


def _insert(connection: Connection, **values: object) -> bool:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    adding = dialect.insert(files).values(**values).on_conflict_do_nothing(index_elements=["sha256"])
    return connection.scalar(adding.returning(files.c.id)) is not None  # psycopg counts no rows of such an insert


def _seen(connection: Connection, file: int, path: str) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    seen = dialect.insert(sightings).values(file_id=file, path=path, seen_at=moment())
    connection.execute(seen.on_conflict_do_nothing(index_elements=["file_id", "path"]))
