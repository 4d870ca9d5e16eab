"""Sessions: who is signed in. A session ends by itself after a pause or a working day, and can be ended by hand at once."""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import and_, insert, select, update

from scanner.docket import audit
from scanner.docket.people import tables
from scanner.docket.people.asker import Asker
from scanner.docket.people.users import ROLES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Row, Select

    from scanner.docket.database import Database
    from scanner.docket.people.users import Role, User

__all__ = ["PAUSE", "WHOLE", "Session", "begin", "end", "of_token", "running"]

PAUSE = 2 * 3600.0
"""Seconds without a request after which a session is over."""
WHOLE = 12 * 3600.0
"""Seconds after which a session is over in any case."""
MINUTE = 60.0

sessions, users = tables.sessions, tables.users


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. `user` is None for who came by this machine's one-time link."""

    id: int
    user: int | None
    name: str
    role: Role
    made_at: float
    seen_at: float
    own_letters: bool = False

    @property
    def asker(self) -> Asker:
        """Whose letters there are for them."""
        return Asker(self.user, self.name, self.own_letters)

    def may(self, role: Role) -> bool:
        """Whether this role, or a higher one, is theirs."""
        return ROLES.index(self.role) >= ROLES.index(role)


def begin(database: Database, name: str, user: User | None = None) -> str:
    """Signs somebody in; gives the token that is theirs alone. Without a user it is who sits at this machine."""
    token, now = secrets.token_urlsafe(32), time.time()
    with database.writing() as connection:
        connection.execute(
            insert(sessions).values(
                token=_kept(token), user_id=user.id if user else None, name=name, made_at=now, seen_at=now
            )
        )
        audit.record(connection, name, [("sign-in", None, {"by": "password" if user else "link"})])
    return token


def of_token(database: Database, token: str) -> Session | None:
    """Whose token it is, if the session still runs; that it was seen is written down once a minute."""
    now = time.time()
    with database.reading() as connection:
        row = connection.execute(_live(now).where(sessions.c.token == _kept(token))).first()
    if row is None:
        return None
    if now - row.seen_at > MINUTE:
        with database.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.id == row.id).values(seen_at=now))
    return _session(row)


def running(connection: Connection) -> tuple[Session, ...]:
    """All who are signed in, the newest first."""
    rows = connection.execute(_live(time.time()).order_by(sessions.c.id.desc()))
    return tuple(_session(row) for row in rows)


def end(database: Database, by: str, *, session: int | None = None, name: str | None = None) -> int:
    """Ends one session, or all of a name; gives how many there were."""
    which: ColumnElement[bool] = sessions.c.id == session if session is not None else sessions.c.name == name
    with database.writing() as connection:
        ended = connection.execute(
            update(sessions).where(and_(which, sessions.c.ended_at.is_(None))).values(ended_at=time.time())
        ).rowcount
        if ended:
            audit.record(connection, by, [("sign-out", None, {"sessions": ended})])
    return int(ended)


def _live(now: float) -> Select[Any]:
    return (
        select(sessions, users.c.role, users.c.own_letters)
        .outerjoin(users, users.c.id == sessions.c.user_id)
        .where(
            sessions.c.ended_at.is_(None),
            sessions.c.seen_at > now - PAUSE,
            sessions.c.made_at > now - WHOLE,
        )
    )


def _session(row: Row[Any]) -> Session:
    role = cast("Role", row.role if row.user_id is not None else "administrator")
    return Session(row.id, row.user_id, row.name, role, row.made_at, row.seen_at, bool(row.own_letters))


def _kept(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
