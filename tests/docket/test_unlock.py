"""Locked files: the right password opens one, a wrong one changes nothing, and neither is kept anywhere."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from paper import json_of
from sqlalchemy import select, update
from typer.testing import CliRunner

from scanner.catalogue import load
from scanner.cli import app
from scanner.docket import Docket, audit, tables
from scanner.docket.arrivals import Arrival, arrival
from scanner.docket.enrol import enrol
from scanner.docket.proof import proved
from scanner.docket.purge import purge
from scanner.docket.retention import Clock, named
from scanner.docket.search import search
from scanner.docket.unlock import unlock
from scanner.docket.vault import Vault
from scanner.docket.work import Driver
from scanner.errors import LetterError, UsageError
from scanner.read import Password, Readers
from scanner.scan import Scan

WORDS = "Heron-7 año quiet"
CP14 = Path(__file__).parents[2] / "samples" / "letters" / "cp14-digital.pdf"
TODAY = date(2024, 11, 4)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(jobs=1) as reading:
        yield reading


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter that somebody sent with a password."""
    return lock(CP14, tmp_path_factory.mktemp("mail") / "Rosa Delgado.pdf")


def lock(source: Path, target: Path) -> Path:
    with pikepdf.open(source) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="owner's own", user=WORDS, R=6))
    return target


def run(docket: Docket, readers: Readers) -> None:
    Driver(docket, readers, Scan(load(), readers, TODAY), lambda report: json_of(report, TODAY)).run()


def state(docket: Docket, file: int) -> Arrival:
    with docket.database.reading() as connection:
        there = arrival(connection, file)
    assert there
    return there


@pytest.fixture
def waits(docket: Docket, readers: Readers, locked: Path) -> int:
    """A file that waits for its password."""
    file = enrol(docket, locked, "maria").file
    run(docket, readers)
    assert state(docket, file).is_locked
    return file


def all_bytes(folder: Path) -> bytes:
    return b"\0".join(str(path).encode() + path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_right_password_opens_the_file_and_its_letter_is_read(
    docket: Docket, readers: Readers, waits: int, locked: Path
) -> None:
    before = state(docket, waits).sha256
    unlock(docket, readers.unlock, waits, Password(WORDS), "maria")
    run(docket, readers)
    there = state(docket, waits)
    assert (there.state, there.letters, there.sha256) == ("read", (1,), before)
    with docket.database.reading() as connection:
        found = proved(connection)
        body = json.loads(connection.scalars(select(tables.reports.c.body)).one())
        acts = [(act.by, act.what, act.detail) for act in audit.acts(connection) if act.what == "unlock"]
        assert audit.broken_at(connection) is None
    assert (found.pages, found.in_letters, found.unopened, found.astray) == (2, 2, 0, ())
    assert body["notice"]["id"] == "cp14"
    assert acts == [("maria", "unlock", json.dumps({"file": waits}))]
    assert docket.vault.locked(before).read_bytes() == locked.read_bytes()
    with pikepdf.open(docket.vault.path(before)) as opened:
        assert not opened.is_encrypted


def test_a_wrong_password_is_refused_and_the_file_goes_on_waiting(
    docket: Docket, readers: Readers, waits: int, tmp_path: Path
) -> None:
    for wrong in ("", "heron", WORDS + " ", "\udcff", "x" * 500):
        with pytest.raises(UsageError, match="not right"):
            unlock(docket, readers.unlock, waits, Password(wrong), "maria")
    assert state(docket, waits).is_locked
    assert [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()] == [state(docket, waits).sha256]
    unlock(docket, readers.unlock, waits, Password("owner's own"), "maria")  # the owner's opens it too
    assert state(docket, waits).state == "waiting"


def test_the_password_is_nowhere(
    docket: Docket, readers: Readers, waits: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UsageError) as wrong:
        unlock(docket, readers.unlock, waits, Password(WORDS + "?"), "maria")
    unlock(docket, readers.unlock, waits, Password(WORDS), "maria")
    run(docket, readers)
    with docket.database.reading() as connection:
        rows = str([connection.execute(select(table)).all() for table in tables.metadata.sorted_tables])
    told = [rows, caplog.text, str(wrong.value), repr(wrong.value.values), repr(Password(WORDS))]
    kept = all_bytes(tmp_path)
    for form in ("utf-8", "utf-16-le", "latin-1"):
        assert WORDS.encode(form) not in kept
    assert not [each for each in told if WORDS in each]
    assert b"Rosa Delgado" in kept + rows.encode()  # so that what is sought can be found


def test_the_same_locked_file_is_recognised_without_its_password(
    docket: Docket, readers: Readers, waits: int, locked: Path, tmp_path: Path
) -> None:
    unlock(docket, readers.unlock, waits, Password(WORDS), "maria")
    run(docket, readers)
    other = tmp_path / "again.pdf"
    other.write_bytes(locked.read_bytes())
    again = enrol(docket, other, "maria")
    assert (again.file, again.is_new) == (waits, False)
    run(docket, readers)
    assert state(docket, waits).letters == (1,)


def test_its_copies_are_for_their_owner_alone(docket: Docket, readers: Readers, waits: int, tmp_path: Path) -> None:
    unlock(docket, readers.unlock, waits, Password(WORDS), "maria")
    paths = list((tmp_path / "files").rglob("*"))
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {0o700}
    assert not [path for path in paths if path.name.startswith("half-")]


def test_only_a_file_that_waits_for_a_password_takes_one(docket: Docket, readers: Readers, waits: int) -> None:
    unlock(docket, readers.unlock, waits, Password(WORDS), "maria")
    for file in (waits, waits + 1):  # it waits to be read now; there is no other
        with pytest.raises(UsageError, match="not waiting for a password"):
            unlock(docket, readers.unlock, file, Password(WORDS), "maria")


def test_a_file_that_is_damaged_behind_its_lock_is_told_so(docket: Docket, waits: int, tmp_path: Path) -> None:
    def breaks(*_: object) -> Future[int]:
        broken: Future[int] = Future()
        broken.set_exception(LetterError("damaged", "The file breaks the reader."))
        return broken

    with pytest.raises(LetterError):
        unlock(docket, breaks, waits, Password(WORDS), "maria")
    assert state(docket, waits).is_locked
    assert not list((tmp_path / "files").glob("half-*"))


def test_a_file_that_is_forgotten_while_it_is_opened_leaves_nothing_opened_behind(
    docket: Docket, readers: Readers, waits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))

    def opens_and_is_forgotten(path: Path, target: Path, password: Password) -> Future[int]:
        done = readers.unlock(path, target, password)
        done.result()
        assert target.read_bytes().startswith(b"%PDF")
        with docket.database.writing() as connection:
            connection.execute(update(tables.files).where(tables.files.c.id == waits).values(name="", fault=None))
        return done

    with pytest.raises(UsageError, match="not waiting"):
        unlock(docket, opens_and_is_forgotten, waits, Password(WORDS), "maria")
    assert not [path for path in (tmp_path / "files").rglob("*") if "opened" in str(path) or "half" in path.name]


