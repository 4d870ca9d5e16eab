"""A desk: a reader that answers from memory, slowly enough that several pages are under way at once.

Files on disk hold nothing but a word, their name; the desk knows the pages by it. What stands in place of a page is what
happens to it: an exception is raised, a list is one thing after the other, try by try.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, Self

from paper import TODAY, json_of

from scanner.catalogue import load
from scanner.docket import Docket
from scanner.docket.enrol import enrol
from scanner.docket.work import Driver
from scanner.page import Page
from scanner.read.opened import Opened, Picture
from scanner.scan import Scan

__all__ = ["Desk", "driver", "put"]

Try = Page | Exception
Happens = Try | Sequence[Try]


class Desk:
    """`seen` counts how often each page (file's word, number) was read, `opened` each file; `most` is how many tasks were
    under way at once. Nothing is answered before `waits_for` of them are.
    """

    def __init__(
        self, files: Mapping[str, Sequence[Happens]], hands: int = 3, seconds: float = 0.001, waits_for: int = 0
    ) -> None:
        self.files, self.seconds, self.waits_for = files, seconds, waits_for
        self._enough = threading.Event()
        self.opened: Counter[str] = Counter()
        self.seen: Counter[tuple[str, int]] = Counter()
        self.under_way = self.most = 0
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(hands)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)

    def open(self, path: Path) -> Future[Opened]:
        return self._soon(self._open, path.read_text())

    def read(self, path: Path, number: int, extent: str) -> Future[Page]:
        return self._soon(self._read, path.read_text(), number)

    def tables(self, path: Path, number: int) -> Future[Any]:
        return self._soon(tuple)

    def _open(self, word: str) -> Opened:
        self.opened[word] += 1
        happens = self.files[word]
        if isinstance(happens, Exception):
            raise happens
        pages = (self._at_once(at, each) for at, each in enumerate(happens, 1))
        return Opened("0" * 64, tuple(pages))

    def _at_once(self, at: int, happens: Happens) -> Page | Picture:
        if isinstance(happens, Page) and happens.origin == "text-layer":
            return happens
        return Picture(at, 612.0, 792.0, "picture file")

    def _read(self, word: str, number: int) -> Page:
        with self._lock:
            self.seen[word, number] += 1
            tried = self.seen[word, number]
        happens = self.files[word][number - 1]
        if isinstance(happens, Sequence):
            happens = happens[min(tried, len(happens)) - 1]
        if isinstance(happens, Exception):
            raise happens
        return happens

    def _soon(self, work: Callable[..., Any], *given: object) -> Future[Any]:
        with self._lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
            if self.most >= self.waits_for:
                self._enough.set()

        def done() -> Any:
            assert self._enough.wait(10), "There were never so many under way."
            time.sleep(self.seconds)
            try:
                return work(*given)
            finally:
                with self._lock:
                    self.under_way -= 1

        return self._threads.submit(done)


def put(docket: Docket, folder: Path, *words: str) -> list[int]:
    """Enrols files that the desk knows by these words; gives their ids."""
    folder.mkdir(exist_ok=True)
    ids = []
    for word in words:
        file = folder / f"{word}.pdf"
        file.write_text(word)
        ids.append(enrol(docket, file, "maria").file)
    return ids


def driver(docket: Docket, desk: Desk, today: date = TODAY, **more: Any) -> Driver:
    """A driver that reads at the desk, without the classifier."""
    return Driver(docket, desk, Scan(load(), desk, today), lambda report: json_of(report, today), **more)
