"""What can befall a database in the middle of the work: a clear message, nothing lost, and the next run finishes."""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from paper import mail, seen
from sqlalchemy import func, select, text

import scanner.docket.database
from docket.desk import Desk, Happens, driver, put
from docket.postgres import Server
from scanner.docket import Docket, audit, tables
from scanner.docket.database import Database
from scanner.docket.enrol import enrol
from scanner.docket.proof import proved
from scanner.docket.vault import Vault
from scanner.errors import DocketError

DEAD = f"{socket.gethostname()[:24]}/{os.getpid()}/1/dead"
"""The name of a driver that died with its process, as a program does that ends with a message."""
MAIL: dict[str, Sequence[Happens]] = {f"file{at}": [seen(mail(at=number)) for number in (1, 2)] for at in range(6)}


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Path:
    """An SQLite database on which nobody waits long."""
    there = tmp_path / "docket.sqlite3"
    there.write_bytes(made.read_bytes())
    return there


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], Docket]]:
    """Opens dockets at addresses, and closes them in the end."""
    dockets: list[Docket] = []

    def at(url: str) -> Docket:
        dockets.append(Docket(Database.at(url), Vault(tmp_path / "files")))
        return dockets[-1]

    yield at
    for docket in dockets:
        docket.database.close()


def at_step(number: int, does: Callable[[], Any]) -> Callable[[], None]:
    """What a driver is told to do once it has made so many steps."""
    steps = iter(range(1, 10_000))
    return lambda: does() if next(steps) == number else None


def finished(docket: Docket, again: set[Any]) -> None:
    """Works off what is left; none of `again`, that was kept already, is read once more."""
    with Desk(MAIL) as desk:
        driver(docket, desk).run()
    assert again & set(desk.seen) == set()
    with docket.database.reading() as connection:
        proof = proved(connection)
        assert (proof.pages, proof.in_letters, proof.unfinished, proof.astray) == (12, 12, 0, ())
        assert audit.broken_at(connection) is None
        read = [act.letter for act in audit.acts(connection) if act.what == "read"]
        assert sorted(read) == sorted(connection.scalars(select(tables.letters.c.id)).all())
        assert set(connection.scalars(select(tables.ledger.c.faults))) == {0}


def kept(docket: Docket) -> set[tuple[str, int]]:
    query = (
        select(tables.files.c.name, tables.ledger.c.page)
        .join(tables.ledger, tables.ledger.c.file_id == tables.files.c.id)
        .where(tables.ledger.c.state == "done", tables.ledger.c.page > 0)
    )
    with docket.database.reading() as connection:
        return {(Path(row.name).stem, row.page) for row in connection.execute(query)}


@contextmanager
def holding(file: Path) -> Iterator[None]:
    """Another program that writes for a long time."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield


def test_a_database_that_another_program_holds_is_waited_for_and_then_told(
    file: Path, opened: Callable[[str], Docket], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner.docket.database, "PATIENCE", 0.2)
    docket = opened(f"sqlite:///{file}")
    put(docket, tmp_path / "mail", *MAIL)
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        with Desk(MAIL, hands=1) as desk, pytest.raises(DocketError, match=r"locked.*Another program.*start again\.$"):
            driver(docket, desk, owner=DEAD, told=at_step(4, lambda: other.execute("begin immediate"))).run()
        before = kept(docket)
        other.execute("rollback")
    assert before
    finished(docket, before)


def test_a_database_that_is_held_while_it_is_opened_is_told(
    file: Path, opened: Callable[[str], Docket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanner.docket.database, "PATIENCE", 0.2)
    with holding(file), pytest.raises(DocketError, match="cannot be opened: database is locked"):
        opened(f"sqlite:///{file}")
    assert opened(f"sqlite:///{file}").database.is_sqlite


def test_a_new_database_that_another_program_is_making_at_the_same_moment_is_waited_for(
    opened: Callable[[str], Docket], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself does not wait here: with `begin immediate` on a file that is not yet logged ahead, it refuses at once."""
    new, waited = tmp_path / "new.sqlite3", []
    with closing(sqlite3.connect(new, isolation_level=None)) as other:
        other.execute("begin immediate")

        def ends(seconds: float) -> None:
            waited.append(seconds)
            other.execute("rollback")

        clock = SimpleNamespace(sleep=ends, monotonic=time.monotonic)  # the module's own: other threads sleep too
        monkeypatch.setattr(scanner.docket.database, "time", clock)
        assert opened(f"sqlite:///{new}").database.is_sqlite
    assert len(waited) == 1


