"""A file of the docket as it stands: its pages as the ledger keeps them, and how they are arranged in letters.

Understanding takes a while and is done outside any transaction; `is_still` says inside one whether all is as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.arrangement import Arrangement
from scanner.docket.leaf import page_of_bytes
from scanner.docket.ledger import LETTERS
from scanner.docket.shown import letters_shown
from scanner.errors import UsageError
from scanner.letter import Aside

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from scanner.page import Pages

__all__ = ["Filed", "arrangement_of", "file_of", "filed", "is_still"]

files, ledger, letters = tables.files, tables.ledger, tables.letters


@dataclass(frozen=True, slots=True)
class Filed:
    """One file, its pages that could be read, and the version of each letter's newest report."""

    id: int
    name: str
    sha256: str
    pages: Pages
    arrangement: Arrangement
    versions: Mapping[int, int]
    letters: int
    """How many letters it has had, those that are no more too."""


def file_of(connection: Connection, letter: int) -> int:
    """The file that a letter is in. Raises `UsageError` where there is no such letter."""
    file = connection.scalar(select(letters.c.file_id).where(letters.c.id == letter, letters_shown(connection)))
    if file is None:
        raise UsageError(f"There is no letter {letter} in the docket.", word="no_letter", letter=letter)
    return int(file)


def arrangement_of(connection: Connection, file: int) -> Arrangement:
    """How the pages of a file are arranged, without the pages themselves. Raises `UsageError` while it is being read."""
    return _arrangement(_letters(connection, file), _read(connection, file).aside)


def filed(connection: Connection, file: int) -> Filed:
    """The file as it stands. Raises `UsageError` while it is being read."""
    row = _read(connection, file)
    content = select(ledger.c.content).where(
        ledger.c.file_id == file, ledger.c.page >= 1, ledger.c.content.is_not(None)
    )
    pages = tuple(page_of_bytes(kept) for kept in connection.scalars(content.order_by(ledger.c.page)))
    own = _letters(connection, file)
    return Filed(
        id=file,
        name=row.name,
        sha256=row.sha256,
        pages=pages,
        arrangement=_arrangement(own, row.aside),
        versions={each.id: each.version for each in own},
        letters=max((each.ordinal for each in own), default=0),
    )


def is_still(connection: Connection, was: Filed) -> bool:
    """Whether the file and its letters are as they were; locks them, so that they stay so for this transaction."""
    row = connection.execute(select(files).where(files.c.id == was.id).with_for_update()).first()
    own = _letters(connection, was.id)
    same = {each.id: each.version for each in own} == was.versions
    return row is not None and same and _arrangement(own, row.aside) == was.arrangement


def _read(connection: Connection, file: int) -> Row[Any]:
    row = connection.execute(select(files).where(files.c.id == file)).first()
    done = select(ledger.c.state).where(ledger.c.file_id == file, ledger.c.page == LETTERS)
    if row is None or connection.scalar(done) != "done":
        raise UsageError(
            f"File {file} is still being read, or is not there. Let `scanner batch` finish first.",
            word="being_read",
            file=file,
        )
    return row


def _letters(connection: Connection, file: int) -> list[Row[Any]]:
    return list(connection.execute(select(letters).where(letters.c.file_id == file).order_by(letters.c.id)))


def _arrangement(own: list[Row[Any]], aside: str) -> Arrangement:
    groups = {each.id: tuple(json.loads(each.pages)) for each in own}
    return Arrangement(groups, tuple(Aside(each["page"], each["kind"]) for each in json.loads(aside)))
