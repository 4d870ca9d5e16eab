"""The vault: a copy of every file of the docket under `SCANNER_HOME`, named by its hash, so that no name tells of anybody.

A copy is whole or not there: it is written beside its place, synced and moved into it. The clinic may empty its folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from scanner.errors import DocketError

__all__ = ["Vault"]

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Vault:
    """The copies in one folder."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the copy of a file lies. It has no ending: what a file is, is told by its bytes."""
        return self.folder / sha256[:2] / sha256

    def keep(self, source: Path) -> tuple[str, int]:
        """Keeps a copy of a file; gives its SHA-256 and its bytes. Raises `OSError` for a file that cannot be read,
        `DocketError` where the disk is full or closed to us.
        """
        with source.open("rb") as given:
            try:
                return self._copied(given)
            except OSError as error:
                raise DocketError(f"{self.folder}: a copy cannot be kept ({error.strerror}).") from None

    def _copied(self, given: BinaryIO) -> tuple[str, int]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(prefix="half-", dir=self.folder)
        half = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                while chunk := given.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            kept = self.path(digest.hexdigest())
            kept.parent.mkdir(mode=0o700, exist_ok=True)
            half.replace(kept)
        finally:
            half.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def forget(self, sha256: str) -> None:
        """Overwrites and takes away the copy of a file."""
        copy = self.path(sha256)
        with suppress(OSError), copy.open("r+b") as kept:
            left = copy.stat().st_size
            while left > 0:
                left -= kept.write(b"\0" * min(CHUNK, left))
            kept.flush()
            os.fsync(kept.fileno())
        copy.unlink(missing_ok=True)
        with suppress(OSError):
            copy.parent.rmdir()
