"""The log: nothing in it can be changed unseen, and what the database does not refuse the seals show."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from scanner.cli import app
from scanner.docket import Docket, audit
from scanner.docket.database import Database
from scanner.docket.seal import Seal, keep_seal, kept_seal, place_of_seal

ROWS = 6
REFUSED = {
    "update audit set letter_id = 9 where id = 2",
    "update audit set detail = '{}'",
    "delete from audit where id = 6",
    "delete from audit",
}
BEHIND_ITS_BACK = {
    "a detail": ('update audit set detail = \'{"to": "closed"}\' where id = 3', 3),
    "a letter": ("update audit set letter_id = 7 where id = 1", 1),
    "a moment": ("update audit set at = '2020-01-01T00:00:00Z' where id = 6", 6),
    "a name": ("update audit set \"by\" = 'nobody' where id = 4", 4),
    "a row taken out": ("delete from audit where id = 2", 2),
    "a row put in": (
        'insert into audit select 7, at, "by", what, letter_id, detail, before, hash from audit where id = 6',
        7,
    ),
    "a row given another number": ("update audit set id = 60 where id = 6", 6),
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def written(database: Database) -> Database:
    """A log of six rows."""
    for number in range(1, ROWS + 1):
        write(database, number)
    return database


def write(database: Database, number: int, by: str = "maria") -> None:
    with database.writing() as connection:
        audit.record(connection, by, [("status", number, {"from": "new", "to": "checked"})])


def unguard(database: Database) -> None:
    """Takes the triggers away, as somebody would who owns the database."""
    with database.writing() as connection:
        if database.is_sqlite:
            for trigger in ("audit_no_update", "audit_no_delete", "audit_no_replace"):
                connection.execute(text(f"drop trigger {trigger}"))
        else:
            connection.execute(text("drop trigger audit_sealed on audit"))


def broken(database: Database) -> int | None:
    with database.reading() as connection:
        return audit.broken_at(connection)


def cut(database: Database) -> bool:
    with database.reading() as connection:
        return audit.is_cut(connection)


def behind_its_back(database: Database, statement: str) -> None:
    unguard(database)
    with database.writing() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("statement", sorted(REFUSED))
def test_the_database_refuses_to_change_or_delete_a_row(written: Database, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"), written.writing() as connection:
        connection.execute(text(statement))
    with written.reading() as connection:
        assert len(list(audit.acts(connection))) == ROWS
    assert broken(written) is None


def test_sqlite_refuses_to_put_a_row_in_the_place_of_another(written: Database) -> None:
    """`insert or replace` takes a row away without asking the trigger that guards against deletion."""
    if not written.is_sqlite:
        pytest.skip("PostgreSQL knows no such statement.")
    replaced = "insert or replace into audit select id, at, 'nobody', what, letter_id, detail, before, hash from audit"
    with pytest.raises(DBAPIError, match="only added to"), written.writing() as connection:
        connection.execute(text(replaced))
    assert broken(written) is None


def test_postgresql_refuses_to_empty_the_log(written: Database) -> None:
    if written.is_sqlite:
        pytest.skip("SQLite knows no truncate.")
    with pytest.raises(DBAPIError, match="only added to"), written.writing() as connection:
        connection.execute(text("truncate audit"))


@pytest.mark.parametrize("what", sorted(BEHIND_ITS_BACK))
def test_what_is_done_behind_the_triggers_back_is_found_at_its_row(written: Database, what: str) -> None:
    statement, row = BEHIND_ITS_BACK[what]
    behind_its_back(written, statement)
    assert broken(written) == row


def test_a_row_that_is_sealed_anew_breaks_the_one_after_it(written: Database) -> None:
    unguard(written)
    with written.writing() as connection:
        (row,) = audit.acts(connection, 3)
        forged = audit._seal(row.id, row.at, "nobody", row.what, row.letter, row.detail, row.before)
        connection.execute(text("update audit set \"by\" = 'nobody', hash = :hash where id = 3"), {"hash": forged})
    assert broken(written) == 4


def test_an_act_that_is_given_up_leaves_no_row_and_no_seal(written: Database) -> None:
    before = kept_seal(place_of_seal(written.engine.url))
    with pytest.raises(ZeroDivisionError), written.writing() as connection:
        audit.record(connection, "maria", [("note", 1, {"characters": 4 // (connection.scalar(text("select 1")) - 1)})])
    with written.writing() as connection:
        connection.execute(text("select 1"))  # the connection that was given back must not bring the old seal
    assert kept_seal(place_of_seal(written.engine.url)) == before
    with written.reading() as connection:
        assert audit.newest(connection) == before


def test_a_chain_alone_does_not_show_that_its_end_was_cut_off_but_the_seal_does(written: Database) -> None:
    assert not cut(written)
    behind_its_back(written, "delete from audit where id > 4")
    assert broken(written) is None
    assert cut(written)


def test_rows_that_are_added_after_a_cut_do_not_cover_it(written: Database) -> None:
    behind_its_back(written, "delete from audit where id > 4")
    for number in range(4):
        write(written, number)
    assert broken(written) is None
    assert cut(written)


def test_a_log_that_was_written_anew_from_its_beginning_does_not_fit_its_seal(written: Database) -> None:
    behind_its_back(written, "delete from audit")
    for number in range(2 * ROWS):
        write(written, number, by="nobody")
    assert broken(written) is None
    assert cut(written)


@pytest.mark.parametrize(
    "spoilt", ["", "six", "6", "6 0000", "99 " + "0" * 64, "\udcff".encode(errors="replace").decode()]
)
def test_a_seal_that_was_spoilt_fits_no_log(written: Database, spoilt: str) -> None:
    place = place_of_seal(written.engine.url)
    assert place is not None
    place.write_text(spoilt, encoding="utf-8")
    assert cut(written)


def test_a_seal_of_an_older_row_still_holds(written: Database) -> None:
    """The machine went down between the act and its seal, or another machine wrote the newest rows."""
    place = place_of_seal(written.engine.url)
    assert place is not None
    with written.reading() as connection:
        fourth = list(audit.acts(connection))[3]
    place.write_text(f"4 {fourth.hash}\n", encoding="ascii")
    assert not cut(written)
    write(written, 7)
    newest = kept_seal(place)
    assert newest is not None
    assert newest.number == ROWS + 1


def test_without_a_seal_the_chain_alone_speaks(written: Database) -> None:
    place = place_of_seal(written.engine.url)
    assert place is not None
    place.unlink()
    assert not cut(written)
    assert broken(written) is None


def test_a_slower_program_does_not_put_an_older_seal_over_a_newer_one(tmp_path: Path) -> None:
    keep_seal(tmp_path / "docket.seal", Seal(7, "b" * 64))
    keep_seal(tmp_path / "docket.seal", Seal(6, "a" * 64))
    assert kept_seal(tmp_path / "docket.seal") == Seal(7, "b" * 64)


def test_an_act_stands_where_its_seal_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    keep_seal(tmp_path / "taken" / "docket.seal", Seal(7, "b" * 64))
    assert kept_seal(tmp_path / "taken" / "docket.seal") is None


def test_the_address_of_a_server_and_its_password_are_not_in_the_name_of_its_seal(home: Path) -> None:
    from sqlalchemy import make_url

    place = place_of_seal(make_url("postgresql+psycopg://clinic:secret@server/docket"))
    assert place is not None
    assert place.parent == home
    assert "secret" not in place.name
    assert place == place_of_seal(make_url("postgresql+psycopg://clinic:changed@server/docket"))
    assert place != place_of_seal(make_url("postgresql+psycopg://clinic:secret@server/other"))


def test_several_writers_at_once_make_one_chain(database: Database) -> None:
    address = database.engine.url.render_as_string(hide_password=False)
    others = [Database.at(address) for _ in range(4)]
    start, faults = threading.Barrier(len(others)), []

    def work(other: Database, by: str) -> None:
        try:
            for number in range(12):
                start.wait()  # all four at the same moment, twelve times
                write(other, number, by)
        except Exception as error:  # noqa: BLE001
            faults.append(error)
            start.abort()  # or the others wait for ever

    threads = [threading.Thread(target=work, args=(other, f"w{at}")) for at, other in enumerate(others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close()
    assert faults == []
    with database.reading() as connection:
        rows = list(audit.acts(connection))
    assert [row.id for row in rows] == list(range(1, 49))
    rounds = [sorted(row.by for row in rows[at : at + 4]) for at in range(0, 48, 4)]
    assert rounds == [["w0", "w1", "w2", "w3"]] * 12
    assert broken(database) is None
    assert not cut(database)


def test_the_log_says_nothing_of_what_a_note_says(docket: Docket) -> None:
    from docket.mail import taken_in

    _, (letter,) = taken_in(docket, docket.vault.folder.parent / "mail" / "a.pdf", ["EASTMOND owes money"], "EASTMOND")
    docket.note(letter, "Farid Eastmond called", "maria")
    with docket.database.reading() as connection:
        told = str(list(audit.acts(connection)))
    assert "Eastmond" not in told
    assert "EASTMOND" not in told
    assert "'note'" in told


def test_prove_tells_of_a_cut_and_of_a_broken_row(home: Path) -> None:
    run = CliRunner()
    database = Database.at(f"sqlite:///{home / 'docket.sqlite3'}")
    for number in range(ROWS):
        write(database, number)
    with database.reading() as connection:
        seal = audit.newest(connection).hash
    told = run.invoke(app, ["docket", "prove"])
    assert told.exit_code == 0
    assert seal in told.output
    behind_its_back(database, "delete from audit where id = 6")
    told = run.invoke(app, ["docket", "prove"])
    assert told.exit_code == 1
    assert "docket.seal" in told.output
    with database.writing() as connection:
        connection.execute(text("update audit set what = 'assign' where id = 2"))
    told = run.invoke(app, ["docket", "prove"])
    assert told.exit_code == 1
    assert "from its row 2 on" in told.output
    database.close()
