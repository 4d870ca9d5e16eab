"""The docket as a table for a spreadsheet: its columns, once, and the table as CSV.

One row a letter, with the day that comes next; the other days of the letter stand in a column of their own. Dates are
dates and numbers numbers, what the paper or a person wrote is cleaned text, and of a taxpayer number there is nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scanner.render.cells import guarded
from scanner.render.docket import client_told
from scanner.render.mask import hidden
from scanner.render.telling import page_list

if TYPE_CHECKING:
    from scanner.entry import Dated
    from scanner.render.voice import Voice

__all__ = ["COLUMNS", "PRINTED", "Cell", "Column", "cells", "docket_csv", "headings"]

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in `export`, its width in characters, and the cell of a letter."""

    key: str
    width: int
    cell: Callable[[Dated, Voice], Cell]


def headings(voice: Voice) -> tuple[str, ...]:
    """The names of the columns. How many days are left is said with the day on which it was true."""
    return tuple(voice.say(f"export.{column.key}", day=voice.today) for column in COLUMNS)


def cells(letter: Dated, voice: Voice) -> tuple[Cell, ...]:
    """The row of one letter; text is on one line and has no taxpayer number in it."""
    values = (column.cell(letter, voice) for column in COLUMNS)
    return tuple(hidden(value) if isinstance(value, str) else value for value in values)


def docket_csv(letters: Iterable[Dated], voice: Voice) -> str:
    """The table as CSV (RFC 4180); no cell of it is a formula to any spreadsheet."""
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(headings(voice))
    for letter in letters:
        writer.writerow(guarded(cell) if isinstance(cell, str) else cell for cell in cells(letter, voice))
    return told.getvalue()


def _last_day(letter: Dated, _: Voice) -> date | None:
    return letter.entry.due.day if letter.entry.due else letter.entry.last_past


def _left(letter: Dated, voice: Voice) -> int | None:
    day = _last_day(letter, voice)
    return (day - voice.today).days if day else None


def _action(letter: Dated, voice: Voice) -> str:
    due, say = letter.entry.due, voice.say
    if due is None:
        return say("docket.all_passed" if letter.entry.last_past else "docket.no_day")
    return voice.action(due) if due.leads else f"{voice.action(due)} ({say('printout.other_day')})"


def _right(letter: Dated, voice: Voice) -> str | None:
    due = letter.entry.due
    return _yes_no(voice, so=due.is_right) if due else None


def _further(letter: Dated, voice: Voice) -> str:
    return "; ".join(f"{due.day}: {voice.action(due)}" for due in letter.open(voice.today)[1:])


def _station(letter: Dated, voice: Voice) -> str | None:
    station = voice.stations.get(letter.entry.station or "")
    return voice.say.either(station.name, station.name_es) if station else letter.entry.station


def _confirmed(letter: Dated, voice: Voice) -> str | None:
    return _yes_no(voice, so=letter.entry.client_sure) if letter.entry.client else None


def _yes_no(voice: Voice, *, so: bool) -> str:
    return voice.say("docket.yes" if so else "docket.no")


PRINTED = (
    Column("number", 6, lambda letter, _: letter.entry.id),
    Column("urgency", 10, lambda letter, voice: voice.say(f"urgency.{letter.entry.urgency}")),
    Column("last_day", 12, _last_day),
    Column("left", 12, _left),
    Column("notice", 16, lambda letter, voice: letter.entry.name or voice.say("triage.unknown")),
    Column("action", 42, _action),
    Column("right", 9, _right),
    Column("outcome", 11, lambda letter, voice: voice.say(f"outcome.{letter.entry.outcome}")),
    Column("client", 24, lambda letter, voice: client_told(letter.entry, voice.say)),
    Column("case", 12, lambda letter, _: letter.entry.case_number),
    Column("status", 11, lambda letter, voice: voice.say(f"docket.{letter.entry.status}")),
    Column("assigned", 16, lambda letter, _: letter.entry.assigned_to),
    Column("file", 34, lambda letter, _: letter.entry.file),
    Column("pages", 12, lambda letter, voice: page_list(letter.entry, voice.say).replace("\u00a0", " ")),
)
"""The columns that go on paper too: who must do what by when, and where the letter is. A bare `3-5` would be a day of
March to a spreadsheet, so pages are named."""

COLUMNS = (
    *PRINTED,
    Column("further", 44, _further),
    Column("confirmed", 11, _confirmed),
    Column("taxpayer", 26, lambda letter, _: letter.entry.taxpayer),
    Column("letter_date", 12, lambda letter, _: letter.entry.letter_date),
    Column("station", 26, _station),
    Column("sender", 20, lambda letter, voice: voice.say(f"sender.{letter.entry.sender}")),
    Column("same_as", 10, lambda letter, _: letter.entry.same_as),
    Column("added", 12, lambda letter, _: date.fromisoformat(letter.entry.added_at[:10])),
)
