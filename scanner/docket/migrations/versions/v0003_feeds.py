"""Feeds: calendars that programs fetch by a token of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table of feeds."""
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("made_at", sa.String(length=20), nullable=False),
        sa.Column("seen_at", sa.String(length=20), nullable=True),
        sa.Column("ended_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_feeds_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("token", name="uq_feeds_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_user_id", "feeds", ["user_id"], unique=False)
