"""Own letters: accounts that are limited to them, and who put which file in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Limits no account yet. Who put in the files that are there already is known by name alone, which is not enough."""
    op.add_column("users", sa.Column("own_letters", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "bringers",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_bringers_file_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_bringers_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id", "user_id", name="pk_bringers"),
    )
    op.create_index("ix_bringers_user_id", "bringers", ["user_id"], unique=False)
