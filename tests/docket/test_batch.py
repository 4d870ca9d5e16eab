"""`scanner batch`: the command itself, on real files, stopped in every way that a program can be stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

import scanner.cli.mail
from scanner.classifier import NOTHING
from scanner.cli import app
from scanner.docket import Docket, audit, tables
from scanner.docket.proof import proved

SAMPLES = Path(__file__).parents[2] / "samples" / "letters"
THREE = ("cp14-digital.pdf", "letter-4390-digital.pdf", "letter-3172-digital.pdf")
OWN_KEYS = {"letter", "status", "assigned_to", "client", "same_as", "added_at", "notes"}
TODAY = "2026-11-22"
SCANNER = """
import scanner.cli.mail
from scanner.classifier import NOTHING
from scanner.cli import main
scanner.cli.mail.what_was_learned = lambda: NOTHING  # opening the classifier takes three seconds
main()
"""

pytestmark = pytest.mark.skipif(not (SAMPLES / THREE[0]).exists(), reason="The fixed samples are not here.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three digital letters and a file that is none."""
    there = tmp_path / "mail"
    there.mkdir()
    for name in THREE:
        shutil.copy(SAMPLES / name, there)
    (there / "broken.pdf").write_bytes(b"%PDF-1.7\nand nothing more")
    return there