def test_a_short_wait_for_another_program_is_no_trouble(
    file: Path, opened: Callable[[str], Docket], tmp_path: Path
) -> None:
    from threading import Timer

    docket = opened(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("begin immediate")
        waits = Timer(0.3, lambda: other.execute("rollback"))
        waits.start()
        put(docket, tmp_path / "mail", *MAIL)
        waits.join()
    finished(docket, set())


def test_a_full_disk_under_the_database_loses_nothing(
    file: Path, opened: Callable[[str], Docket], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docket = opened(f"sqlite:///{file}")
    put(docket, tmp_path / "mail", *MAIL)
    with docket.database.reading() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
    small = (*scanner.docket.database.PRAGMAS, f"pragma max_page_count = {pages + 6}")
    monkeypatch.setattr(scanner.docket.database, "PRAGMAS", small)
    full = opened(f"sqlite:///{file}")
    with Desk(MAIL, hands=1) as desk, pytest.raises(DocketError, match=r"full.*Make room on the disk.*start again\.$"):
        driver(full, desk, owner=DEAD, window=2).run()
    full.database.close()
    before = kept(docket)
    assert before
    finished(docket, before)


def test_a_full_disk_under_the_vault_keeps_neither_half_a_copy_nor_a_row(
    docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "a.pdf").write_text("file0")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(
            DocketError, match=r"No space left on device.*Nothing was lost; make room and start again\.$"
        ):
            enrol(docket, tmp_path / "a.pdf", "maria")
    assert [each for each in docket.vault.folder.rglob("*") if each.is_file()] == []
    with docket.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(tables.files)) == 0
    assert enrol(docket, tmp_path / "a.pdf", "maria").is_new


def test_a_damaged_database_is_told_and_not_taken_for_an_empty_one(
    file: Path, opened: Callable[[str], Docket], tmp_path: Path
) -> None:
    docket = opened(f"sqlite:///{file}")
    put(docket, tmp_path / "mail", *MAIL)
    with docket.database.reading() as connection:
        connection.exec_driver_sql("select 1")
    docket.database.close()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("pragma wal_checkpoint(truncate)")
        root = plain.execute("select rootpage from sqlite_master where name = 'files'").fetchone()[0]
        size = plain.execute("pragma page_size").fetchone()[0]
    with file.open("r+b") as raw:
        raw.seek((root - 1) * size)
        raw.write(b"\xff" * size)
    again = opened(f"sqlite:///{file}")
    with pytest.raises(DocketError, match="malformed"), again.database.reading() as connection:
        connection.execute(select(tables.files)).all()


@pytest.mark.parametrize("step", [1, 5])
def test_postgresql_that_stops_in_the_middle_of_the_work_loses_nothing(
    postgres: Server, made_there: str, opened: Callable[[str], Docket], tmp_path: Path, step: int
) -> None:
    docket = opened(postgres.database(made_there))
    put(docket, tmp_path / "mail", *MAIL)
    try:
        with Desk(MAIL, hands=1) as desk, pytest.raises(DocketError, match=r"Nothing was lost; start again\.$") as told:
            driver(docket, desk, owner=DEAD, told=at_step(step, postgres.stop)).run()
    finally:
        postgres.start()
    assert "\n" not in str(told.value)
    finished(docket, kept(docket))


def test_postgresql_that_cuts_off_a_transaction_loses_nothing(
    postgres: Server, made_there: str, opened: Callable[[str], Docket], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an administrator does, or a server that goes down while a letter is being kept."""
    docket = opened(postgres.database(made_there))
    put(docket, tmp_path / "mail", *MAIL)
    real, cut = scanner.docket.work.keep_letters, iter([False, True, *[False] * 100])

    def cut_off(connection: Any, *given: Any) -> Any:
        ids = real(connection, *given)
        if next(cut):
            connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))
        return ids

    monkeypatch.setattr(scanner.docket.work, "keep_letters", cut_off)
    with Desk(MAIL, hands=1) as desk, pytest.raises(DocketError, match=r"Nothing was lost; start again\.$"):
        driver(docket, desk, owner=DEAD).run()
    with docket.database.reading() as connection:
        assert connection.scalar(select(func.count(tables.letters.c.file_id.distinct()))) == 1
    finished(docket, kept(docket))


def test_postgresql_that_was_restarted_between_two_steps_is_no_trouble(
    postgres: Server, made_there: str, opened: Callable[[str], Docket], tmp_path: Path
) -> None:
    docket = opened(postgres.database(made_there))
    put(docket, tmp_path / "mail", *MAIL)

    def restarted() -> None:
        postgres.stop()
        postgres.start()

    with Desk(MAIL, hands=1) as desk:
        driver(docket, desk, told=at_step(3, restarted)).run()
    finished(docket, set())


def test_the_same_driver_can_go_on_after_its_database_came_back(
    postgres: Server, made_there: str, opened: Callable[[str], Docket], tmp_path: Path
) -> None:
    """What it held could not be given back, and is not waited for."""
    docket = opened(postgres.database(made_there))
    put(docket, tmp_path / "mail", *MAIL)
    with Desk(MAIL, hands=1) as desk:
        again = driver(docket, desk, told=at_step(3, postgres.stop))
        try:
            with pytest.raises(DocketError):
                again.run()
        finally:
            postgres.start()
        again.run(wait_for_others=False)
    finished(docket, kept(docket))


def test_a_value_that_does_not_fit_is_told_without_quoting_it(
    postgres: Server, made_there: str, opened: Callable[[str], Docket]
) -> None:
    docket = opened(postgres.database(made_there))
    with pytest.raises(DocketError, match="too long") as told, docket.database.writing() as connection:
        connection.execute(text("insert into notes (letter_id, at, by, text) values ('666-12-3456', '', '', '')"))
    assert "666" not in str(told.value)


def test_an_act_that_is_broken_off_leaves_nothing_and_says_what_broke_it(database: Database) -> None:
    def broken_off() -> None:
        with database.writing() as connection:
            audit.record(connection, "maria", [("note", 1, {})])
            raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        broken_off()
    with database.reading() as connection:
        assert list(audit.acts(connection)) == []