def test_forgetting_takes_the_locked_and_the_opened_copy_and_finds_neither(
    docket: Docket, readers: Readers, waits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    other = enrol(docket, lock(CP14.with_name("lt11-digital.pdf"), tmp_path / "other.pdf"), "maria").file
    (tmp_path / "other.pdf").unlink()
    run(docket, readers)
    for file in (waits, other):
        unlock(docket, readers.unlock, file, Password(WORDS), "maria")
    run(docket, readers)
    gone, stays = state(docket, waits), state(docket, other)
    docket.set_status(gone.letters[0], "closed", "maria")
    with docket.database.reading() as connection:
        going = named(connection, Clock(TODAY), gone.letters)
    traces = purge(docket, going, "maria").traces
    assert docket.vault.copies(gone.sha256) == ()
    assert not [path for path in docket.vault.folder.rglob("*") if gone.sha256 in str(path)]
    assert len(docket.vault.copies(stays.sha256)) == 2
    searched = search(docket, traces)
    assert (searched.holds, searched.kept) == (True, 2)  # the other's copies are what the docket keeps, both of them
    with docket.database.reading() as connection:
        assert proved(connection).astray == ()


def test_an_opened_copy_is_believed_by_its_bytes(tmp_path: Path) -> None:
    vault, given = Vault(tmp_path / "files"), tmp_path / "a"
    given.write_bytes(b"locked")
    sha256, _ = vault.keep(given)
    with vault.half() as half:
        half.write_bytes(b"opened")
        vault.keep_opened(sha256, half)
    opened = vault.path(sha256)
    assert (opened.read_bytes(), vault.locked(sha256).read_bytes()) == (b"opened", b"locked")
    assert vault.is_a_copy(opened, {sha256})
    assert not vault.is_a_copy(opened, {"0" * 64})
    opened.write_bytes(b"other")
    assert not vault.is_a_copy(opened, {sha256})


# --- the command ---


def test_the_command_takes_the_password_from_a_pipe_and_reads_the_file(
    tmp_path: Path, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path))
    run = CliRunner()
    first = run.invoke(app, ["batch", str(locked), "--jobs", "1"])
    assert (first.exit_code, "scanner docket unlock NUMBER" in first.stdout) == (1, True)
    wrong = run.invoke(app, ["docket", "unlock", "1"], input="heron\n")
    assert isinstance(wrong.exception, UsageError)
    right = run.invoke(app, ["docket", "unlock", "1", "--jobs", "1"], input=f"{WORDS}\n")
    assert (right.exit_code, "CP14" in right.stdout) == (0, True)
    assert WORDS not in first.output + wrong.output + right.output
    assert run.invoke(app, ["docket", "prove"]).exit_code == 0
