"""Forgetting: what was purged is nowhere any more, what is kept stays whole, and the proof can fail."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from typer.testing import CliRunner

import scanner.docket.database
from docket.mail import taken_in
from scanner.cli import app
from scanner.docket import Docket, Wanted, audit, scrub, sought, tables
from scanner.docket.database import Database
from scanner.docket.enrol import enrol
from scanner.docket.entries import entries
from scanner.docket.ledger import LETTERS
from scanner.docket.pictures import Pictures
from scanner.docket.proof import proved
from scanner.docket.purge import Gone, purge, weight
from scanner.docket.retention import DAYS, Clock, Going, due, named, retention_days
from scanner.docket.search import Searched, search
from scanner.docket.sought import Sought
from scanner.docket.traces import Forgotten, Traces, owners
from scanner.docket.vault import Vault
from scanner.errors import DocketError, UsageError

TODAY = date(2033, 12, 1)
CLOCK = Clock(TODAY)
GOES = (
    (
        "Department of the Treasury CP14 June 30 2025 WINSTON B MARCHETTI 14 Quillfeather Terrace Social Security number "
        "XXX-XX-7983 Amount due $1,075.21 Caller ID 900112233445"
    ),
    "Notice of levy for Winston B Marchetti Copperline Community Bank account ending 5106",
)
STAYS = (
    (
        "Department of the Treasury CP2000 MARISOL R ABERNATHY 7 Harrowgate Crescent Social Security number XXX-XX-8618 "
        "Amount due $310.00"
    ),
)
NOTE = "his sister Maribellina has the papers"
ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For what is the same on both databases."""
SAID = ("MARCHETTI", "Marchetti", "marchetti", "Quillfeather", "QUILLFEATHER", "quillfeather", "XXX-XX-7983",
        "900112233445", "Copperline", "COPPERLINE", "copperline", "Maribellina", "marchetti-winston.pdf", "Winslow-corrected")  # fmt: skip
"""What the purged letters say, as they, a note, a correction, the name of the file and the index of words write it."""


class Mail(SimpleNamespace):
    """A docket with one file that goes, of two letters, and one that stays."""

    docket: Docket
    home: Path
    goes: int
    going: list[int]
    stays: int
    staying: list[int]
    sha256: str

    def due(self) -> tuple[Going, ...]:
        with self.docket.database.reading() as connection:
            return due(connection, CLOCK).going

    def purge(self) -> Gone:
        return purge(self.docket, self.due(), "maria")

    def search(self, gone: Gone) -> Searched:
        return search(self.docket, gone.traces)


def close(docket: Docket, letter: int, day: str = "2026-11-22") -> None:
    docket.set_status(letter, "closed", "maria")
    with docket.database.writing() as connection:
        closed = update(tables.letters).where(tables.letters.c.id == letter)
        connection.execute(closed.values(closed_at=f"{day}T18:04:10Z"))


