"""The desk: one thread of the server that reads what comes in, over the docket's ledger.

A closed browser changes nothing, and a server that is stopped and started again goes on where it was. Where another
program reads the same docket, they share the work.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from scanner.classifier import measured
from scanner.court import court_copy
from scanner.docket import ledger
from scanner.docket.understanding import Understanding
from scanner.docket.work import Driver
from scanner.errors import ScannerError
from scanner.explain import explain_report
from scanner.read import Readers
from scanner.render.contract import report_json
from scanner.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from scanner.catalogue import Catalogue
    from scanner.classifier import Learned
    from scanner.court import CourtCopy
    from scanner.docket import Docket
    from scanner.page import Page
    from scanner.read import Password

__all__ = ["Desk"]

log = logging.getLogger("scanner.web")

LOOK = 5.0
"""Seconds after which the ledger is looked at again, for what others put into it."""
GLANCE = 1.0
"""The same while pages are under way: a page that takes a minute holds up no letter that is put in meanwhile."""
GRACE = 5.0
"""Seconds that pages under way have on closing. The driver hears of it with its next result."""
PORTRAIT_SECONDS = 120.0


YIELDING = 5
"""How far the children that read let the pages of the server go first, as `nice` counts: one of them then has a third of
what the server has. They would starve with more, and their time is limited.
"""


class _ClosingError(Exception):
    """The desk is being closed; the driver gives back what it holds."""


class Desk:
    """Reads letters with `jobs` children while its block lasts. `trouble` says why nothing goes on, if so.

    A further child is at hand for whoever waits at a page, so that no picture stands in line behind a pile of uploads.
    """

    def __init__(self, docket: Docket, catalogue: Catalogue, learned: Callable[[], Learned] | None, jobs: int) -> None:
        self.trouble: ScannerError | None = None
        self._docket = docket
        self._catalogue = catalogue
        self._learned = learned
        self._jobs = jobs
        self._readers = Readers(jobs=jobs, yielding=YIELDING)
        self._at_hand = Readers(jobs=1)
        self._woken = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="learned")
        self._learning: Future[Learned] | None = None

    def __enter__(self) -> Self:
        self._readers.__enter__()
        self._at_hand.__enter__()
        self._learning = self._beside.submit(self._learned) if self._learned else None
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Lets what is under way come in for a moment; what is not ready then is read by whoever comes next."""
        self._closing = True
        self._woken.set()
        self._thread.join(GRACE)
        self._readers.__exit__()
        self._at_hand.__exit__()
        self._beside.shutdown(wait=False, cancel_futures=True)

    def wake(self) -> None:
        """There is something to read."""
        self._woken.set()

    def portrait(self, path: Path, page: Page) -> bytes:
        """The PNG of a page as it was read. Raises `LetterError`, and `TimeoutError` where its child is busy for too long."""
        return self._at_hand.portrait(path, page).result(timeout=PORTRAIT_SECONDS)

    def court_copy(self, path: Path, target: Path, pages: Sequence[int]) -> CourtCopy:
        """`court_copy` of these pages, by the desk's readers. It takes some seconds a page; no thread that answers browsers
        may wait for it.
        """
        return court_copy(path, target, self._readers, frozenset(pages))

    def unlock(self, path: Path, target: Path, password: Password) -> Future[int]:
        """Opens a locked file with its password, in a child; see `Readers.unlock`."""
        return self._readers.unlock(path, target, password)

    def understanding(self, today: date) -> Understanding:
        """With what letters of the docket are understood anew when somebody puts them right."""
        return self._understanding(self._at_hand, today)

    def _understanding(self, readers: Readers, today: date) -> Understanding:
        learning = self._learning
        learned: dict[str, Any] = {"learned": learning.result, "measured": measured} if learning else {}
        return Understanding(
            Scan(self._catalogue, readers, today, **learned),
            lambda report: report_json(report, explain_report(report, self._catalogue, "en"), today),
        )

    def _work(self) -> None:
        while not self._closing:
            try:
                with self._docket.database.reading() as connection:
                    waiting = ledger.left_over(connection)
                if waiting:
                    self._driver().run(wait_for_others=False)
                self.trouble = None
            except _ClosingError:
                return
            except ScannerError as error:
                self.trouble = error
            except Exception as error:  # noqa: BLE001  (the desk must outlive whatever befalls one letter)
                if not self._closing:
                    log.error("The desk: %s", type(error).__name__)  # noqa: TRY400
                    self.trouble = ScannerError(type(error).__name__)
            self._woken.wait(LOOK)
            self._woken.clear()

    def _driver(self) -> Driver:
        how = self._understanding(self._readers, date.today())  # noqa: DTZ011  (the clinic's own day is meant)
        return Driver(
            self._docket, self._readers, how.scan, how.body, window=4 * self._jobs, told=self._may_go_on, glance=GLANCE
        )  # fmt: skip

    def _may_go_on(self) -> None:
        if self._closing:
            raise _ClosingError
