"""A copy of the gathered catalogue, so that a command need not read and check five hundred files again.

It is JSON (nothing that a reader could run), it is written whole or not at all, it carries its own sum, and it is believed only
while every file of the catalogue, the code that checks them and the program's version are what they were: their contents go
into its name. A copy that somebody else owns or can write is passed over. It holds nothing of anybody's letters. Where it
cannot be written, the catalogue is gathered each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
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
    """A name for the present contents of `files`: another one as soon as one of them is changed, added or taken away."""
    state = hashlib.sha256(__version__.encode())
    for file in sorted(files):
        state.update(f"{file.name}\0".encode())
        state.update(hashlib.sha256(file.read_bytes()).digest())
    return state.hexdigest()[:24]


def kept(state: str) -> Data | None:
    """The catalogue that was kept for this state; None where there is none, or none that can be believed."""
    file = home() / f"{PREFIX}{state}.json"
    with suppress(OSError, ValueError):
        if _ours(file.parent) and _ours(file):
            total, _, text = file.read_bytes().partition(b"\n")
            if total.decode() == hashlib.sha256(text).hexdigest():
                return cast("Data", json.loads(text))
    return None


def _ours(path: Path) -> bool:
    """Whether nobody but this user can write there."""
    if not hasattr(os, "getuid"):
        return True
    told = path.stat()
    return told.st_uid == os.getuid() and not told.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def keep(state: str, data: Data) -> None:
    """Keeps `data` for this state, and takes away what was kept long ago for others. No fault here stops anything."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        folder = home()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=PREFIX, suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
            Path(name).replace(folder / f"{PREFIX}{state}.json")
        finally:
            Path(name).unlink(missing_ok=True)
        for old in folder.glob(f"{PREFIX}*"):
            if state not in old.name and time.time() - old.stat().st_mtime > FORGOTTEN:
                old.unlink(missing_ok=True)
