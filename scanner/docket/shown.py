"""What is shown to who asks: whose letters, files and clients there are for them. The rule stands here and nowhere else.

An account can be limited to its own letters: those of the files that it put in, and those that are assigned to it. It is
for a taxpayer at the clinic's desk, or a volunteer from outside. To such an asker no other letter exists: no list, search
or count knows of it. Whom nobody has limited is shown all, and so is the program itself.

What the machine alone surmises is not shown to them either: a client whom nobody has confirmed, of whom a made-up letter
could otherwise ask, and of which stranger's letter this one is a copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, case, false, insert, or_, select, true

from scanner.docket import tables
from scanner.docket.people.asker import Asker, asker_of
from scanner.docket.people.tables import bringers

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Connection

__all__ = ["brought", "client_shown", "clients_shown", "copies_shown", "files_shown", "letters_shown", "shows_file"]

files, letters = tables.files, tables.letters


def letters_shown(connection: Connection) -> ColumnElement[bool]:
    """The letters that there are for who asks."""
    asker = _limited(connection)
    if asker is None:
        return true()
    theirs = _brought_by(asker, letters.c.file_id)
    return or_(letters.c.assigned_to == asker.name, theirs) if asker.name else theirs


def files_shown(connection: Connection) -> ColumnElement[bool]:
    """The files that there are for who asks: of a heap in which one letter is theirs, the heap is not."""
    asker = _limited(connection)
    return true() if asker is None else _brought_by(asker, files.c.id)


def shows_file(connection: Connection, file: int) -> bool:
    """Whether there is such a file for who asks."""
    return connection.scalar(select(files.c.id).where(files.c.id == file, files_shown(connection))) is not None


def client_shown(connection: Connection) -> ColumnElement[bool]:
    """The letters whose client is told."""
    return true() if _limited(connection) is None else letters.c.client_sure.is_(True)


def clients_shown(connection: Connection) -> ColumnElement[bool]:
    """The clients that there are for who asks: whose letters they see."""
    if _limited(connection) is None:
        return true()
    shown = and_(letters_shown(connection), client_shown(connection), letters.c.client_id.is_not(None))
    return tables.clients.c.id.in_(select(letters.c.client_id).where(shown))


def copies_shown(connection: Connection) -> ColumnElement[Any]:
    """Of which letter a letter is a copy, where there is that letter for who asks."""
    if _limited(connection) is None:
        return letters.c.same_as
    there = select(letters.c.id).where(letters_shown(connection)).correlate(None)
    return case((letters.c.same_as.in_(there), letters.c.same_as))


def brought(connection: Connection, file: int) -> None:
    """Writes down that a file is of those that the asker's account put in; also the second to bring the same bytes did."""
    asker = asker_of(connection)
    if asker is None or asker.user is None:
        return
    row = and_(bringers.c.file_id == file, bringers.c.user_id == asker.user)
    if connection.scalar(select(bringers.c.file_id).where(row)) is None:
        connection.execute(insert(bringers).values(file_id=file, user_id=asker.user))


def _limited(connection: Connection) -> Asker | None:
    asker = asker_of(connection)
    return asker if asker is not None and asker.own_letters else None


def _brought_by(asker: Asker, file: ColumnElement[int]) -> ColumnElement[bool]:
    if asker.user is None:
        return false()
    return file.in_(select(bringers.c.file_id).where(bringers.c.user_id == asker.user))
