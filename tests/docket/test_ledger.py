"""The page ledger: whoever claims, finishes, fails or dies, every row is ended once, by its owner, and none is lost."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, delete, insert, select

from docket.postgres import Server
from scanner.docket import tables
from scanner.docket.database import Database
from scanner.docket.ledger import (
    LEASE,
    LETTERS,
    MOST_FAULTS,
    OPEN,
    Errand,
    Progress,
    claim,
    finish,
    keep_alive,
    left_over,
    let_go,
    opened,
    progress,
    struck,
)

NOW = 1_000_000.0
ADA, BEA, EVE = "host/1/1/ada", "host/2/2/bea", "host/3/3/eve"


def enrolled(connection: Connection, count: int = 1, first: int = 1) -> None:
    """Files with these ids, each waiting to be opened."""
    for file in range(first, first + count):
        row = {
            "id": file,
            "sha256": f"{file:064}",
            "name": f"{file}.pdf",
            "bytes": 1,
            "added_at": "2026-11-22T00:00:00Z",
        }
        connection.execute(insert(tables.files), row)
        connection.execute(insert(tables.ledger), {"file_id": file, "page": OPEN, "state": "waiting"})


def with_pages(database: Database, pages: int, files: int = 1) -> None:
    """Files that have been opened, all their pages waiting."""
    with database.writing() as connection:
        enrolled(connection, files)
        for errand in claim(connection, ADA, files, NOW):
            assert opened(connection, ADA, errand, dict.fromkeys(range(1, pages + 1)))


def rows(database: Database, file: int = 1) -> dict[int, str]:
    with database.reading() as connection:
        query = select(tables.ledger.c.page, tables.ledger.c.state).where(tables.ledger.c.file_id == file)
        return {row.page: row.state for row in connection.execute(query)}


def test_a_claimed_row_is_not_given_to_another(database: Database) -> None:
    with database.writing() as connection:
        enrolled(connection, 3)
    with database.writing() as connection:
        mine = claim(connection, ADA, 2, NOW)
    with database.writing() as connection:
        theirs = claim(connection, BEA, 5, NOW)
    assert [errand.file for errand in mine] == [1, 2]
    assert [errand.file for errand in theirs] == [3]


def test_rows_are_claimed_file_by_file_so_that_the_first_letters_are_there_soon(database: Database) -> None:
    with_pages(database, 2, files=2)
    with database.writing() as connection:
        claimed = claim(connection, BEA, 10, NOW)
    assert [(errand.file, errand.page) for errand in claimed] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_nothing_is_claimed_where_there_is_no_room(database: Database) -> None:
    with database.writing() as connection:
        enrolled(connection)
        assert claim(connection, ADA, 0, NOW) == ()


def test_the_letters_wait_once_the_last_page_is_done_and_not_before(database: Database) -> None:
    with_pages(database, 2)
    with database.writing() as connection:
        first, second = claim(connection, BEA, 5, NOW)
        assert finish(connection, BEA, first, b"one")
    assert LETTERS not in rows(database)
    with database.writing() as connection:
        assert finish(connection, BEA, second, b"two")
    assert rows(database) == {LETTERS: "waiting", OPEN: "done", 1: "done", 2: "done"}


def test_a_file_whose_pages_all_came_with_its_opening_has_its_letters_at_once(database: Database) -> None:
    with database.writing() as connection:
        enrolled(connection)
        (errand,) = claim(connection, ADA, 1, NOW)
        assert opened(connection, ADA, errand, {1: b"one", 2: b"two"})
    assert rows(database) == {LETTERS: "waiting", OPEN: "done", 1: "done", 2: "done"}


def test_a_row_is_finished_once_and_by_its_owner_alone(database: Database) -> None:
    with_pages(database, 1)
    with database.writing() as connection:
        (errand,) = claim(connection, ADA, 5, NOW)
        assert not finish(connection, BEA, errand, b"a stranger's")
        assert finish(connection, ADA, errand, b"read")
        assert not finish(connection, ADA, errand, b"read again")
    with database.reading() as connection:
        kept = select(tables.ledger.c.content).where(tables.ledger.c.page == 1)
        assert connection.scalars(kept).all() == [b"read"]


def test_a_file_opened_twice_has_its_pages_once(database: Database) -> None:
    with database.writing() as connection:
        enrolled(connection)
        (old,) = claim(connection, ADA, 1, NOW)
    with database.writing() as connection:
        (new,) = claim(connection, BEA, 1, NOW + LEASE + 1)
        assert opened(connection, BEA, new, {1: None})
        assert not opened(connection, ADA, old, {1: None, 2: None})
    assert rows(database) == {OPEN: "done", 1: "waiting"}


def test_a_lease_that_ran_out_is_taken_over_and_the_old_owners_result_refused(database: Database) -> None:
    with_pages(database, 1)
    with database.writing() as connection:
        (old,) = claim(connection, ADA, 5, NOW)
    with database.writing() as connection:
        assert claim(connection, BEA, 5, NOW + LEASE - 1) == ()
        (new,) = claim(connection, BEA, 5, NOW + LEASE + 1)
    with database.writing() as connection:
        assert not finish(connection, ADA, old, b"late")
        assert not struck(connection, ADA, old, "late")
        assert finish(connection, BEA, new, b"in time")
    with database.reading() as connection:
        assert connection.scalars(select(tables.ledger.c.content).where(tables.ledger.c.page == 1)).all() == [
            b"in time"
        ]


def test_a_driver_whose_machine_slept_does_not_take_over_from_itself(database: Database) -> None:
    with_pages(database, 1)
    with database.writing() as connection:
        (errand,) = claim(connection, ADA, 5, NOW)
        assert claim(connection, ADA, 5, NOW + 10 * LEASE) == ()
        assert finish(connection, ADA, errand, b"read")


def test_a_lease_that_is_kept_alive_is_not_taken_over(database: Database) -> None:
    with_pages(database, 2)
    with database.writing() as connection:
        claim(connection, ADA, 5, NOW)
        assert keep_alive(connection, ADA, NOW + LEASE) == 2
        assert keep_alive(connection, BEA, NOW + LEASE) == 0
        assert claim(connection, BEA, 5, NOW + LEASE + 1) == ()
        assert len(claim(connection, BEA, 5, NOW + 2 * LEASE + 1)) == 2


def test_what_is_let_go_waits_again_and_counts_no_fault(database: Database) -> None:
    with_pages(database, 3)
    with database.writing() as connection:
        claim(connection, ADA, 2, NOW)
        claim(connection, BEA, 1, NOW)
        assert let_go(connection, [ADA, EVE]) == 2
        again = claim(connection, EVE, 5, NOW)
    assert [(errand.page, errand.faults) for errand in again] == [(1, 0), (2, 0)]


def test_three_faults_set_a_page_aside_with_the_reason_and_the_letters_go_on(database: Database) -> None:
    with_pages(database, 1)
    aside = []
    for at in range(MOST_FAULTS):
        with database.writing() as connection:
            (errand,) = claim(connection, ADA, 5, NOW)
            assert errand.faults == at
            aside.append(struck(connection, ADA, errand, "It hung."))
    assert aside == [False, False, True]
    with database.reading() as connection:
        row = connection.execute(select(tables.ledger).where(tables.ledger.c.page == 1)).one()
    assert (row.state, row.faults, row.reason, row.content, row.owner) == ("aside", 3, "It hung.", None, None)
    assert rows(database)[LETTERS] == "waiting"


def test_a_page_set_aside_without_a_word_is_aside_all_the_same(database: Database) -> None:
    with_pages(database, 1)
    with database.writing() as connection:
        (errand,) = claim(connection, ADA, 5, NOW)
        assert finish(connection, ADA, errand, None, aside="")
    assert rows(database)[1] == "aside"


def test_a_file_that_was_forgotten_meanwhile_takes_no_result(database: Database) -> None:
    with_pages(database, 1)
    with database.writing() as connection:
        (errand,) = claim(connection, ADA, 5, NOW)
        connection.execute(delete(tables.files))
        assert not finish(connection, ADA, errand, b"read")
        assert not struck(connection, ADA, errand, "It hung.")
        assert not left_over(connection)


def test_progress_counts_pages_and_letters_of_the_files_that_are_asked_for(database: Database) -> None:
    with_pages(database, 3, files=2)
    with database.writing() as connection:
        first, *_ = claim(connection, BEA, 2, NOW)
        finish(connection, BEA, first, b"read")
    with database.reading() as connection:
        assert progress(connection) == Progress(waiting=4, leased=1, done=1, aside=0)
        assert progress(connection, [2]) == Progress(waiting=3, leased=0, done=0, aside=0)
        assert progress(connection, []).total == 0
        assert progress(connection, range(1, 100_001)).total == 6


def test_two_who_finish_the_last_two_pages_at_once_leave_the_letters_waiting_once(database: Database) -> None:
    for file in range(1, 9):
        with database.writing() as connection:
            enrolled(connection, first=file)
            (errand,) = claim(connection, ADA, 1, NOW)
            opened(connection, ADA, errand, {1: None, 2: None})
            mine, theirs = *claim(connection, ADA, 1, NOW), *claim(connection, BEA, 1, NOW)
        start = threading.Barrier(2)

        def ends(owner: str, errand: Errand, start: threading.Barrier = start) -> bool:
            start.wait(10)
            with database.writing() as connection:
                return finish(connection, owner, errand, b"read")

        with ThreadPoolExecutor(2) as threads:
            assert all(threads.map(ends, (ADA, BEA), (mine, theirs)))
        assert rows(database, file) == {LETTERS: "waiting", OPEN: "done", 1: "done", 2: "done"}
        with database.writing() as connection:
            (letters,) = claim(connection, EVE, 5, NOW)
            assert finish(connection, EVE, letters, None)


def test_on_postgresql_a_page_that_is_finished_but_not_yet_kept_is_waited_for(postgres_database: Database) -> None:
    """The interleaving that loses the letters where the file's row is not locked first, forced step by step."""
    database = postgres_database
    with_pages(database, 2)
    with database.writing() as connection:
        mine, theirs = *claim(connection, ADA, 1, NOW), *claim(connection, BEA, 1, NOW)
    second = threading.Thread(target=_finished, args=(database, BEA, theirs))
    with database.writing() as connection:
        assert finish(connection, ADA, mine, b"one")
        second.start()
        second.join(0.3)
        assert second.is_alive()
    second.join(10)
    assert rows(database) == {LETTERS: "waiting", OPEN: "done", 1: "done", 2: "done"}


