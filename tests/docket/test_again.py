"""Reading once more: what failed goes through the ledger again, no page is lost or doubled, and no word of a person is touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from paper import mail
from sqlalchemy import select
from typer.testing import CliRunner

from docket.desk import Desk, Happens, driver, put
from docket.test_work import DIED, HUNG, continued, digital, picture, proof
from scanner.cli import app
from scanner.docket import Docket, audit, ledger, tables
from scanner.docket.again import read_again, to_try_again
from scanner.docket.arrivals import Arrival, arrival
from scanner.docket.ledger import OPEN
from scanner.docket.proof import proved
from scanner.docket.work import Driver
from scanner.errors import LetterError, UsageError
from scanner.scan import Scan

NOT_OPEN = LetterError("damaged", "The PDF is damaged and cannot be opened.")


def run(docket: Docket, files: Mapping[str, Sequence[Happens] | Exception]) -> None:
    with Desk(files) as desk:  # type: ignore[arg-type]
        driver(docket, desk).run()


def state(docket: Docket, file: int) -> Arrival:
    with docket.database.reading() as connection:
        there = arrival(connection, file)
    assert there
    return there


def waiting(docket: Docket) -> list[int]:
    with docket.database.reading() as connection:
        return [each.file for each in to_try_again(connection)]


@pytest.fixture
def stumbles(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A program that understands nothing, until it is mended."""

    def slips(*_: object) -> None:
        raise KeyError("900-12-3456")

    monkeypatch.setattr(Scan, "letter", slips)
    return monkeypatch


def test_letters_that_could_not_be_understood_are_there_once_the_fault_is_mended(
    docket: Docket, tmp_path: Path, stumbles: pytest.MonkeyPatch
) -> None:
    files: dict[str, Sequence[Happens]] = {"a": [picture(), continued(2, 2)], "b": [digital()]}
    a, b = put(docket, tmp_path, *files)
    run(docket, files)
    assert (proof(docket).aside, proof(docket).letters) == ({"unclear": 3}, 0)
    assert waiting(docket) == [a, b]
    stumbles.undo()
    read_again(docket, [a, b], "maria")
    assert (proof(docket).unfinished, proof(docket).aside) == (2, {})
    run(docket, files)
    found = proof(docket)
    assert (found.pages, found.in_letters, found.letters, found.aside, found.astray) == (3, 3, 2, {}, ())
    assert (state(docket, a).fault, state(docket, a).message, waiting(docket)) == (None, None, [])


@pytest.mark.parametrize("first", [NOT_OPEN, [HUNG], [DIED]])
def test_what_failed_is_read_the_second_time(docket: Docket, tmp_path: Path, first: Happens) -> None:
    (file,) = put(docket, tmp_path, "a")
    run(docket, {"a": first if isinstance(first, Exception) else list(first)})  # type: ignore[call-overload]
    assert state(docket, file).fault == "damaged"
    assert waiting(docket) == [file]
    read_again(docket, [file], "maria")
    run(docket, {"a": [picture()]})
    assert (state(docket, file).state, proof(docket).in_letters, proof(docket).astray) == ("read", 1, ())


def test_what_fails_again_is_as_it_was_and_its_pages_are_counted_once(docket: Docket, tmp_path: Path) -> None:
    (file,) = put(docket, tmp_path, "a")
    for _ in range(3):
        run(docket, {"a": [HUNG, DIED]})
        found = proof(docket)
        assert (found.pages, found.aside, found.astray) == (2, {"unread": 2}, ())
        read_again(docket, [file], "maria")
    with docket.database.reading() as connection:
        assert [act.what for act in audit.acts(connection)].count("read-again") == 3


def test_a_file_with_letters_is_left_alone_whatever_failed_in_it(docket: Docket, tmp_path: Path) -> None:
    """What was put right hangs on its pages."""
    file, other = put(docket, tmp_path, "a", "b")
    run(docket, {"a": [picture(), HUNG], "b": NOT_OPEN})
    docket.note(1, "Called.", "maria")
    assert waiting(docket) == [other]
    with pytest.raises(UsageError, match=f"nothing to read again in file {file}"):
        read_again(docket, [other, file], "maria")
    assert (state(docket, file).letters, state(docket, other).state) == ((1,), "failed")  # all or none


