"""Pages into letters, without separator sheets; every page in exactly one letter, or set aside by name.

`leaf` reads what a page says of itself, `boundary` decides where a letter begins, `cuts` says how sure that is, `gather`
brings back pages that lie elsewhere, `blank` sets empty pages aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scanner.catalogue import Catalogue
from scanner.letter import Aside, Letter, Mail
from scanner.page import Page
from scanner.split.blank import is_blank
from scanner.split.boundary import begins, signs_between
from scanner.split.cuts import Cuts, cuts_in_use
from scanner.split.gather import gathered
from scanner.split.leaf import Leaf, leaf_of, page_of

__all__ = ["Border", "borders_of", "page_of", "split"]


@dataclass(frozen=True, slots=True)
class Border:
    """What was decided between two pages that follow each other, by their numbers in the file, and the signs for it."""

    before: int
    after: int
    cut: bool
    signs: Mapping[str, float]


def split(pages: tuple[Page, ...], catalogue: Catalogue, cuts: Cuts | None = None) -> Mail:
    """The letters among `pages` in the order of the file, and the pages that are set aside.

    Where all pages are blank none is set aside: a file is never nothing.
    """
    cuts = cuts or cuts_in_use()
    aside = tuple(Aside(page.number, "blank") for page in pages if is_blank(page))
    if len(aside) == len(pages):
        aside = ()
    empty = {each.page for each in aside}
    leaves = [leaf_of(page, catalogue) for page in pages if page.number not in empty]
    groups, borders = _cut(leaves)
    letters = tuple(_letter(group, moved, borders, cuts) for group, moved in gathered(_with_their_envelopes(groups)))
    return Mail(tuple(sorted(letters, key=lambda letter: min(letter.numbers))), aside)


def borders_of(pages: tuple[Page, ...], catalogue: Catalogue) -> Sequence[Border]:
    """What is decided at every border between pages that are not blank: what the confidence of cuts is fitted on."""
    return _cut([leaf_of(page, catalogue) for page in pages if not is_blank(page)])[1]


def _cut(leaves: list[Leaf]) -> tuple[list[list[Leaf]], list[Border]]:
    """The leaves in heaps, each a letter so far, and what was decided at every border."""
    groups: list[list[Leaf]] = []
    borders: list[Border] = []
    for leaf in leaves:
        if not groups:
            groups.append([leaf])
            continue
        cut = begins(leaf, groups[-1])
        signs = signs_between(leaf, groups[-1], cut=cut)
        borders.append(Border(groups[-1][-1].number, leaf.number, cut, signs))
        if cut:
            groups.append([leaf])
        else:
            groups[-1].append(leaf)
    return groups, borders


def _with_their_envelopes(groups: list[list[Leaf]]) -> list[list[Leaf]]:
    """An envelope that lies between two letters goes with the one behind it: its postmark can be the only proof of a lost week."""
    for before, after in pairwise(groups):
        while len(before) > 1 and before[-1].is_envelope:
            after.insert(0, before.pop())
    return groups


def _letter(group: tuple[Leaf, ...], moved: bool, borders: list[Border], cuts: Cuts) -> Letter:
    own = {leaf.number for leaf in group}
    at_risk = [border for border in borders if own & {border.before, border.after}]
    doubtful = tuple(
        border.before for border in at_risk if cuts.is_doubtful(cuts.confidence(border.signs, cut=border.cut))
    )
    return Letter(tuple(leaf.layout for leaf in group), _gap(group), moved=moved, doubtful_cuts=doubtful)


def _gap(group: tuple[Leaf, ...]) -> tuple[int, int] | None:
    """What the printed `Page m of n` say against the pages that are here; None where they add up or are not printed.

    A form that is enclosed counts its own pages. A page whose line was not read may be the one that is missing.
    """
    own = [leaf for leaf in group if not leaf.is_form]
    printed = [leaf.position for leaf in own if leaf.position]
    if not printed:
        return None
    total = max(of for _, of in printed)
    numbers = {at for at, _ in printed}
    whole = len({of for _, of in printed}) == 1 and len(numbers) == len(printed) and len(own) >= total
    unread = len(own) - len(printed)
    return None if whole and total - len(numbers) <= unread else (total, len(own))