def _finished(database: Database, owner: str, errand: Errand) -> None:
    with database.writing() as connection:
        finish(connection, owner, errand, b"two")


def test_on_postgresql_two_claim_at_the_same_time_and_get_different_rows(postgres_database: Database) -> None:
    database = postgres_database
    with_pages(database, 4)
    with database.writing() as one, database.writing() as other:
        mine, theirs = claim(one, ADA, 2, NOW), claim(other, BEA, 4, NOW)
    assert [errand.page for errand in mine] == [1, 2]
    assert [errand.page for errand in theirs] == [3, 4]


def test_on_postgresql_two_who_bury_the_same_driver_do_not_wait_for_each_other(postgres_database: Database) -> None:
    database = postgres_database
    with_pages(database, 3)
    with database.writing() as connection:
        claim(connection, ADA, 3, NOW)
    with database.writing() as one, database.writing() as other:
        assert (let_go(one, [ADA]), let_go(other, [ADA])) == (3, 0)
    assert set(rows(database).values()) == {"done", "waiting"}


@pytest.fixture
def postgres_database(postgres: Server, made_there: str) -> Iterator[Database]:
    database = Database.at(postgres.database(template=made_there))
    yield database
    database.close()


def test_whatever_happens_in_whatever_order_every_page_ends_once(database: Database) -> None:
    run_state_machine_as_test(
        lambda: Mail(database),
        settings=settings(
            max_examples=30 if database.is_sqlite else 15,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


class Mail(RuleBasedStateMachine):
    """Three drivers over a few files: they claim, finish, fail, stall, stop and die in any order, and then all is worked off.

    What a driver under way does not know is whether its lease still runs; it finishes and fails whatever it once claimed.
    """

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database, self.now = database, NOW
        self.held: dict[str, list[Errand]] = {ADA: [], BEA: [], EVE: []}
        self.ended: Counter[tuple[int, int]] = Counter()
        self.faults: Counter[tuple[int, int]] = Counter()
        self.pages = {1: 0, 2: 1, 3: 3}
        self.dead = 0
        with database.writing() as connection:
            connection.execute(delete(tables.files))
            enrolled(connection, len(self.pages))

    owners = st.sampled_from((ADA, BEA, EVE))

    @rule(owner=owners, most=st.integers(1, 5))
    def claims(self, owner: str, most: int) -> None:
        with self.database.writing() as connection:
            claimed = claim(connection, owner, most, self.now)
        assert len(claimed) <= most
        assert all(self.ended[errand.file, errand.page] == 0 for errand in claimed)
        self.held[owner] += claimed

    @rule(owner=owners, which=st.integers(0, 20))
    def finishes(self, owner: str, which: int) -> None:
        self._one(owner, which, self._finish)

    @rule(owner=owners, which=st.integers(0, 20))
    def fails(self, owner: str, which: int) -> None:
        self._one(owner, which, self._strike)

    @rule(owner=owners)
    def keeps_alive(self, owner: str) -> None:
        with self.database.writing() as connection:
            keep_alive(connection, owner, self.now)

    @rule(owner=owners)
    def stops(self, owner: str) -> None:
        with self.database.writing() as connection:
            let_go(connection, [owner])
        self.held[owner].clear()

    @rule(owner=owners)
    def dies(self, owner: str) -> None:
        """Its rows stay leased; whoever comes back has another name."""
        self.dead += 1
        self.held[f"{owner}-{self.dead}"] = self.held[owner]
        self.held[owner] = []
        with self.database.writing() as connection:
            left = tables.ledger.update().where(tables.ledger.c.owner == owner)
            connection.execute(left.values(owner=f"{owner}-{self.dead}"))

    @rule(seconds=st.sampled_from((1.0, LEASE / 2, LEASE + 1)))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @invariant()
    def nothing_is_ended_twice(self) -> None:
        assert max(self.ended.values(), default=0) <= 1

    def teardown(self) -> None:
        """Everybody is gone and one driver finishes what is left; a ghost tries to write late, too."""
        last, self.now = "host/9/9/last", self.now + LEASE + 1
        self.held[last] = []
        while True:
            with self.database.writing() as connection:
                claimed = claim(connection, last, 3, self.now)
            if not claimed:
                break
            for errand in claimed:
                self._finish(last, errand)
        for owner, errands in self.held.items():
            for errand in errands:
                self._finish(owner, errand)
        self.nothing_is_ended_twice()
        for file, pages in self.pages.items():
            assert set(self._states(file)) == {LETTERS, OPEN, *range(1, pages + 1)} or self._states(file) == {
                OPEN: "aside"
            }
            assert set(self._states(file).values()) <= {"done", "aside"}
        assert all(self.ended[file, page] == 1 for file in self.pages for page in self._states(file))
        for file in self.pages:
            for page, state in self._states(file).items():
                assert (state == "aside") == (self.faults[file, page] >= MOST_FAULTS)
        with self.database.reading() as connection:
            assert not left_over(connection)

    def _states(self, file: int) -> dict[int, str]:
        return rows(self.database, file)

    def _one(self, owner: str, which: int, how: Callable[[str, Errand], None]) -> None:
        if self.held[owner]:
            how(owner, self.held[owner].pop(which % len(self.held[owner])))

    def _finish(self, owner: str, errand: Errand) -> None:
        with self.database.writing() as connection:
            if errand.page == OPEN:
                done = opened(connection, owner, errand, dict.fromkeys(range(1, self.pages[errand.file] + 1)))
            else:
                done = finish(connection, owner, errand, b"read")
        self.ended[errand.file, errand.page] += done

    def _strike(self, owner: str, errand: Errand) -> None:
        with self.database.writing() as connection:
            row = tables.ledger.c
            before = connection.scalar(select(row.faults).where(row.file_id == errand.file, row.page == errand.page))
            aside = struck(connection, owner, errand, "It hung.")
            after = connection.scalar(select(row.faults).where(row.file_id == errand.file, row.page == errand.page))
        self.faults[errand.file, errand.page] += int(after or 0) - int(before or 0)
        self.ended[errand.file, errand.page] += aside
