"""Feeds: calendars that an owner's programs fetch without signing in, by a token that is shown once and can be ended.

A calendar program keeps no session and types no password: the address is the key. So the token is long and random, the
database has only its hash, and who finds the address can be shut out at once. A feed lives as long as its owner's account;
a new password does not end it, for a calendar on the wall that falls silent unnoticed is the greater harm.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import and_, insert, or_, select, update

from scanner.docket import audit
from scanner.docket.moments import moment
from scanner.docket.people import tables
from scanner.docket.people.asker import Asker
from scanner.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from scanner.docket.database import Database
    from scanner.docket.people.sessions import Session
    from scanner.notice import Language

__all__ = ["LONGEST", "Feed", "end", "make", "of_token", "running"]

LONGEST = 80
"""Characters of a feed's name."""
BYTES = 32
"""Of chance in a token."""
HOUR = len("2026-11-22T18")

feeds, users = tables.feeds, tables.users


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that programs fetch. `user` is None for who sits at this machine; `seen_at` is None until it was fetched."""

    id: int
    user: int | None
    owner: str
    name: str
    language: Language
    made_at: str
    seen_at: str | None
    own_letters: bool = False

    @property
    def asker(self) -> Asker:
        """Whose letters it shows: its owner's account as it is limited today."""
        return Asker(self.user, self.owner, self.own_letters)

    def is_of(self, who: Session) -> bool:
        """Whether it belongs to somebody."""
        return self.user == who.user


def make(database: Database, who: Session, name: str, language: Language) -> str:
    """Makes a feed; gives its token, which nothing keeps. Raises `UsageError` for a name that is none."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise UsageError(f"A calendar's name has 1 to {LONGEST} characters.")
    token = secrets.token_urlsafe(BYTES)
    told = {"user_id": who.user, "owner": who.name, "name": name, "language": language, "made_at": moment()}
    with database.writing() as connection:
        made = connection.scalar(insert(feeds).values(token=_kept(token), **told).returning(feeds.c.id))
        audit.record(connection, who.name, [("feed", None, {"feed": made})])
    return token


def of_token(database: Database, token: str, *, at_this_machine: bool) -> Feed | None:
    """The feed of a token, if it runs. One without an account does so only where the server is for this machine alone.

    The look-up goes by the hash, which nobody can steer, and what was found is compared in constant time.
    """
    kept, now = _kept(token), moment()
    with database.reading() as connection:
        row = connection.execute(_live().where(feeds.c.token == kept)).first()
    if row is None or not secrets.compare_digest(row.token, kept) or (row.user_id is None and not at_this_machine):
        return None
    if (row.seen_at or "")[:HOUR] != now[:HOUR]:
        with database.writing() as connection:
            connection.execute(update(feeds).where(feeds.c.id == row.id).values(seen_at=now))
    return _feed(row)


def running(connection: Connection) -> tuple[Feed, ...]:
    """All feeds that run, the newest first."""
    return tuple(_feed(row) for row in connection.execute(_live().order_by(feeds.c.id.desc())))


def end(database: Database, feed: int, who: Session) -> bool:
    """Ends a feed at once, if it is theirs or they are an administrator; says whether there was one that they may end."""
    with database.writing() as connection:
        row = connection.execute(_live().where(feeds.c.id == feed)).first()
        if row is None or not (_feed(row).is_of(who) or who.may("administrator")):
            return False
        connection.execute(update(feeds).where(feeds.c.id == feed).values(ended_at=moment()))
        audit.record(connection, who.name, [("feed-ended", None, {"feed": feed})])
    return True


def _live() -> Select[Any]:
    """Those that nobody has ended, and whose owner still has an account."""
    return (
        select(feeds, users.c.own_letters)
        .outerjoin(users, users.c.id == feeds.c.user_id)
        .where(and_(feeds.c.ended_at.is_(None), or_(feeds.c.user_id.is_(None), users.c.id.is_not(None))))
    )


def _feed(row: Row[Any]) -> Feed:
    language = cast("Language", row.language)
    return Feed(row.id, row.user_id, row.owner, row.name, language, row.made_at, row.seen_at, bool(row.own_letters))


def _kept(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
