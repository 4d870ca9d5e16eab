"""Forgetting: what was purged is nowhere any more, and what is kept stays whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update
from typer.testing import CliRunner

from docket.forgetting import CLOCK, GOES, ON_SQLITE, SAID, TODAY, Mail, close, files_in, said_in
from docket.mail import taken_in
from scanner.cli import app
from scanner.docket import Docket, Wanted, audit, tables
from scanner.docket.enrol import enrol
from scanner.docket.entries import entries
from scanner.docket.ledger import LETTERS
from scanner.docket.pictures import Pictures
from scanner.docket.proof import proved
from scanner.docket.purge import purge, weight
from scanner.docket.retention import Going, due, named
from scanner.docket.search import search
from scanner.docket.traces import owners
from scanner.docket.vault import Vault
from scanner.errors import DocketError, UsageError


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
