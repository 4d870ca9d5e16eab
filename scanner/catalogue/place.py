"""Where in a TOML file something stands, so that a fault names the line and not only the key.

The standard library's reader keeps no lines, and a second TOML library for error messages alone would be one more thing
to load; headers and keys at the start of a line are enough for files that people write by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

__all__ = ["line_of"]

HEADER = regex.compile(r"^\[(?P<list>\[)?(?P<name>[\w.\"-]+)\]{1,2}")
KEY = regex.compile(r"^(?P<name>[\w\"'.-]+)\s*=")
FENCE = '"""'

Path = tuple[str, ...]


def line_of(text: str, keys: Sequence[str | int]) -> int | None:
    """The number of the line (from 1) that holds `keys`, or of the nearest thing around it; None where nothing is near."""
    wanted = tuple(str(key) for key in keys)
    best: tuple[int, int] | None = None
    for number, path in _places(text):
        near = _shared(path, wanted)
        if near and near == min(len(path), len(wanted)) and (best is None or near > best[0]):
            best = (near, number)
    return best[1] if best else None


def _places(text: str) -> Iterator[tuple[int, Path]]:
    """Every header and key with its line; the third `[[sources]]` is `sources`, `2`."""
    table: Path = ()
    seen: Counter[str] = Counter()
    quoted = False
    for number, line in enumerate(text.splitlines(), 1):
        if not quoted and (found := HEADER.match(line)):
            table = _parts(found["name"])
            if found["list"]:
                table = (*table, str(seen[found["name"]]))
                seen[found["name"]] += 1
            yield number, table
        elif not quoted and (found := KEY.match(line)):
            yield number, (*table, *_parts(found["name"]))
        if line.count(FENCE) % 2:
            quoted = not quoted


def _parts(name: str) -> Path:
    return tuple(part.strip("\"'") for part in name.split("."))


def _shared(one: Path, other: Path) -> int:
    """How many keys two paths share from their beginning."""
    same = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        same += 1
    return same
