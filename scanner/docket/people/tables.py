"""The tables of people, with the docket's own metadata; `migrations/` makes them.

No password stands here, only its argon2 hash; no token of a session or a feed, only its SHA-256, so that who reads the
database cannot sign in with what is in it.
"""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Float, ForeignKey, Index, Integer, String, Table, false

from scanner.docket.tables import metadata

__all__ = ["ROLES", "bringers", "feeds", "sessions", "tries", "users"]

ROLES = ("volunteer", "reviewer", "administrator")
"""What somebody may do, from the least on: read and work on letters; put readings right; see to people and the log."""

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("role", String(13), nullable=False),
    Column("hash", String(200), nullable=False),
    Column("added_at", String(20), nullable=False),
    Column("own_letters", Boolean, nullable=False, server_default=false()),
    CheckConstraint(f"role in {ROLES}", name="role"),
    sqlite_autoincrement=True,
)
"""`own_letters` limits an account to the letters of files that it put in and to those assigned to it."""

bringers = Table(
    "bringers",
    metadata,
    Column("file_id", ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
)
"""Which account put which file in. Ids of accounts are never given twice, so a new account of an old name has none."""
Index("ix_bringers_user_id", bringers.c.user_id)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE")),
    Column("name", String(80), nullable=False),
    Column("made_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
    Column("ended_at", Float),
    sqlite_autoincrement=True,
)
"""Who is signed in, by the hash of their token. Without a user it came from the one-time link of this machine; moments
are seconds since 1970, for they are reckoned with.
"""
Index("ix_sessions_user_id", sessions.c.user_id)

tries = Table(
    "tries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("place", String(45), nullable=False),
    Column("at", Float, nullable=False),
)
"""Log-ins that failed: under which name, from which address, when. They are forgotten once they no longer count."""
Index("ix_tries_at", tries.c.at)

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE")),
    Column("owner", String(80), nullable=False),
    Column("name", String(80), nullable=False),
    Column("language", String(2), nullable=False),
    Column("made_at", String(20), nullable=False),
    Column("seen_at", String(20)),
    Column("ended_at", String(20)),
    sqlite_autoincrement=True,
)
"""Calendars that programs fetch without signing in, by the hash of their token. Without a user it is of who sits at this
machine; `seen_at` is when it was fetched last, to the hour.
"""
Index("ix_feeds_user_id", feeds.c.user_id)
