"""Users: who has an account, with which role. Passwords are known by their argon2 hash alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, func, insert, select, update

from scanner.docket import audit
from scanner.docket.moments import moment
from scanner.docket.people import tables
from scanner.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from scanner.docket.database import Database

__all__ = ["LEAST", "MOST", "ROLES", "Role", "User", "add", "all_users", "any_users", "known", "limit", "remove"]

Role = Literal["volunteer", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = ("volunteer", "reviewer", "administrator")

LEAST, MOST = 12, 500
"""Characters of a password."""

users = tables.users


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account. `own_letters` says that it is limited to its own letters."""

    id: int
    name: str
    role: Role
    added_at: str
    own_letters: bool = False


def add(database: Database, name: str, role: str, password: str, by: str, *, own_letters: bool | None = None) -> None:
    """Makes an account, or gives one that is there a new role and password and ends its sessions. Raises `UsageError`.

    Where `own_letters` is not said, an account that is limited to its own letters stays so, and a new one is not.
    """
    name = name.strip()
    if not name or len(name) > 80 or not name.isprintable():
        raise UsageError("A name has 1 to 80 characters.")
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role; there are {', '.join(ROLES)}.")
    if not LEAST <= len(password) <= MOST:
        raise UsageError(f"A password has {LEAST} to {MOST} characters. A few words in a row are a good one.")
    told = _hashed(password)
    with database.writing() as connection:
        there = connection.execute(select(users).where(users.c.name == name)).first()
        own = bool(there and there.own_letters) if own_letters is None else own_letters
        _makes_sense(role, own)
        values = {"role": role, "hash": told, "own_letters": own}
        if there is None:
            connection.execute(insert(users).values(name=name, added_at=moment(), **values))
        else:
            connection.execute(update(users).where(users.c.id == there.id).values(**values))
            connection.execute(delete(tables.sessions).where(tables.sessions.c.user_id == there.id))
        said = {"name": name, "role": role, "new": there is None, "own_letters": own}
        audit.record(connection, by, [("user", None, said)])


def limit(database: Database, name: str, by: str, *, own_letters: bool) -> None:
    """Limits an account to its own letters, or no longer; at once, also for who is signed in. Raises `UsageError`."""
    with database.writing() as connection:
        there = connection.execute(select(users).where(users.c.name == name)).first()
        if there is None:
            raise UsageError(f"There is no user {name!r}.")
        _makes_sense(there.role, own_letters)
        connection.execute(update(users).where(users.c.id == there.id).values(own_letters=own_letters))
        audit.record(connection, by, [("user", None, {"name": name, "own_letters": own_letters})])


def _makes_sense(role: str, own_letters: bool) -> None:
    if own_letters and role == ROLES[-1]:
        raise UsageError("An administrator sees the whole docket and its log, and cannot be limited to own letters.")


def remove(database: Database, name: str, by: str) -> None:
    """Takes an account away, and its sessions with it. Raises `UsageError` where there is none."""
    with database.writing() as connection:
        there = connection.scalar(select(users.c.id).where(users.c.name == name))
        if there is None:
            raise UsageError(f"There is no user {name!r}.")
        connection.execute(delete(tables.sessions).where(tables.sessions.c.user_id == there))
        connection.execute(delete(users).where(users.c.id == there))
        audit.record(connection, by, [("user-removed", None, {"name": name})])


def all_users(connection: Connection) -> tuple[User, ...]:
    """Everybody with an account, by name."""
    found = connection.execute(select(users).order_by(func.lower(users.c.name)))
    return tuple(_user(row) for row in found)


def any_users(connection: Connection) -> bool:
    """Whether anybody has an account."""
    return connection.scalar(select(users.c.id).limit(1)) is not None


def known(connection: Connection, name: str, password: str) -> User | None:
    """Who this is, if the password is theirs. It takes as long for a name that nobody has."""
    row = connection.execute(select(users).where(users.c.name == name.strip())).first()
    if len(password) > MOST or not _fits(row.hash if row else _NOBODY, password) or row is None:
        return None
    return _user(row)


def _user(row: Row[Any]) -> User:
    return User(row.id, row.name, row.role, row.added_at, bool(row.own_letters))


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$Bq6UcLhpKwIqcSKgRDEi2g$gn8Fp/mJw1PzfJeH7zpinyaZgpuKxE9xW/nSJCU1UFw"
"""The hash of no password: compared with for names that nobody has, so that the time taken tells nothing."""


def _hashed(password: str) -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def _fits(told: str, password: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    try:
        return PasswordHasher().verify(told, password)
    except VerificationError:
        return False