@pytest.mark.parametrize("when", ["waiting", "leased", "read", "gone"])
def test_there_is_nothing_to_read_again_in_what_is_under_way_or_read(docket: Docket, tmp_path: Path, when: str) -> None:
    (file,) = put(docket, tmp_path, "a")
    if when == "leased":
        with docket.database.writing() as connection:
            assert ledger.claim(connection, "host/1/1/ada", 9)
    if when == "read":
        run(docket, {"a": [picture()]})
    with pytest.raises(UsageError, match="nothing to read again"):
        read_again(docket, [file + 7 if when == "gone" else file], "maria")


def test_whoever_still_holds_a_page_from_before_stores_nothing(docket: Docket, tmp_path: Path) -> None:
    """A driver that was thought dead wakes up after its file was set aside by another and begun anew."""
    (file,) = put(docket, tmp_path, "a")
    with docket.database.writing() as connection:
        (held,) = ledger.claim(connection, "host/1/1/ada", 1, now=0.0)
        (taken,) = ledger.claim(connection, "host/2/2/bea", 1, now=ledger.LEASE + 1)
        assert ledger.finish(connection, "host/2/2/bea", taken, None, aside="It is damaged.")
        connection.execute(tables.files.update().values(fault="damaged", message="It is damaged."))
    read_again(docket, [file], "maria")
    with docket.database.writing() as connection:
        assert held.page == OPEN
        assert not ledger.opened(connection, "host/1/1/ada", held, {1: None, 2: None})
    run(docket, {"a": [picture()]})
    assert (proof(docket).pages, proof(docket).in_letters) == (1, 1)


def test_a_correction_in_another_file_outlives_a_retry_of_all(docket: Docket, tmp_path: Path) -> None:
    put(docket, tmp_path, "a", "b")
    files: dict[str, Sequence[Happens] | Exception] = {"a": [replace(mail(), number=1)], "b": NOT_OPEN}
    run(docket, files)
    with docket.database.writing() as connection:
        said = {"letter_id": 1, "at": "2026-11-22T18:04:10Z", "by": "maria", "field": "amount_due", "value": "1.00"}
        connection.execute(tables.corrections.insert(), said)
    read_again(docket, waiting(docket), "maria")
    run(docket, files)
    with docket.database.reading() as connection:
        assert connection.scalars(select(tables.corrections.c.value)).all() == ["1.00"]
        assert connection.scalars(select(tables.letters.c.version)).all() == [1]


# --- the command ---


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    return tmp_path


def test_the_command_lists_retries_and_proves(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = Path(__file__).parents[2] / "samples" / "letters" / "cp14-digital.pdf"
    broken = home / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    told = CliRunner()
    with monkeypatch.context() as stumbles:
        stumbles.setattr(Driver, "_told", lambda *_: {}["900-12-3456"])
        first = told.invoke(app, ["batch", str(sample), str(broken), "--jobs", "1"])
    assert first.exit_code == 1
    assert "scanner docket retry NUMBER" in first.stdout
    listed = told.invoke(app, ["docket", "retry"])
    assert [line.split("  ")[:2] for line in listed.stdout.splitlines()] == [["1", "damaged"], ["2", "damaged"]]
    again = told.invoke(app, ["docket", "retry", "--all", "--jobs", "1"], env={"COLUMNS": "400"})
    assert (again.exit_code, "CP14" in again.stdout, "broken.pdf" in again.stdout) == (1, True, True)
    one = told.invoke(app, ["docket", "retry", "1"])
    assert isinstance(one.exception, UsageError)
    assert told.invoke(app, ["docket", "prove"]).exit_code == 0
    with Docket.at().database.reading() as connection:
        found = proved(connection)
    assert (found.letters, found.aside, found.unopened, found.astray) == (1, {}, 1, ())
