"""Suggesting a client for letters: when they are kept, and again when clients were added or a letter was put right.

Only letters of which no person has said whose they are. A suggestion that no longer holds, since a second client is as like
as the first, falls; letters are never left with more certainty than there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, text, update

from scanner.docket import audit, tables
from scanner.docket.clients import whole_roll
from scanner.docket.likeness import Addressee, Roll, Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

__all__ = ["suggest"]

BY = "scanner"
letters = tables.letters


def suggest(connection: Connection, among: Sequence[int] | None = None) -> int:
    """Suggests clients for these letters, or for all; gives for how many the suggestion is new or another or has fallen."""
    roll = Roll.of(whole_roll(connection))
    if not roll.clients:
        return 0
    query = select(letters.c.id, letters.c.taxpayer, letters.c.tin_last4, letters.c.client_id)
    query = query.where(letters.c.client_sure.is_(False)).order_by(letters.c.id)
    if among is not None:
        query = query.where(letters.c.id.in_(among))
    done = []
    for row in connection.execute(query).all():
        found = _suggested(connection, roll, row.id, row.taxpayer, row.tin_last4)
        client, likeness = (found.client, found.likeness) if found else (None, None)
        if client != row.client_id:
            now = {"client_id": client, "client_likeness": likeness}
            connection.execute(update(letters).where(letters.c.id == row.id).values(now))
            done.append(("client-suggested", row.id, {"client": client, "before": row.client_id}))
    audit.record(connection, BY, done)
    return len(done)


def _suggested(
    connection: Connection, roll: Roll, letter: int, taxpayer: str | None, last4: str | None
) -> Suggestion | None:
    if not taxpayer or not roll.has_like(taxpayer, last4):
        return None
    print_ = connection.scalar(text("select text from texts where rowid = :id"), {"id": letter}) or ""
    return roll.suggested(Addressee(taxpayer, last4, print_))
