"""The vault: a copy of every file of the docket under `SCANNER_HOME`, named by its hash, so that no name tells of anybody.

A copy is whole or not there: it is written beside its place, synced and moved into it. The clinic may empty its folder.
What is kept already is only read, to know it by its hash.

A file that came locked stays as it came, under the hash by which the same file is recognised, and what was opened of it
with its password lies beside it, in a folder named for it and under a hash of its own: `path` gives the opened copy, `forget`
takes both away, and the password is in neither.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from scanner.docket.wipe import HALF, wipe
from scanner.errors import DocketError

__all__ = ["Vault"]

CHUNK = 1 << 20
OPENED = "-opened"
"""What the name of the folder ends with in which the opened copy of a locked file lies."""
LONGEST = 24 * 3600.0
"""Seconds after which a half copy is what a driver left that died."""


@dataclass(frozen=True, slots=True)
class Vault:
    """The copies in one folder."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the copy of a file lies that can be read. It has no ending: what a file is, is told by its bytes."""
        return next(self._opened(sha256), None) or self.locked(sha256)

    def locked(self, sha256: str) -> Path:
        """Where the copy lies as the file came, locked or not."""
        return self.folder / sha256[:2] / sha256

    def copies(self, sha256: str) -> tuple[Path, ...]:
        """Every place where a file lies: as it came, and opened."""
        return (*filter(Path.exists, (self.locked(sha256),)), *self._opened(sha256))

    @contextmanager
    def half(self) -> Iterator[Path]:
        """An empty file among the copies for what is being made, for its owner alone; what is left of it then goes."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=HALF, dir=self.folder)
        os.close(handle)
        try:
            yield Path(name)
        finally:
            wipe(Path(name), self.folder)

    def keep_opened(self, sha256: str, opened: Path) -> None:
        """Moves what was opened of a locked file beside it. `opened` is a `half` of this vault."""
        with opened.open("r+b") as made:
            own = hashlib.file_digest(made, "sha256").hexdigest()
            os.fsync(made.fileno())
        folder = self._folder_of_opened(sha256)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)
        opened.replace(folder / own)
        _sync(folder)

    def is_a_copy(self, path: Path, among: Collection[str]) -> bool:
        """Whether a file is, by its bytes, a copy of one of those with these hashes."""
        folder = path.parent.name
        whose = folder.removesuffix(OPENED) if folder.endswith(OPENED) else path.name
        if whose not in among:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.name

    def keep(self, source: Path) -> tuple[str, int]:
        """Keeps a copy of a file; gives its SHA-256 and its bytes. Raises `OSError` for a file that cannot be read,
        `DocketError` where the disk is full or closed to us.
        """
        if (
            not stat.S_ISREG(source.stat().st_mode) and not source.is_dir()
        ):  # a pipe would be waited for, a device never end
            raise OSError(errno.EINVAL, "It is no regular file", str(source))
        with source.open("rb") as given:
            sha256 = hashlib.file_digest(given, "sha256").hexdigest()
            size = given.tell()
            if self._holds(sha256, size):
                return sha256, size
            given.seek(0)
            try:
                return self._copied(given)
            except OSError as error:
                raise DocketError(
                    f"{self.folder}: a copy cannot be kept ({error.strerror}). Nothing was lost; make room and start again."
                ) from None

    def sweep(self) -> None:
        """Takes away half copies, half written or half wiped, that somebody left who was killed: no row names them, and a taxpayer's
        letter is in them.
        """
        before = time.time() - LONGEST
        for half in self.folder.glob(f"{HALF}*"):
            with suppress(OSError):
                if half.stat().st_mtime < before:
                    half.unlink()

    def _holds(self, sha256: str, size: int) -> bool:
        with suppress(OSError):
            return self.locked(sha256).stat().st_size == size
        return False

    def _copied(self, given: BinaryIO) -> tuple[str, int]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(prefix=HALF, dir=self.folder)
        half = Path(name)
        try:
            with os.fdopen(handle, "wb") as copy:
                while chunk := given.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
            kept = self.locked(digest.hexdigest())
            if not kept.parent.exists():
                kept.parent.mkdir(mode=0o700, exist_ok=True)
                _sync(self.folder)
            half.replace(kept)
            _sync(kept.parent)
        finally:
            half.unlink(missing_ok=True)
        return digest.hexdigest(), size

    def forget(self, sha256: str) -> None:
        """Overwrites and takes away every copy of a file. Raises `OSError` where one stays."""
        for copy in (*self._opened(sha256), self.locked(sha256)):
            wipe(copy, self.folder)
        for folder in (self._folder_of_opened(sha256), self.locked(sha256).parent):
            with suppress(OSError):
                folder.rmdir()

    def _folder_of_opened(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}{OPENED}"

    def _opened(self, sha256: str) -> Iterator[Path]:
        """The opened copy, where there is one."""
        folder = self._folder_of_opened(sha256)
        if folder.is_dir():
            yield from sorted(folder.iterdir())


def _sync(folder: Path) -> None:
    """Makes sure of the names in a folder, where the system can: a row must not outlive its copy."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
