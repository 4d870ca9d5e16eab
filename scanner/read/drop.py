"""Drops: a folder that holds pictures and nothing else is what somebody photographed in one go, page after page.

Its pictures are read as the pages of one file, in name order; which letters they are is told by what they print. A folder with
other files among the pictures is no drop: there every file stands for itself.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.read.album import MOST, pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Drop", "drops_among", "packed"]

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".bmp"})
"""Endings of pictures that hold one page; a TIFF holds a whole fax."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A folder of pictures, in name order."""

    folder: Path
    pictures: tuple[Path, ...]


def drops_among(files: Iterable[Path], named: Iterable[Path]) -> Iterator[Path | Drop]:
    """The files in their order, but those of a drop together; a picture that was `named` by itself stands for itself."""
    alone = set(named)
    folder: list[Path] = []
    for file in files:
        if folder and file.parent != folder[0].parent:
            yield from _together(folder, alone)
            folder = []
        folder.append(file)
    yield from _together(folder, alone)


@contextmanager
def packed(drop: Drop) -> Iterator[Path]:
    """The drop as an album, in a private folder of the system's temporary files, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="scanner-") as private:
        album = Path(private) / "album"
        album.touch(mode=0o600)
        pack(drop.pictures, album)
        yield album


def _together(files: list[Path], alone: set[Path]) -> Iterator[Path | Drop]:
    pictures = all(file.suffix.lower() in PICTURES and file.is_file() and file not in alone for file in files)
    if pictures and 2 <= len(files) <= MOST and not any(_is_folder(each) for each in files[0].parent.iterdir()):
        yield Drop(files[0].parent, tuple(files))
    else:
        yield from files


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")
