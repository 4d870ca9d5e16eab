"""Lists and searches that take as long as what they show: the latest day of each letter, and indexes in the list's order.

PostgreSQL's search gets an index of the words as they are kept, without taking them apart a second time, and a function
that always goes by it: left to choose, PostgreSQL reads all the print of all letters for a common word, which takes minutes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LATEST = "update letters set last_day = (select max(day) from deadlines where letter_id = letters.id)"
SEARCH = (
    "drop index ix_texts",
    # PostgreSQL refuses a word of no letters, and one of more than two thousand bytes
    """create function kept_words(text) returns tsvector language sql immutable strict as $$ select array_to_tsvector(
    array(select left(word, 200) from unnest(string_to_array($1, ' ')) word where word <> '')) $$""",
    "create index ix_texts on texts using gin (kept_words(text))",
    """create function letters_saying(words tsquery) returns setof integer language sql stable set enable_seqscan = off
    as $$ select rowid from texts where kept_words(text) @@ words $$""",
)


def upgrade() -> None:
    """Adds the day and the indexes, and fills them from what is there."""
    op.add_column("letters", sa.Column("last_day", sa.Date(), nullable=True))
    op.drop_index("ix_deadlines_day", "deadlines")
    op.drop_index("ix_deadlines_letter_id", "deadlines")
    op.create_index("ix_deadlines_day", "deadlines", ["day", sa.text("letter_id desc")])
    op.create_index("ix_deadlines_letter_id", "deadlines", ["letter_id", "day"])
    op.execute(LATEST)
    op.create_index("ix_letters_last_day", "letters", ["last_day", "id"])
    op.create_index("ix_letters_name", "letters", ["name"])
    op.create_index("ix_files_name", "files", ["name"])
    op.create_index("ix_audit_letter_id", "audit", ["letter_id"])
    for statement in SEARCH if op.get_bind().dialect.name == "postgresql" else ():
        op.execute(statement)
