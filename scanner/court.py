"""A copy of a letter for the court: private numbers burned out, and the proof that they are gone.

The copy is written under another name, read again by OCR as a stranger would read it, and only then given its own name. What
the second reading finds is covered too, once; what is legible after that deletes the copy. So no file that was not
proved ever bears the name that was asked for.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scanner.blackout import Cover, Kind, bar_codes, covers, legible
from scanner.errors import LetterError, UsageError
from scanner.page import Box, Page

if TYPE_CHECKING:
    from concurrent.futures import Future

    from scanner.page import Extent
    from scanner.read import Opened

__all__ = ["CourtCopy", "Covered", "Unproved", "court_copy"]

LOOKS = 2
"""How often a copy is read again: what the first look finds is covered, what the second finds is a failure."""
BLIND = 0.5
"""A copy on which OCR reads less than this share of the letter's words proves nothing."""

Sheets = tuple[tuple[Page, tuple[Box, ...]], ...]


class Copier(Protocol):
    """What of `Readers` a copy needs."""

    def open(self, path: Path) -> Future[Opened]:
        """As `Readers.open`."""

    def read(self, path: Path, number: int, extent: Extent) -> Future[Page]:
        """As `Readers.read`."""

    def bars(self, path: Path, page: Page) -> Future[tuple[Box, ...]]:
        """As `Readers.bars`."""

    def copy(self, path: Path, target: Path, sheets: Sheets) -> Future[int]:
        """As `Readers.copy`."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What was covered on a page of the letter: how many of which kind."""

    page: int
    kinds: tuple[tuple[Kind, int], ...]


@dataclass(frozen=True, slots=True)
class Unproved:
    """Pages of the letter on whose copy something was still legible, or that OCR could not read again (`kinds` empty)."""

    page: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class CourtCopy:
    """What became of it. The copy is there only where `unproved` is empty."""

    pages: tuple[Covered, ...]
    unproved: tuple[Unproved, ...]


def court_copy(letter: Path, target: Path, readers: Copier, wanted: frozenset[int] = frozenset()) -> CourtCopy:
    """Writes a copy of the wanted pages (all, if none is named) to `target`, if it can be proved.

    Raises LetterError for a letter that cannot be read in full, UsageError for a page that it does not have.
    """
    pages = _read(letter, readers, wanted)
    numbers = [page.number for page in pages]
    known: frozenset[str] = frozenset()
    told: dict[int, Counter[Kind]] = {number: Counter() for number in numbers}
    with tempfile.TemporaryDirectory(prefix=".court-copy-", dir=target.parent) as folder:  # readable by its owner alone
        source, shown = letter, pages
        for look in range(LOOKS):
            found, known = _found(source, shown, readers, known)
            for number, here in zip(numbers, found, strict=True):
                told[number].update(cover.kind for cover in here)
            copy = Path(folder) / f"copy-{look}.pdf"
            sheets = tuple((page, _boxes(here)) for page, here in zip(shown, found, strict=True))
            readers.copy(source, copy, sheets).result()
            source, shown = copy, _read_again(copy, len(pages), readers)
            unproved = tuple(_left(copy, numbers, pages, shown, readers, known))
            if not unproved:
                copy.replace(target)
                break
    covered = tuple(Covered(number, tuple(sorted(told[number].items()))) for number in numbers)
    return CourtCopy(covered, unproved)


def _read(letter: Path, readers: Copier, wanted: frozenset[int]) -> tuple[Page, ...]:
    """The pages of the letter in full. One that was read in part cannot be covered, so it ends the work."""
    opened = readers.open(letter).result()
    missing = wanted - {page.number for page in opened.pages}
    if missing:
        raise UsageError(f"The letter has no page {min(missing)}; it has {len(opened.pages)}.")
    chosen = [page for page in opened.pages if page.number in wanted or not wanted]
    under_way = [page if isinstance(page, Page) else readers.read(letter, page.number, "whole") for page in chosen]
    pages = tuple(page if isinstance(page, Page) else page.result() for page in under_way)
    for page in pages:
        if page.troubles:
            raise LetterError(
                "damaged", f"Page {page.number} could not be read in full, so that no copy of it is safe."
            )
    return pages


def _read_again(copy: Path, count: int, readers: Copier) -> tuple[Page, ...]:
    """The copy as OCR reads it, whatever text a file might claim to have."""
    under_way = [readers.read(copy, number, "whole") for number in range(1, count + 1)]
    return tuple(page.result() for page in under_way)


def _found(
    source: Path, pages: tuple[Page, ...], readers: Copier, known: frozenset[str]
) -> tuple[list[tuple[Cover, ...]], frozenset[str]]:
    """What must be covered on each page, and all taxpayer numbers known by now: one page tells them for the others."""
    known |= {cover.number for page in pages for cover in covers(page, known) if cover.number}
    bars = [readers.bars(source, page) for page in pages]
    found = [(*covers(page, known), *bar_codes(codes.result())) for page, codes in zip(pages, bars, strict=True)]
    return found, known


def _boxes(found: Iterable[Cover]) -> tuple[Box, ...]:
    return tuple(box for cover in found for box in cover.boxes)


def _left(
    copy: Path,
    numbers: list[int],
    pages: tuple[Page, ...],
    again: tuple[Page, ...],
    readers: Copier,
    known: frozenset[str],
) -> Iterable[Unproved]:
    """The pages whose copy is not proved."""
    bars = [readers.bars(copy, page) for page in again]
    for number, before, after, codes in zip(numbers, pages, again, bars, strict=True):
        kinds = (*legible(after, known), *(cover.kind for cover in bar_codes(codes.result())))
        blind = bool(after.troubles) or len(after.words) < BLIND * len(before.words)
        if kinds or blind:
            yield Unproved(number, tuple(sorted(set(kinds))))
