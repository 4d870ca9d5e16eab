"""Work that survives: the driver takes rows of the ledger, has them done by readers, and stores what comes back.

Only the driver writes. It can be stopped at any moment, and so can the machine: what was stored stays, what was leased is
given back or runs out, and the next driver goes on. Several drivers share one ledger. At most `window` rows are under way
at once, so that a folder of any size takes the same memory; results are stored together, so that a slow disk is asked
seldom.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from scanner.docket import audit, ledger, tables
from scanner.docket.database import ValueRefusedError
from scanner.docket.keep import Told, keep_letters, told_of
from scanner.docket.leaf import page_of_bytes, page_to_bytes
from scanner.docket.ledger import LETTERS, OPEN, Errand
from scanner.docket.owner import is_dead, owner_here
from scanner.errors import EngineError, LetterError, ScannerError
from scanner.page import Page
from scanner.read.opened import Opened
from scanner.report import Failure, Report
from scanner.scan import Reader, Scan

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.docket.docket import Docket
    from scanner.layout import Layout
    from scanner.page import Pages

__all__ = ["Driver"]

Body = Callable[[Report], Mapping[str, Any]]
NAP = 0.5
"""Seconds to wait when other drivers hold all that is left."""
HEARTBEAT = ledger.LEASE / 4
TOGETHER = 64
"""Results that are stored in one transaction, at most."""
PLAIN = ("encrypted", "damaged", "empty", "unsupported", "no-pages")
"""Faults of a whole file that trying again cannot mend."""
BY = "scanner"


@dataclass
class Driver:
    """One run over a docket's ledger. `body` makes the contract's JSON of a report; `told` hears of every step.

    `window` is how many rows may be under way at once, or tells it at every step: a cluster grows and shrinks. `glance` is
    after how many seconds without a result the ledger is looked at for more to do: what is put in at a web page must not
    wait for a page that takes long.
    """

    docket: Docket
    reader: Reader
    scan: Scan
    body: Body
    window: int | Callable[[], int] = 8
    told: Callable[[], None] = lambda: None
    glance: float = HEARTBEAT
    owner: str = field(default_factory=owner_here)
    _under_way: dict[Future[Any], Errand] = field(default_factory=dict)
    _beat: float = 0.0
    _without_engine: EngineError | None = None

    def run(self, *, wait_for_others: bool = True) -> None:
        """Works until nothing is left to do; on leaving, however that is, gives back what it holds.

        Raises `DocketError` where the database or a cluster gives up, and, once all else is done, `EngineError` where pages
        are left that only an OCR engine can read and there is none.
        """
        self._without_engine = None
        self.docket.vault.sweep()
        self._bury_the_dead()
        try:
            while self._step(wait_for_others=wait_for_others):
                self.told()
        finally:
            for future in self._under_way:
                future.cancel()
            self._under_way.clear()
            with self.docket.database.writing() as connection:
                ledger.let_go(connection, [self.owner])

    def _step(self, *, wait_for_others: bool) -> bool:
        window = self.window() if callable(self.window) else self.window
        room = window - len(self._under_way)
        if room >= max(1, window // 4):
            self._keep_alive()
            with self.docket.database.writing() as connection:
                claimed = ledger.claim(connection, self.owner, room)
            for errand in claimed:
                self._under_way[self._sent(errand)] = errand
        if self._under_way:
            done, _ = wait(self._under_way, timeout=self.glance, return_when=FIRST_COMPLETED)
            self._store([(self._under_way.pop(future), future) for future in list(done)[:TOGETHER]])
            self._keep_alive()
            return True
        if self._without_engine:
            raise self._without_engine
        with self.docket.database.reading() as connection:
            more = ledger.left_over(connection)
        if more and wait_for_others:
            time.sleep(NAP)
            self._bury_the_dead()
        return more and wait_for_others

    def _sent(self, errand: Errand) -> Future[Any]:
        path = self.docket.vault.path(errand.sha256)
        if errand.page == OPEN:
            return self.reader.open(path)
        if errand.page == LETTERS:  # pure and quick, and the driver's own: nothing to send
            here: Future[Any] = Future()
            here.set_result(None)
            return here
        return self.reader.read(path, errand.page, "whole")

    def _store(self, ended: Sequence[tuple[Errand, Future[Any]]]) -> None:
        """Stores results together; letters each in a transaction of their own, for understanding them takes a while.

        Files in the order of their ids and the log last: so do all drivers, and none waits for one that waits for it.
        """
        read = sorted(
            (each for each in ended if each[0].page != LETTERS), key=lambda each: (each[0].file, each[0].page)
        )
        if read:
            with self.docket.database.writing() as connection:
                aside = [errand for errand, future in read if self._store_one(connection, errand, future)]
                if aside:
                    rows = ({"file": errand.file, "page": errand.page} for errand in aside)
                    audit.record(connection, BY, [("set-aside", None, dict[str, object](row)) for row in rows])
        for errand, _ in ended:
            if errand.page == LETTERS:
                self._understand(errand)
                self._keep_alive()

    def _store_one(self, connection: Connection, errand: Errand, future: Future[Any]) -> bool:
        """Stores one result; whether its row was set aside."""
        try:
            result = future.result()
        except LetterError as error:
            return self._failed(connection, errand, error)
        except EngineError as error:  # the page stays ours, so that it is not tried again and again, until we leave
            self._without_engine = error
        else:
            if isinstance(result, Opened):
                pages = {page.number: page_to_bytes(page) if isinstance(page, Page) else None for page in result.pages}
                ledger.opened(connection, self.owner, errand, pages)
            else:
                ledger.finish(connection, self.owner, errand, page_to_bytes(result))
        return False

    def _failed(self, connection: Connection, errand: Errand, error: LetterError) -> bool:
        if errand.page == OPEN and error.fault in PLAIN:
            aside = ledger.finish(connection, self.owner, errand, None, aside=error.message)
        else:
            aside = ledger.struck(connection, self.owner, errand, error.message)
        if aside and errand.page == OPEN:
            failed = update(tables.files).where(tables.files.c.id == errand.file)
            connection.execute(failed.values(fault=error.fault, message=error.message))
        return aside

    def _understand(self, errand: Errand) -> None:
        with self.docket.database.reading() as connection:
            name, pages, unread = _pages(connection, errand.file)
        told, failure = self._understood(errand, name, pages, unread)
        try:
            self._keep(errand, told, failure, pages, unread)
        except ValueRefusedError as error:
            self._keep(errand, [], _not_kept(name, error), pages, unread)
        except ScannerError:
            raise
        except Exception as error:  # noqa: BLE001  (a slip of ours on one odd letter must not stop all the others)
            self._keep(errand, [], _not_kept(name, error), pages, unread)

    def _keep(
        self, errand: Errand, told: Sequence[Told], failure: Failure | None, pages: Pages, unread: Sequence[int]
    ) -> None:
        """Keeps the letters of a file, its pages that are in none, and why it could not be understood; all or nothing."""
        aside = _aside([each.report for each in told], pages, unread)
        values: dict[str, object] = {
            "aside": json.dumps([{"page": page, "kind": aside[page]} for page in sorted(aside)])
        }
        if failure:
            values |= {"fault": failure.fault, "message": failure.message}
        with self.docket.database.writing() as connection:
            if not ledger.finish(connection, self.owner, errand, None):
                return  # another driver took this file over and has kept its letters
            ids = keep_letters(connection, errand.file, told, BY)
            connection.execute(update(tables.files).where(tables.files.c.id == errand.file).values(**values))
            audit.record(connection, BY, [("read", letter, {"file": errand.file}) for letter in ids])

    def _understood(
        self, errand: Errand, name: str, pages: Pages, unread: Sequence[int]
    ) -> tuple[list[Told], Failure | None]:
        """The letters among the pages of a file; a failure where there are none."""
        if not pages:
            return [], Failure(name, "damaged", "None of its pages can be read. Look at the paper itself.")
        found = self.scan.understood(self.docket.vault.path(errand.sha256), name, errand.sha256, pages, unread)
        failure = next((each for _, each in found if isinstance(each, Failure)), None)
        try:
            return [self._told(own, report) for own, report in found if isinstance(report, Report)], failure
        except Exception as error:  # noqa: BLE001  (a slip of ours on one odd letter must not stop all the others)
            return [], _not_kept(name, error)

    def _told(self, pages: Sequence[Layout], report: Report) -> Told:
        return told_of(pages, report, self.body(report))

    def _keep_alive(self) -> None:
        if time.monotonic() - self._beat > HEARTBEAT:
            self._beat = time.monotonic()
            with self.docket.database.writing() as connection:
                ledger.keep_alive(connection, self.owner)

    def _bury_the_dead(self) -> None:
        """Gives back at once what drivers held that ran on this machine and are no more, instead of waiting for their leases;
        and what stands under our own name while nothing is under way, from a run that lost its database.
        """
        with self.docket.database.reading() as connection:
            held = select(tables.ledger.c.owner).where(tables.ledger.c.state == "leased").distinct()
            dead = [owner for owner in connection.scalars(held) if owner and (owner == self.owner or is_dead(owner))]
        if dead:
            with self.docket.database.writing() as connection:
                ledger.let_go(connection, dead)


def _pages(connection: Connection, file: int) -> tuple[str, Pages, tuple[int, ...]]:
    """The name of a file, its pages in order, and the numbers of those that were set aside unread."""
    name = connection.scalar(select(tables.files.c.name).where(tables.files.c.id == file)) or ""
    rows = connection.execute(
        select(tables.ledger.c.page, tables.ledger.c.content)
        .where(tables.ledger.c.file_id == file, tables.ledger.c.page >= 1)
        .order_by(tables.ledger.c.page)
    ).all()
    pages = tuple(page_of_bytes(row.content) for row in rows if row.content is not None)
    return name, pages, tuple(row.page for row in rows if row.content is None)


def _aside(reports: Sequence[Report], pages: Pages, unread: Sequence[int]) -> dict[int, str]:
    """Why a page is in no letter, by its number: all pages of a file whose letters could not be understood are so."""
    aside = dict.fromkeys(unread, "unread")
    if not reports:
        return aside | dict.fromkeys((page.number for page in pages), "unclear")
    return aside | {each.page: each.kind for report in reports for each in report.aside}


def _not_kept(name: str, error: Exception) -> Failure:
    said = f"Its letters were read but could not be kept ({type(error).__name__}). Look at the paper itself."
    return Failure(name, "damaged", said)
