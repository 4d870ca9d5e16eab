"""An entry of the docket: one letter as the clinic's list shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scanner.notice import Urgency
from scanner.report import Outcome

__all__ = ["Dated", "Due", "Entry", "Unreadable"]


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something can be done, and what. `leads` is false for the second date that a deadline has."""

    term: str
    day: date
    action: str
    is_right: bool
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter of the docket. `due` is what comes next as seen on the day of the list; None where nothing is open.

    `pages` are those of its file, from 1. `client` is the name, `client_sure` whether a person has confirmed it. `version`
    is that of the report which all this is from.
    """

    id: int
    file: str
    pages: tuple[int, ...]
    notice: str | None
    name: str | None
    outcome: Outcome
    urgency: Urgency
    station: str | None
    sender: str
    language: str
    letter_date: date | None
    taxpayer: str | None
    tin_last4: str | None
    due: Due | None
    last_past: date | None
    same_as: int | None
    client: str | None
    client_sure: bool
    case_number: str | None
    status: str
    assigned_to: str | None
    added_at: str
    version: int = 1

    def days_left(self, today: date) -> int | None:
        """Days from `today` to what comes next."""
        return None if self.due is None else (self.due.day - today).days


@dataclass(frozen=True, slots=True)
class Dated:
    """A letter of the docket with all its days, the earliest first, passed ones too. `sha256` is that of its file."""

    entry: Entry
    sha256: str
    days: tuple[Due, ...]

    def open(self, today: date) -> tuple[Due, ...]:
        """Its days that are still to come, or are today."""
        return tuple(due for due in self.days if due.day >= today)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of the docket that could not be read, and why, in the contract's word and in a sentence."""

    id: int
    file: str
    fault: str
    message: str
