"""The clinic's clients, and whose letter a letter is: suggested by the machine, confirmed or taken back by a person.

A letter's `client_sure` says that a person has spoken. Where they have and there is no client, the letter is nobody's whom the
clinic knows, and none is suggested again. What is logged are ids and the names of fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, insert, or_, select, update

from scanner.docket import audit, tables
from scanner.docket.moments import moment
from scanner.docket.shown import client_shown, clients_shown, letters_shown
from scanner.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row

    from scanner.docket.docket import Docket
    from scanner.notice import Language

__all__ = [
    "Client",
    "Particulars",
    "add",
    "all_clients",
    "by_case_number",
    "by_id",
    "change",
    "confirm",
    "file_under",
    "found",
    "letters_of",
    "matching",
    "take_back",
    "whole_roll",
]

clients, letters = tables.clients, tables.letters


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the clinic knows of a client. `address` is the street, and beneath it city and state; `tin_last4` four digits.

    None is what is not known.
    """

    case_number: str
    name: str
    tin_last4: str | None = None
    address: str | None = None
    zip_code: str | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """A client of the docket."""

    id: int
    case_number: str | None
    name: str
    tin_last4: str | None
    address: str | None
    zip_code: str | None
    language: Language
    added_at: str


def all_clients(connection: Connection) -> Iterator[Client]:
    """The clients that there are for who asks, by their names."""
    there = select(clients).where(clients_shown(connection))
    yield from map(_client, connection.execute(there.order_by(clients.c.name, clients.c.id)))


def whole_roll(connection: Connection) -> Iterator[Client]:
    """All clients of the clinic, whoever asks: the machine compares a letter with each, and shows none."""
    yield from map(_client, connection.execute(select(clients).order_by(clients.c.name, clients.c.id)))


def letters_of(connection: Connection) -> dict[int, tuple[int, int]]:
    """For each client who has letters, by id: how many, and how many of them are only suggested."""
    suggested = func.sum(case((letters.c.client_sure, 0), else_=1))
    query = select(letters.c.client_id, func.count(), suggested).where(letters.c.client_id.is_not(None))
    query = query.where(letters_shown(connection), client_shown(connection))
    return {
        client: (count, unsure) for client, count, unsure in connection.execute(query.group_by(letters.c.client_id))
    }


def by_case_number(connection: Connection, case_number: str) -> Client:
    """The client of that case. Raises `UsageError` where there is none."""
    there = select(clients).where(clients.c.case_number == case_number, clients_shown(connection))
    row = connection.execute(there).first()
    if row is None:
        raise UsageError("There is no client with that case number in the docket. `scanner docket clients` lists them.")
    return _client(row)


def by_id(connection: Connection, client: int) -> Client:
    """The client of that id. Raises `UsageError` where there is none."""
    row = connection.execute(select(clients).where(clients.c.id == client, clients_shown(connection))).first()
    if row is None:
        raise UsageError("There is no such client in the docket.")
    return _client(row)


def found(connection: Connection, words: str, most: int | None = None, after: int = 0) -> tuple[Client, ...]:
    """The clients in whose names or case numbers all of these words stand, by their names; all of them for none."""
    query = select(clients).where(*_named(connection, words)).order_by(clients.c.name, clients.c.id)
    return tuple(_client(row) for row in connection.execute(query.limit(most).offset(after)))


def matching(connection: Connection, words: str) -> int:
    """How many clients `found` would give in all."""
    return connection.scalar(select(func.count(clients.c.id)).where(*_named(connection, words))) or 0


def _named(connection: Connection, words: str) -> list[ColumnElement[bool]]:
    wanted = words.encode("utf-8", "replace").decode().replace("\0", "").split()
    return [clients_shown(connection)] + [
        or_(clients.c.name.icontains(word, autoescape=True), clients.c.case_number.icontains(word, autoescape=True))
        for word in wanted
    ]


def add(connection: Connection, client: Particulars, by: str) -> int:
    """Takes a client in; gives the id."""
    known = {key: value for key, value in asdict(client).items() if value is not None}
    number = connection.scalar(insert(clients).values(added_at=moment(), **known).returning(clients.c.id))
    assert number is not None
    audit.record(connection, by, [("client-added", None, {"client": number})])
    return int(number)


def change(connection: Connection, client: Client, now: Particulars, by: str) -> bool:
    """Brings a client up to date with what is known now; what is not said stays. Gives whether anything is new."""
    new = {key: value for key, value in asdict(now).items() if value is not None and value != getattr(client, key)}
    if new:
        connection.execute(update(clients).where(clients.c.id == client.id).values(**new))
        audit.record(connection, by, [("client-changed", None, {"client": client.id, "fields": sorted(new)})])
    return bool(new)


def confirm(docket: Docket, letter: int, case_number: str, by: str) -> None:
    """Says that a letter is for the client of that case. Raises `UsageError` where there is no such letter or client."""
    with docket.database.writing() as connection:
        file_under(connection, letter, by_case_number(connection, case_number).id, by)


def file_under(connection: Connection, letter: int, client: int, by: str) -> None:
    """Says that a letter is for this client. Raises `UsageError` where there is no such letter."""
    before = _client_of(connection, letter)
    _settle(connection, letter, before, client)
    audit.record(connection, by, [("client-confirmed", letter, {"client": client, "before": before})])


def take_back(docket: Docket, letter: int, by: str) -> None:
    """Says that a letter is for none of the clients, whether one was suggested or confirmed."""
    with docket.database.writing() as connection:
        before = _client_of(connection, letter)
        _settle(connection, letter, before, None)
        audit.record(connection, by, [("client-taken-back", letter, {"before": before})])


def _client_of(connection: Connection, letter: int) -> int | None:
    row = connection.execute(select(letters.c.client_id).where(letters.c.id == letter).with_for_update()).first()
    if row is None:
        raise UsageError(f"There is no letter {letter} in the docket.")
    number: int | None = row.client_id
    return number


def _settle(connection: Connection, letter: int, before: int | None, client: int | None) -> None:
    """Writes down what a person said; how like a client was stays only with the client whom the machine suggested."""
    said: dict[str, object] = {"client_id": client, "client_sure": True}
    if client != before:
        said["client_likeness"] = None
    connection.execute(update(letters).where(letters.c.id == letter).values(said))


def _client(row: Row[Any]) -> Client:
    return Client(
        row.id, row.case_number, row.name, row.tin_last4, row.address, row.zip_code, row.language, row.added_at
    )  # fmt: skip
