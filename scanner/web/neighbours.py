"""The neighbours of a letter in its file: the letter before, the letter after, and the pages that were set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.docket.arrangement import CLOSED
from scanner.docket.entries import entry as entry_of
from scanner.docket.filed import arrangement_of, file_of
from scanner.docket.shown import shows_file
from scanner.errors import UsageError
from scanner.render.mask import clean
from scanner.render.telling import page_list

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from scanner.render.words import Words

__all__ = ["Neighbour", "Neighbours", "SetAside", "neighbours_of"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A letter of the same file, as a button names it."""

    id: int
    name: str
    pages: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A page that is in no letter, why, and whether it can be brought back."""

    page: int
    kind: str
    can_be_back: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What lies around a letter. `aside` are all pages of the file that are in no letter."""

    before: Neighbour | None = None
    after: Neighbour | None = None
    aside: tuple[SetAside, ...] = ()


def neighbours_of(connection: Connection, letter: int, today: date, say: Words) -> Neighbours | None:
    """What lies around a letter; nothing while its file is being read, None for whom there is no more than the letter."""
    file = file_of(connection, letter)
    if not shows_file(connection, file):
        return None
    try:
        arrangement = arrangement_of(connection, file)
    except UsageError:
        return Neighbours()
    order = arrangement.in_order
    at = order.index(letter)
    near = [_neighbour(connection, order[to], today, say) if 0 <= to < len(order) else None for to in (at - 1, at + 1)]
    aside = (SetAside(each.page, each.kind, each.kind not in CLOSED) for each in arrangement.aside)
    return Neighbours(near[0], near[1], tuple(sorted(aside, key=lambda each: each.page)))


def _neighbour(connection: Connection, letter: int, today: date, say: Words) -> Neighbour | None:
    entry = entry_of(connection, letter, today)
    return Neighbour(letter, clean(entry.name or say("triage.unknown")), page_list(entry, say)) if entry else None
