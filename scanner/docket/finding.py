"""Letters by words: that print every one of them, or whose notice, client, case or file is so called.

There are two ways to find them, with the same answer. The index names all letters that say a word at once, which is quick
where few do. Where many do, it is quicker to go through the list in its order and ask each letter, until the page is full:
a word that stands in a third of all letters fills a page of 200 with the first 600. Which way is quicker is told by how
many of the first letters say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select, union

from scanner.docket import tables
from scanner.docket.shown import client_shown
from scanner.docket.texts import letter_says, letters_that_say

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Connection

__all__ = ["asked_one_by_one", "called", "found_at_once"]

letters, files, clients = tables.letters, tables.files, tables.clients


def found_at_once(connection: Connection, words: str) -> ColumnElement[bool]:
    """The condition on `letters` as the index answers it."""
    said, like = letters_that_say(connection, words), _like(words)
    ways = (
        *(() if said is None else (said,)),
        letters.c.name.in_(_names(connection, like)),
        and_(letters.c.client_id.in_(select(clients.c.id).where(called(connection, like))), client_shown(connection)),
        letters.c.file_id.in_(select(files.c.id).where(_is_like(connection, files.c.name, like))),
    )
    # not `or`, for which both databases try every way at every letter
    return letters.c.id.in_(union(*(select(letters.c.id).where(way).correlate(None) for way in ways)))


def asked_one_by_one(connection: Connection, words: str) -> ColumnElement[bool]:
    """The same condition, asked of each letter."""
    says, like = letter_says(connection, words), _like(words)
    named = select(called(connection, like)).where(clients.c.id == letters.c.client_id)
    filed = select(_is_like(connection, files.c.name, like)).where(files.c.id == letters.c.file_id)
    # not `exists`, of which PostgreSQL makes a list of all that say it, by reading everything
    return or_(
        *(() if says is None else (says,)),
        _is_like(connection, letters.c.name, like),
        and_(named.correlate(letters).scalar_subquery(), client_shown(connection)),
        filed.correlate(letters).scalar_subquery(),
    )


def called(connection: Connection, like: str) -> ColumnElement[bool]:
    """Whether a client has such a name or case number."""
    return or_(*(_is_like(connection, column, like) for column in (clients.c.name, clients.c.case_number)))


def _like(words: str) -> str:
    return f"%{words.strip()}%".encode("utf-8", "replace").decode().replace("\0", "")  # a database takes text alone


def _is_like(connection: Connection, column: Column[Any] | Any, like: str) -> ColumnElement[bool]:
    """Capitals or not. SQLite's LIKE never tells them apart, and PostgreSQL's ILIKE takes twice as long as this."""
    if connection.dialect.name == "sqlite":
        return column.like(like)
    return func.lower(column).like(func.lower(like))


def _names(connection: Connection, like: str) -> Any:
    """The names of notices that are like this. There are few, and the index of names is asked for one after the other."""
    first = select(func.min(letters.c.name).label("name")).cte("names", recursive=True)
    after = select(func.min(letters.c.name)).where(letters.c.name > first.c.name).correlate(first).scalar_subquery()
    names = first.union_all(select(after).where(first.c.name.is_not(None)))
    return select(names.c.name).where(and_(names.c.name.is_not(None), _is_like(connection, names.c.name, like)))
