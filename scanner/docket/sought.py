"""Many strings looked for at once, at every byte of files of any size.

The first eight bytes of a string are a number, and so are any eight bytes of a file. numpy looks all of these numbers up
in a table of those that are sought; only where one stands there is the print after it compared, in each length that
strings with this beginning have. So a million strings cost little more than one, and none hides behind another.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["LEAST", "MOST", "Sought"]

LEAST = 8
"""Bytes of the shortest string that can be sought."""
MOST = 200
"""Bytes of the longest one."""
CHUNK = 1 << 23
ROOM = 16
"""Places in the table for every string, so that few numbers fall upon a place by chance."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Sought:
    """Strings of `LEAST` to `MOST` bytes that are looked for."""

    def __init__(self, strings: Iterable[bytes]) -> None:
        self._strings = frozenset(strings)
        starting: defaultdict[int, set[int]] = defaultdict(set)
        for string in self._strings:
            if not LEAST <= len(string) <= MOST:
                raise ValueError(f"a string of {len(string)} bytes cannot be sought")
            starting[int.from_bytes(string[:LEAST], "little")].add(len(string))
        self._lengths = dict(starting)
        bits = max(16, min(28, (ROOM * len(starting)).bit_length()))
        self._shift = np.uint64(64 - bits)
        self._marked = np.zeros(1 << bits, bool)
        self._marked[self._place(np.fromiter(starting, np.dtype("<u8"), len(starting)))] = True

    def found_in(self, data: bytes) -> set[bytes]:
        """Those of the strings that stand anywhere in `data`."""
        found: set[bytes] = set()
        for offset in range(LEAST):
            count = max(0, len(data) - offset) // LEAST
            if not count:
                break
            numbers = np.frombuffer(data, "<u8", count, offset)
            at = np.flatnonzero(self._marked[self._place(numbers)])
            for place, number in zip((at * LEAST + offset).tolist(), numbers[at].tolist(), strict=True):
                for length in self._lengths.get(number, ()):
                    if (here := data[place : place + length]) in self._strings:
                        found.add(here)
        return found

    def found_in_file(self, path: Path) -> tuple[set[bytes], int]:
        """Those that stand anywhere in a file, and how many bytes it has. Raises `OSError`."""
        found: set[bytes] = set()
        size, before = 0, b""
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                size += len(chunk)
                found |= self.found_in(before + chunk)
                before = (before + chunk)[1 - MOST :]  # a string may begin in one piece and end in the next
        return found, size

    def _place(self, numbers: NDArray[Any]) -> NDArray[Any]:
        return (numbers * SPREAD) >> self._shift
