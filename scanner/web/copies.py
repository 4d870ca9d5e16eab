"""Copies for the court under way: one for each person at a time, made behind the page that asked, and forgotten soon.

Making one reads the letter twice, some seconds a page, so it is done on threads of its own and never by one that answers
browsers. What is made lies in a folder of ours while it is being proved; after that the copy is held in memory for some
minutes alone, so that nothing of it is left on the disk, whatever becomes of the server.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from scanner.errors import LetterError
from scanner.home import home

if TYPE_CHECKING:
    from scanner.court import CourtCopy, Covered, Unproved

__all__ = ["Copies", "Copy", "State"]

log = logging.getLogger("scanner.web")

AT_ONCE = 2
"""Copies that are made at a time, of all persons; others wait their turn."""
KEPT = 600.0
"""Seconds for which a copy can be fetched."""
LONGEST = 3600.0
"""Seconds after which a folder is what a server left that was killed."""

State = Literal["making", "made", "unproved", "unread", "broke"]
Make = Callable[[Path], "CourtCopy"]
Told = Callable[["Copy"], None]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a version of a letter. `body` is the PDF, and it is there only where `state` is `made`.

    `unproved` says that something could still be read on it, `unread` that the letter cannot be read in full, `broke` that
    it did not work just now.
    """

    letter: int
    version: int
    state: State = "making"
    covered: tuple[Covered, ...] = ()
    unproved: tuple[Unproved, ...] = ()
    body: bytes = field(default=b"", repr=False)
    until: float | None = None


class Copies:
    """The copies of one server, by person. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._copies: dict[str, Copy] = {}
        self._makers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="court-copy")

    def of(self, who: str) -> Copy | None:
        """The copy that somebody asked for last, as long as it is kept."""
        with self._turn:
            self._forget_old()
            return self._copies.get(who)

    def begin(self, who: str, letter: int, version: int, make: Make, told: Told) -> Copy:
        """Begins a copy, or gives the one that this person has under way. `told` hears of what became of it before anybody
        can fetch it: what cannot be written into the log is not handed over.
        """
        with self._turn:
            self._forget_old()
            own = self._copies.get(who)
            if own and own.state == "making":
                return own
            begun = self._copies[who] = Copy(letter, version)
        self.sweep()
        self._makers.submit(self._make, who, begun, make, told)
        return begun

    def sweep(self) -> None:
        """Takes away what a server left that was killed while it made a copy."""
        before = time.time() - LONGEST
        for left in (home() / "copies").glob("*"):
            if left.stat().st_mtime < before:
                shutil.rmtree(left, ignore_errors=True)

    def _make(self, who: str, begun: Copy, make: Make, told: Told) -> None:
        try:
            made = _made(begun, make)
            told(made)
        except LetterError:
            made = replace(begun, state="unread")
        except Exception as error:  # noqa: BLE001  (whatever befalls one copy, its person must hear of it)
            log.error("A copy for the court: %s", type(error).__name__)  # noqa: TRY400
            made = replace(begun, state="broke")
        with self._turn:
            self._copies[who] = replace(made, until=self._clock() + KEPT)

    def _forget_old(self) -> None:
        now = self._clock()
        for who in [who for who, copy in self._copies.items() if copy.until is not None and copy.until <= now]:
            del self._copies[who]


def _made(begun: Copy, make: Make) -> Copy:
    """Makes it in a folder of its own, of which nothing stays."""
    folder = home() / "copies"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as here:  # readable by its owner alone
        target = Path(here) / "copy.pdf"
        copy = make(target)
        if copy.unproved:
            return replace(begun, state="unproved", covered=copy.pages, unproved=copy.unproved)
        return replace(begun, state="made", covered=copy.pages, body=target.read_bytes())
