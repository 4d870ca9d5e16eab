"""Wiping: a private file is overwritten and taken away, and never found half wiped under the name it had.

It leaves its name first. Were it overwritten where it lies, and the program killed just then, zeros would stand there that
have the size of the letter, and the docket would take them for it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

__all__ = ["HALF", "wipe"]

HALF = "half-"
"""What the name of a file begins with that is being written, or wiped."""
CHUNK = 1 << 20


def wipe(private: Path, folder: Path) -> None:
    """Overwrites a file and takes it away; in `folder`, on the same disk, what is half wiped is looked for later.

    Nothing happens where it is not there. Raises `OSError` where it cannot be taken away.
    """
    going = folder / f"{HALF}{secrets.token_hex(8)}"
    try:
        private.rename(going)
    except FileNotFoundError:
        return
    try:
        with going.open("r+b") as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(b"\0" * min(CHUNK, left))
            file.flush()
            os.fsync(file.fileno())
    finally:
        going.unlink(missing_ok=True)
