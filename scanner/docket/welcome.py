"""A new client, taken in by a person at the desk: for the letter in hand, or before any letter is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from scanner.docket import tables
from scanner.docket.clients import add, file_under
from scanner.docket.suggest import suggest
from scanner.errors import UsageError

if TYPE_CHECKING:
    from scanner.docket.clients import Particulars
    from scanner.docket.docket import Docket

__all__ = ["welcome"]

clients = tables.clients
THERE = "A client with this case number is in the docket already."


def welcome(docket: Docket, client: Particulars, by: str, letter: int | None = None) -> int:
    """Takes a client in, files the letter in hand under them, and looks which other letters may be theirs, in one transaction.

    Gives the client's id. Raises `UsageError` where the case number is another client's, or there is no such letter.
    """
    try:
        with docket.database.writing() as connection:
            if connection.scalar(select(clients.c.id).where(clients.c.case_number == client.case_number)):
                raise UsageError(THERE)
            number = add(connection, client, by)
            if letter is not None:
                file_under(connection, letter, number, by)
            suggest(connection)
            return number
    except IntegrityError:  # another person took them in at the same moment
        raise UsageError(THERE) from None
