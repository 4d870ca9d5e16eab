"""A copy of the gathered catalogue, so that a command need not read and check five hundred files again.

It is JSON (nothing that a reader could run), it is written whole or not at all, and it is believed only while every file
of the catalogue, the code that checks them and the program's version are what they were: the size and the time of each
go into its name. It holds nothing of anybody's letters. Where it cannot be written, the catalogue is gathered each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import cast

from scanner import __version__
from scanner.catalogue.types import Data
from scanner.home import home

__all__ = ["keep", "kept", "state_of"]

PREFIX = "catalogue-"
FORGOTTEN = 7 * 86_400
"""Seconds after which the copy of another state goes; two checkouts may take turns until then."""


def state_of(files: Iterable[Path]) -> str:
    """A name for the present state of `files`: another one as soon as one of them is changed, added or taken away."""
    state = hashlib.sha256(__version__.encode())
    for file in sorted(files):
        stat = file.stat()
        state.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return state.hexdigest()[:24]


def kept(state: str) -> Data | None:
    """The catalogue that was kept for this state; None where there is none or it cannot be read."""
    with suppress(OSError, ValueError):
        return cast("Data", json.loads((home() / f"{PREFIX}{state}.json").read_bytes()))
    return None


def keep(state: str, data: Data) -> None:
    """Keeps `data` for this state, and takes away what was kept long ago for others. No fault here stops anything."""
    with suppress(OSError):
        folder = home()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=PREFIX, suffix=".part")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, separators=(",", ":"))
        Path(name).replace(folder / f"{PREFIX}{state}.json")
        for old in folder.glob(f"{PREFIX}*"):
            if state not in old.name and time.time() - old.stat().st_mtime > FORGOTTEN:
                old.unlink(missing_ok=True)
