"""The first docket: files, the page ledger, letters with their reports, clients, and the log that is only added to.

Search is SQLite's FTS5 and PostgreSQL's own text search; both keep what a letter says in a table `texts`. The triggers
refuse to change or delete a row of the log, whoever asks.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = {
    "sqlite": ("create virtual table texts using fts5(text, tokenize = 'unicode61 remove_diacritics 2')",),
    "postgresql": (
        "create table texts (rowid integer primary key references letters (id) on delete cascade, text text not null)",
        "create index ix_texts on texts using gin (to_tsvector('simple', text))",
    ),
}
SEALS = {
    "sqlite": (
        "create trigger audit_no_update before update on audit begin select raise(abort, 'the log is only added to'); end",
        "create trigger audit_no_delete before delete on audit begin select raise(abort, 'the log is only added to'); end",
        # "insert or replace" takes a row away without asking the trigger above
        """create trigger audit_no_replace before insert on audit when exists (select 1 from audit where id = new.id)
        begin select raise(abort, 'the log is only added to'); end""",
    ),
    "postgresql": (
        """create function audit_is_sealed() returns trigger language plpgsql as
        $$ begin raise exception 'the log is only added to'; end $$""",
        """create trigger audit_sealed before update or delete or truncate on audit
        for each statement execute function audit_is_sealed()""",
    ),
}


def upgrade() -> None:
    """Makes every table of the first docket."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("before", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=40), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tin_last4", sa.String(length=4), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("zip_code", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=2), server_default="en", nullable=False),
        sa.Column("added_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("case_number", name="uq_clients_case_number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(length=20), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("fault", sa.String(length=20), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("aside", sa.Text(), server_default="[]", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.UniqueConstraint("sha256", name="uq_files_sha256"),
    )
    op.create_table(
        "ledger",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=True),
        sa.Column("until", sa.Float(), nullable=True),
        sa.Column("faults", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("pipeline", sa.String(length=20), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(state = 'leased') = (owner is not null)", name=op.f("ck_ledger_owner")),
        sa.CheckConstraint("state in ('waiting', 'leased', 'done', 'aside')", name=op.f("ck_ledger_state")),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_ledger_file_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id", "page", name="pk_ledger"),
    )
    op.create_index("ix_ledger_waiting", "ledger", ["state", "file_id", "page"], unique=False)
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("notice", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("usual_urgency", sa.String(length=8), nullable=False),
        sa.Column("station", sa.String(length=40), nullable=True),
        sa.Column("sender", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=True),
        sa.Column("taxpayer", sa.Text(), nullable=True),
        sa.Column("tin_last4", sa.String(length=4), nullable=True),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        sa.Column("client_sure", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("client_likeness", sa.Float(), nullable=True),
        sa.Column("status", sa.String(length=10), server_default="new", nullable=False),
        sa.Column("assigned_to", sa.String(length=80), nullable=True),
        sa.Column("added_at", sa.String(length=20), nullable=False),
        sa.Column("closed_at", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "status in ('new', 'checked', 'assigned', 'answered', 'closed')", name=op.f("ck_letters_status")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_letters_client_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_letters_file_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["same_as"], ["letters.id"], name="fk_letters_same_as", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.UniqueConstraint("file_id", "ordinal", name="uq_letters_file_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_letters_client_id", "letters", ["client_id"], unique=False)
    op.create_index("ix_letters_notice", "letters", ["notice"], unique=False)
    op.create_index("ix_letters_tin", "letters", ["tin_last4", "letter_date"], unique=False)
    op.create_table(
        "sightings",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_sightings_file_id", ondelete="CASCADE"),
        sa.UniqueConstraint("file_id", "path", name="uq_sightings_file_id"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_corrections_letter_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_letter_id", "corrections", ["letter_id"], unique=False)
    op.create_table(
        "deadlines",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_deadlines_letter_id", ondelete="CASCADE"),
    )
    op.create_index("ix_deadlines_day", "deadlines", ["day", "letter_id"], unique=False)
    op.create_index("ix_deadlines_letter_id", "deadlines", ["letter_id"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_notes_letter_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_letter_id", "notes", ["letter_id"], unique=False)
    op.create_table(
        "reports",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_reports_letter_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("letter_id", "version", name="pk_reports"),
    )
    dialect = op.get_bind().dialect.name
    for statement in (*SEARCH[dialect], *SEALS[dialect]):
        op.execute(statement)
