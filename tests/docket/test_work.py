"""The driver: it stores all pages once, shares the work, survives what happens, and gives back what it holds."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from paper import box, foot, lines, mail, page, seen
from sqlalchemy import func, select

import scanner.docket.work
from docket.desk import Desk, Happens, driver, put
from scanner.catalogue import load
from scanner.docket import Docket, audit, ledger, tables
from scanner.docket.database import Database
from scanner.docket.entries import unreadable
from scanner.docket.ledger import LETTERS, OPEN
from scanner.docket.owner import is_dead, owner_here
from scanner.docket.proof import Proof, proved
from scanner.docket.work import Driver
from scanner.errors import EngineError, LetterError
from scanner.page import Page

HUNG = LetterError("timed-out", "Reading took longer than 60 seconds and was given up.")
DIED = LetterError("damaged", "The file breaks the reader; it is damaged, or made to do so.")


def picture(number: int = 1, who: str = "ROSA DELGADO") -> Page:
    """A page of a Letter 4388 as the engine gives it."""
    return seen(replace(mail(window=lines(who, "12 MAPLE STREET", "AUSTIN TX 78701", left=72, top=130)), number=number))


def digital(number: int = 1) -> Page:
    return mail(at=number)


def continued(number: int, total: int) -> Page:
    return seen(
        page(box({"Letter": "4388"}), lines("continued", top=300), foot(f"Page {number} of {total}"), number=number)
    )


def heap(count: int, pages: int = 2) -> dict[str, Sequence[Happens]]:
    """Files of scanned pages."""
    return {f"file{at}": [picture(1), *(continued(n, pages) for n in range(2, pages + 1))] for at in range(count)}


def states(docket: Docket) -> Counter[str]:
    with docket.database.reading() as connection:
        query = select(tables.ledger.c.state, func.count()).group_by(tables.ledger.c.state)
        return Counter({row[0]: row[1] for row in connection.execute(query)})


def proof(docket: Docket) -> Proof:
    with docket.database.reading() as connection:
        assert audit.broken_at(connection) is None
        return proved(connection)


def test_all_pages_of_all_files_are_stored_and_read_once(docket: Docket, tmp_path: Path) -> None:
    files = {**heap(4), "digital": [digital()], "both": [digital(), seen(digital(2))]}
    with Desk(files) as desk:
        put(docket, tmp_path / "mail", *files)
        driver(docket, desk).run()
    assert states(docket) == {"done": 6 + 11 + 6}
    assert set(desk.seen.values()) == set(desk.opened.values()) == {1}
    assert len(desk.seen) == 9
    assert ("digital", 1) not in desk.seen
    found = proof(docket)
    assert (found.pages, found.in_letters, found.unfinished, found.astray) == (11, 11, 0, ())


def test_a_page_that_hangs_once_and_dies_once_is_read_at_the_third_try(docket: Docket, tmp_path: Path) -> None:
    with Desk({"a": [[HUNG, DIED, picture()]]}) as desk:
        put(docket, tmp_path, "a")
        driver(docket, desk).run()
    assert desk.seen == {("a", 1): 3}
    assert proof(docket).in_letters == 1


def test_a_poison_page_is_set_aside_with_the_reason_and_its_letter_says_so(docket: Docket, tmp_path: Path) -> None:
    with Desk({"a": [picture(), HUNG], "b": [picture()]}) as desk:
        put(docket, tmp_path, "a", "b")
        driver(docket, desk).run()
    assert desk.seen == {("a", 1): 1, ("a", 2): 3, ("b", 1): 1}
    found = proof(docket)
    assert (found.letters, found.in_letters, found.aside, found.astray) == (2, 2, {"unread": 1}, ())
    with docket.database.reading() as connection:
        aside = connection.execute(select(tables.ledger).where(tables.ledger.c.state == "aside")).one()
        said = load().say("page-unread", "en", page=2)
        doubts = [
            body for body in connection.scalars(select(tables.reports.c.body)) if said in json.loads(body)["doubts"]
        ]
        assert [act.detail for act in audit.acts(connection) if act.what == "set-aside"] == ['{"file": 1, "page": 2}']
        assert list(unreadable(connection)) == []
    assert (aside.page, aside.reason, aside.faults) == (2, HUNG.message, 3)
    assert len(doubts) == 1


def test_a_file_none_of_whose_pages_can_be_read_is_listed_and_no_page_is_lost(docket: Docket, tmp_path: Path) -> None:
    with Desk({"a": [HUNG, DIED]}) as desk:
        put(docket, tmp_path, "a")
        driver(docket, desk).run()
    found = proof(docket)
    assert (found.pages, found.aside, found.astray) == (2, {"unread": 2}, ())
    with docket.database.reading() as connection:
        (failure,) = unreadable(connection)
    assert failure.fault == "damaged"


@pytest.mark.parametrize(("fault", "tries"), [("encrypted", 1), ("unsupported", 1), ("timed-out", 3), ("too-large", 3)])
def test_a_file_that_cannot_be_opened_is_tried_again_only_where_that_can_help(
    docket: Docket, tmp_path: Path, fault: Any, tries: int
) -> None:
    files: dict[str, Any] = {"a": LetterError(fault, "It cannot be opened."), "b": [picture()]}
    with Desk(files) as desk:
        put(docket, tmp_path, "a", "b")
        driver(docket, desk).run()
    assert desk.opened == {"a": tries, "b": 1}
    with docket.database.reading() as connection:
        assert [(each.fault, each.message) for each in unreadable(connection)] == [(fault, "It cannot be opened.")]
    assert (proof(docket).unopened, proof(docket).letters) == (1, 1)


@pytest.mark.parametrize("window", [1, 4, 10])
def test_never_more_than_the_window_is_under_way(docket: Docket, tmp_path: Path, window: int) -> None:
    files = heap(12)
    with Desk(files, hands=1, seconds=0.015, waits_for=window) as desk:
        put(docket, tmp_path, *files)
        driver(docket, desk, window=window).run()
    assert desk.most == window
    assert proof(docket).in_letters == 24


def test_a_window_that_grows_and_shrinks_is_asked_at_every_step(docket: Docket, tmp_path: Path) -> None:
    files = heap(12)
    asked = iter([2, 6, *[1] * 1000])
    with Desk(files, hands=1, seconds=0.002) as desk:
        put(docket, tmp_path, *files)
        driver(docket, desk, window=lambda: next(asked)).run()
    assert 2 < desk.most <= 6
    assert proof(docket).in_letters == 24


def test_what_comes_in_while_a_long_page_is_read_does_not_wait_for_it(docket: Docket, tmp_path: Path) -> None:
    """The long page ends only once the file that came later was opened."""
    begun, opened = threading.Event(), threading.Event()

    class Slow(Desk):
        def _open(self, word: str) -> Any:
            if word == "later":
                opened.set()
            return super()._open(word)

        def _read(self, word: str, number: int) -> Page:
            if word == "long":
                begun.set()
                assert opened.wait(60), "It waited."
            return super()._read(word, number)

    with Slow({"long": [picture()], "later": [digital()]}) as desk:
        put(docket, tmp_path, "long")
        working = threading.Thread(target=driver(docket, desk, glance=0.02).run)
        working.start()
        assert begun.wait(60)
        put(docket, tmp_path, "later")
        working.join(120)
    found = proof(docket)
    assert (found.pages, found.in_letters, found.unfinished, found.astray) == (2, 2, 0, ())


def test_two_drivers_on_one_database_share_the_work_and_store_nothing_twice(docket: Docket, tmp_path: Path) -> None:
    files = heap(12, pages=3)
    other = Docket(Database.at(docket.database.engine.url.render_as_string(hide_password=False)), docket.vault)
    put(docket, tmp_path, *files)
    with Desk(files, hands=1, seconds=0.003) as mine, Desk(files, hands=1, seconds=0.003) as theirs:
        drivers = [driver(docket, mine, window=4), driver(other, theirs, window=4)]
        threads = [threading.Thread(target=each.run) for each in drivers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    other.database.close()
    assert sum(mine.opened.values()) > 0 < sum(theirs.opened.values())
    assert set((mine.seen + theirs.seen).values()) == set((mine.opened + theirs.opened).values()) == {1}
    found = proof(docket)
    assert (found.pages, found.in_letters, found.letters, found.astray) == (36, 36, 12, ())
    assert states(docket) == {"done": 12 * 5}


def test_many_drivers_with_poison_among_their_pages_never_wait_for_each_other_for_ever(
    docket: Docket, tmp_path: Path
) -> None:
    """Each stores pages of many files and writes the log in one transaction; in any other order they would deadlock."""
    files: dict[str, Sequence[Happens]] = {f"file{at}": [picture(), DIED, continued(3, 4), HUNG] for at in range(16)}
    put(docket, tmp_path, *files)
    url = docket.database.engine.url.render_as_string(hide_password=False)
    dockets = [Docket(Database.at(url), docket.vault) for _ in range(4)]
    desks = [Desk(files, hands=4, seconds=0.001) for _ in dockets]
    failed: list[BaseException] = []

    def works(docket: Docket, desk: Desk) -> None:
        try:
            driver(docket, desk, window=16).run()
        except BaseException as error:  # noqa: BLE001  (told below)
            failed.append(error)

    threads = [threading.Thread(target=works, args=each) for each in zip(dockets, desks, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for each, desk in zip(dockets, desks, strict=True):
        each.database.close()
        desk.__exit__()
    assert failed == []
    found = proof(docket)
    assert (found.in_letters, found.aside, found.astray) == (32, {"unread": 32}, ())


def test_two_drivers_that_store_pages_of_the_same_files_at_once_do_so_in_the_same_order(
    docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each locks a file and then wants the other's: what PostgreSQL calls a deadlock and breaks by failing one of them."""
    files = heap(2, pages=2)
    put(docket, tmp_path, *files)
    with Desk(files) as desk:
        drivers = [driver(docket, desk), driver(docket, desk)]
        mine, theirs = (each.owner for each in drivers)
        with docket.database.writing() as connection:
            for errand in ledger.claim(connection, mine, 2):
                ledger.opened(connection, mine, errand, {1: None, 2: None})
            errands = [*ledger.claim(connection, mine, 4)]
            assert [(errand.file, errand.page) for errand in errands] == [(1, 1), (1, 2), (2, 1), (2, 2)]
            given = tables.ledger.update().where(tables.ledger.c.page == 2)
            connection.execute(given.values(owner=theirs))
        real = Driver._store_one

        def slowly(self: Driver, *given: Any) -> bool:
            aside = real(self, *given)
            time.sleep(0.2)
            return aside

        monkeypatch.setattr(Driver, "_store_one", slowly)
        ended = [(errand, desk.read(docket.vault.path(errand.sha256), errand.page, "whole")) for errand in errands]
        with ThreadPoolExecutor(2) as threads:
            both = [
                threads.submit(drivers[0]._store, [ended[0], ended[2]]),
                threads.submit(drivers[1]._store, [ended[3], ended[1]]),
            ]
            for each in both:
                each.result(30)
    with docket.database.reading() as connection:
        letters = (
            select(tables.ledger.c.file_id).where(tables.ledger.c.page == LETTERS).order_by(tables.ledger.c.file_id)
        )
        assert connection.scalars(letters).all() == [1, 2]


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_a_driver_that_is_stopped_gives_back_its_leases_and_the_next_repeats_nothing(
    docket: Docket, tmp_path: Path, steps: int
) -> None:
    files = heap(5, pages=3)
    put(docket, tmp_path, *files)
    heard = 0

    def stops() -> None:
        nonlocal heard
        heard += 1
        if heard == steps:
            raise KeyboardInterrupt

    with Desk(files, hands=1) as desk:
        with pytest.raises(KeyboardInterrupt):
            driver(docket, desk, window=4, told=stops).run()
        assert states(docket)["leased"] == 0
        with docket.database.reading() as connection:
            query = (
                select(tables.files.c.name, tables.ledger.c.page)
                .join(tables.ledger, tables.ledger.c.file_id == tables.files.c.id)
                .where(tables.ledger.c.state == "done")
            )
            done = {(row[0], row[1]) for row in connection.execute(query)}
    with Desk(files) as desk:
        driver(docket, desk).run()
    again = {(str(tmp_path / f"{word}.pdf"), number) for word, number in desk.seen}
    again |= {(str(tmp_path / f"{word}.pdf"), OPEN) for word in desk.opened}
    assert done
    assert done & again == set()
    assert (proof(docket).in_letters, proof(docket).letters) == (15, 5)
    with docket.database.reading() as connection:
        assert set(connection.scalars(select(tables.ledger.c.faults))) == {0}


