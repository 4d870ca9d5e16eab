"""Unlocking: a file that came with a password is opened with it, and read like any other.

What the vault keeps: the file as it came, for its hash is how the same file is recognised when it comes again (without asking
for the password again) and what a report names as its source; and beside it, in the same vault, the opened copy, which is what
is read, drawn and cut from then on (`vault.path`). Forgetting takes both. The file's number and its rows are the same as before,
so the page ledger proves it as it proves any file: it waits to be opened, once.

The password is kept nowhere: it comes as a `Password`, goes to the child that opens the file, and is forgotten with it. The log
says who opened which file. Where it is wrong nothing changes and the file goes on waiting.

The opened copy is moved into place only while the file's row is held and still locked: a file that was purged meanwhile
leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.docket import audit
from scanner.docket.again import begin_anew, held
from scanner.docket.arrivals import arrival
from scanner.errors import DocketError, UsageError
from scanner.read import Password

if TYPE_CHECKING:
    from scanner.docket.arrivals import Arrival
    from scanner.docket.docket import Docket

__all__ = ["unlock"]

Opener = Callable[[Path, Path, Password], Future[int]]
"""What writes a file without its lock, in a child: `Readers.unlock`."""


def unlock(docket: Docket, opener: Opener, file: int, password: Password, by: str) -> None:
    """Opens a locked file with its password and has it read.

    Raises `UsageError` for a wrong password and for a file that is not locked, `LetterError` for one that no password opens,
    `DocketError` where there is no room for the opened copy.
    """
    with docket.database.reading() as connection:
        sha256 = _locked(file, arrival(connection, file)).sha256
    try:
        with docket.vault.half() as opened:
            opener(docket.vault.locked(sha256), opened, password).result()
            with docket.database.writing() as connection:
                _locked(file, held(connection, file))
                docket.vault.keep_opened(sha256, opened)
                begin_anew(connection, file)
                audit.record(connection, by, [("unlock", None, {"file": file})])
    except OSError as error:
        raise DocketError(
            f"The opened copy cannot be kept ({error.strerror}). Make room and try again.", word="no_room"
        ) from None


def _locked(file: int, there: Arrival | None) -> Arrival:
    if there is None or not there.is_locked:
        raise UsageError(f"File {file} is not waiting for a password.", word="not_locked", file=file)
    return there
