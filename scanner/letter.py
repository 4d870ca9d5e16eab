"""The letter: the paper in hand, as pages that are laid out. It is what `split` gives and every later stage takes.

The mail is all letters of one file, with the pages that belong to none of them, so that no page is lost from sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from scanner.layout import Layout
from scanner.page import Table

__all__ = ["Aside", "AsideKind", "Letter", "Mail", "beside"]

AsideKind = Literal["blank", "unread", "unclear", "purged", "person"]
"""Why a page is in no letter: nothing stands on it; it could not be read; its letters could not be understood; it was
forgotten on purpose; a person said so."""


@dataclass(frozen=True)
class Letter:
    """The pages of one letter, in order; never none.

    `gap` is how many pages the paper says there are and how many are here, where its `Page m of n` do not add up. `ruled` are
    the ruled tables of its digital pages with the numbers of their pages, where the letter could not be understood without
    them. `moved` says that pages were brought together that did not lie together. `doubtful_cuts` are the pairs of
    pages of the file between which it is not sure whether this letter ends or begins there.
    """

    pages: tuple[Layout, ...]
    gap: tuple[int, int] | None = None
    ruled: tuple[tuple[int, Table], ...] = ()
    moved: bool = False
    doubtful_cuts: tuple[tuple[int, int], ...] = ()

    @property
    def first(self) -> Layout:
        """Its first page."""
        return self.pages[0]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its pages in the file, from 1."""
        return tuple(layout.page.number for layout in self.pages)

    @property
    def seen(self) -> bool:
        """Whether any of it was read from a picture, where a digit can be misread."""
        return any(layout.page.origin == "ocr" for layout in self.pages)


@dataclass(frozen=True, slots=True)
class Aside:
    """A page that belongs to no letter, by its number in the file, and why."""

    page: int
    kind: AsideKind


@dataclass(frozen=True, slots=True)
class Mail:
    """The letters of one file in the order of their first pages, and the pages set aside: together, every page once."""

    letters: tuple[Letter, ...]
    aside: tuple[Aside, ...] = ()

    @property
    def near(self) -> tuple[tuple[Aside, ...], ...]:
        """For each letter the pages set aside beside it."""
        return beside([min(letter.numbers) for letter in self.letters], self.aside)


def beside(starts: Sequence[int], aside: Iterable[Aside]) -> tuple[tuple[Aside, ...], ...]:
    """For each letter, by its first page in the file, the pages set aside that lie behind that page and before the next
    letter's; each page once. `starts` are in the order of the file.
    """
    near: list[list[Aside]] = [[] for _ in starts]
    for each in sorted(aside, key=lambda each: each.page):
        near[max(0, sum(start <= each.page for start in starts) - 1)].append(each)
    return tuple(tuple(each) for each in near)
