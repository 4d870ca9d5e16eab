"""The letter: the paper in hand, as pages that are laid out. It is what `split` gives and every later stage takes."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.layout import Layout
from scanner.page import Table

__all__ = ["Letter"]


@dataclass(frozen=True)
class Letter:
    """The pages of one letter, in order; never none.

    `gap` is how many pages the paper says there are and how many are here, where its `Page m of n` do not add up. `ruled` are
    the ruled tables of its digital pages with the numbers of their pages, where the letter could not be understood without
    them.
    """

    pages: tuple[Layout, ...]
    gap: tuple[int, int] | None = None
    ruled: tuple[tuple[int, Table], ...] = ()

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
