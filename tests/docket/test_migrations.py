"""The migrations: they make what `tables` says, on both databases, and doing them twice or at once harms nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from scanner.docket import audit
from scanner.docket.database import Database
from scanner.docket.people import tables as _people  # noqa: F401  (they belong to the same metadata)
from scanner.docket.tables import metadata
from scanner.errors import DocketError

SEARCH = ("texts", "ix_texts")
"""What migrations make by hand: search is written differently in each database."""


def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    return not (name or "").startswith(SEARCH)


def test_the_migrations_make_the_tables_that_the_program_knows(address: str) -> None:
    database = Database.at(address)
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "include_object": ours}
        )
        differing = compare_metadata(context, metadata)
    database.close()
    assert differing == []


def test_the_checks_of_both_databases_are_those_that_the_program_knows(address: str) -> None:
    """Alembic compares no checks, so they are asked by their names."""
    wanted = {
        (table.name, str(each.name))
        for table in metadata.tables.values()
        for each in table.constraints
        if type(each).__name__ == "CheckConstraint"
    }
    database = Database.at(address)
    with database.reading() as connection:
        there = {
            (table, str(each["name"]))
            for table in metadata.tables
            for each in inspect(connection).get_check_constraints(table)
        }
    database.close()
    assert there == wanted
    assert len(wanted) >= 3


def test_opening_a_docket_again_changes_nothing_in_it(address: str) -> None:
    first = Database.at(address)
    with first.writing() as connection:
        audit.record(connection, "maria", [("note", 1, {})])
    first.close()
    second = Database.at(address)
    with second.reading() as connection:
        assert [act.by for act in audit.acts(connection)] == ["maria"]
        assert connection.scalar(text("select count(*) from alembic_version")) == 1
    second.close()


def test_two_programs_that_start_at_once_make_one_docket(address: str) -> None:
    program = f"from scanner.docket.database import Database; Database.at({address!r}).close(); print('opened')"
    runs = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [run.communicate(timeout=60) for run in runs]
    assert told == [(b"opened\n", b"")] * 4
    database = Database.at(address)
    with database.reading() as connection:
        assert connection.scalar(text("select count(*) from alembic_version")) == 1
    database.close()


def test_a_docket_of_a_later_version_is_left_alone(address: str) -> None:
    first = Database.at(address)
    with first.writing() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    first.close()
    with pytest.raises(DocketError, match="newer version"):
        Database.at(address)


def test_a_migration_that_breaks_off_leaves_nothing_behind(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    real = command.upgrade

    def breaks(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "upgrade", breaks)
    with pytest.raises(KeyboardInterrupt):
        Database.at(address)
    monkeypatch.undo()
    database = Database.at(address)
    with database.reading() as connection:
        assert "letters" in inspect(connection).get_table_names()
    database.close()


@pytest.mark.parametrize("statement", ["update audit set by = 'x'", "delete from audit"])
def test_the_log_refuses_to_be_changed_whoever_asks(database: Database, statement: str) -> None:
    with database.writing() as connection:
        audit.record(connection, "maria", [("note", 1, {})])
    with pytest.raises(DBAPIError, match="only added to"), database.writing() as connection:
        connection.execute(text(statement))
    with database.reading() as connection:
        assert audit.broken_at(connection) is None


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://somewhere/docket", "SQLite or PostgreSQL"),
        ("nonsense", "cannot be opened"),
        ("sqlite:////nowhere/at/all/docket.sqlite3", "cannot be opened"),
        ("postgresql://somebody:secret@127.0.0.1:1/docket", "cannot be opened"),
    ],
)
def test_a_database_that_is_not_there_is_told_in_a_sentence_without_its_password(url: str, says: str) -> None:
    with pytest.raises(DocketError, match=says) as told:
        Database.at(url)
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "docket.sqlite3"
    file.write_bytes(b"not a database, but long enough to be taken for one" * 100)
    with pytest.raises(DocketError, match="cannot be opened"):
        Database.at(f"sqlite:///{file}")
