"""The retention clock: which files are due to be forgotten, and which may be forgotten when somebody asks.

The clock of a letter starts on the day it was closed, and stops when it is opened again. A file goes as a whole, since
its letters share its pages: a letter in it that is open, whose clock still runs or whose last day is still to come holds
the whole file back. A file without any letter has no clock and goes only by its number.

`DAYS` is a choice of this program and no rule of law: what a clinic must keep, and how long, its own rules tell.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from scanner.docket import tables
from scanner.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

__all__ = ["DAYS", "Clock", "Due", "Going", "due", "named", "retention_days"]

DAYS = 2555
"""Days that a closed letter is kept unless the clinic says otherwise: seven years."""

files, letters, deadlines, ledger = tables.files, tables.letters, tables.deadlines, tables.ledger


@dataclass(frozen=True, slots=True)
class Clock:
    """Seen on a day: a closed letter is kept for so many days."""

    today: date
    days: int = DAYS

    def ends(self, letter: Row[Any]) -> date | None:
        """The day from which a letter is due; None while it is open."""
        closed = letter.status == "closed" and letter.closed_at
        return date.fromisoformat(letter.closed_at[:10]) + timedelta(self.days) if closed else None

    def has_run_out(self, letter: Row[Any]) -> bool:
        """Whether a letter is due, and none of its last days is still to come."""
        ends = self.ends(letter)
        return ends is not None and ends <= self.today and (letter.last_day is None or letter.last_day < self.today)


@dataclass(frozen=True, slots=True)
class Going:
    """A file that is to be forgotten, and all the letters in it."""

    file: int
    letters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock says: the files that go, how many a letter holds back, how many hold no letter and have no clock."""

    going: tuple[Going, ...]
    held_back: int
    without_clock: int


def retention_days(asked: int | None = None) -> int:
    """Days that a closed letter is kept: as asked, else `SCANNER_RETENTION_DAYS`, else `DAYS`. Raises `UsageError`."""
    if asked is not None:
        return asked
    told = os.environ.get("SCANNER_RETENTION_DAYS", "").strip() or str(DAYS)
    if not (told.isascii() and told.isdecimal() and len(told) <= 6):
        raise UsageError(f"SCANNER_RETENTION_DAYS is {told!r}; it must be a number of days, such as {DAYS}.")
    return int(told)


def due(connection: Connection, clock: Clock) -> Due:
    """Every file whose letters are all due."""
    inside = _letters_by_file(connection)
    busy = _unfinished(connection)
    going = tuple(
        Going(file, tuple(letter.id for letter in found))
        for file, found in inside.items()
        if file not in busy and all(clock.has_run_out(letter) for letter in found)
    )
    there = set(connection.scalars(select(files.c.id).where(~_is_purged())))
    return Due(going, len(inside) - len(going), len(there - inside.keys() - busy))


def named(connection: Connection, clock: Clock, wanted: Sequence[int], whole: Sequence[int] = ()) -> tuple[Going, ...]:
    """The files of the `wanted` letters, and those named as a `whole`, if they may go.

    Raises `UsageError` for what is not there, is still open or being read, or shares its file with a letter that stays.
    """
    inside, busy, known = _letters_by_file(connection), _unfinished(connection), set(wanted)
    place = {letter.id: file for file, found in inside.items() for letter in found}
    there = set(connection.scalars(select(files.c.id).where(~_is_purged())))
    for letter in wanted:
        if letter not in place:
            raise UsageError(f"There is no letter {letter} in the docket.")
    for file in whole:
        if file not in there:
            raise UsageError(f"There is no file {file} in the docket.")
    chosen = dict.fromkeys([*(place[letter] for letter in wanted), *whole])
    for file in chosen:
        if file in busy:
            raise UsageError(f"File {file} is still being read. Let `scanner batch` finish first.")
        for found in inside.get(file, ()):
            _may_go(found, clock, is_named=file in whole or found.id in known)
    return tuple(Going(file, tuple(letter.id for letter in inside.get(file, ()))) for file in chosen)


def _may_go(letter: Row[Any], clock: Clock, *, is_named: bool) -> None:
    ends = clock.ends(letter)
    if ends is None:
        close = f"Close it first: scanner docket status {letter.id} closed."
        raise UsageError(f"Letter {letter.id} is not closed, and a file goes with all its letters. {close}")
    if not is_named and not clock.has_run_out(letter):
        other = f"Letter {letter.id} is in the same file ({letter.file_id}) and its time is not up before {ends}."
        raise UsageError(f"{other} A file goes with all its letters: name it too, or wait.")


def _letters_by_file(connection: Connection) -> dict[int, list[Any]]:
    last = (
        select(deadlines.c.letter_id, func.max(deadlines.c.day).label("last_day"))
        .group_by(deadlines.c.letter_id)
        .subquery()
    )
    query = (
        select(letters.c.id, letters.c.file_id, letters.c.status, letters.c.closed_at, last.c.last_day)
        .outerjoin(last, last.c.letter_id == letters.c.id)
        .order_by(letters.c.file_id, letters.c.ordinal)
    )
    inside: defaultdict[int, list[Any]] = defaultdict(list)
    for letter in connection.execute(query):
        inside[letter.file_id].append(letter)
    return dict(inside)


def _unfinished(connection: Connection) -> set[int]:
    """The files that somebody is at, or that wait for it."""
    return set(connection.scalars(select(ledger.c.file_id).where(ledger.c.state.in_(("waiting", "leased"))).distinct()))


def _is_purged() -> Any:
    """Whether a file was forgotten already: only the numbers of its pages are left."""
    return files.c.name == ""
