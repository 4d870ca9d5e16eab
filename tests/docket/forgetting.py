"""A docket with letters to be forgotten and letters to be kept, and what of the former may be found nowhere afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import insert, select, text, update

from docket.mail import taken_in
from scanner.docket import Docket, tables
from scanner.docket.purge import Gone, purge
from scanner.docket.retention import Clock, Going, due
from scanner.docket.search import Searched, search

__all__ = [
    "CLOCK",
    "GOES",
    "NOTE",
    "ON_SQLITE",
    "SAID",
    "STAYS",
    "TODAY",
    "Mail",
    "close",
    "closed_mail",
    "files_in",
    "said_in",
]

TODAY = date(2033, 12, 1)
CLOCK = Clock(TODAY)
GOES = (
    (
        "Department of the Treasury CP14 June 30 2025 WINSTON B MARCHETTI 14 Quillfeather Terrace Social Security number "
        "XXX-XX-7983 Amount due $1,075.21 Caller ID 900112233445"
    ),
    "Notice of levy for Winston B Marchetti Copperline Community Bank account ending 5106",
)
STAYS = (
    (
        "Department of the Treasury CP2000 MARISOL R ABERNATHY 7 Harrowgate Crescent Social Security number XXX-XX-8618 "
        "Amount due $310.00"
    ),
)
NOTE = "his sister Maribellina has the papers"
ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For what is the same on both databases."""
SAID = ("MARCHETTI", "Marchetti", "marchetti", "Quillfeather", "QUILLFEATHER", "quillfeather", "XXX-XX-7983",
        "900112233445", "Copperline", "COPPERLINE", "copperline", "Maribellina", "marchetti-winston.pdf", "Winslow-corrected")  # fmt: skip
"""What the purged letters say, as they, a note, a correction, the name of the file and the index of words write it."""


class Mail(SimpleNamespace):
    """A docket with one file that goes, of two letters, and one that stays."""

    docket: Docket
    home: Path
    goes: int
    going: list[int]
    stays: int
    staying: list[int]
    sha256: str

    def due(self) -> tuple[Going, ...]:
        with self.docket.database.reading() as connection:
            return due(connection, CLOCK).going

    def purge(self) -> Gone:
        return purge(self.docket, self.due(), "maria")

    def search(self, gone: Gone) -> Searched:
        return search(self.docket, gone.traces)


def close(docket: Docket, letter: int, day: str = "2026-11-22") -> None:
    docket.set_status(letter, "closed", "maria")
    with docket.database.writing() as connection:
        closed = update(tables.letters).where(tables.letters.c.id == letter)
        connection.execute(closed.values(closed_at=f"{day}T18:04:10Z"))


def closed_mail(docket: Docket, tmp_path: Path) -> Mail:
    """The docket with both files in it; the letters of one are closed."""
    outside = tmp_path.parent / f"{tmp_path.name}-mail"
    stays, staying = taken_in(docket, outside / "abernathy.pdf", STAYS, "MARISOL R ABERNATHY")
    goes, going = taken_in(docket, outside / "marchetti-winston.pdf", GOES, "WINSTON B MARCHETTI")
    docket.note(going[0], NOTE, "maria")
    with docket.database.writing() as connection:
        corrected = {
            "at": "2026-11-22T18:04:10Z",
            "by": "maria",
            "field": "taxpayer_name",
            "value": "Winslow-corrected",
        }
        connection.execute(insert(tables.corrections).values(letter_id=going[1], **corrected))
        sha256 = connection.scalar(select(tables.files.c.sha256).where(tables.files.c.id == goes))
    for letter in going:
        close(docket, letter)
    shutil.rmtree(outside)
    return Mail(docket=docket, home=tmp_path, goes=goes, going=going, stays=stays, staying=staying, sha256=sha256)


def said_in(docket: Docket) -> str:
    """All that any row of any table says, the log too."""
    with docket.database.reading() as connection:
        rows = [connection.execute(select(table)).all() for table in tables.metadata.sorted_tables]
        return str([*rows, connection.execute(text("select * from texts")).all()])


def files_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()
