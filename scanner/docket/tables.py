"""The tables of the docket, as SQLAlchemy sees them; `migrations/` makes them, and a test holds the two together.

Moments are text in UTC (`2026-11-22T18:04:10Z`), which sorts as it should and reads the same in SQLite and PostgreSQL.
Leases are seconds since 1970, for they are reckoned with. Reports are kept as the contract's JSON, version by version:
what was once told to a person stays as it was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    false,
)

__all__ = [
    "STATUSES",
    "WHOLE",
    "among",
    "audit",
    "clients",
    "corrections",
    "deadlines",
    "files",
    "ledger",
    "letters",
    "metadata",
    "notes",
    "reports",
    "sightings",
]

STATUSES = ("new", "checked", "assigned", "answered", "closed")
"""Where a letter stands with the clinic."""
WHOLE = "all"
"""The field of a correction that confirms a letter as a whole."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _file() -> Column[int]:
    return Column("file_id", ForeignKey("files.id", ondelete="CASCADE"), nullable=False)


def _letter() -> Column[int]:
    return Column("letter_id", ForeignKey("letters.id", ondelete="CASCADE"), nullable=False)


files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False, index=True),
    Column("bytes", Integer, nullable=False),
    Column("added_at", String(20), nullable=False),
    Column("pages", Integer),
    Column("fault", String(20)),
    Column("message", Text),
    Column("aside", Text, nullable=False, server_default="[]"),
)
"""One row for every file by its bytes. `aside` are the pages that belong to no letter, with the reason."""

sightings = Table(
    "sightings",
    metadata,
    _file(),
    Column("path", Text, nullable=False),
    Column("seen_at", String(20), nullable=False),
    UniqueConstraint("file_id", "path"),
)
"""Every path under which a file was seen, so that the same bytes are recognised and never doubled."""

ledger = Table(
    "ledger",
    metadata,
    Column("file_id", ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("state", String(8), nullable=False),
    Column("owner", String(80)),
    Column("until", Float),
    Column("faults", Integer, nullable=False, server_default="0"),
    Column("reason", Text),
    Column("pipeline", String(20)),
    Column("content", LargeBinary),
    CheckConstraint("state in ('waiting', 'leased', 'done', 'aside')", name="state"),
    CheckConstraint("(state = 'leased') = (owner is not null)", name="owner"),
)
"""The page ledger: one row a page from 1, row 0 for opening the file, row -1 for understanding its letters."""

Index("ix_ledger_waiting", ledger.c.state, ledger.c.file_id, ledger.c.page)

clients = Table(
    "clients",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_number", String(40), unique=True),
    Column("name", Text, nullable=False),
    Column("tin_last4", String(4)),
    Column("address", Text),
    Column("zip_code", String(10)),
    Column("language", String(2), nullable=False, server_default="en"),
    Column("added_at", String(20), nullable=False),
    sqlite_autoincrement=True,
)

letters = Table(
    "letters",
    metadata,
    Column("id", Integer, primary_key=True),
    _file(),
    Column("ordinal", Integer, nullable=False),
    Column("pages", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("notice", String(40)),
    Column("name", String(80)),
    Column("outcome", String(8), nullable=False),
    Column("usual_urgency", String(8), nullable=False),
    Column("station", String(40)),
    Column("sender", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("letter_date", Date),
    Column("last_day", Date),
    Column("taxpayer", Text),
    Column("tin_last4", String(4)),
    Column("same_as", ForeignKey("letters.id", ondelete="SET NULL")),
    Column("client_id", ForeignKey("clients.id", ondelete="SET NULL")),
    Column("client_sure", Boolean, nullable=False, server_default=false()),
    Column("client_likeness", Float),
    Column("status", String(10), nullable=False, server_default="new"),
    Column("assigned_to", String(80)),
    Column("added_at", String(20), nullable=False),
    Column("closed_at", String(20)),
    UniqueConstraint("file_id", "ordinal"),
    CheckConstraint(f"status in {STATUSES}", name="status"),
    sqlite_autoincrement=True,
)
"""Ids of letters and clients are never given twice, even when the newest are forgotten: the log goes on naming them.
`last_day` is the latest of the letter's days, none where it has none; triggers keep it so, whoever writes a day.
"""
Index("ix_letters_last_day", letters.c.last_day, letters.c.id)
Index("ix_letters_name", letters.c.name)
Index("ix_letters_notice", letters.c.notice)
Index("ix_letters_client_id", letters.c.client_id)
Index("ix_letters_tin", letters.c.tin_last4, letters.c.letter_date)

reports = Table(
    "reports",
    metadata,
    Column("letter_id", ForeignKey("letters.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("made_at", String(20), nullable=False),
    Column("made_by", String(80), nullable=False),
    Column("body", Text, nullable=False),
)
"""The reports of a letter: version 1 as it was read, a further one for every time that it was put right."""

deadlines = Table(
    "deadlines",
    metadata,
    _letter(),
    Column("term", String(60), nullable=False),
    Column("day", Date, nullable=False),
    Column("leads", Boolean, nullable=False),
    Column("is_right", Boolean, nullable=False),
    Column("action", Text, nullable=False),
)
"""The days of each letter's newest report: the last day, and the other day where acting by it can still be in time."""
Index("ix_deadlines_day", deadlines.c.day, deadlines.c.letter_id.desc())
Index("ix_deadlines_letter_id", deadlines.c.letter_id, deadlines.c.day)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    _letter(),
    Column("at", String(20), nullable=False),
    Column("by", String(80), nullable=False),
    Column("text", Text, nullable=False),
)
Index("ix_notes_letter_id", notes.c.letter_id)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    _letter(),
    Column("at", String(20), nullable=False),
    Column("by", String(80), nullable=False),
    Column("field", String(40), nullable=False),
    Column("value", Text),
    Column("before", Text),
)
"""What a person put right or confirmed: the notice (`notice`) or a field, as the contract writes values."""
Index("ix_corrections_letter_id", corrections.c.letter_id)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(20), nullable=False),
    Column("by", String(80), nullable=False),
    Column("what", String(40), nullable=False),
    Column("letter_id", Integer),
    Column("detail", Text, nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
"""Who did what and when, each row sealed with the hash of the row before it. It names letters by their id alone, so
that a letter can be forgotten and the log stay whole; triggers refuse to change or take away a row.
"""
Index("ix_audit_letter_id", audit.c.letter_id)


def among(column: Column[Any], ids: Iterable[int]) -> ColumnElement[bool]:
    """Whether the column holds one of these ids. They are written into the statement, for a database takes only some ten
    thousand values beside it, and a folder can hold more files.
    """
    return column.in_(bindparam(None, [int(each) for each in ids], expanding=True, literal_execute=True))
