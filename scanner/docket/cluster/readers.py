"""The driver's side of a cluster: readers that send files and pages to other machines.

::

    with ClusterReaders("tls://10.0.0.5:8786", security) as readers:
        Driver(docket, readers, scan, body, window=readers.window).run()

The bytes of a file go to the cluster once; its workers pass them on among themselves. A worker that is lost takes no work
with it: Dask gives it to another, and where the bytes were lost too, they are sent again. What three workers in a row were
lost over becomes a `LetterError`, which the ledger counts. A cluster that is gone is a `DocketError`; the ledger still has
every page that was not stored.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from scanner.docket.cluster.there import EDITION, done_there
from scanner.errors import DocketError, EngineError, LetterError, ScannerError
from scanner.read import Readers
from scanner.read.errand import Errand, give_up
from scanner.read.kind import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from distributed import Security

    from scanner.page import Extent, Page, Table
    from scanner.read.opened import Opened

__all__ = ["ClusterReaders"]

CONNECT = 10.0
"""Seconds to reach the scheduler in."""
PATIENCE = 120.0
"""Seconds that a cluster may be without a single worker."""
DEEP = 3
"""Pages under way for each thread of the cluster: one that is read, one that waits there, one on its way."""
KEPT = 256_000_000
"""Bytes of files that stay with the cluster when nothing of them is under way, for their next pages."""
TRIES = 3
"""How often work is sent whose bytes were lost together with a worker."""
NAP = 1.0
"""Seconds to wait for a worker that bytes can be sent to, and then before they are sent again."""
GLANCE = 2.0
"""Seconds between two looks at how many threads there are."""


class ClusterReaders:
    """Opens files and reads pages at the workers of the scheduler at `url`; the same three methods as `Readers`."""

    def __init__(self, url: str, security: Security) -> None:
        self._url = url
        self._security = security
        self._client: Any = None
        self._waiting: set[Future[Any]] = set()
        self._kept: OrderedDict[Path, tuple[Any, int]] = OrderedDict()
        self._threads = 0
        self._looked = self._peopled = 0.0
        self._stuck: float | None = None

    def __enter__(self) -> Self:
        """Raises `DocketError` where there is no cluster. One without workers yet is waited for, see `window`."""
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said below, in a sentence
        try:
            self._client = Client(  # type: ignore[no-untyped-call]
                self._url, security=self._security, timeout=CONNECT, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise DocketError(
                f"The cluster at {self._url} cannot be reached ({type(error).__name__}). Is its scheduler running there, "
                "and do the certificates belong together?"
            ) from None
        self._executor = self._client.get_executor(pure=False)
        self._sender = ThreadPoolExecutor(1, thread_name_prefix="sender")  # one, so that no file goes twice
        self._here = Readers(jobs=1).__enter__()
        self._peopled = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves the cluster, which forgets what is under way; whoever still waits gets a `CancelledError`."""
        self._sender.shutdown(cancel_futures=True)
        for waiting in tuple(self._waiting):
            give_up(waiting)
        self._kept.clear()
        self._client.close(timeout=CONNECT)
        self._here.__exit__()

    def open(self, path: Path) -> Future[Opened]:
        """`open_file` at a worker. The future gives an `Opened`, or raises `LetterError` or `DocketError`."""
        return self._asked(path, None, "whole")

    def read(self, path: Path, number: int, extent: Extent) -> Future[Page]:
        """`read_picture` at a worker. The future gives a `Page`, or raises `LetterError`, `EngineError` or `DocketError`."""
        return self._asked(path, number, extent)

    def tables(self, path: Path, number: int) -> Future[tuple[Table, ...]]:
        """`tables` in a child here: the driver waits for them, and the file is at hand."""
        return self._here.tables(path, number)

    def window(self) -> int:
        """How many rows may be under way at once, as workers come and go. Raises `DocketError` where all have stayed away."""
        now = time.monotonic()
        if now - self._looked > PATIENCE:  # nobody asked for so long: what was then does not count
            self._peopled = now
        if now - self._looked > GLANCE:
            self._looked = now
            self._threads = self._counted()
        if self._threads:
            self._peopled = now
        elif now - self._peopled > PATIENCE:
            raise DocketError(f"The cluster at {self._url} has no worker. Nothing was lost; start one and start again.")
        return DEEP * max(1, self._threads)

    def _counted(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, RuntimeError, CancelledError):
            raise self._gone() from None

    def _asked(self, path: Path, number: int | None, extent: Extent) -> Future[Any]:
        errand = Errand(done_there, (path, number, extent), 0)
        self._waiting.add(errand.waiting)
        errand.waiting.add_done_callback(self._waiting.discard)
        self._sender.submit(self._send, errand)
        return errand.waiting

    def _send(self, errand: Errand) -> None:
        if errand.waiting.cancelled():
            return
        path, number, extent = errand.given
        try:
            data = self._sent(path)  # type: ignore[arg-type]
            sent = self._executor.submit(done_there, data, number, extent, EDITION)
        except ScannerError as error:
            errand.tell(error)
        except (OSError, RuntimeError, CancelledError):  # the worker that was to have it is lost, or there is none
            self._later(errand)
        else:
            self._stuck = None
            errand.tries += 1
            sent.add_done_callback(partial(self._ended, errand))

    def _later(self, errand: Errand) -> None:
        now = time.monotonic()
        self._stuck = self._stuck or now
        if self._client.status != "running" or now - self._stuck > PATIENCE:
            errand.tell(self._gone())
        else:
            time.sleep(NAP)
            self._again(errand)

    def _again(self, errand: Errand) -> None:
        with suppress(RuntimeError):  # the block was left, and nobody waits any more
            self._sender.submit(self._send, errand)

    def _sent(self, path: Path) -> Any:
        """The bytes of a file as the cluster has them; sent, where it has them no more."""
        data, size = self._kept.pop(path, (None, 0))
        if data is None or data.status != "finished":
            fingerprint(path)  # what can be no letter is refused here, and not sent
            content = path.read_bytes()
            size = len(content)
            data = self._client.scatter(content, hash=False, timeout=NAP)
        self._kept[path] = (data, size)
        while len(self._kept) > 1 and sum(bytes_ for _, bytes_ in self._kept.values()) > KEPT:
            self._kept.popitem(last=False)
        return data

    def _ended(self, errand: Errand, sent: Future[Any]) -> None:
        from distributed.scheduler import KilledWorker

        if not sent.cancelled():
            error = sent.exception()
            if error is None:
                errand.tell(sent.result())
            elif isinstance(error, KilledWorker):
                errand.tell(_fatal())
            else:
                errand.tell(EngineError(f"The workers of the cluster cannot read ({type(error).__name__})."))
        elif self._client.status != "running":
            errand.tell(self._gone())
        elif errand.tries >= TRIES:
            errand.tell(_fatal())
        else:  # the worker that had the bytes was lost
            self._again(errand)

    def _gone(self) -> DocketError:
        return DocketError(f"The cluster at {self._url} is gone. Nothing was lost; start it and start again.")


def _fatal() -> LetterError:
    """Not `damaged`: a machine may be lost for many reasons, and the ledger tries again before it sets a page aside."""
    return LetterError("too-large", "Every worker that read it was lost; it may take more memory than they have.")
