"""Letters with known answers, read: their pages, file by file, in the order of the folder."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from scanner.errors import LetterError
from scanner.evaluate import KnownFile, known_files
from scanner.page import Page
from scanner.read import Picture, Readers

__all__ = ["read_known"]

AT_ONCE = 6
"""Files that are under way at the same time: enough to keep every reader busy with the pictures of some of them."""


def read_known(folder: Path, readers: Readers) -> Iterator[tuple[KnownFile, tuple[Page, ...]]]:
    """Every letter of the folder that can be read, with its answers. Raises UsageError where the folder has none."""
    window: deque[tuple[KnownFile, Future[tuple[Page, ...]]]] = deque()
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="drawn") as threads:
        for file in known_files(folder):
            window.append((file, threads.submit(_pages, file.path, readers)))
            if len(window) == 2 * AT_ONCE:
                yield from _read(*window.popleft())
        while window:
            yield from _read(*window.popleft())


def _read(file: KnownFile, pages: Future[tuple[Page, ...]]) -> Iterator[tuple[KnownFile, tuple[Page, ...]]]:
    try:
        yield file, pages.result()
    except LetterError:
        return  # a letter that cannot be opened teaches nothing


def _pages(path: Path, readers: Readers) -> tuple[Page, ...]:
    pages = readers.open(path).result().pages
    seen = {each.number: readers.read(path, each.number, "whole") for each in pages if isinstance(each, Picture)}
    return tuple(seen[each.number].result() if isinstance(each, Picture) else each for each in pages)
