"""Which pages of a file are in which letter, and which are set aside: what a person rearranges, and nothing else.

Every change gives another arrangement of the same pages, so that none can be lost on the way. What cannot be done is a
`UsageError` with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scanner.errors import UsageError
from scanner.letter import Aside, beside

__all__ = ["NEW", "Arrangement"]

NEW = 0
"""In place of the id of a letter that is not in the docket yet."""
CLOSED = ("unread", "purged")
"""Pages set aside of which nothing is there to be brought back."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The numbers of the pages of each letter, by its id, in the order in which to read them; and the pages set aside."""

    groups: Mapping[int, tuple[int, ...]]
    aside: tuple[Aside, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """Every page of the file, in order."""
        return tuple(
            sorted([*(page for group in self.groups.values() for page in group), *(each.page for each in self.aside)])
        )

    @property
    def in_order(self) -> tuple[int, ...]:
        """The ids of the letters in the order of their first pages in the file."""
        return tuple(sorted(self.groups, key=lambda letter: min(self.groups[letter])))

    @property
    def near(self) -> Mapping[int, tuple[Aside, ...]]:
        """The pages set aside beside each letter."""
        starts = [min(self.groups[letter]) for letter in self.in_order]
        return dict(zip(self.in_order, beside(starts, self.aside), strict=True))

    def changed_since(self, before: Arrangement) -> frozenset[int]:
        """The letters that are new or have other pages, or other pages beside them, than they had before."""
        return frozenset(
            letter
            for letter, pages in self.groups.items()
            if set(pages) != set(before.groups.get(letter, ())) or self.near[letter] != before.near.get(letter)
        )

    def joined(self, letter: int, other: int) -> Arrangement:
        """The pages of the other letter with those of this one; the other is no more."""
        if letter == other:
            raise UsageError("A letter cannot be joined to itself.", word="join_itself")
        groups = {key: pages for key, pages in self.groups.items() if key != other}
        return replace(self, groups=groups | {letter: self._of(letter) + self._of(other)})

    def cut(self, letter: int, before: int) -> Arrangement:
        """The letter up to that page, and a new one from it on."""
        pages = self._of(letter)
        if before not in pages[1:]:
            raise UsageError(
                f"Letter {letter} can be cut before one of its pages but the first: {_listed(pages[1:])}.",
                word="cut_where",
                letter=letter,
                pages=_listed(pages[1:], "–"),
            )
        at = pages.index(before)
        return replace(self, groups={**self.groups, letter: pages[:at], NEW: pages[at:]})

    def moved(self, page: int, origin: int, to: int) -> Arrangement:
        """The page in another letter. Where it was the last one the letter is no more."""
        if origin == to:
            raise UsageError(f"Page {page} is in letter {to} already.", word="there_already", page=page, letter=to)
        if self._of(origin) == (page,):
            return self.joined(to, origin)
        return replace(self, groups={**self.groups, origin: self._without(origin, page), to: (*self._of(to), page)})

    def without(self, page: int, origin: int) -> Arrangement:
        """The page set aside, as belonging to no letter."""
        if self._of(origin) == (page,):
            raise UsageError(
                f"Page {page} is all there is of letter {origin}. Join it to another letter, or close it.",
                word="only_page",
                page=page,
                letter=origin,
            )
        groups = {**self.groups, origin: self._without(origin, page)}
        return replace(self, groups=groups, aside=(*self.aside, Aside(page, "person")))

    def brought_back(self, page: int, to: int) -> Arrangement:
        """A page that was set aside, in a letter, or as a `NEW` one."""
        found = next((each for each in self.aside if each.page == page), None)
        if found is None:
            raise UsageError(f"Page {page} of this file is not set aside.", word="not_aside", page=page)
        if found.kind in CLOSED:
            raise UsageError(
                f"Page {page} could not be read or was purged; it can be in no letter.", word="nothing_there", page=page
            )
        own = () if to == NEW else self._of(to)
        aside = tuple(each for each in self.aside if each is not found)
        return replace(self, groups={**self.groups, to: (*own, page)}, aside=aside)

    def _of(self, letter: int) -> tuple[int, ...]:
        if letter not in self.groups:
            raise UsageError(
                f"Letter {letter} is not in the same file. Only what came in one file can be rearranged.",
                word="other_file",
                letter=letter,
            )
        return self.groups[letter]

    def _without(self, letter: int, page: int) -> tuple[int, ...]:
        if page not in self._of(letter):
            raise UsageError(
                f"Page {page} is not in letter {letter}, which has {_listed(self._of(letter))}.",
                word="not_in_letter",
                page=page,
                letter=letter,
                pages=_listed(self._of(letter), "–"),
            )
        return tuple(each for each in self._of(letter) if each != page)


def _listed(pages: tuple[int, ...], nothing: str = "none") -> str:
    return ", ".join(map(str, pages)) or nothing