@pytest.fixture
def home(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A home of its own, with the docket at an address of either kind."""
    monkeypatch.setenv("SCANNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SCANNER_DATABASE_URL", address)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(scanner.cli.mail, "what_was_learned", lambda: NOTHING)
    return address


@pytest.fixture
def docket(home: str) -> Iterator[Callable[[], Docket]]:
    """Opens the docket that the command keeps."""
    opened: list[Docket] = []

    def at() -> Docket:
        opened.append(Docket.at())
        return opened[-1]

    yield at
    for each in opened:
        each.database.close()


def scanner_(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments), "--today", TODAY])


def told(result: Result) -> dict[str, dict[str, Any]]:
    """The JSON lines by the names of their files."""
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {Path(line["source"]["file"] if "source" in line else line["file"]).name: line for line in lines}


def started(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """The program in a process of its own."""
    command = [sys.executable, "-W", "error", "-c", SCANNER, *map(str, arguments), "--today", TODAY]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_broken_file_is_told_and_all_others_are_in_the_docket(folder: Path, docket: Callable[[], Docket]) -> None:
    result = scanner_("batch", folder, "--jobs", "1")
    assert result.exit_code == 1
    for shown in ("CP14", "Letter 4390", "Letter 3172", "broken.pdf"):
        assert shown in result.stdout
    assert "Every page is in exactly one place." in result.stderr
    with docket().database.reading() as connection:
        assert Counter(connection.scalars(select(tables.letters.c.notice))) == {
            "cp14": 1,
            "letter-4390": 1,
            "letter-3172": 1,
        }
        assert connection.scalars(select(tables.files.c.fault).where(tables.files.c.fault.is_not(None))).all() == [
            "damaged"
        ]


def test_a_second_run_repeats_nothing_and_tells_the_same(folder: Path, docket: Callable[[], Docket]) -> None:
    first = scanner_("batch", folder, "--jobs", "1", "--json")
    with docket().database.reading() as connection:
        before = list(audit.acts(connection))
    renamed = folder / "renamed.pdf"
    (folder / THREE[0]).rename(renamed)
    again = scanner_("batch", folder, "--jobs", "1", "--json")
    assert "4 of 4 files are in the docket already" in again.stderr
    assert (again.exit_code, again.stdout) == (1, first.stdout)
    with docket().database.reading() as connection:
        assert list(audit.acts(connection)) == before
        paths = select(tables.sightings.c.path).where(tables.sightings.c.path.like("%renamed%"))
        assert connection.scalars(paths).all() == [str(renamed)]


def test_the_lines_are_those_of_triage_with_the_dockets_own_keys(folder: Path, home: str) -> None:
    triaged = told(scanner_("triage", folder, "--jobs", "1", "--json"))
    kept = told(scanner_("batch", folder, "--jobs", "1", "--json"))
    assert set(kept) == set(THREE)
    for name, line in kept.items():
        assert {key: value for key, value in line.items() if key not in OWN_KEYS} == triaged[name]
        assert set(line) - set(triaged[name]) == OWN_KEYS


@pytest.mark.skipif(os.name != "posix", reason="Pipes and such names are those of Unix.")
def test_what_is_no_file_or_has_an_odd_name_stops_nobody(folder: Path, docket: Callable[[], Docket]) -> None:
    """A pipe would be waited for without end; a name may hold bytes that are no text."""
    os.mkfifo(folder / "pipe.pdf")
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    os.rename(folder / THREE[0], os.fsencode(folder) + b"/odd-\xff.pdf")  # noqa: PTH104  (no Path takes bytes)
    result = scanner_("batch", folder, "--jobs", "1", "--json")
    assert result.exit_code == 1
    assert "pipe.pdf: cannot be read" in result.stderr
    assert "gone.pdf: cannot be read" in result.stderr
    with docket().database.reading() as connection:
        assert proved(connection).letters == 3
        names = connection.scalars(select(tables.files.c.name)).all()
    assert any(name.endswith("odd-\\udcff.pdf") for name in names)


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, home: str) -> None:
    result = scanner_("batch", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "there is no such file or folder" in result.stderr
    assert not (tmp_path / "home").exists()


def test_a_docket_that_cannot_be_opened_is_one_line_and_status_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCANNER_DATABASE_URL", f"sqlite:///{tmp_path}/nowhere/docket.sqlite3")
    with started("batch", folder) as run:
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (1, b"")
    assert err.decode().startswith("scanner: The docket's database cannot be opened: ")
    assert err.count(b"\n") == 1


COPIES = 16


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    """Many letters that differ in their last bytes alone, which no reader minds."""
    there = tmp_path / "heap"
    there.mkdir()
    letter = (SAMPLES / THREE[0]).read_bytes()
    for number in range(COPIES):
        (there / f"{number}.pdf").write_bytes(letter + b"\n%% %d\n" % number)
    return there


def read_so_far(docket: Docket) -> set[tuple[int, int]]:
    query = select(tables.ledger.c.file_id, tables.ledger.c.page).where(tables.ledger.c.state == "done")
    with docket.database.reading() as connection:
        return {(row[0], row[1]) for row in connection.execute(query)}


def whole(docket: Docket) -> None:
    """Every letter is there once, no page is lost, and each was written down once in a log that holds."""
    with docket.database.reading() as connection:
        proof = proved(connection)
        assert (proof.letters, proof.unfinished, proof.unopened, proof.astray) == (COPIES, 0, 0, ())
        assert audit.broken_at(connection) is None
        acts = Counter(act.what for act in audit.acts(connection))
    assert acts == {"enrol": COPIES, "read": COPIES}


ENDS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("how", "status"), ENDS)
def test_a_run_that_is_stopped_in_the_midst_is_finished_by_the_next(
    heap: Path, docket: Callable[[], Docket], how: signal.Signals, status: int
) -> None:
    stopped_and_finished(heap, docket(), how, status)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_on_postgresql_a_run_that_is_killed_is_finished_by_the_next(heap: Path, docket: Callable[[], Docket]) -> None:
    stopped_and_finished(heap, docket(), signal.SIGKILL, -9)


def stands_still_in_the_midst(run: subprocess.Popen[bytes], kept: Docket) -> None:
    """Halts the run when it has kept a few letters. It stands still while we look, or a busy machine lets it come to its end."""
    while True:
        run.send_signal(signal.SIGSTOP)
        if len(read_so_far(kept)) >= 4:
            return
        run.send_signal(signal.SIGCONT)
        time.sleep(0.02)
        assert run.poll() is None


def stopped_and_finished(heap: Path, kept: Docket, how: signal.Signals, status: int) -> None:
    run = started("batch", heap, "--jobs", "1")
    stands_still_in_the_midst(run, kept)
    run.send_signal(how)
    run.send_signal(signal.SIGCONT)
    _, err = run.communicate(timeout=60)
    before = read_so_far(kept)
    assert run.returncode == status
    assert 4 <= len(before) < 3 * COPIES
    assert b"Traceback" not in err
    if how == signal.SIGINT:
        assert b"the same command goes on with the rest" in err
    again = scanner_("batch", heap, "--jobs", "1")
    assert again.exit_code == 0
    whole(kept)


def test_two_runs_on_the_same_folder_at_once_share_the_work(heap: Path, docket: Callable[[], Docket]) -> None:
    runs = [started("batch", heap, "--jobs", "1", "--json") for _ in range(2)]
    ended = [(*run.communicate(timeout=120), run.returncode) for run in runs]
    for out, err, status in ended:
        assert status == 0, err
        assert len(out.splitlines()) == COPIES
    whole(docket())
