"""Letters with known answers, read: their pages, file by file, in the order of the folder."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from scanner.errors import LetterError
from scanner.evaluate import KnownFile, known_files
from scanner.page import Page
from scanner.read import Opened, Picture, Readers

__all__ = ["read_known"]

AT_ONCE = 8
"""Files that are under way at the same time."""


def read_known(folder: Path, readers: Readers) -> Iterator[tuple[KnownFile, tuple[Page, ...]]]:
    """Every letter of the folder that can be read, with its answers. Raises UsageError where the folder has none."""
    window: deque[tuple[KnownFile, Future[Opened]]] = deque()
    for file in known_files(folder):
        window.append((file, readers.open(file.path)))
        if len(window) == AT_ONCE:
            yield from _first(window, readers)
    while window:
        yield from _first(window, readers)


def _first(
    window: deque[tuple[KnownFile, Future[Opened]]], readers: Readers
) -> Iterator[tuple[KnownFile, tuple[Page, ...]]]:
    file, opening = window.popleft()
    try:
        pages = opening.result().pages
        seen = {
            each.number: readers.read(file.path, each.number, "whole") for each in pages if isinstance(each, Picture)
        }
        yield file, tuple(seen[each.number].result() if isinstance(each, Picture) else each for each in pages)
    except LetterError:
        return  # a letter that cannot be opened teaches nothing
