"""Pictures of pages, kept once they were drawn: under `SCANNER_HOME`, named by the file's hash, readable by us alone.

They are as private as the files themselves and are forgotten with them.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from scanner.docket import tables
from scanner.docket.leaf import page_of_bytes
from scanner.docket.wipe import wipe
from scanner.home import home

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.page import Page

__all__ = ["Pictures", "leaf_of"]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures in one folder."""

    folder: Path

    @classmethod
    def here(cls) -> Pictures:
        """Those under `SCANNER_HOME`."""
        return cls(home() / "pictures")

    def kept(self, sha256: str, page: int) -> bytes | None:
        """The picture of a page, if it was kept."""
        try:
            return self._path(sha256, page).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, sha256: str, page: int, picture: bytes) -> None:
        """Keeps a picture, whole or not at all. Raises `OSError` where the disk is full."""
        place = self._path(sha256, page)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="half-", dir=place.parent)  # 0600 from the beginning
        half = Path(name)
        try:
            with os.fdopen(handle, "wb") as drawn:
                drawn.write(picture)
            half.replace(place)
        finally:
            half.unlink(missing_ok=True)

    def forget(self, sha256: str) -> None:
        """Overwrites and takes away all pictures of a file. Raises `OSError` where one stays."""
        for place in (self.folder / sha256[:2]).glob(f"{sha256}-*.png"):
            wipe(place, place.parent)

    def _path(self, sha256: str, page: int) -> Path:
        return self.folder / sha256[:2] / f"{sha256}-{page}.png"


def leaf_of(connection: Connection, file: int, page: int) -> Page | None:
    """A page as it was read; None where the file has no such page, or it was never read."""
    row = select(tables.ledger.c.content).where(tables.ledger.c.file_id == file, tables.ledger.c.page == page)
    content = connection.scalar(row) if page >= 1 else None
    return page_of_bytes(content) if content else None
