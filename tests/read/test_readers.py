"""Child processes that hang, die, eat memory or are left alone: only the file at fault may suffer."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError, Future, wait
from pathlib import Path
from typing import Any

import pytest

from scanner.errors import LetterError
from scanner.page import Page
from scanner.read import Opened, Readers
from scanner.read.child import done
from scanner.read.errand import Errand

from . import misbehave, papers

ROOT = Path(__file__).parents[2]


def ask(readers: Readers, work: Any, *given: object, seconds: float = 30) -> Future[Any]:
    return readers._sent(Errand(done, (work, *given), seconds))


def fault(future: Future[Any]) -> str:
    with pytest.raises(LetterError) as caught:
        future.result(60)
    return caught.value.fault


@pytest.fixture(scope="module")
def readers() -> Any:
    with Readers(2) as pool:
        yield pool


def test_a_letter_is_opened_and_its_failure_comes_back_as_it_was_raised(readers: Readers, tmp_path: Path) -> None:
    opened = readers.open(papers.text_pdf(tmp_path / "a.pdf")).result(60)
    assert isinstance(opened, Opened)
    assert isinstance(opened.pages[0], Page)
    (tmp_path / "b.pdf").touch()
    assert fault(readers.open(tmp_path / "b.pdf")) == "empty"


def test_what_hangs_is_ended_in_time_and_the_others_go_on(readers: Readers, tmp_path: Path) -> None:
    good = papers.text_pdf(tmp_path / "a.pdf")
    readers.open(good).result(60)
    start = time.monotonic()
    stuck = ask(readers, misbehave.hang, seconds=1)
    others = [readers.open(good) for _ in range(10)]
    assert all(other.result(60).pages for other in others)
    assert fault(stuck) == "timed-out"
    assert time.monotonic() - start < 10


def test_what_crashes_is_damaged_and_the_others_go_on(readers: Readers, tmp_path: Path) -> None:
    good = papers.text_pdf(tmp_path / "a.pdf")
    mixed = [ask(readers, misbehave.crash) if n % 3 == 0 else readers.open(good) for n in range(12)]
    faults = [fault(future) for n, future in enumerate(mixed) if n % 3 == 0]
    assert faults == ["damaged"] * 4
    assert all(future.result(60).pages for n, future in enumerate(mixed) if n % 3)


def test_what_eats_memory_is_too_large(readers: Readers) -> None:
    assert fault(ask(readers, misbehave.eat_memory)) == "too-large"


def test_work_whose_child_was_killed_for_another_reason_is_done_again(readers: Readers, tmp_path: Path) -> None:
    assert ask(readers, misbehave.be_killed_once, str(tmp_path / "marker")).result(60) == "alive"


def test_when_idle_children_die_and_the_pool_breaks_nothing_is_lost(tmp_path: Path) -> None:
    good = papers.text_pdf(tmp_path / "a.pdf")
    with Readers(1) as readers:
        for _ in range(3):
            os.kill(ask(readers, misbehave.who).result(60), signal.SIGKILL)
            assert all(future.result(60).pages for future in [readers.open(good) for _ in range(5)])


def test_no_word_of_a_letter_comes_out_with_an_error(readers: Readers) -> None:
    with pytest.raises(LetterError) as caught:
        ask(readers, misbehave.leak_words).result(60)
    error = caught.value
    assert "ROSA" not in f"{error!r} {error.__cause__!r} {error.__context__!r}"
    assert "ValueError" in error.message


def test_what_cannot_be_sent_back_is_an_error_of_that_file_only(readers: Readers) -> None:
    assert fault(ask(readers, misbehave.unpicklable)) == "damaged"


def test_what_nobody_waits_for_any_more_is_ended(tmp_path: Path) -> None:
    with Readers(1) as readers:
        stuck = ask(readers, misbehave.sleep, 60, seconds=90)
        time.sleep(1)
        assert stuck.cancel()
        assert readers.open(papers.text_pdf(tmp_path / "a.pdf")).result(20).pages


def test_leaving_ends_what_is_under_way() -> None:
    with Readers(1) as readers:
        futures = [ask(readers, misbehave.sleep, 60, seconds=90) for _ in range(3)]
        time.sleep(0.5)
    for future in futures:
        with pytest.raises(CancelledError):
            future.result(1)


def test_leaving_wakes_whoever_waits_for_one_of_many() -> None:
    """`wait` does not hear of a future that is only cancelled, and a driver would wait on for a page that nobody reads."""
    with Readers(1) as readers:
        futures = [ask(readers, misbehave.sleep, 60, seconds=90) for _ in range(3)]
    assert wait(futures, timeout=0).done == set(futures)


def test_outside_its_block_nothing_is_taken(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        Readers(1).open(tmp_path / "a.pdf")


def run(code: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


SCRIPT = f"""
import sys, time, threading
sys.path.insert(0, {str(Path(__file__).parent)!r})
import misbehave
from scanner.read import Readers
from scanner.read.child import done
from scanner.read.errand import Errand
"""


def test_children_print_nothing_and_do_not_wait_for_input() -> None:
    code = SCRIPT + "with Readers(1) as r: assert r._sent(Errand(done, (misbehave.speak,), 20)).result() == ''"
    process = run(code)
    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the promise is Linux's")
def test_children_die_with_the_program_however_it_ends() -> None:
    code = (
        SCRIPT
        + "with Readers(1) as r: print(r._sent(Errand(done, (misbehave.who,), 20)).result(), flush=True); time.sleep(60)"
    )
    process = run(code)
    assert process.stdout
    child = int(process.stdout.readline())
    process.kill()
    process.communicate()
    for _ in range(50):
        if not Path(f"/proc/{child}").exists() or Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the child lived on")


def test_children_outlive_the_thread_that_first_asked() -> None:
    code = (
        SCRIPT
        + """
with Readers(1) as r:
    got = []
    asker = threading.Thread(target=lambda: got.append(r._sent(Errand(done, (misbehave.who,), 20)).result()))
    asker.start(); asker.join()
    time.sleep(0.5)
    assert r._sent(Errand(done, (misbehave.who,), 20)).result() == got[0]
"""
    )
    process = run(code)
    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 0
