"""The proof that a purge leaves nothing behind, and that it can fail."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text

import scanner.docket.database
from docket.forgetting import NOTE, ON_SQLITE, Mail, files_in, said_in
from scanner.docket import audit, scrub, sought, tables
from scanner.docket.database import Database
from scanner.docket.search import search
from scanner.docket.sought import Sought
from scanner.docket.traces import Forgotten, Traces
from scanner.errors import DocketError


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
