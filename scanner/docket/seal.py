"""The seal of the log's newest row, kept in a file beside the database (`docket.seal`).

A chain shows every row that was changed, but not that its end was cut off: what is left is a whole chain. So the number
and the hash of the newest row are kept outside the database, and the row must still be there. Whoever can write both
files can forge both: write the seal that `scanner docket prove` prints on paper, and that hand is tied too.

It is written after the act, never before, so that a machine that goes down leaves an old seal, which still holds, and
never one of a row that was not kept. A seal that no longer fits its log is left as it is, so that what follows cannot
cover the cut.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.home import home

if TYPE_CHECKING:
    from sqlalchemy import URL

__all__ = ["Seal", "keep_seal", "kept_seal", "place_of_seal"]


@dataclass(frozen=True, slots=True)
class Seal:
    """The newest row of a log: its number and its hash."""

    number: int
    hash: str


def place_of_seal(url: URL) -> Path | None:
    """Where the seal of a database lies: beside an SQLite file, in `SCANNER_HOME` for a server; None for one in memory."""
    if url.get_backend_name() == "sqlite":
        return Path(url.database).with_suffix(".seal") if url.database and url.database != ":memory:" else None
    named = url.set(username=None, password=None).render_as_string()
    return home() / f"docket-{hashlib.sha256(named.encode()).hexdigest()[:12]}.seal"


def kept_seal(place: Path | None) -> Seal | None:
    """The seal that lies there; None where there is none. One that cannot be understood fits no log."""
    if place is None or not place.exists():
        return None
    told = ""
    with suppress(OSError):
        told = place.read_text("ascii", errors="replace")
    number, _, sealed = told.strip().partition(" ")
    return Seal(int(number) if number.isdecimal() else 0, sealed)


def keep_seal(place: Path | None, newest: Seal) -> None:
    """Keeps the seal of the newest row, unless another program has kept a newer one meanwhile.

    The act stands already: where the seal cannot be written, the old one goes on holding.
    """
    if place is None:
        return
    with suppress(OSError):
        before = kept_seal(place)
        if before is not None and before.number >= newest.number:
            return
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="seal-", dir=place.parent)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(f"{newest.number} {newest.hash}\n")
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
