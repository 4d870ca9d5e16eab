"""The migrations: they make what `tables` says, on both databases, and doing them twice or at once harms nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from scanner.docket import Wanted, audit
from scanner.docket.database import Database
from scanner.docket.entries import entries
from scanner.docket.migrations import versions
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


def test_letters_that_were_kept_before_are_listed_and_found_after_the_step_of_search(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command

    real, before = command.upgrade, _step("search").down_revision
    monkeypatch.setattr(command, "upgrade", lambda config, _: real(config, before))
    old = Database.at(address)
    with old.writing() as connection:
        connection.execute(
            text("insert into files (id, sha256, name, bytes, added_at) values (1, 'a', 'a.pdf', 1, '')")
        )
        for number, printed in ((1, "AVISO No 7 PENALTY"), (2, "PENALTY " + "X" * 5000), (3, "PENALTY ")):
            connection.execute(
                text(
                    "insert into letters (id, file_id, ordinal, pages, outcome, usual_urgency, sender, language, added_at)"
                    " values (:id, 1, :id, '[1]', 'sure', 'high', 'irs', 'en', '')"
                ),
                {"id": number},
            )
            connection.execute(text("insert into texts (rowid, text) values (:i, :t)"), {"i": number, "t": printed})
        for letter, day in ((1, "2024-05-31"), (1, "2025-05-01"), (2, "2023-01-02")):
            connection.execute(
                text(
                    "insert into deadlines (letter_id, term, day, leads, is_right, action)"
                    " values (:id, 'a', :day, true, true, '')"
                ),
                {"id": letter, "day": date.fromisoformat(day)},
            )
    old.close()
    monkeypatch.undo()
    new = Database.at(address)
    with new.reading() as connection:
        for most in (None, 9):
            found = entries(connection, Wanted(words="penalty", most=most), date(2024, 5, 1))
            assert [each.id for each in found] == [1, 3, 2]
        assert [each.id for each in entries(connection, Wanted(words="aviso nº 7 penal"), date(2024, 5, 1))] == [1]
    new.close()


def _step(name: str) -> ModuleType:
    """The migration of that name, whatever its number."""
    (found,) = (each.name for each in iter_modules(versions.__path__) if each.name.endswith(f"_{name}"))
    return import_module(f"{versions.__name__}.{found}")


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
