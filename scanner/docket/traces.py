"""Traces: what would give away that a letter was here, taken before it goes and held in memory only.

Of every text in every row that goes: its words of eight bytes and more, its short lines, names; of the print every word
and number with those around it; of kept pages and of the copy in the vault: pieces of their bytes, since words cannot be seen in what is compressed.
Days, moments and the clinic's own people are no traces: the log names them and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, or_, select, text

from scanner.docket import tables
from scanner.docket.leaf import page_of_bytes
from scanner.docket.sought import LEAST, MOST
from scanner.docket.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection, Row

__all__ = ["Forgotten", "Traces", "kept_texts", "owners", "tables_of_letters"]

RUN = re.compile(r"\S+")
WORD = re.compile(r"[^\W_]+")
EDGES = "\"'`,;:.!?()[]{}<>|=*_-–—•$ "
DAY = re.compile(rb"\d{4}-\d\d-\d\d(T[\d:]{8}Z)?")
STAFF = re.compile(r"(at|by|\w+_at|\w+_by|assigned_to|owner|pipeline)")
"""Columns that tell when something was done, and by whom at the clinic."""
PIECE = 32
VARIED = 12
"""Different bytes that a piece must have: a run of blanks tells nobody."""
PIECES = 8
"""Pieces of each kept page."""
PIECES_OF_A_FILE = 64
AT_ONCE = 500
TOGETHER = 4
"""Words of the print that are sought as one string: the last four digits of a number tell only beside their words."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went, or goes, by its ids."""

    letters: frozenset[int] = frozenset()
    files: frozenset[int] = frozenset()
    clients: frozenset[int] = frozenset()

    def __or__(self, other: Forgotten) -> Forgotten:
        return Forgotten(self.letters | other.letters, self.files | other.files, self.clients | other.clients)

    def of(self, table: str) -> frozenset[int]:
        """The ids in `letters`, `files` or `clients`."""
        return {"letters": self.letters, "files": self.files, "clients": self.clients}[table]


@dataclass(slots=True)
class Traces:
    """What was forgotten and the strings to search for. They are never written down or shown."""

    forgotten: Forgotten = Forgotten()
    strings: set[bytes] = field(default_factory=set, repr=False)

    def take(self, connection: Connection, going: Forgotten) -> None:
        """Takes the traces of all rows that belong to what goes."""
        self.forgotten |= going
        for table in tables_of_letters():
            wanted = [table.c[column].in_(going.of(whose)) for column, whose in owners(table) if going.of(whose)]
            if wanted:
                for row in connection.execute(select(table).where(or_(*wanted))):
                    for value in _told(row):
                        self._take(value)
                    if table is tables.ledger and row.content:
                        self._take_print(word.text for word in page_of_bytes(row.content).words)
        for letter in going.letters:
            said = text_of(connection, letter)
            self._take_print(said.split())
            self._take(said.lower())  # as the index of SQLite writes words

    def take_file(self, path: Path) -> None:
        """Takes pieces of a file's own bytes; nothing where there is no such file."""
        if path.exists():
            size = path.stat().st_size
            with path.open("rb") as file:
                for at in _places(size, PIECES_OF_A_FILE):
                    file.seek(at)
                    self.strings.update(_piece(file.read(PIECE)))

    def _take_print(self, words: Iterable[str]) -> None:
        """Words as they follow each other on paper: each of the longer ones, and all of them some at a time."""
        following = list(words)
        starts = range(0, len(following), TOGETHER)
        self._take("\n".join(" ".join(following[at : at + TOGETHER]) for at in starts))

    def _take(self, value: str | bytes) -> None:
        if isinstance(value, bytes):
            for at in _places(len(value), PIECES):
                self.strings.update(_piece(value[at : at + PIECE]))
        else:
            self.strings.update(_strings(value))


def tables_of_letters() -> Iterator[Table]:
    """The tables with rows that belong to a letter, a file or a client; never the log."""
    yield from (table for table in tables.metadata.sorted_tables if owners(table))


def owners(table: Table) -> tuple[tuple[str, str], ...]:
    """Through which column a row belongs to what, such as (`letter_id`, `letters`): it goes when that goes."""
    own = (("id", table.name),) if table.name in ("letters", "files", "clients") else ()
    return own + tuple(
        (key.parent.name, key.column.table.name)
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.ondelete == "CASCADE" and key.column.table.name in ("letters", "files", "clients")
    )


def kept_texts(connection: Connection, but: Forgotten) -> Iterator[bytes]:
    """All that the rows of kept letters, files and clients say, some rows at a time, and the names of the clinic's people."""
    people = text(
        "select \"by\" from audit union select detail from audit where what = 'assign' union select name from users"
    )
    yield "\0".join(connection.scalars(people)).encode()
    for table in tables_of_letters():
        whose = owners(table)
        for rows in connection.execute(select(table).execution_options(yield_per=AT_ONCE)).partitions():
            kept = (row for row in rows if not any(getattr(row, column) in but.of(what) for column, what in whose))
            yield b"\0".join(_bytes(value) for row in kept for value in _told(row))
    printed = text("select rowid, text from texts").execution_options(yield_per=AT_ONCE)
    for rows in connection.execute(printed).partitions():
        said = "\0".join(row[1] for row in rows if row[0] not in but.letters)
        yield f"{said}\0{said.lower()}".encode(errors="surrogateescape")


def _told(row: Row[Any]) -> Iterator[str | bytes]:
    for column, value in row._mapping.items():  # noqa: SLF001  (SQLAlchemy's public name for it)
        if isinstance(value, str | bytes) and not STAFF.fullmatch(str(column)):
            yield value


def _strings(value: str) -> Iterator[bytes]:
    found = [line.strip() for line in value.splitlines() if len(line) <= MOST]
    found += [run.strip(EDGES) for run in RUN.findall(value)]
    found += WORD.findall(value)
    for string in found:
        told = _bytes(string)[:MOST]
        if len(told) >= LEAST and not DAY.fullmatch(told):
            yield told


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode(errors="surrogateescape")


def _places(size: int, most: int) -> Iterable[int]:
    """Up to `most` places spread over so many bytes."""
    return range(0, max(0, size - PIECE + 1), max(PIECE, size // most))


def _piece(piece: bytes) -> Iterator[bytes]:
    if len(piece) == PIECE and len(set(piece)) >= VARIED:
        yield piece
