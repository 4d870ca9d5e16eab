"""The docket: what a clinic keeps of its mail, and what it does with it. Every act on a letter goes through here and into the log.

::

    docket = Docket.at(None)
    with docket.database.reading() as connection:
        for entry in entries(connection, Wanted(due=7), today): ...
    docket.set_status(12, "answered", by="maria")
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from scanner.docket import audit, tables
from scanner.docket.database import Database
from scanner.docket.moments import moment
from scanner.docket.shown import letters_shown
from scanner.docket.vault import Vault
from scanner.errors import UsageError
from scanner.home import home

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.people.asker import Asker

__all__ = ["Docket", "Note", "notes_of", "whoever"]

letters, notes = tables.letters, tables.notes


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down about a letter."""

    at: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Docket:
    """A database and the vault of its files."""

    database: Database
    vault: Vault

    @classmethod
    def at(cls, url: str | None = None) -> Docket:
        """The docket at a database's URL, by default the one in `SCANNER_HOME`. Raises `DocketError`."""
        return cls(Database.at(url), Vault(home() / "files"))

    def asked_by(self, asker: Asker) -> Docket:
        """The docket as it is for who asks: there may be fewer letters in it."""
        return replace(self, database=self.database.asked_by(asker))

    def set_status(self, letter: int, status: str, by: str) -> None:
        """Moves a letter on: new, checked, assigned, answered, closed. Raises `UsageError` for any other word."""
        if status not in tables.STATUSES:
            raise UsageError(
                f"{status!r} is no status; there are {', '.join(tables.STATUSES)}.", word="status", status=status
            )
        closed_at = moment() if status == "closed" else None
        with self.database.writing() as connection:
            before = _there(connection, letter).status
            connection.execute(update(letters).where(letters.c.id == letter).values(status=status, closed_at=closed_at))
            audit.record(connection, by, [("status", letter, {"from": before, "to": status})])

    def assign(self, letter: int, to: str | None, by: str) -> None:
        """Gives a letter to somebody at the clinic, or to nobody. A new or checked letter becomes an assigned one."""
        with self.database.writing() as connection:
            status = _there(connection, letter).status
            if to and status in ("new", "checked"):
                status = "assigned"
            connection.execute(update(letters).where(letters.c.id == letter).values(assigned_to=to, status=status))
            audit.record(connection, by, [("assign", letter, {"to": to})])

    def note(self, letter: int, text: str, by: str) -> None:
        """Writes something down about a letter."""
        with self.database.writing() as connection:
            _there(connection, letter)
            connection.execute(insert(notes).values(letter_id=letter, at=moment(), by=by, text=text))
            audit.record(connection, by, [("note", letter, {"characters": len(text)})])


def notes_of(connection: Connection, letter: int) -> tuple[Note, ...]:
    """What was written down about a letter, oldest first."""
    query = select(notes.c.at, notes.c.by, notes.c.text).where(notes.c.letter_id == letter).order_by(notes.c.id)
    return tuple(Note(row.at, row.by, row.text) for row in connection.execute(query))


def whoever() -> str:
    """Who is at the keyboard, as the machine knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def _there(connection: Connection, letter: int) -> Any:
    found = select(letters).where(letters.c.id == letter, letters_shown(connection))
    row = connection.execute(found.with_for_update()).first()
    if row is None:
        raise UsageError(f"There is no letter {letter} in the docket.", word="no_letter", letter=letter)
    return row
