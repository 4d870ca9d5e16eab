"""Readers: child processes that open files and read pages, so that a bad file harms nothing but itself.

::

    with Readers(jobs=2) as readers:
        opened = readers.open(path).result()          # or LetterError
        page = readers.read(path, 3, "bands").result()

Each task has a time limit; a child that hangs, dies or eats too much memory is ended, its file gets a `LetterError`, and the
next child takes its place. The standard library's pool lost 11 of 20 tasks when one child died; pebble's loses none but
may break as a whole when an idle child dies: then a new pool is made and what had not begun begins again there.

One thread, the keeper, starts every child and hands out every task. On Linux a child is told to die with its parent,
which the system takes to mean the *thread* that started it: a passing thread of a web server must not be that one.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from scanner.read.child import (
    bars_in_child,
    copy_in_child,
    cut_in_child,
    open_in_child,
    portrait_in_child,
    prepare_child,
    read_in_child,
    tables_in_child,
    unlock_in_child,
)
from scanner.read.errand import Errand, give_up

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from scanner.page import Box, Extent, Page, Table
    from scanner.read.opened import Opened
    from scanner.read.unlocked import Password

__all__ = ["Readers"]

OPEN_SECONDS = 30.0
READ_SECONDS = 60.0
PATIENCE = 3.0
"""Seconds that children with nothing to do have to leave by themselves."""
MEMORY = 2_000_000_000
"""Bytes of address space for each child; reading a letter takes a fifth of that."""


class Readers:
    """Opens files and reads pages in `jobs` child processes. Times are seconds, memory is bytes for each child; `yielding`
    children let other programs go first, as `nice` counts.
    """

    def __init__(
        self,
        jobs: int | None = None,
        *,
        open_seconds: float = OPEN_SECONDS,
        read_seconds: float = READ_SECONDS,
        memory: int = MEMORY,
        yielding: int = 0,
    ) -> None:
        self._jobs = jobs or os.cpu_count() or 1
        self._open_seconds = open_seconds
        self._read_seconds = read_seconds
        self._memory = memory
        self._yielding = yielding
        self._errands: queue.SimpleQueue[Errand | None] = queue.SimpleQueue()
        self._keeper: threading.Thread | None = None
        self._left_already = False

    def __enter__(self) -> Self:
        self._keeper = threading.Thread(target=self._keep, name="readers", daemon=True)
        self._keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends all children at once; whoever still waits gets a `CancelledError`."""
        self._left_already = True
        self._errands.put(None)
        if self._keeper is not None:
            self._keeper.join()
            self._keeper = None

    def open(self, path: Path) -> Future[Opened]:
        """`open_file` in a child. The future gives an `Opened`, or raises `LetterError`."""
        return self._sent(Errand(open_in_child, (path,), self._open_seconds))

    def read(self, path: Path, number: int, extent: Extent) -> Future[Page]:
        """`read_picture` in a child. The future gives a `Page`, or raises `LetterError` or `EngineError`."""
        return self._sent(Errand(read_in_child, (path, number, extent), self._read_seconds))

    def tables(self, path: Path, number: int) -> Future[tuple[Table, ...]]:
        """`tables` in a child. The future gives the tables of the page, or raises `LetterError`."""
        return self._sent(Errand(tables_in_child, (path, number), self._read_seconds))

    def cut(self, path: Path, parts: tuple[tuple[Path, tuple[int, ...]], ...]) -> Future[int]:
        """`cut_apart` in a child: writes each part (target, page numbers) as a PDF. Gives how many, or raises `LetterError`.
        Every part has its own share of the time.
        """
        return self._sent(Errand(cut_in_child, (path, parts), self._read_seconds * max(1, len(parts))))

    def unlock(self, path: Path, target: Path, password: Password) -> Future[int]:
        """`unlocked` in a child: writes the file without its lock. Gives its pages, or raises `UsageError` for a wrong password
        and `LetterError` for a file that cannot be opened.
        """
        return self._sent(Errand(unlock_in_child, (path, target, password), self._read_seconds))

    def portrait(self, path: Path, page: Page) -> Future[bytes]:
        """`portrait` in a child. The future gives the PNG of the page as it was read, or raises `LetterError`."""
        return self._sent(Errand(portrait_in_child, (path, page), self._read_seconds))

    def bars(self, path: Path, page: Page) -> Future[tuple[Box, ...]]:
        """`bars_on` in a child. The future gives the boxes of bar codes on the page, or raises `LetterError`."""
        return self._sent(Errand(bars_in_child, (path, page), self._read_seconds))

    def copy(self, path: Path, target: Path, sheets: tuple[tuple[Page, tuple[Box, ...]], ...]) -> Future[int]:
        """`copy_blacked` in a child: writes the pages as pictures with their boxes painted black. Gives how many, or raises
        `LetterError`. Every page has its own share of the time.
        """
        return self._sent(Errand(copy_in_child, (path, target, sheets), self._read_seconds * max(1, len(sheets))))

    def _sent(self, errand: Errand) -> Future[Any]:
        if self._keeper is None:
            raise RuntimeError("Readers work inside their `with` block only.")
        self._errands.put(errand)
        return errand.waiting

    def _keep(self) -> None:
        """The keeper's life: one pool after the other, until the block is left."""
        pool: Any = None
        sent: set[Errand] = set()
        while (errand := self._errands.get()) is not None:
            if errand.waiting.cancelled():
                continue
            errand.tries += 1
            try:
                if pool is None or not pool.active:
                    pool = self._pool()
                running = pool.schedule(errand.work, args=errand.given, timeout=errand.seconds)
            except (RuntimeError, OSError):  # the pool broke, or no process can be started just now
                self._again(errand)
                continue
            sent.add(errand)
            errand.waiting.add_done_callback(partial(_given_up, running))
            running.add_done_callback(partial(self._settled, errand))
            running.add_done_callback(partial(_struck, sent, errand))
        if pool is not None:
            _ended(pool, idle=not sent)
        for errand in tuple(sent):
            give_up(errand.waiting)
        while not self._errands.empty():
            if (errand := self._errands.get()) is not None:
                give_up(errand.waiting)

    def _pool(self) -> Any:
        import pebble

        pebble.CONSTS.term_timeout = 0.2  # a hung library does not listen; three seconds of asking are lost
        return pebble.ProcessPool(
            max_workers=self._jobs,
            initializer=prepare_child,
            initargs=(os.getpid(), self._memory, self._yielding),
            context=multiprocessing.get_context("spawn"),
        )

    def _again(self, errand: Errand) -> None:
        if self._left_already:
            give_up(errand.waiting)
        elif errand.may_try_again():
            self._errands.put(errand)

    def _settled(self, errand: Errand, ended: Future[Any]) -> None:
        if not errand.settle(ended):
            self._again(errand)


def _ended(pool: Any, *, idle: bool) -> None:
    """Ends the children: those with nothing to do go by themselves, so that one that is just starting has no cause to complain
    of its broken pipe on standard error; the others are stopped.
    """
    if idle:
        pool.close()
        with suppress(TimeoutError):
            pool.join(timeout=PATIENCE)
            return
    pool.stop()
    pool.join()


def _given_up(running: Future[Any], waiting: Future[Any]) -> None:
    """Ends the work of an errand that nobody waits for any more."""
    if waiting.cancelled():
        running.cancel()


def _struck(sent: set[Errand], errand: Errand, _: Future[Any]) -> None:
    sent.discard(errand)
