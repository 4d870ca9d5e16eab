"""What lies around a letter in its file: the other letters, nearest first, and the pages that were set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.arrangement import CLOSED
from scanner.docket.filed import arrangement_of, file_of
from scanner.docket.shown import shows_file
from scanner.errors import UsageError
from scanner.render.mask import clean
from scanner.render.telling import page_span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from scanner.render.words import Words

__all__ = ["Neighbour", "Neighbours", "SetAside", "neighbours_of"]

letters = tables.letters


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A letter of the same file, as a button names it. `touching` is its page that lies nearest."""

    id: int
    name: str
    pages: str
    touching: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """A page that is in no letter, why, and whether it can be brought back."""

    page: int
    kind: str
    can_be_back: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What lies around a letter. `others` are the letters of the file beyond the two next to it, `aside` all pages of the
    file that are in no letter.
    """

    before: Neighbour | None = None
    after: Neighbour | None = None
    others: tuple[Neighbour, ...] = ()
    aside: tuple[SetAside, ...] = ()

    @property
    def next_to(self) -> tuple[Neighbour, ...]:
        """The two letters beside it, or the one."""
        return tuple(each for each in (self.before, self.after) if each)


def neighbours_of(connection: Connection, letter: int, say: Words) -> Neighbours | None:
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
    rows = connection.execute(select(letters.c.id, letters.c.name).where(letters.c.file_id == file))
    names = {row.id: clean(row.name or say("triage.unknown")) for row in rows}

    def told(to: int) -> Neighbour | None:
        if not 0 <= to < len(order):
            return None
        return _neighbour(order[to], names, arrangement.groups[order[to]], say, is_before=to < at)

    far = sorted((to for to in range(len(order)) if abs(to - at) > 1), key=lambda to: abs(to - at))
    aside = (SetAside(each.page, each.kind, each.kind not in CLOSED) for each in arrangement.aside)
    return Neighbours(
        told(at - 1),
        told(at + 1),
        tuple(filter(None, map(told, far))),
        tuple(sorted(aside, key=lambda each: each.page)),
    )


def _neighbour(
    letter: int, names: Mapping[int, str], pages: Sequence[int], say: Words, *, is_before: bool
) -> Neighbour:
    touching = max(pages) if is_before else min(pages)
    return Neighbour(letter, names[letter], page_span(tuple(pages), say), touching)
