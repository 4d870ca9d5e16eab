"""Lists and searches that take as long as what they show: the latest day of each letter, and indexes in the list's order.

The latest day follows the letter's days by a trigger, so that nobody who writes a day can forget it: a letter whose last day
is to come must never be listed among those that are past.

PostgreSQL's search gets an index of the words as they are kept, without taking them apart a second time, and a function
that always goes by it: left to choose, PostgreSQL reads all the print of all letters for a common word, which takes minutes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
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

LAST = "update letters set last_day = (select max(day) from deadlines where letter_id = {0}.letter_id) where id = {0}.letter_id"
DAYS = {
    "sqlite": (
        f"create trigger deadlines_added after insert on deadlines begin {LAST.format('new')}; end",
        f"create trigger deadlines_taken after delete on deadlines begin {LAST.format('old')}; end",
        f"create trigger deadlines_moved after update on deadlines begin {LAST.format('old')}; {LAST.format('new')}; end",
    ),
    "postgresql": (
        f"""create function last_day_follows() returns trigger language plpgsql as $$ begin
        if tg_op <> 'INSERT' then {LAST.format("old")}; end if;
        if tg_op <> 'DELETE' then {LAST.format("new")}; end if;
        return null; end $$""",
        """create trigger last_day_follows after insert or update or delete on deadlines
        for each row execute function last_day_follows()""",
    ),
}


def upgrade() -> None:
    """Adds the day and the indexes, and fills them from what is there."""
    op.add_column("letters", sa.Column("last_day", sa.Date(), nullable=True))
    op.drop_index("ix_deadlines_day", "deadlines")
    op.drop_index("ix_deadlines_letter_id", "deadlines")
    op.create_index("ix_deadlines_day", "deadlines", ["day", sa.text("letter_id desc")])
    op.create_index("ix_deadlines_letter_id", "deadlines", ["letter_id", "day"])
    op.execute(LATEST)
    op.execute("update texts set text = upper(text) where text <> upper(text)")  # `Nº` was kept with a small o
    op.create_index("ix_letters_last_day", "letters", ["last_day", "id"])
    op.create_index("ix_letters_name", "letters", ["name"])
    op.create_index("ix_files_name", "files", ["name"])
    op.create_index("ix_audit_letter_id", "audit", ["letter_id"])
    dialect = op.get_bind().dialect.name
    for statement in (*DAYS[dialect], *(SEARCH if dialect == "postgresql" else ())):
        op.execute(statement)