def test_a_docket_that_is_all_read_is_not_touched_again(docket: Docket, tmp_path: Path) -> None:
    files = heap(2)
    put(docket, tmp_path, *files)
    with Desk(files) as desk:
        driver(docket, desk).run()
    with Desk(files) as desk:
        put(docket, tmp_path, *files)
        driver(docket, desk).run()
    assert (desk.opened, desk.seen) == ({}, {})
    assert proof(docket).letters == 2


CLAIMS_AND_HANGS = """
import sys, time
from scanner.docket.database import Database
from scanner.docket.ledger import claim
from scanner.docket.owner import owner_here
database = Database.at(sys.argv[1])
with database.writing() as connection:
    claim(connection, owner_here(), 10)
print("claimed", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells when a process began; elsewhere leases run out.")
@pytest.mark.parametrize("buried", [True, False])
def test_what_a_driver_held_that_was_killed_is_taken_over_at_once(docket: Docket, tmp_path: Path, buried: bool) -> None:
    """`buried`: whether its parent has asked how it ended; until then the system still lists the process."""
    files = heap(2, pages=1)
    put(docket, tmp_path, *files)
    url = docket.database.engine.url.render_as_string(hide_password=False)
    killed = subprocess.Popen([sys.executable, "-c", CLAIMS_AND_HANGS, url], stdout=subprocess.PIPE)
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"claimed\n"
    assert states(docket) == {"leased": 2}
    with Desk(files) as desk:
        driver(docket, desk).run(wait_for_others=False)
        assert desk.opened == {}
        killed.kill()
        if buried:
            killed.wait(10)
        else:
            time.sleep(0.2)
        driver(docket, desk).run(wait_for_others=False)
    killed.communicate()
    assert states(docket) == {"done": 6}


def test_a_driver_that_waits_for_another_takes_over_as_soon_as_that_one_is_killed(
    docket: Docket, tmp_path: Path
) -> None:
    files = heap(1, pages=1)
    put(docket, tmp_path, *files)
    url = docket.database.engine.url.render_as_string(hide_password=False)
    with subprocess.Popen([sys.executable, "-c", CLAIMS_AND_HANGS, url], stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        threading.Timer(0.3, killed.kill).start()
        began = time.monotonic()
        with Desk(files) as desk:
            driver(docket, desk).run()
        assert time.monotonic() - began < ledger.LEASE / 4
    assert proof(docket).letters == 1


def test_a_living_driver_and_one_of_another_machine_are_not_thought_dead() -> None:
    here = owner_here()
    machine, process, began, chance = here.split("/")
    assert not is_dead(here)
    assert not is_dead(f"{machine}-other/{process}/{began}/{chance}")
    assert not is_dead("a name of another kind")
    assert is_dead(f"{machine}/{process}/{int(began) + 1}/{chance}")


def test_a_machine_without_an_engine_reads_all_else_says_so_and_keeps_the_pictures(
    docket: Docket, tmp_path: Path
) -> None:
    nobody = EngineError("No OCR engine could be started.")
    put(docket, tmp_path, "a", "b", "c")
    with (
        Desk({"a": [nobody, nobody], "b": [digital()], "c": [digital(), nobody]}) as desk,
        pytest.raises(EngineError, match="No OCR engine"),
    ):
        driver(docket, desk, window=2).run()
    assert max(desk.seen.values()) == 1
    assert proof(docket).letters == 1
    assert states(docket) == {"done": 6, "waiting": 3}
    with Desk({"a": [picture(), continued(2, 2)], "c": [digital(), seen(digital(2))]}) as desk:
        driver(docket, desk).run()
    assert proof(docket).in_letters == proof(docket).pages == 5


@pytest.mark.parametrize("where", ["keep_letters", "told_of"])
def test_a_slip_of_ours_on_one_letter_costs_that_file_alone(
    docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """The letters of such a file are not tried for ever; its pages are set aside by name and its file is listed."""
    real = getattr(scanner.docket.work, where)

    def slips(*given: Any) -> Any:
        if "UNLUCKY" in repr(given):
            if where == "keep_letters":
                real(*given)
            raise ValueError("123-45-6789")
        return real(*given)

    monkeypatch.setattr(scanner.docket.work, where, slips)
    files = {"a": [picture()], "b": [picture(who="UNLUCKY DELGADO"), continued(2, 2)], "c": [picture()]}
    put(docket, tmp_path, *files)
    with Desk(files) as desk:
        driver(docket, desk).run()
    found = proof(docket)
    assert (found.letters, found.aside, found.astray) == (2, {"unclear": 2}, ())
    with docket.database.reading() as connection:
        (failure,) = unreadable(connection)
    assert "ValueError" in failure.message
    assert "6789" not in failure.message


def test_a_letter_with_a_value_that_the_database_refuses_costs_that_file_alone(docket: Docket, tmp_path: Path) -> None:
    """PostgreSQL takes no character zero; SQLite does."""
    files = {"a": [picture(who="ROSA\0 DELGADO")], "b": [picture()]}
    put(docket, tmp_path, *files)
    with Desk(files) as desk:
        driver(docket, desk).run()
    found = proof(docket)
    assert (found.unfinished, found.astray) == (0, ())
    assert found.letters + found.aside["unclear"] == 2
    assert found.letters == (2 if docket.database.is_sqlite else 1)


def test_a_result_that_comes_after_another_driver_took_over_is_not_stored(
    docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A driver that is stopped for longer than its lease, as a machine that sleeps, and then goes on."""
    files = heap(1, pages=2)
    put(docket, tmp_path, *files)
    with Desk(files) as slow, Desk(files) as quick:
        monkeypatch.setattr(ledger, "LEASE", -1.0)
        asleep = driver(docket, slow)
        assert asleep._step(wait_for_others=False)  # it has opened the file
        asleep._beat = time.monotonic()
        with docket.database.writing() as connection:
            (late, *_) = ledger.claim(connection, asleep.owner, 2)
        monkeypatch.undo()
        driver(docket, quick).run()
        future = slow.read(docket.vault.path(late.sha256), late.page, "whole")
        future.result()
        asleep._store([(late, future)])
    assert proof(docket).letters == 1
    with docket.database.reading() as connection:
        assert connection.scalar(select(func.count()).where(tables.ledger.c.page == LETTERS)) == 1


def test_letters_that_another_driver_has_kept_meanwhile_are_not_kept_again(
    docket: Docket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a": [digital()]}
    put(docket, tmp_path, *files)
    with Desk(files) as desk:
        asleep = driver(docket, desk)
        asleep._step(wait_for_others=False)
        monkeypatch.setattr(ledger, "LEASE", -1.0)
        with docket.database.writing() as connection:
            (late,) = ledger.claim(connection, asleep.owner, 2)
        monkeypatch.undo()
        assert late.page == LETTERS
        driver(docket, desk).run()
        asleep._understand(late)
    found = proof(docket)
    assert (found.letters, found.in_letters, found.aside, found.astray) == (1, 1, {}, ())
    with docket.database.reading() as connection:
        assert list(unreadable(connection)) == []
        assert [act.what for act in audit.acts(connection)] == ["enrol", "read"]