@pytest.fixture
def mail(docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mail:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    outside = tmp_path.parent / f"{tmp_path.name}-mail"
    stays, staying = taken_in(docket, outside / "abernathy.pdf", STAYS, "MARISOL R ABERNATHY")
    goes, going = taken_in(docket, outside / "marchetti-winston.pdf", GOES, "WINSTON B MARCHETTI")
    docket.note(going[0], NOTE, "maria")
    with docket.database.writing() as connection:
        corrected = {
            "at": "2026-11-22T18:04:10Z",
            "by": "maria",
            "field": "taxpayer_name",
            "value": "Winslow-corrected",
        }
        connection.execute(insert(tables.corrections).values(letter_id=going[1], **corrected))
        sha256 = connection.scalar(select(tables.files.c.sha256).where(tables.files.c.id == goes))
    for letter in going:
        close(docket, letter)
    shutil.rmtree(outside)
    return Mail(docket=docket, home=tmp_path, goes=goes, going=going, stays=stays, staying=staying, sha256=sha256)


def said_in(docket: Docket) -> str:
    """All that any row of any table says, the log too."""
    with docket.database.reading() as connection:
        rows = [connection.execute(select(table)).all() for table in tables.metadata.sorted_tables]
        return str([*rows, connection.execute(text("select * from texts")).all()])


def files_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()


# --- what goes and what stays ---


def test_nothing_of_a_purged_letter_is_in_any_row_or_file(mail: Mail) -> None:
    before = said_in(mail.docket)
    assert all(word in before for word in ("MARCHETTI", "Maribellina", "marchetti-winston.pdf", "Winslow-corrected"))
    mail.purge()
    mail.docket.database.close()
    after = said_in(mail.docket)
    mail.docket.database.close()
    assert [word for word in (*SAID, mail.sha256) if word in after] == []
    found = [
        (path.name, word)
        for path, held in files_in(mail.home)
        for word in (*SAID, mail.sha256)
        if word.encode() in held
    ]
    assert found == []
    assert mail.sha256 not in [path.name for path, _ in files_in(mail.home)]


def test_the_letters_that_stay_are_as_they_were(mail: Mail) -> None:
    mail.purge()
    with mail.docket.database.reading() as connection:
        kept = list(entries(connection, Wanted(), TODAY))
        found = list(entries(connection, Wanted(words="harrowgate"), TODAY))
        content = connection.scalars(
            select(tables.ledger.c.content).where(tables.ledger.c.file_id == mail.stays, tables.ledger.c.page == 1)
        ).one()
    assert [entry.id for entry in kept] == mail.staying
    assert [entry.id for entry in found] == mail.staying
    assert content is not None
    assert [len(path.name) for path, _ in files_in(mail.docket.vault.folder)] == [64]


def test_the_page_ledgers_proof_holds_and_says_how_many_pages_were_purged(mail: Mail) -> None:
    mail.purge()
    with mail.docket.database.reading() as connection:
        proof = proved(connection)
        rows = connection.execute(select(tables.ledger).where(tables.ledger.c.file_id == mail.goes)).all()
    assert (proof.pages, proof.in_letters, dict(proof.aside)) == (3, 1, {"purged": 2})
    assert (proof.astray, proof.unfinished, proof.unopened) == ((), 0, 0)
    assert {(row.state, row.reason, row.content) for row in rows if row.page != LETTERS} == {("aside", "purged", None)}


def test_the_log_keeps_its_rows_and_gets_one_for_every_purged_letter(mail: Mail) -> None:
    with mail.docket.database.reading() as connection:
        before = list(audit.acts(connection))
    mail.purge()
    with mail.docket.database.reading() as connection:
        after = list(audit.acts(connection))
        assert audit.broken_at(connection) is None
        assert not audit.is_cut(connection)
    assert after[: len(before)] == before
    told = [(act.what, act.letter, json.loads(act.detail)) for act in after[len(before) :]]
    assert told == [("purge", letter, {"file": mail.goes}) for letter in mail.going]


def test_a_file_that_was_purged_is_read_as_a_new_one_when_it_comes_again(mail: Mail, tmp_path: Path) -> None:
    mail.purge()
    again, letters = taken_in(mail.docket, tmp_path.parent / f"{tmp_path.name}-again" / "a.pdf", GOES, "W")
    assert again != mail.goes
    assert not set(letters) & set(mail.going)  # the log goes on naming the old ones


def test_a_file_that_is_purged_while_it_comes_in_again_keeps_its_copy(
    mail: Mail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the copy in the vault and the row in the database the other program takes the copy away."""
    came = tmp_path.parent / f"{tmp_path.name}-came.pdf"
    shutil.copy(mail.docket.vault.path(mail.sha256), came)
    keep, gone = Vault.keep, []

    def kept_and_purged(vault: Vault, source: Path) -> tuple[str, int]:
        kept = keep(vault, source)
        if not gone:
            gone.append(mail.purge())
        return kept

    monkeypatch.setattr(Vault, "keep", kept_and_purged)
    enrolled = enrol(mail.docket, came, "maria")
    came.unlink()
    assert enrolled.is_new
    assert mail.docket.vault.path(enrolled.sha256).exists()


@ON_SQLITE
def test_a_letter_that_was_opened_again_meanwhile_stays(mail: Mail) -> None:
    going = mail.due()
    mail.docket.set_status(mail.going[1], "answered", "maria")
    gone = purge(mail.docket, going, "maria")
    assert gone.changed == (mail.goes,)
    assert "MARCHETTI" in said_in(mail.docket)
    assert mail.docket.vault.path(mail.sha256).exists()


@ON_SQLITE
def test_a_copy_that_cannot_be_taken_away_keeps_its_rows(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Vault, "forget", refuse)
    with pytest.raises(DocketError, match="cannot be taken away"):
        mail.purge()
    assert "MARCHETTI" in said_in(mail.docket)


def test_a_file_that_could_not_be_opened_is_purged_by_its_number(mail: Mail, tmp_path: Path) -> None:
    path = tmp_path.parent / f"{tmp_path.name}-broken.pdf"
    path.write_bytes(b"%PDF of Marchetti, broken")
    file = enrol(mail.docket, path, "maria").file
    with mail.docket.database.reading() as connection, pytest.raises(UsageError, match="still being read"):
        named(connection, CLOCK, (), (file,))
    with mail.docket.database.writing() as connection:
        aside = update(tables.ledger).where(tables.ledger.c.file_id == file)
        connection.execute(aside.values(state="aside", reason="This file is damaged."))
        failed = update(tables.files).where(tables.files.c.id == file)
        connection.execute(failed.values(fault="damaged", message="This file is damaged."))
    with mail.docket.database.reading() as connection:
        assert due(connection, CLOCK).without_clock == 1
        going = named(connection, CLOCK, (), (file,))
    gone = purge(mail.docket, going, "maria")
    assert gone.originals == (path,)
    with mail.docket.database.reading() as connection:
        proof = proved(connection)
        assert due(connection, CLOCK).without_clock == 0
    assert (proof.unopened, proof.unfinished, proof.astray) == (0, 0, ())
    with mail.docket.database.reading() as connection, pytest.raises(UsageError, match="no file"):
        named(connection, CLOCK, (), (file,))


@pytest.mark.parametrize(("sure", "others", "goes"), [(True, False, True), (False, False, False), (True, True, False)])
def test_a_client_goes_only_when_confirmed_and_without_another_letter(
    mail: Mail, sure: bool, others: bool, goes: bool
) -> None:
    with mail.docket.database.writing() as connection:
        client = connection.scalar(
            insert(tables.clients)
            .values(name="Winston Marchetti", case_number="C-20260017", added_at="2026-11-22T18:04:10Z")
            .returning(tables.clients.c.id)
        )
        theirs = [*mail.going, *(mail.staying if others else ())]
        matched = update(tables.letters).where(tables.letters.c.id.in_(theirs))
        connection.execute(matched.values(client_id=client, client_sure=sure))
    gone = purge(mail.docket, mail.due(), "maria", with_clients=True)
    assert ("C-20260017" not in said_in(mail.docket)) is goes
    assert (client in gone.traces.forgotten.clients) is goes
    assert mail.search(gone).holds


def test_every_table_but_the_log_goes_with_its_letter_its_file_or_its_client() -> None:
    """A table that is added later, and does not go with any of them, must be thought of here."""
    others = {table.name for table in tables.metadata.sorted_tables if not owners(table)}
    assert others - {"users", "sessions", "tries", "feeds"} == {"audit"}


def test_the_pictures_of_its_pages_go_with_a_file(mail: Mail) -> None:
    pictures = Pictures.here()
    for sha256 in (mail.sha256, "f" * 64):
        pictures.keep(sha256, 1, b"a picture")
    mail.purge()
    assert pictures.kept(mail.sha256, 1) is None
    assert pictures.kept("f" * 64, 1) == b"a picture"


@ON_SQLITE
def test_a_picture_that_was_drawn_meanwhile_is_found_by_its_name(mail: Mail) -> None:
    gone = mail.purge()
    Pictures.here().keep(mail.sha256, 1, b"a picture")
    assert [path.parent.parent.name for path in mail.search(gone).left] == ["pictures"]


@ON_SQLITE
def test_the_names_of_the_clinics_own_people_are_no_traces(mail: Mail) -> None:
    mail.docket.note(mail.going[0], "Esperanza-Delgado asked Maximiliano", "maria")
    mail.docket.assign(mail.staying[0], "Maximiliano", "Esperanza-Delgado")
    assert mail.search(mail.purge()).holds


# --- the proof ---


def test_the_proof_holds_and_says_what_was_searched(mail: Mail) -> None:
    gone = mail.purge()
    searched = mail.search(gone)
    assert searched.holds
    assert searched.kept == 1
    assert searched.files >= (2 if mail.docket.database.is_sqlite else 1)
    assert 30 < searched.telling <= searched.strings
    assert searched.bytes > 0


PLANTED = {
    "a line of the print": b"... 14 QUILLFEATHER TERRACE SOCIAL ...",
    "a word, glued to others": b"\x01nQuillfeathers\x02",
    "a name": b"taxpayer=WINSTON B MARCHETTI;",
    "the end of a number with its words": b"BUT SECURITY NUMBER XXX XX 7983 AMOUNT",
    "a note": b"<p>his sister Maribellina has the papers</p>",
    "a correction": b"Winslow-corrected",
    "the name of the file": b"/mail/marchetti-winston.pdf",
    "the hash of the file": None,
}


@ON_SQLITE
@pytest.mark.parametrize("what", sorted(PLANTED))
def test_a_stray_copy_under_the_docket_is_found(mail: Mail, what: str) -> None:
    gone = mail.purge()
    stray = mail.home / "old" / "export.txt"
    stray.parent.mkdir()
    stray.write_bytes(b"." * 9_999_991 + (PLANTED[what] or mail.sha256.encode()) + b"." * 77)
    searched = mail.search(gone)
    assert not searched.holds
    assert searched.left == (stray,)


@ON_SQLITE
def test_a_stray_copy_of_the_file_itself_is_found_though_no_word_in_it_can_be_seen(mail: Mail) -> None:
    kept = mail.docket.vault.path(mail.sha256).read_bytes()
    gone = mail.purge()
    stray = mail.docket.vault.folder / "half-x1"
    stray.write_bytes(b"\0" * 5 + kept[len(kept) // 2 :])
    assert mail.search(gone).left == (stray,)


@ON_SQLITE
def test_a_kept_page_that_was_left_somewhere_is_found_though_it_is_compressed(mail: Mail) -> None:
    with mail.docket.database.reading() as connection:
        page = connection.scalars(
            select(tables.ledger.c.content).where(tables.ledger.c.file_id == mail.goes, tables.ledger.c.page == 2)
        ).one()
    gone = mail.purge()
    (mail.home / "page").write_bytes(page)
    assert mail.search(gone).left == (mail.home / "page",)


@ON_SQLITE
def test_a_name_in_the_name_of_a_file_is_found(mail: Mail) -> None:
    gone = mail.purge()
    (mail.home / "WINSTON B MARCHETTI.txt").write_text("", encoding="utf-8")
    assert [path.name for path in mail.search(gone).left] == ["WINSTON B MARCHETTI.txt"]


@ON_SQLITE
def test_what_a_kept_letter_says_too_is_no_trace(mail: Mail) -> None:
    gone = mail.purge()
    (mail.home / "form.txt").write_text("Department of the Treasury, Social Security number", encoding="utf-8")
    assert mail.search(gone).holds


@ON_SQLITE
def test_a_copy_in_the_vault_is_believed_by_its_bytes_and_not_by_its_name(mail: Mail) -> None:
    gone = mail.purge()
    ((path, _),) = files_in(mail.docket.vault.folder)
    path.write_bytes(b"WINSTON B MARCHETTI")
    searched = mail.search(gone)
    assert searched.kept == 0
    assert searched.left == (path,)


@ON_SQLITE
def test_a_file_that_cannot_be_read_proves_nothing(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = mail.purge()
    closed = mail.home / "closed"
    closed.write_text("", encoding="utf-8")
    found_in_file = Sought.found_in_file

    def refuse(self: Sought, path: Path) -> tuple[set[bytes], int]:
        if path == closed:
            raise PermissionError
        return found_in_file(self, path)

    monkeypatch.setattr(Sought, "found_in_file", refuse)
    searched = mail.search(gone)
    assert searched.unread == (closed,)
    assert not searched.holds


def test_a_row_that_was_forgotten_to_be_deleted_is_found(mail: Mail) -> None:
    """It belongs to a purged file, so that it is no kept row by which its words could be excused."""
    gone = mail.purge()
    with mail.docket.database.writing() as connection:
        seen = {"path": "/mail/marchetti-winston.pdf", "seen_at": "2026-11-22T18:04:10Z"}
        connection.execute(insert(tables.sightings).values(file_id=mail.goes, **seen))
    searched = mail.search(gone)
    if mail.docket.database.is_sqlite:
        assert searched.left
    else:
        assert searched.holds  # a server's files are not ours to read; the command says so


@ON_SQLITE
def test_a_slip_that_put_a_name_into_the_log_is_found(mail: Mail) -> None:
    with mail.docket.database.writing() as connection:
        audit.record(connection, "maria", [("note", mail.going[0], {"text": NOTE})])
    assert mail.search(mail.purge()).left


# --- free pages, index and log of SQLite ---


def taken(mail: Mail) -> Traces:
    """The traces of what goes, without its going."""
    traces = Traces()
    with mail.docket.database.reading() as connection:
        traces.take(connection, Forgotten(frozenset(mail.going), frozenset([mail.goes])))
    return traces


@ON_SQLITE
def test_what_was_deleted_and_not_overwritten_is_found_in_the_free_pages(mail: Mail) -> None:
    traces, vault = taken(mail), mail.docket.vault
    mail.docket.database.close()
    vault.forget(mail.sha256)
    base = mail.home / "docket.sqlite3"
    with sqlite3.connect(base, isolation_level=None) as careless:
        careless.executescript("pragma foreign_keys = on; pragma secure_delete = off;")
        careless.execute("delete from texts where rowid in (2, 3)")
        careless.execute("insert into texts (texts) values ('optimize')")
        careless.execute("delete from files where id = ?", [mail.goes])
        careless.execute("pragma wal_checkpoint(truncate)")
    careless.close()
    assert "MARCHETTI" not in said_in(mail.docket)
    searched = search(mail.docket, traces)
    assert searched.left == (base,)
    scrub.scrub(mail.docket.database)
    assert search(mail.docket, traces).holds


@ON_SQLITE
def test_the_index_is_not_clean_before_its_deletions_are_merged(mail: Mail) -> None:
    database = mail.docket.database
    with database.writing() as connection:
        for letter in mail.going:
            connection.execute(text("delete from texts where rowid = :id"), {"id": letter})
    with database.reading() as connection:
        assert scrub.index_holds(connection, mail.going)
    scrub.scrub(database)
    with database.reading() as connection:
        assert not scrub.index_holds(connection, mail.going)
        held = connection.scalars(text("select block from texts_data")).all()
        connection.execute(text("insert into texts (texts) values ('integrity-check')"))
    assert b"quillfeather" not in b"".join(held)
    assert b"harrowgate" in b"".join(held)


@ON_SQLITE
def test_no_free_page_and_no_log_is_left(mail: Mail) -> None:
    mail.purge()
    with mail.docket.database.reading() as connection:
        assert connection.scalar(text("pragma freelist_count")) == 0
    log = mail.home / "docket.sqlite3-wal"
    assert not log.exists() or log.stat().st_size == 0


@ON_SQLITE
def test_with_a_reader_in_the_way_nothing_is_purged(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = tuple(pragma for pragma in scanner.docket.database.PRAGMAS if "busy" not in pragma)
    monkeypatch.setattr(scanner.docket.database, "PRAGMAS", (*quick, "pragma busy_timeout = 50"))
    mail.docket.database.close()
    other = Database.at(str(mail.docket.database.engine.url))
    with other.reading() as connection:
        connection.execute(select(tables.letters)).all()
        mail.docket.note(mail.staying[0], "so that the log has something to be emptied of", "maria")
        with pytest.raises(DocketError, match="nothing was purged"):
            mail.purge()
    assert "MARCHETTI" in said_in(mail.docket)
    mail.purge()
    assert "MARCHETTI" not in said_in(mail.docket)
    other.close()


# --- the clock ---


@ON_SQLITE
@pytest.mark.parametrize(
    ("closed", "days", "goes"),
    [
        ("2026-12-03", DAYS, True),  # 2555 days before the day
        ("2026-12-04", DAYS, False),
        ("2033-12-01", 0, True),
        ("2033-12-02", 0, False),
        ("2033-11-30", 1, True),
    ],
)
def test_a_letter_is_due_so_many_days_after_it_was_closed(mail: Mail, closed: str, days: int, goes: bool) -> None:
    for letter in mail.going:
        close(mail.docket, letter, closed)
    with mail.docket.database.reading() as connection:
        found = due(connection, Clock(TODAY, days))
    assert [each.file for each in found.going] == ([mail.goes] if goes else [])
    assert found.held_back == (1 if goes else 2)


@ON_SQLITE
def test_opening_a_letter_again_stops_its_clock_and_holds_its_file_back(mail: Mail) -> None:
    mail.docket.set_status(mail.going[0], "answered", "maria")
    assert mail.due() == ()


@ON_SQLITE
@pytest.mark.parametrize(("day", "goes"), [(date(2033, 11, 30), True), (TODAY, False), (date(2034, 1, 1), False)])
def test_a_last_day_that_is_still_to_come_holds_a_file_back(mail: Mail, day: date, goes: bool) -> None:
    with mail.docket.database.writing() as connection:
        last = {"term": "t", "day": day, "leads": True, "is_right": True, "action": "Answer"}
        connection.execute(insert(tables.deadlines).values(letter_id=mail.going[0], **last))
    assert bool(mail.due()) is goes


@ON_SQLITE
def test_letters_of_one_file_go_together_or_not_at_all(mail: Mail) -> None:
    first, second = mail.going
    early = Clock(date(2027, 1, 1))
    with mail.docket.database.reading() as connection:
        with pytest.raises(UsageError, match=rf"Letter {second} is in the same file .* before 2033-11-20"):
            named(connection, early, [first])
        both = (Going(mail.goes, (first, second)),)
        assert named(connection, early, [first, second]) == both
        assert named(connection, early, (), [mail.goes]) == both
        assert named(connection, CLOCK, [first]) == both  # the other one is due


@ON_SQLITE
def test_an_open_letter_is_never_purged_and_what_is_not_there_is_said(mail: Mail) -> None:
    with mail.docket.database.reading() as connection:
        for wanted in ((mail.staying, ()), ((), [mail.stays])):
            with pytest.raises(UsageError, match=f"Letter {mail.staying[0]} is not closed"):
                named(connection, CLOCK, *wanted)
        with pytest.raises(UsageError, match="no letter 99"):
            named(connection, CLOCK, [99])
        with pytest.raises(UsageError, match="no file 99"):
            named(connection, CLOCK, [], [99])


def test_the_clinic_says_how_long_letters_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCANNER_RETENTION_DAYS", raising=False)
    assert (retention_days(), retention_days(30), retention_days(0)) == (2555, 30, 0)
    monkeypatch.setenv("SCANNER_RETENTION_DAYS", "1825")
    assert (retention_days(), retention_days(30)) == (1825, 30)
    for wrong in ("seven years", "-1", "7.5", "٧", "9" * 40):
        monkeypatch.setenv("SCANNER_RETENTION_DAYS", wrong)
        with pytest.raises(UsageError, match="number of days"):
            retention_days()


# --- many strings at once ---


@pytest.mark.parametrize("at", [*range(17), 4087, 4095, 8191, 8192 - 30, 8192 + 1, 20000 - 17])
def test_a_string_is_found_wherever_it_stands(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sought, "CHUNK", 4096)
    string = b"MARCHETTI, WINST"
    held = bytearray(b"MARCHETT" * 2500)
    held[at : at + len(string)] = string
    (tmp_path / "file").write_bytes(held)
    wanted = Sought([string, b"MARCHETTI, WINSTON B", b"notthere"])
    assert wanted.found_in_file(tmp_path / "file") == ({string}, len(held))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(min_size=8, max_size=12), max_size=20), st.binary(max_size=60), st.data())
def test_what_is_found_is_what_is_there(strings: list[bytes], around: bytes, data: st.DataObject) -> None:
    inside = data.draw(st.lists(st.sampled_from(strings), max_size=4)) if strings else []
    held = around + around.join(inside) + around
    assert Sought(strings).found_in(held) == {string for string in strings if string in held}


@pytest.mark.parametrize("size", [0, 7, 201])
def test_strings_that_cannot_be_sought_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="cannot be sought"):
        Sought([b"x" * size])


@ON_SQLITE
def test_traces_do_not_show_themselves(mail: Mail) -> None:
    assert "MARCHETTI" not in repr(mail.purge())


# --- the command ---


@pytest.fixture
def ours(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> Mail:
    monkeypatch.delenv("SCANNER_DATABASE_URL", raising=False)
    monkeypatch.delenv("SCANNER_RETENTION_DAYS", raising=False)
    mail.docket.database.close()
    return mail


def ask(*arguments: str, answer: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["docket", "purge", *arguments, "--today", TODAY.isoformat()], input=answer)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@ON_SQLITE
def test_a_dry_run_says_numbers_alone_and_purges_nothing(ours: Mail) -> None:
    before = said_in(ours.docket)
    status, told = ask("--expired", "--dry-run")
    assert status == 0
    assert "letters 2, pages 2, files 1 (0.0 MB), notes 1, corrections 1." in told
    assert "not a rule of law" in told
    assert not any(word in told for word in SAID)
    assert said_in(ours.docket) == before


@ON_SQLITE
def test_purging_asks_first(ours: Mail) -> None:
    status, told = ask("--expired", answer="n\n")
    assert status == 1
    assert "cannot be undone" in told
    assert "MARCHETTI" in said_in(ours.docket)
    status, _ = ask("--expired", answer="")
    assert status == 1
    assert "MARCHETTI" in said_in(ours.docket)
    status, told = ask("--expired", answer="y\n")
    assert status == 0
    assert "Nothing of them is left." in told
    assert "MARCHETTI" not in said_in(ours.docket)


@ON_SQLITE
def test_the_command_ends_with_one_where_the_proof_finds_anything(ours: Mail) -> None:
    stray = ours.home / "stray.txt"
    stray.write_text("QUILLFEATHER", encoding="utf-8")
    status, told = ask("--letter", str(ours.going[0]), "--yes")
    assert status == 1
    assert f"Left behind: {stray}" in told
    assert "Nothing of them is left" not in told


@ON_SQLITE
def test_the_command_wants_to_know_what(ours: Mail) -> None:
    assert ask("--yes")[0] == 2
    with pytest.raises(UsageError, match="not closed"):
        ask("--letter", str(ours.staying[0]), "--yes")


@ON_SQLITE
def test_purging_again_finds_nothing_to_purge(ours: Mail) -> None:
    assert ask("--expired", "--yes")[0] == 0
    status, told = ask("--expired", "--yes")
    assert status == 0
    assert "letters 0" in told


def test_the_other_copy_of_a_letter_that_stays_is_counted(mail: Mail) -> None:
    with mail.docket.database.writing() as connection:
        same = update(tables.letters).where(tables.letters.c.id == mail.staying[0])
        connection.execute(same.values(same_as=mail.going[0]))
    with mail.docket.database.reading() as connection:
        assert weight(connection, due(connection, CLOCK).going).copies == 1
    mail.purge()
    with mail.docket.database.reading() as connection:
        assert connection.scalar(select(tables.letters.c.same_as)) is None


def test_many_files_are_forgotten_at_once(docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    going = []
    for number in range(20):
        file, letters = taken_in(
            docket, tmp_path.parent / f"{tmp_path.name}-many" / "a.pdf", [f"Letter {number} of Nobody"]
        )
        close(docket, letters[0])
        going.append(Going(file, tuple(letters)))
    gone = purge(docket, going, "maria")
    with docket.database.reading() as connection:
        assert dict(proved(connection).aside) == {"purged": 20}
        assert connection.execute(delete(tables.letters)).rowcount == 0
    assert search(docket, gone.traces).holds
