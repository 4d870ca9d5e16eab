"""Whose a letter is, as its page shows it: the client, whether a person has said so, and why one is suggested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.clients import by_id
from scanner.docket.likeness import Addressee, grounds
from scanner.docket.shown import client_shown
from scanner.docket.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from scanner.docket.clients import Client
    from scanner.docket.likeness import Grounds
    from scanner.render.words import Words

__all__ = ["Whose", "whose_of"]

letters = tables.letters


@dataclass(frozen=True, slots=True)
class Whose:
    """The client of a letter, or none. `is_sure` says that a person has spoken; `why` are the reasons of a suggestion."""

    client: Client | None
    is_sure: bool
    why: tuple[str, ...]


def whose_of(connection: Connection, letter: int, say: Words) -> Whose:
    """Whose the letter is."""
    columns = (letters.c.client_id, letters.c.client_sure, letters.c.taxpayer, letters.c.tin_last4)
    is_told = client_shown(connection).label("is_told")
    row = connection.execute(select(*columns, is_told).where(letters.c.id == letter)).one()
    client = by_id(connection, row.client_id) if row.is_told and row.client_id is not None else None
    why: tuple[str, ...] = ()
    if client and not row.client_sure and row.taxpayer:
        addressee = Addressee(row.taxpayer, row.tin_last4, text_of(connection, letter))
        why = tuple(_told(grounds(client, addressee), say))
    return Whose(client, row.client_sure, why)


def _told(found: Grounds, say: Words) -> Iterator[str]:
    yield say("whose.name_same" if found.is_whole_name else "whose.name_near")
    yield say("whose.number_same" if found.has_same_number else "whose.number_unknown")
    yield say(f"whose.place_{found.place}")
