"""An errand: something to be done in a child, and what to tell whoever waits for it."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import CancelledError, Future, InvalidStateError, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scanner.errors import EngineError, LetterError, ScannerError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Errand", "give_up"]

_TRIES = 3
_OWN_FAULT = {-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGILL, -signal.SIGFPE} | {
    -getattr(signal, name) for name in ("SIGBUS", "SIGTRAP") if hasattr(signal, name)
}
"""Exit codes of a child that its own work has killed. Others are tried again: the system may have ended the wrong one."""


_TELLING = threading.Lock()


def give_up(waiting: Future[Any]) -> None:
    """Cancels a future that nobody will settle any more, and wakes whoever waits for it among others: `cancel` alone
    `concurrent.futures.wait` does not hear.
    """
    if waiting.cancel():
        with _TELLING:  # a future may be told only once
            if not wait([waiting], timeout=0).done:
                waiting.set_running_or_notify_cancel()


@dataclass(slots=True, eq=False)
class Errand:
    """Something to be done in a child, and whoever waits for it."""

    work: Callable[..., Any]
    given: tuple[object, ...]
    seconds: float
    waiting: Future[Any] = field(default_factory=Future)
    tries: int = 0

    def tell(self, outcome: object) -> None:
        """Gives the outcome, a result or a `ScannerError`, to whoever waits."""
        try:
            if isinstance(outcome, ScannerError):
                self.waiting.set_exception(outcome)
            else:
                self.waiting.set_result(outcome)
        except InvalidStateError:  # nobody waits any more
            return

    def may_try_again(self) -> bool:
        """Whether it is worth another try; if not, that is told."""
        if self.waiting.cancelled():
            return False
        if self.tries < _TRIES:
            return True
        self.tell(EngineError("The reading processes cannot be kept running on this machine."))
        return False

    def settle(self, ended: Future[Any]) -> bool:
        """Tells how it ended; False where that was not its own fault and it should be tried again."""
        from pebble import ProcessExpired

        try:
            outcome = ended.result(timeout=0)
        except TimeoutError:
            message = f"Reading took longer than {self.seconds:g} seconds and was given up."
            self.tell(LetterError("timed-out", message))
        except ProcessExpired as death:
            if death.exitcode not in _OWN_FAULT and self.tries == 1:
                return False
            self.tell(_killed(death.exitcode))
        except (CancelledError, RuntimeError, OSError):  # the pool broke or was left
            return False
        except Exception as error:  # noqa: BLE001  (what a child sent back could not be understood; it must be told)
            self.tell(LetterError("damaged", f"The file cannot be read ({type(error).__name__})."))
        else:
            self.tell(outcome)
        return True


def _killed(code: int) -> LetterError:
    """What to say of a file over which a child died with this exit code."""
    if code in {-signal.SIGABRT, -getattr(signal, "SIGKILL", 9)}:
        return LetterError("too-large", "Reading the file took more memory than allowed.")
    return LetterError("damaged", "The file breaks the reader; it is damaged, or made to do so.")
